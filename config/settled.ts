import { loadBalancersOf } from "./services/loadBalancers";
import { networkListener } from "../components/elb/networkProtocol";
import { NOBODY_CALLS, type JobDescription } from "../components/ecs/jobs/description";
import type { ServiceDescription } from "../components/ecs/service/description";
import { awsName } from "../components/names";
import { runningParts, type RunningParts } from "../components/recovery/strategies";
import type { PrimaryMade, ReplicaBucket } from "./recovery/primaryMade";
import type { PlatformConfig } from "./types";

type Database = PlatformConfig["databases"][number];
type FileShare = PlatformConfig["fileShares"][number];
type Job = PlatformConfig["jobs"][number];

/** What follows from a valid configuration, the stack's role and what its primary has made. */
export interface Settled {
  /** What of the platform runs in the stack. */
  readonly parts: RunningParts;
  /** What the stack that this one follows has made. */
  readonly primary?: PrimaryMade;
  /** What a promoted stack follows as long as it is promoted: its primary as it was on that day. */
  readonly promotedWith?: Readonly<Record<string, unknown>>;
  readonly databases: readonly (Database & {
    readonly replicaOf?: string;
    readonly continuousBackups: boolean;
    readonly retainLogs?: boolean;
  })[];
  /** Jobs as tasks that nobody calls, and whatever has tasks: services and jobs. */
  readonly jobs: readonly (Job & JobDescription)[];
  readonly tasks: readonly ServiceDescription[];
  readonly fileShares: readonly (FileShare & { readonly replica?: ReplicaBucket })[];
  /** The plans take replicas by their ARNs: they are the primary's, with its tags. */
  readonly backup: PlatformConfig["backup"] & {
    readonly replicaArns: Readonly<Record<string, readonly string[]>>;
  };
  /** What the names begin with that are unique in an account. */
  readonly namePrefix: string;
  readonly registry: PlatformConfig["registry"] & { readonly imagePrefix: string };
  /** Tags of nodes alone. */
  readonly cluster: PlatformConfig["cluster"] & {
    readonly nodeTags?: Readonly<Record<string, string>> | undefined;
  };
  /** Whether a network load balancer writes access logs: AWS delivers them in another way. */
  readonly loadBalancer: PlatformConfig["loadBalancer"] & {
    readonly logs: { readonly ofConnections?: boolean };
  };
}

/** A stack's configuration, with what follows from it. */
export type StackConfig = Omit<PlatformConfig, keyof Settled> & Settled;

/** A valid configuration with what its sections leave to each other, and to the stack's role. */
export function settled(
  config: PlatformConfig,
  { made, isPromoting }: { readonly made: PrimaryMade | undefined; readonly isPromoting: boolean },
): StackConfig {
  const parts = runningParts(config.recovery);
  const databases = config.databases.map((each) => {
    const retained = withRetention(config, each);
    // A replica has no backups of its own yet: its promotion says how long they are kept.
    const continuousBackups = retained.continuousBackups && !isPromoting;
    // Databases of a standby go and come back, and RDS names their log groups: those left behind would be in the way.
    const retainLogs = config.recovery?.primaryStack === undefined;
    const database = { ...retained, continuousBackups, retainLogs };
    if (parts.replicas) return asReplica(database, made?.databases[each.name]);
    const restoreFrom = config.recovery?.restore?.databases[each.name] ?? each.restoreFrom;
    // An update by a blue/green deployment would make another instance of a replica that is promoted.
    const blueGreenUpdates = config.recovery?.role !== "active" && each.blueGreenUpdates;
    return { ...database, blueGreenUpdates, ...(restoreFrom && { restoreFrom }) };
  });
  const fileShares = config.fileShares.map((each) => {
    const replica = config.recovery?.role === "active" ? made?.files[each.name] : undefined;
    return { ...each, ...(replica && { replica }) };
  });
  const { assigned } = loadBalancersOf(config);
  const services = config.services.map((each) => {
    const loadBalancer = assigned[each.name];
    // ECS has the right number of a daemon's tasks, and Service Connect is for what is called by name.
    const alone = each.daemon && { serviceConnect: false };
    return { ...each, ...(loadBalancer !== undefined && { loadBalancer }), ...alone };
  });
  const rest = parts.files ? { fileShares } : { fileShares: [], fileGateways: [] };
  const backup = { ...config.backup, replicaArns: replicaArns(fileShares) };
  const named = { namePrefix: namePrefix(config.stack), registry: registry(config) };

  const all = {
    ...config,
    ...named,
    parts,
    backup,
    network: ownParts(config.network),
    ...hub(config.connectivity),
    databases,
    ...rest,
    ...(made && { primary: made }),
  };
  const computing = compute({ ...config, services }, parts.computePercent);
  const jobs = jobsOf(config, parts);
  // Patch Manager finds a node's baseline by this tag of its own.
  const nodeTags = config.fleet && { PatchGroup: named.namePrefix };
  const cluster = { ...computing.cluster, nodeTags };
  return { ...all, ...computing, cluster, jobs, tasks: [...computing.services, ...jobs] };
}

/** Jobs of a standby wait for its promotion: until then the primary's do their work, and the data is the primary's. */
function jobsOf({ jobs, recovery }: PlatformConfig, parts: RunningParts): Settled["jobs"] {
  if (parts.computePercent === 0) return [];
  const waits = recovery?.role === "standby";
  return jobs.map((job) => ({
    ...NOBODY_CALLS,
    ...job,
    ...(waits && job.schedule && { schedule: { ...job.schedule, enabled: false } }),
    ...(waits && { runBefore: undefined }),
    ...(!parts.files && { volumes: [] }),
  }));
}

/** The replicas that a promoted stack's shares are on, by the shares' backup plans. */
function replicaArns(fileShares: Settled["fileShares"]): Record<string, string[]> {
  const arns: Record<string, string[]> = {};
  for (const { backupPlan, replica } of fileShares) {
    if (replica) arns[backupPlan] = [...(arns[backupPlan] ?? []), replica.arn];
  }
  return arns;
}

/** What an adopted transit gateway is as a hub, whatever the default of a path that is made says. */
function hub(connectivity: PlatformConfig["connectivity"]) {
  const isAdopted = connectivity?.mode === "transit-gateway";
  return isAdopted ? { connectivity: { ...connectivity, hub: "transit-gateway" as const } } : {};
}

/** Of a VPC that is there already, nothing is made. */
function ownParts(network: PlatformConfig["network"]): PlatformConfig["network"] {
  return network.existing === undefined
    ? network
    : { ...network, natGateways: "none", interfaceEndpoints: "none" };
}

function namePrefix(stack: string): string {
  return `landbridge-${stack}`;
}

/** A stack that follows another pulls that one's images, whose copies are in its Region by replication. */
function registry({ registry, recovery, stack }: PlatformConfig): Settled["registry"] {
  const primary = recovery?.primaryStack?.split("/").at(-1);
  return primary === undefined
    ? { ...registry, imagePrefix: awsName("repository", namePrefix(stack)) }
    : { ...registry, repositories: [], imagePrefix: awsName("repository", namePrefix(primary)) };
}

/** Services, their load balancer and what they run on, at a share of their size. */
function compute(config: PlatformConfig, percent: number) {
  const { cluster, loadBalancer, services } = config;
  const ofConnections = services.some((each) => networkListener(each)?.protocol === "TLS");
  const logs = { ...loadBalancer.logs, ...(ofConnections && { ofConnections }) };
  if (percent === 100) return { cluster, loadBalancer: { ...loadBalancer, logs }, services };
  const share = (count: number): number => Math.ceil((count * percent) / 100);
  const capacity = Object.entries(cluster.capacity).map(([name, each]) => {
    const sizes = {
      minSize: share(each.minSize),
      onDemandBaseCapacity: share(each.onDemandBaseCapacity),
    };
    return [name, { ...each, ...sizes }] as const;
  });
  const small = { ...cluster, capacity: Object.fromEntries(capacity) };
  if (percent === 0) {
    // Services come with their load balancer, once there is something for them to run on.
    const none = { certificateArn: undefined, certificateAuthorityArn: undefined };
    return { cluster: small, loadBalancer: { ...loadBalancer, ...none }, services: [] };
  }
  const fewer = services.map((each) => ({
    ...each,
    // Two where there are more: one alone is away while it is replaced.
    replicas: {
      ...each.replicas,
      cloud: Math.max(Math.min(2, each.replicas.cloud), share(each.replicas.cloud)),
    },
    // A schedule would bring the full number back, as its hour comes.
    ...(each.autoscaling && { autoscaling: { ...each.autoscaling, schedules: [] } }),
    volumes: [],
  }));
  return { cluster: small, loadBalancer: { ...loadBalancer, logs }, services: fewer };
}

/** AWS Backup takes the retention of an instance over where its plan has continuous backups. */
function withRetention({ backup }: PlatformConfig, database: Database) {
  const continuous = backup.plans[database.backupPlan]?.rules.continuous;
  const { backupRetentionInDays = continuous?.retentionInDays ?? 14 } = database;
  return { ...database, backupRetentionInDays, continuousBackups: continuous !== undefined };
}

/** A replica serves nobody yet: what only clients need comes with its promotion. */
function asReplica<Each extends Database>(database: Each, replicaOf: string | undefined) {
  const alone = { readReplicas: 0, proxy: false, blueGreenUpdates: false };
  return { ...database, ...alone, ...(replicaOf !== undefined && { replicaOf }) };
}
