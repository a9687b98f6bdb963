import type * as pulumi from "@pulumi/pulumi";
import * as servicediscovery from "@pulumi/aws/servicediscovery";
import type { AlarmTopics } from "../../cloudwatch/severity";
import { awsContext } from "../../awsContext";
import type { FileSystemAccess } from "../../efs/fileSystems";
import type { InternalLoadBalancerArgs } from "../../elb/internalLoadBalancer";
import { certificateAlarm } from "../../elb/certificateAlarm";
import { loadBalancers, type LoadBalancers, type Named } from "../../elb/loadBalancers";
import type { Network } from "../../networking/network";
import type { AnywhereSite } from "../anywhere";
import type { Cluster } from "../cluster";
import type { Registry } from "../../ecr/registry";
import type { Databases } from "../../rds/databases";
import type { FileStorage } from "../../storagegateway/fileStorage";
import type { Ec2Capacity } from "../ec2Capacity";
import type { JobDescription } from "../jobs/description";
import type { ServiceDescription } from "./description";
import { runServices, type RunningServices, type ServicePlace } from "./runServices";
import { siteRegistrations, type SiteRegistration } from "./siteRegistrations";
import { StoreWays } from "./storeWays";

/** What all services of a stack have in common. */
export interface ServicesArgs {
  /** What is unique in an account begins with it: `landbridge-prod`. */
  readonly namePrefix: string;
  readonly descriptions: readonly ServiceDescription[];
  readonly jobs: readonly JobDescription[];
  /** The data centre's sites. */
  readonly sites: readonly AnywhereSite[];
  readonly vpc: Network;
  readonly cluster: Cluster;
  readonly capacity: Ec2Capacity;
  readonly registry: Registry;
  /** The stack's databases and file shares, which services use by name. */
  readonly databases: Pick<Databases, "access">;
  readonly fileStorage: Pick<FileStorage, "mountTargets">;
  readonly fileSystems?: Readonly<Record<string, FileSystemAccess>>;
  /** The load balancer of services with hosts; without a certificate there is none. */
  readonly ingress: Omit<InternalLoadBalancerArgs, "vpc" | "zone" | "deletionProtection">;
  /**
   * Whether AWS and Pulumi reject deletion of the load balancer.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /** The private zone of their hosts; undefined where there is none. */
  readonly dns?:
    | {
        readonly zoneId: pulumi.Output<string>;
        readonly zoneName: pulumi.Output<string>;
      }
    | undefined;
  readonly alarmTopics: AlarmTopics;
  /** ARNs of customer keys: of log groups, of the databases' passwords, and of what did not start. */
  readonly keyArns: Readonly<Record<"logs" | "database" | "compute", pulumi.Input<string>>>;
  /**
   * Whether log groups stay in AWS when their service leaves the stack.
   * @default true
   */
  readonly retainOnDelete?: boolean;
}

/** The services of a stack. */
export interface Services extends Omit<RunningServices, "outputs"> {
  /** The load balancer that serves them, the first where there are several. */
  readonly loadBalancer: Named | undefined;
  /** What services of other stacks are put into as well. */
  readonly place: ServicePlace;
  /** Their configuration in the stack. */
  readonly outputs: RunningServices["outputs"] & {
    /** What servers have to know to join, by site. */
    readonly sites: readonly SiteRegistration[];
  };
}

/** All services of the platform's stack, with their load balancers, and the ways from hosts to what services keep data in. */
export function deployServices(
  args: ServicesArgs,
  opts: pulumi.ComponentResourceOptions,
): Services {
  const { descriptions, jobs, ingress, vpc, dns, deletionProtection = true, alarmTopics } = args;
  const front = { ...ingress, vpc, zone: dns, deletionProtection, alarmTopics };
  const fronts = loadBalancers("internal", front, descriptions, opts);
  const first = fronts.byNumber[1];
  if (first) certificateAlarm("internal", first, alarmTopics);
  const place = placeOf(args, fronts);
  const running = runServices(
    { descriptions, jobs, place, dns, setIdentifier: args.namePrefix },
    opts,
  );
  const { mountTargets } = args.fileStorage;
  const tasks = [...descriptions, ...jobs];
  new StoreWays("store-ways", { ...args, descriptions: tasks, mountTargets }, opts);
  return {
    ...running,
    place,
    loadBalancer: first ?? fronts.network,
    outputs: { ...running.outputs, sites: siteRegistrations(args.sites, tasks) },
  };
}

function placeOf(args: ServicesArgs, { byNumber, network }: LoadBalancers): ServicePlace {
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
    architectures: capacity.architectures,
    serviceConnectNamespaceArn: namespace.arn,
    defaultCapacityClass: capacity.defaultCapacityClass ?? "",
    capacityAssociation: capacity.association,
    sites: Object.fromEntries(
      args.sites.map(({ site, placementExpression, servers }) => [
        site,
        { placementExpression, servers },
      ]),
    ),
    loadBalancers: byNumber,
    networkLoadBalancer: network,
    alarmTopics: args.alarmTopics,
    logsKmsKeyArn: args.keyArns.logs,
    databaseKmsKeyArn: args.keyArns.database,
    computeKmsKeyArn: args.keyArns.compute,
    registry: args.registry,
    databases: args.databases.access,
    mountTargets: args.fileStorage.mountTargets,
    fileSystems: args.fileSystems ?? {},
    retainLogs: args.retainOnDelete ?? true,
  };
}
