import type * as pulumi from "@pulumi/pulumi";
import * as servicediscovery from "@pulumi/aws/servicediscovery";
import type { AlarmTopics } from "../../cloudwatch/severity";
import { awsContext } from "../../awsContext";
import { HostRecords } from "../../elb/hostRecords";
import type {
  InternalLoadBalancer,
  InternalLoadBalancerArgs,
} from "../../elb/internalLoadBalancer";
import { certificateAlarm } from "../../elb/certificateAlarm";
import { loadBalancers } from "../../elb/loadBalancers";
import type { Network } from "../../networking/network";
import type { AnywhereSite } from "../anywhere";
import type { Cluster } from "../cluster";
import type { FileSystemAccess } from "../../efs/fileSystems";
import type { Registry } from "../../ecr/registry";
import type { Databases } from "../../rds/databases";
import type { FileStorage } from "../../storagegateway/fileStorage";
import type { Ec2Capacity } from "../ec2Capacity";
import type { JobDescription } from "../jobs/description";
import { Job, type JobOutputs } from "../jobs/job";
import { runBefore } from "../jobs/runBefore";
import { AccessPoints } from "./accessPoints";
import { ClientGroups } from "./clientGroups";
import { clientWays } from "./clientWays";
import type { ServiceDescription } from "./description";
import { openWays } from "./openWays";
import type { ServicePlatform } from "./platform";
import { Service } from "./service";
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

/** Where to look at a service: names and ARNs, by side. */
export type ServiceOutputs = Pick<Service, "logGroupName" | "serviceNames" | "targetGroupArns">;

/** The services of a stack. */
export interface Services {
  /** Each service, by name. */
  readonly services: Readonly<Record<string, Service>>;
  /** First labels of their names in the private zone. */
  readonly hosts: readonly string[];
  /** The load balancer that serves them, the first where there are several. */
  readonly loadBalancer: InternalLoadBalancer | undefined;
  readonly loadBalancerOf: (host: string) => InternalLoadBalancer | undefined;
  /** Their configuration in the stack. */
  readonly outputs: {
    /** URLs, by host. */
    readonly urls: Readonly<Record<string, pulumi.Output<string>>>;
    /** Which load balancer serves a service's hosts, by its name: where it stays. */
    readonly loadBalancers: Readonly<Record<string, number>>;
    /** Where to look at a service, by its name. */
    readonly services: Readonly<Record<string, ServiceOutputs>>;
    /** How to start a job and where to look at it, by its name. */
    readonly jobs: Readonly<Record<string, JobOutputs>>;
    /** What servers have to know to join, by site. */
    readonly sites: readonly SiteRegistration[];
  };
}

/**
 * All services, the names of their hosts, and the ways from one to another. No service knows another's
 * place in the list: each has resources of its own, named after it.
 */
export function deployServices(
  args: ServicesArgs,
  opts: pulumi.ComponentResourceOptions,
): Services {
  const { descriptions, ingress, vpc, dns: zone, deletionProtection = true } = args;
  const front = { ...ingress, vpc, zone, deletionProtection };
  const { first: loadBalancer, of, ofHost } = loadBalancers("internal", front, descriptions, opts);
  if (loadBalancer) certificateAlarm("internal", loadBalancer, args.alarmTopics);
  const platform = platformOf(args, loadBalancer, opts);
  const zoneName = zone?.zoneName ?? "";
  const make = (job: JobDescription) =>
    [job.name, new Job(job.name, { job, platform }, opts)] as const;
  const goFirst = ({ runBefore: services = [] }: JobDescription) => services.length > 0;
  const first = args.jobs.filter(goFirst).map((job) => ({ job, made: make(job) }));
  const before = (name: string) =>
    runBefore(
      name,
      first.flatMap(({ job, made }) => (job.runBefore?.includes(name) ? [made] : [])),
      platform.context.region,
    );
  const services = Object.fromEntries(
    descriptions.map((service) => [
      service.name,
      new Service(
        service.name,
        {
          service,
          platform: { ...platform, loadBalancer: of(service) },
          zoneName,
          before: before(service.name),
        },
        opts,
      ),
    ]),
  );
  const others = args.jobs.filter((job) => !goFirst(job)).map(make);
  const jobs = Object.fromEntries([...first.map(({ made }) => made), ...others]);
  const tasks = [...descriptions, ...args.jobs];
  openWays({ descriptions: tasks, services: { ...services, ...jobs }, platform });
  const hosts = descriptions.flatMap((service) => service.hosts);
  const own = { hosts, setIdentifier: args.namePrefix, region: platform.context.region };
  const records =
    loadBalancer && zone && hosts.length > 0
      ? new HostRecords(
          "hosts",
          { ...zone, ...own, loadBalancerOf: (host) => ofHost(host) ?? loadBalancer },
          opts,
        )
      : undefined;
  const { mountTargets } = args.fileStorage;
  new StoreWays("store-ways", { ...args, descriptions: tasks, mountTargets }, opts);
  return {
    services,
    hosts,
    loadBalancer,
    loadBalancerOf: ofHost,
    outputs: {
      urls: records?.urls ?? {},
      loadBalancers: Object.fromEntries(
        descriptions
          .filter(({ hosts: names }) => names.length > 0)
          .map(({ name, loadBalancer = 1 }) => [name, loadBalancer]),
      ),
      services: Object.fromEntries(
        Object.entries(services).map(([name, { logGroupName, serviceNames, targetGroupArns }]) => [
          name,
          { logGroupName, serviceNames, targetGroupArns },
        ]),
      ),
      jobs: Object.fromEntries(Object.entries(jobs).map(([name, { outputs }]) => [name, outputs])),
      sites: siteRegistrations(args.sites, tasks),
    },
  };
}

function platformOf(
  args: ServicesArgs,
  loadBalancer: InternalLoadBalancer | undefined,
  opts: pulumi.ComponentResourceOptions,
): ServicePlatform {
  const { vpc, cluster, capacity, fileSystems = {} } = args;
  const tasks = [...args.descriptions, ...args.jobs];
  const ways = Object.fromEntries(tasks.map((each) => [each.name, clientWays(each)]));
  const mounted = tasks.some((each) => (each.fileSystems ?? []).length > 0);
  const { points: accessPoints } = mounted
    ? new AccessPoints("file-access", { descriptions: tasks, fileSystems }, opts)
    : { points: {} };
  const clients = new ClientGroups(
    "clients",
    {
      vpcId: vpc.vpcId,
      ways: Object.values(ways).flatMap(({ byGroup }) => byGroup),
      databases: args.databases.access,
      fileSystems,
    },
    opts,
  );
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
    loadBalancer,
    alarmTopics: args.alarmTopics,
    logsKmsKeyArn: args.keyArns.logs,
    databaseKmsKeyArn: args.keyArns.database,
    computeKmsKeyArn: args.keyArns.compute,
    registry: args.registry,
    databases: args.databases.access,
    clientWays: ways,
    clientGroups: clients.groups,
    mountTargets: args.fileStorage.mountTargets,
    fileSystems,
    accessPoints,
    retainLogs: args.retainOnDelete ?? true,
  };
}
