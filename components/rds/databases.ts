import * as pulumi from "@pulumi/pulumi";
import * as rds from "@pulumi/aws/rds";
import { awsContext } from "../awsContext";
import { awsName } from "../names";
import { planDatabaseAdmission, type ClientServer } from "./databaseAdmission";
import { DatabaseProxy, type DatabaseProxyArgs, type ZoneSubnets } from "./databaseProxy";
import { databaseRecord } from "./databaseRecord";
import type { DatabaseAccess, DatabasesArgs, DatabaseSpec } from "./databasesArgs";
import type { NetworkRule } from "./databaseSecurityGroup";
import { monitoringRole } from "./monitoringRole";
import { Postgres } from "./postgres";
import { PostgresCluster } from "./postgresCluster";
import { servedNames } from "./servedNames";

/**
 * The stack's databases, with what they share: the subnet group, the role of Enhanced Monitoring, and
 * the names that they serve. A name is one record, and one entry of what services use, whichever database it leads to:
 * a restored database takes over the clients of the one before in one update.
 */
export class Databases extends pulumi.ComponentResource {
  /** How to reach each, by the name that it serves. */
  public readonly access: Readonly<Record<string, DatabaseAccess>>;
  /** Name of the DB subnet group, which others than the stack's own databases may be put into. */
  public readonly subnetGroupName: pulumi.Output<string>;
  /** ARN of each, by its own name. */
  public readonly arns: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: DatabasesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:rds:Databases", name, {}, opts);
    const child = { parent: this };
    const context = awsContext(this);
    const subnetGroup = new rds.SubnetGroup(
      `${name}-subnets`,
      {
        description: "Isolated subnets: no route leads out of the VPC",
        subnetIds: args.vpc.isolatedSubnetIds,
        tags: { Name: `${name}-subnets` },
      },
      child,
    );
    const monitoringRoleArn = monitoringRole(`${name}-monitoring`, context, child);

    const labels = servedNames(args.databases);
    const made = args.databases.map((spec, index) => {
      const called = `${name}-${spec.name}`;
      const label = labels[index] ?? spec.name;
      const { servers = {}, rulesPerSecurityGroup } = args;
      const admit = (own: readonly ClientServer[]): readonly NetworkRule[] =>
        planDatabaseAdmission(spec.clientCidrs ?? [], own, rulesPerSecurityGroup).map((network) => {
          const { site, server = network.cidr.replace("/", "-") } = network;
          const formerName = `store-ways-${label}-from-${server}`;
          return { ...network, ...(site !== undefined && { formerName }) };
        });
      const admitted = admit(servers[label] ?? []);
      const hasProxy = spec.proxy && spec.deployment !== "multi-az-cluster";
      const own = {
        ...shared(args, spec),
        monitoringRoleArn,
        subnetGroupName: subnetGroup.name,
        admitted: hasProxy ? admit([]) : admitted,
      };
      const database =
        spec.deployment === "multi-az-cluster"
          ? new PostgresCluster(called, own, child)
          : new Postgres(
              called,
              {
                ...own,
                maxAllocatedStorage: spec.storage.maxAllocated ?? 0,
                multiAz: spec.deployment === "multi-az-instance",
                readReplicas: spec.readReplicas,
                blueGreenUpdates: spec.blueGreenUpdates,
              },
              child,
            );
      const proxy =
        hasProxy && database instanceof Postgres
          ? databaseProxy(`${called}-proxy`, args, spec, { database, context, admitted }, child)
          : undefined;
      const front: Front = proxy ?? database;
      databaseRecord(`${name}-record-${label}`, args.dns, label, [front.address], child);
      databaseRecord(
        `${name}-record-${label}-ro`,
        args.dns,
        `${label}-ro`,
        database.replicaAddresses,
        child,
      );
      const { arn } = database;
      const access: DatabaseAccess = {
        hostname: args.dns ? pulumi.interpolate`${label}.${args.dns.zoneName}` : front.address,
        securityGroupId: front.securityGroupIds[0],
        port: database.port,
        databaseName: spec.databaseName,
        connectArn: pulumi.interpolate`arn:${context.partition}:rds-db:${context.region}:${context.accountId}:dbuser:${front.resourceId}/*`,
        arn,
        secretArn: database.secretArn,
      };
      return { name: spec.name, arn, label, access };
    });

    this.access = Object.fromEntries(made.map(({ label, access }) => [label, access]));
    this.subnetGroupName = subnetGroup.name;
    this.arns = Object.fromEntries(made.map(({ name: own, arn }) => [own, arn]));
    this.registerOutputs({ access: this.access, arns: this.arns });
  }
}

/** What clients connect to: the database, or its proxy. */
type Front = Pick<Postgres, "address" | "securityGroupIds" | "resourceId">;

/** RDS names the groups: those of a database that comes back would be in its way. */
function retainsLogs(args: DatabasesArgs, spec: DatabaseSpec): boolean {
  return (args.retainOnDelete ?? true) && (spec.retainLogs ?? true);
}

/** A database's config, as its component takes it. */
function shared(args: DatabasesArgs, spec: DatabaseSpec) {
  const { allocated, maxAllocated, iops, throughput } = spec.storage;
  return {
    ...spec,
    identifier: awsName("database", args.namePrefix, spec.name),
    vpcId: args.vpc.vpcId,
    kmsKeyArn: args.kmsKeyArn,
    logsKmsKeyArn: args.logsKeyArn,
    alarmTopics: args.alarmTopics,
    deletionProtection: args.deletionProtection ?? true,
    retainLogs: retainsLogs(args, spec),
    allocatedStorage: allocated,
    ...(maxAllocated !== undefined && { maxAllocatedStorage: maxAllocated }),
    ...(iops !== undefined && { iops }),
    ...(throughput !== undefined && { storageThroughput: throughput }),
    tags: { "data-classification": spec.dataClassification, "backup-plan": spec.backupPlan },
  };
}

/** The VPC lists subnets in the order of their zones' letters. */
function subnetsByZone({
  availabilityZones,
  isolatedSubnetIds,
}: DatabasesArgs["vpc"]): ZoneSubnets {
  const zones = [...availabilityZones].sort();
  return Object.fromEntries(
    zones.flatMap((zone, index) => {
      const id = isolatedSubnetIds[index];
      return id === undefined ? [] : [[zone, id]];
    }),
  );
}

function databaseProxy(
  name: string,
  args: DatabasesArgs,
  spec: DatabaseSpec,
  of: Pick<DatabaseProxyArgs, "database" | "context" | "admitted">,
  opts: pulumi.ComponentResourceOptions,
): DatabaseProxy {
  return new DatabaseProxy(
    name,
    {
      ...of,
      identifier: awsName("database", args.namePrefix, spec.name),
      vpcId: args.vpc.vpcId,
      called: spec.name,
      subnetIds: subnetsByZone(args.vpc),
      zones: spec.proxyZones,
      logsKmsKeyArn: args.logsKeyArn,
      retainLogs: retainsLogs(args, spec),
      tags: { "data-classification": spec.dataClassification },
    },
    opts,
  );
}
