import * as pulumi from "@pulumi/pulumi";
import * as ec2 from "@pulumi/aws/ec2";
import * as ecs from "@pulumi/aws/ecs";
import * as vpc from "@pulumi/aws/vpc";
import { isNetworkProtocol } from "../../elb/networkProtocol";
import type { ClientGroup } from "./clientGroups";
import { clientGroupKey } from "./clientWays";
import { deploymentConfiguration } from "./deployment";
import { shiftingOf } from "./sides";
import {
  deploymentRole,
  loadBalancers,
  patience,
  undoneBy,
  type CloudRoute,
} from "./deploymentParts";
import { pointsOf } from "./fileSystemUse";
import { inAws } from "./scheduling";
import { PORT_NAME } from "./serviceContainers";
import { ServiceAutoscaling } from "./serviceAutoscaling";
import { taskDefinition, type SideArgs } from "./serviceTask";
import { allowStore } from "./storeRules";

/** Arguments of {@link CloudService}. */
export interface CloudServiceArgs extends SideArgs {
  /** The service's way from the load balancer; undefined for one without hosts. */
  readonly route?: CloudRoute | undefined;
}

/**
 * A service on the cluster's EC2 capacity: tasks with network interfaces of their own in the private
 * subnets, spread over the zones, deployed without a gap and rolled back when that fails.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_services.html
 */
export class CloudService extends pulumi.ComponentResource {
  public readonly serviceName: pulumi.Output<string>;
  public readonly taskDefinitionArn: pulumi.Output<string>;
  public readonly securityGroupId: pulumi.Output<string>;

  constructor(name: string, args: CloudServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:ecs:CloudService", name, {}, opts);
    const child = { parent: this };
    const { service, platform, route } = args;
    const tags = { ...args.tags, Name: name };

    const securityGroup = new ec2.SecurityGroup(
      `${name}-sg`,
      { description: `Tasks of ${service.name}`, vpcId: platform.vpcId, tags },
      child,
    );
    admit(name, securityGroup.id, args, child);

    const clientGroups = clientGroupsOf(args);
    const capacityClass = service.capacityClass ?? platform.defaultCapacityClass;
    const shifting = shiftingOf(service);
    const moving = shifting && deploymentRole(`${name}-deployment`, args, shifting, child);
    const task = taskDefinition(`${name}-task`, "cloud", args, child);
    const ecsService = new ecs.Service(
      `${name}-service`,
      {
        cluster: platform.clusterArn,
        taskDefinition: task.arn,
        ...inAws(service, capacityClass, capacityProvider(args)),
        networkConfiguration: {
          subnets: platform.privateSubnetIds,
          securityGroups: [
            securityGroup.id,
            ...clientGroups.map(({ securityGroupId }) => securityGroupId),
          ],
          assignPublicIp: false,
        },
        loadBalancers: loadBalancers(args, moving),
        ...(route && {
          healthCheckGracePeriodSeconds: service.healthCheck?.gracePeriodInSeconds ?? 60,
        }),
        ...undoneBy(args),
        serviceConnectConfiguration: serviceConnect(args),
        // A breaker is for tasks that are replaced one after another; where requests are moved, alarms and hooks do it.
        ...(shifting
          ? { deploymentConfiguration: deploymentConfiguration(shifting, moving?.roleArn) }
          : { deploymentCircuitBreaker: { enable: true, rollback: true } }),
        enableExecuteCommand: service.executeCommand,
        enableEcsManagedTags: true,
        propagateTags: "SERVICE",
        waitForSteadyState: service.waitForSteadyState,
        tags,
      },
      {
        ...child,
        ...(args.before && { hooks: args.before.hooks }),
        // Only the first count is the program's: afterwards it is autoscaling's, inside its limits.
        ignoreChanges: ["desiredCount"],
        dependsOn: [
          ...(args.before?.dependsOn ?? []),
          ...(platform.capacityAssociation ? [platform.capacityAssociation] : []),
          ...(route ? [route] : []), // ECS rejects a target group that no listener leads to.
          ...(moving ? [moving.policy] : []),
          ...clientGroups.flatMap(({ rules }) => rules),
          ...pointsOf(service, platform.accessPoints).flatMap(({ mountTargets }) => mountTargets),
        ],
        ...(shifting && { customTimeouts: patience(shifting) }),
      },
    );
    // A service with no tasks waits, for its image as a rule: schedules and limits would start some.
    if (service.replicas.cloud > 0 && !service.daemon) {
      new ServiceAutoscaling(
        `${name}-scaling`,
        {
          service,
          clusterName: platform.clusterName,
          serviceName: ecsService.name,
          ...scaledBy(args),
        },
        child,
      );
    }

    this.serviceName = ecsService.name;
    this.taskDefinitionArn = task.arn;
    this.securityGroupId = securityGroup.id;
    this.registerOutputs({
      serviceName: this.serviceName,
      taskDefinitionArn: this.taskDefinitionArn,
      securityGroupId: this.securityGroupId,
    });
  }
}

/** Requests from the load balancer, AWS's APIs, and the networks and groups that the service names. */
export function admit(
  name: string,
  securityGroupId: pulumi.Output<string>,
  { service, platform, route }: CloudServiceArgs,
  child: pulumi.CustomResourceOptions,
): void {
  const from = isNetworkProtocol(service.protocol)
    ? platform.networkLoadBalancer
    : platform.loadBalancer;
  if (route && from) {
    new vpc.SecurityGroupIngressRule(
      `${name}-from-load-balancer`,
      {
        securityGroupId,
        description: "Requests and health checks of the load balancer",
        referencedSecurityGroupId: from.securityGroupId,
        ipProtocol: "tcp",
        fromPort: service.port,
        toPort: service.port,
      },
      // With another port, tasks keep the old one open until the last of them has gone.
      { ...child, replaceOnChanges: ["fromPort", "toPort"] },
    );
  }
  if (platform.endpointSecurityGroupId !== undefined) {
    new vpc.SecurityGroupEgressRule(
      `${name}-to-endpoints`,
      {
        securityGroupId,
        description: "APIs of AWS, by interface endpoints",
        referencedSecurityGroupId: platform.endpointSecurityGroupId,
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
      },
      child,
    );
  }
  for (const way of platform.clientWays[service.name]?.byRule ?? []) {
    const from = { securityGroupId, called: service.name };
    allowStore(`${name}-to-${way.name}`, way, from, platform, child);
  }
  for (const { cidr, securityGroupId: group, port, description } of service.reaches) {
    const what = cidr ?? group;
    if (what !== undefined) {
      new vpc.SecurityGroupEgressRule(
        `${name}-to-${what.replace(/[./]/g, "-")}-${port}`,
        {
          securityGroupId,
          description: description ?? `${what}, port ${port}`,
          ...(cidr === undefined ? { referencedSecurityGroupId: what } : { cidrIpv4: cidr }),
          ipProtocol: "tcp",
          fromPort: port,
          toPort: port,
        },
        child,
      );
    }
  }
}

/** The groups that its tasks are in as clients of databases and services. */
export function clientGroupsOf({ service, platform }: CloudServiceArgs): ClientGroup[] {
  const { byGroup = [] } = platform.clientWays[service.name] ?? {};
  return byGroup.flatMap((way) => platform.clientGroups[clientGroupKey(way)] ?? []);
}

export function capacityProvider({ service, platform }: CloudServiceArgs): pulumi.Input<string> {
  const capacityClass = service.capacityClass ?? platform.defaultCapacityClass;
  const found = platform.capacityProviderNames[capacityClass];
  if (found === undefined) {
    throw new Error(`service ${service.name}: there is no capacity class ${capacityClass}`);
  }
  return found;
}

/** A service with a port can be called by its name, one without can still call others. */
function serviceConnect({
  service,
  platform,
}: CloudServiceArgs): ecs.ServiceArgs["serviceConnectConfiguration"] {
  if (!service.serviceConnect) {
    return undefined;
  }
  const { name, port } = service;
  return {
    enabled: true,
    namespace: platform.serviceConnectNamespaceArn,
    services:
      port === undefined
        ? []
        : [{ portName: PORT_NAME, discoveryName: name, clientAlias: [{ dnsName: name, port }] }],
  };
}

/** Names of the target group and load balancer by which CloudWatch counts requests. */
function scaledBy({ platform, route }: CloudServiceArgs) {
  return {
    loadBalancerArnSuffix: platform.loadBalancer?.arnSuffix,
    targetGroupArnSuffix: route?.targetGroupArnSuffixes.cloud,
  };
}
