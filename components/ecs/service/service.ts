import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import { Failover } from "../../elb/failover";
import { NetworkRoute } from "../../elb/networkRoute";
import { isNetworkProtocol } from "../../elb/networkProtocol";
import { ServiceRoute } from "../../elb/serviceRoute";
import type { Before } from "../jobs/before";
import { CloudService } from "./cloudService";
import type { ServiceDescription } from "./description";
import { OnPremisesService } from "./onPremisesService";
import type { ServicePlatform } from "./platform";
import { ServiceRoles } from "./serviceRoles";
import { runsInCloud, runsOnPremises } from "./sides";
import { serversOf } from "./siteServers";

/** Arguments of {@link Service}. */
export interface ServiceArgs {
  /** What the service is, wherever it runs. */
  readonly service: ServiceDescription;
  /** What it is put into. */
  readonly platform: ServicePlatform;
  /** Name of the private zone of its hosts. */
  readonly zoneName: pulumi.Input<string>;
  /**
   * Jobs that run to their end before each of its deployments.
   * @default none
   */
  readonly before?: Before | undefined;
  /**
   * Tags besides `Name`, its data class, and the provider's default tags.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * A service, in AWS, in the data centre or on both sides. Moving it is changing its placement; callers
 * notice nothing, because they reach it by the load balancer.
 *
 * What is made first matters: tasks on premises run before their servers become targets, targets exist
 * before the rule leads to them, and ECS in AWS requires the rule before the service.
 */
export class Service extends pulumi.ComponentResource {
  /** Log group of both sides. */
  public readonly logGroupName: pulumi.Output<string>;
  public readonly taskRoleName: pulumi.Output<string>;
  /** Security group of its tasks in AWS; undefined for a service that runs on premises only. */
  public readonly securityGroupId: pulumi.Output<string> | undefined;
  /** Names of its ECS services, by side. */
  public readonly serviceNames: Readonly<Record<string, pulumi.Output<string>>>;
  /** ARNs of its target groups, by side; none for a service without hosts. */
  public readonly targetGroupArns: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: ServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:ecs:Service", name, {}, opts);
    const child = { parent: this };
    const { service, platform } = args;
    const tags = { ...args.tags, "data-classification": service.dataClassification };

    const logGroup = new cloudwatch.LogGroup(
      `${name}-logs`,
      {
        kmsKeyId: platform.logsKmsKeyArn,
        retentionInDays: service.logRetentionInDays,
        tags: { ...tags, Name: name },
      },
      { ...child, retainOnDelete: platform.retainLogs },
    );
    const roles = new ServiceRoles(
      `${name}-roles`,
      { service, logGroupArn: logGroup.arn, platform, tags },
      child,
    );
    const { before } = args;
    const side = { service, platform, roles, logGroupName: logGroup.name, tags, before };
    const onPremises = runsOnPremises(service.placement)
      ? new OnPremisesService(`${name}-on-prem`, side, child)
      : undefined;
    const route = serviceRoute(name, args, tags, onPremises ? [onPremises] : [], child);
    failover(name, args, tags, route, child);
    const cloud = runsInCloud(service.placement)
      ? new CloudService(`${name}-cloud`, { ...side, route }, child)
      : undefined;

    this.logGroupName = logGroup.name;
    this.taskRoleName = roles.taskRoleName;
    this.securityGroupId = cloud?.securityGroupId;
    this.serviceNames = {
      ...(cloud && { cloud: cloud.serviceName }),
      ...(onPremises && { onPrem: onPremises.serviceName }),
    };
    this.targetGroupArns = { ...route?.targetGroupArns };
    this.registerOutputs({
      logGroupName: this.logGroupName,
      taskRoleName: this.taskRoleName,
      securityGroupId: this.securityGroupId,
      serviceNames: this.serviceNames,
      targetGroupArns: this.targetGroupArns,
    });
  }
}

/** The way from the load balancer, for a service with hosts. */
function serviceRoute(
  name: string,
  { service, platform, zoneName }: ServiceArgs,
  tags: Readonly<Record<string, string>>,
  after: readonly pulumi.Resource[],
  opts: pulumi.ComponentResourceOptions,
): ServiceRoute | NetworkRoute | undefined {
  const { loadBalancer, networkLoadBalancer, vpcId, alarmTopics } = platform;
  if (service.hosts.length === 0) {
    return undefined;
  }
  const servers = platform.sites[service.site ?? ""]?.servers ?? [];
  const serverAddresses = serversOf(service, servers).map(({ address }) => address);
  const common = { service, vpcId, serverAddresses, after, alarmTopics, tags };
  if (isNetworkProtocol(service.protocol) && networkLoadBalancer) {
    return new NetworkRoute(name, { ...common, loadBalancer: networkLoadBalancer }, opts);
  }
  if (loadBalancer === undefined) {
    throw new Error(`service ${service.name}: there is no load balancer for its hosts`);
  }
  return new ServiceRoute(name, { ...common, zoneName, loadBalancer }, opts);
}

/** What moves its requests when a side fails, for a service that says so. */
function failover(
  name: string,
  { service, platform }: ServiceArgs,
  tags: Readonly<Record<string, string>>,
  route: ServiceRoute | NetworkRoute | undefined,
  opts: pulumi.ComponentResourceOptions,
): void {
  const { placement, failover: takesOver } = service;
  if (placement !== "both" || takesOver === undefined || !(route instanceof ServiceRoute)) return;
  const { context, alarmTopics } = platform;
  const args = { service: service.name, takesOver, route, context, alarmTopics, tags };
  new Failover(`${name}-failover`, args, opts);
}
