import * as pulumi from "@pulumi/pulumi";
import type { Provider } from "@pulumi/aws/provider";
import { InstanceAutomatedBackupsReplication } from "@pulumi/aws/rds";
import type { BackupPlans } from "../backup/backupPlans";
import type { Databases } from "../rds/databases";
import type { FileStorage } from "../storagegateway/fileStorage";
import type { Services } from "../ecs/service/services";
import type { Named } from "../elb/loadBalancers";
import { Drill, type DrillArgs } from "./drill";
import { NearestRecords, type Front } from "./nearestRecords";
import { RecoveryRegion, type RecoveryRegionArgs } from "./recoveryRegion";
import { ShareReplicas, type ShareReplica } from "./shareReplicas";
import { describeRecovery, includes, type RecoverySettings } from "./strategies";

type Tags = Readonly<Record<string, string>>;

/** Arguments of {@link recoveryPlatform}. */
export interface RecoveryPlatformArgs extends Pick<
  RecoveryRegionArgs,
  "lock" | "protect" | "retainOnDelete"
> {
  readonly config: {
    /** Left out, nothing is kept in another Region. */
    readonly recovery?:
      | (RecoverySettings & {
          readonly drill?: Omit<DrillArgs, "scopeTags"> | undefined;
          /** Shares whose files from before replication have been copied. */
          readonly batchReplicated?: readonly string[];
        })
      | undefined;
    readonly namePrefix: string;
    readonly region: string;
    readonly backup: { readonly plans: BackupPlans; readonly copyVaultArns: readonly string[] };
    /** What the stack that this one follows has made. */
    readonly primary?: {
      readonly front?: Front;
      readonly files: Readonly<Record<string, { readonly complete?: boolean }>>;
    };
    readonly services: readonly { readonly name: string }[];
    /** What standbys take over of the stack's configuration. */
    readonly followed: Readonly<Record<string, unknown>> | undefined;
    /** What a promoted stack was promoted with: its next updates read it from its own outputs. */
    readonly promotedWith?: Readonly<Record<string, unknown>>;
    readonly databases: readonly {
      readonly name: string;
      readonly deployment: string;
      readonly backupRetentionInDays?: number | undefined;
    }[];
    readonly fileShares: readonly {
      readonly name: string;
      readonly dataClassification: string;
      readonly retiring: boolean;
    }[];
  };
  /** AWS in the recovery Region, if there is one. */
  readonly provider: Provider | undefined;
}

/** What the stack has made that a standby needs as well. */
export interface OwnData {
  readonly databases: Pick<Databases, "arns">;
  readonly fileStorage: Pick<FileStorage, "buckets">;
  readonly keyArns: { readonly storage: pulumi.Input<string> };
  readonly deployed: Pick<Services, "hosts" | "loadBalancer" | "loadBalancerOf">;
  readonly dns: Zone | undefined;
  /** Tags that this stack's resources have and no other's. */
  readonly scopeTags: Tags;
}

/** A private hosted zone. */
interface Zone {
  readonly zoneId: pulumi.Output<string>;
  readonly zoneName: pulumi.Output<string>;
}

/** What the other parts of the platform have to know of its recovery. */
export interface RecoveryPlatform {
  readonly copyVaultArns: readonly pulumi.Output<string>[];
  readonly copyRegions: readonly string[];
  /** Where images are copied to. */
  readonly images:
    { readonly region: string; readonly kmsKeyArn: pulumi.Output<string> } | undefined;
  /** What the stack says of its recovery, whatever its role. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Replicates what the stack owns as far as the strategy goes; returns what standbys follow. */
  readonly replicate: (
    own: OwnData,
    opts: pulumi.ComponentResourceOptions,
  ) => Readonly<Record<string, unknown>>;
}

/** What the stack has in the Region that takes over, by a provider of that Region. */
export function recoveryPlatform(args: RecoveryPlatformArgs): RecoveryPlatform {
  const { config, provider, ...shared } = args;
  const { recovery, followed } = config;
  if (!recovery || !provider) {
    const replicate = () => ({});
    return { copyVaultArns: [], copyRegions: [], images: undefined, outputs: {}, replicate };
  }
  const { region } = recovery;
  if (recovery.role === "active") {
    warnOfMissingFiles(config.primary?.files ?? {});
    warnOfMissingCopies(config);
  }
  // RDS replicates no clusters to another Region: AWS Backup copies their snapshots.
  const instances = config.databases.filter(({ deployment }) => deployment !== "multi-az-cluster");
  const data = {
    databases: instances.map(({ name }) => name),
    fileShares: config.fileShares.map(({ name }) => name),
    services: config.services.map(({ name }) => name),
  };
  const made = new RecoveryRegion(
    "recovery",
    { ...recovery, ...shared, ...data },
    { providers: [provider] },
  );
  const { copyVaultArns, copyRegions, keyArns } = made;
  const [recoveryVaultArn] = copyVaultArns;
  // Not protected: to stop replicating, which a change of the retention takes, deletes no backup that is there.
  const there = { parent: made, provider, deleteBeforeReplace: true };

  return {
    copyVaultArns,
    copyRegions,
    images: keyArns && { region, kmsKeyArn: keyArns.compute },
    outputs: {
      recovery: describeRecovery(recovery, config.backup.plans),
      ...(recoveryVaultArn && { recoveryVaultArn }),
      ...(config.promotedWith && { promotedWith: config.promotedWith }),
    },
    replicate: (own, opts) => {
      const { deployed, dns, scopeTags } = own;
      const front = frontOf(config, own);
      const primary = config.primary?.front;
      if (recovery.strategy === "active-active" && front && primary && dns) {
        const names = { zoneName: dns.zoneName, hosts: deployed.hosts };
        new NearestRecords("hosts-nearest", { ...names, own: front, primary }, opts);
      }
      if (!keyArns || !followed) return {};
      if (recovery.drill) new Drill("drill", { ...recovery.drill, scopeTags }, opts);
      replicateBackups(instances, own, keyArns.database, there);
      const light = includes(recovery.strategy, "pilot-light");
      const files = light ? replicas(own, keyArns.storage, args, provider, opts) : {};
      const { strategy } = recovery;
      const made = { strategy, databases: own.databases.arns, files };
      return { followed: { ...followed, made: { ...made, ...(front && { front }) } } };
    },
  };
}

/** A share's bucket is the replica from now on, and replication copies nothing that was there before it. */
function warnOfMissingFiles(files: Readonly<Record<string, { readonly complete?: boolean }>>) {
  const names = Object.entries(files).flatMap(([name, { complete }]) => (complete ? [] : name));
  if (names.length === 0) return;
  void pulumi.log.warn(
    `files from before replication may be missing in ${names.join(", ")}: nobody has said in the primary's landbridge:recovery.batchReplicated that S3 Batch Replication copied them. docs/runbooks/restore-files.md has the way to bring them from the backups' copies`,
  );
}

/** The copies' vault of the primary is in this Region. A promotion is no moment to reject a configuration for that. */
function warnOfMissingCopies({ region, backup }: RecoveryPlatformArgs["config"]) {
  if (backup.copyVaultArns.some((arn) => arn.split(":")[3] !== region)) return;
  void pulumi.log.warn(
    `backups of this stack are in ${region} alone: no vault of landbridge:backup.copyVaultArns is in another Region. Give it one that answers, such as the primary's own vault (its output backupVaultArn) once its Region is back`,
  );
}

/** Where the stack's services are reached, if they are. */
function frontOf(
  { region, namePrefix: stack }: RecoveryPlatformArgs["config"],
  { deployed: { hosts, loadBalancer, loadBalancerOf }, dns }: OwnData,
): Front | undefined {
  if (!loadBalancer || !dns) return undefined;
  const { dnsName, hostedZoneId } = loadBalancer;
  const others = hosts.flatMap((host) => {
    const other = loadBalancerOf(host);
    return other && other !== loadBalancer ? [[host, other] as const] : [];
  });
  const pick = (key: keyof Named) =>
    Object.fromEntries(others.map(([host, other]) => [host, other[key]]));
  const elsewhere = others.length > 0 && {
    dnsNames: pick("dnsName"),
    hostedZoneIds: pick("hostedZoneId"),
  };
  return { region, stack, zoneId: dns.zoneId, dnsName, hostedZoneId, ...elsewhere };
}

/**
 * RDS's own continuous backups, copied as they are made; the provider's Region is where to.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReplicateBackups.html
 */
function replicateBackups(
  databases: RecoveryPlatformArgs["config"]["databases"],
  own: OwnData,
  kmsKeyId: pulumi.Output<string>,
  opts: pulumi.CustomResourceOptions,
): void {
  for (const { name, backupRetentionInDays: retentionPeriod = 14 } of databases) {
    const sourceDbInstanceArn = own.databases.arns[name];
    if (sourceDbInstanceArn === undefined) continue;
    new InstanceAutomatedBackupsReplication(
      `recovery-backups-${name}`,
      { sourceDbInstanceArn, kmsKeyId, retentionPeriod },
      opts,
    );
  }
}

function replicas(
  own: OwnData,
  replicaKmsKeyArn: pulumi.Output<string>,
  { config, protect }: RecoveryPlatformArgs,
  recoveryProvider: Provider,
  opts: pulumi.ComponentResourceOptions,
): Readonly<Record<string, ShareReplica>> {
  const tags = config.fileShares.map(({ name, dataClassification }): [string, Tags] => [
    name,
    { "data-classification": dataClassification },
  ]);
  const { replicas: made } = new ShareReplicas(
    "recovery-files",
    {
      buckets: own.fileStorage.buckets,
      tags: Object.fromEntries(tags),
      kmsKeyArn: own.keyArns.storage,
      replicaKmsKeyArn,
      recoveryProvider,
      protect,
      retiring: config.fileShares.flatMap(({ name, retiring }) => (retiring ? name : [])),
    },
    opts,
  );
  const complete = config.recovery?.batchReplicated ?? [];
  const all = Object.entries(made).map(([name, replica]) => {
    return [name, { ...replica, complete: complete.includes(name) }] as const;
  });
  return Object.fromEntries(all);
}
