import type * as pulumi from "@pulumi/pulumi";
import * as servicediscovery from "@pulumi/aws/servicediscovery";
import { awsContext } from "../../awsContext";
import { HostRecords } from "../../elb/hostRecords";
import type { InternalLoadBalancer } from "../../elb/internalLoadBalancer";
import type { Vpc } from "../../networking/vpc";
import type { AnywhereSite } from "../anywhere";
import type { Cluster } from "../cluster";
import type { Ec2Capacity } from "../ec2Capacity";
import type { ServiceDescription } from "./description";
import type { ServicePlatform } from "./platform";
import { Service } from "./service";
import { ServiceReach } from "./serviceReach";

/** What all services of a stack have in common. */
export interface ServicesArgs {
  readonly descriptions: readonly ServiceDescription[];
  /** The data centre's sites. */
  readonly sites: readonly AnywhereSite[];
  readonly vpc: Vpc;
  readonly cluster: Cluster;
  readonly capacity: Ec2Capacity;
  /** Where services with hosts are served; undefined where there is none. */
  readonly loadBalancer?: InternalLoadBalancer | undefined;
  /** The private zone of their hosts; undefined where there is none. */
  readonly zone?:
    | {
        readonly zoneId: pulumi.Output<string>;
        readonly zoneName: pulumi.Output<string>;
      }
    | undefined;
  readonly alarmTopicArn: pulumi.Input<string>;
  /** ARN of the customer key of log groups. */
  readonly logsKeyArn: pulumi.Input<string>;
  /**
   * Whether log groups stay in AWS when their service leaves the stack.
   * @default true
   */
  readonly retainOnDelete?: boolean;
}

/** The services of a stack. */
export interface Services {
  /** Each service, by name. */
  readonly services: Readonly<Record<string, Service>>;
  /** URLs, by host. */
  readonly urls: Readonly<Record<string, pulumi.Output<string>>>;
}

/**
 * All services, the names of their hosts, and the ways from one to another. No service knows another's
 * place in the list: each has resources of its own, named after it.
 */
export function deployServices(
  args: ServicesArgs,
  opts: pulumi.ComponentResourceOptions,
): Services {
  const { descriptions, loadBalancer, zone } = args;
  const platform = platformOf(args);
  const zoneName = zone?.zoneName ?? "";
  const services = Object.fromEntries(
    descriptions.map((service) => [
      service.name,
      new Service(service.name, { service, platform, zoneName }, opts),
    ]),
  );
  for (const description of descriptions) {
    openWays(description, args, services);
  }
  const hosts = descriptions.flatMap((service) => service.hosts);
  const records =
    loadBalancer && zone && hosts.length > 0
      ? new HostRecords("hosts", { ...zone, hosts, loadBalancer }, opts)
      : undefined;
  return { services, urls: records?.urls ?? {} };
}

function platformOf(args: ServicesArgs): ServicePlatform {
  const { vpc, cluster, capacity } = args;
  const namespace = new servicediscovery.HttpNamespace(
    "service-connect",
    { description: "Services in AWS by their names (ECS Service Connect)" },
    { parent: cluster },
  );
  return {
    context: awsContext(cluster),
    vpcId: vpc.vpcId,
    privateSubnetIds: vpc.privateSubnetIds,
    endpointSecurityGroupId: vpc.endpointSecurityGroupId,
    clusterArn: cluster.arn,
    clusterName: cluster.clusterName,
    execStatements: cluster.execStatements,
    capacityProviderNames: capacity.capacityProviderNames,
    serviceConnectNamespaceArn: namespace.arn,
    defaultCapacityClass: capacity.defaultCapacityClass ?? "",
    capacityAssociation: capacity.association,
    sites: Object.fromEntries(
      args.sites.map(({ site, placementExpression, servers }) => [
        site,
        { placementExpression, addresses: servers.map(({ address }) => address) },
      ]),
    ),
    loadBalancer: args.loadBalancer,
    alarmTopicArn: args.alarmTopicArn,
    logsKmsKeyArn: args.logsKeyArn,
    retainLogs: args.retainOnDelete ?? true,
  };
}

/** The ways from a service to those that it says it reaches, once all of them are there. */
function openWays(
  { name, reaches, serviceConnect }: ServiceDescription,
  { descriptions, loadBalancer }: ServicesArgs,
  services: Readonly<Record<string, Service>>,
): void {
  const names = reaches.flatMap(({ service }) => service ?? []);
  const securityGroupId = services[name]?.securityGroupId;
  if (names.length === 0 || securityGroupId === undefined) {
    return;
  }
  const reached = descriptions
    .filter((other) => names.includes(other.name))
    .map((service) => ({ service, securityGroupId: services[service.name]?.securityGroupId }));
  new ServiceReach(
    `${name}-reach`,
    {
      securityGroupId,
      serviceConnect,
      reached,
      loadBalancerSecurityGroupId: loadBalancer?.securityGroupId,
    },
    { parent: services[name] },
  );
}
