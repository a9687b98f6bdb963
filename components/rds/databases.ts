import * as pulumi from "@pulumi/pulumi";
import * as rds from "@pulumi/aws/rds";
import { awsContext, type AwsContext } from "../awsContext";
import { awsName } from "../names";
import { DatabaseProxy, type ZoneSubnets } from "./databaseProxy";
import { databaseRecord, type DatabaseZone } from "./databaseRecord";
import { monitoringRole } from "./monitoringRole";
import { Postgres } from "./postgres";
import type { PostgresArgs } from "./postgresArgs";
import { PostgresCluster } from "./postgresCluster";
import { servedNames } from "./servedNames";

/** Arguments of {@link Databases}. */
export interface DatabasesArgs {
  /** What identifiers in RDS begin with, such as `landbridge-prod`. */
  readonly namePrefix: string;
  readonly databases: readonly DatabaseSpec[];
  /** The VPC, and its subnets without a way out, in two zones or more, by the zones' letters. */
  readonly vpc: {
    readonly vpcId: pulumi.Input<string>;
    readonly availabilityZones: readonly string[];
    readonly isolatedSubnetIds: pulumi.Input<string>[];
  };
  /**
   * The private zone that databases get their names in.
   * @default none: clients use RDS's own names
   */
  readonly dns?: DatabaseZone | undefined;
  /** ARN of the customer KMS key of databases. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** ARN of the customer KMS key of logs; it must admit CloudWatch Logs. */
  readonly logsKeyArn: pulumi.Input<string>;
  /** ARN of the topic that alarms and events go to. */
  readonly alarmTopicArn: pulumi.Input<string>;
  /**
   * Whether AWS and Pulumi reject deletion of databases.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * Whether log groups stay in AWS when their database leaves the stack.
   * @default true
   */
  readonly retainOnDelete?: boolean;
}

/** One database, as config describes it. */
export interface DatabaseSpec extends Omit<
  PostgresArgs,
  | "alarmTopicArn"
  | "allocatedStorage"
  | "deletionProtection"
  | "identifier"
  | "kmsKeyArn"
  | "logsKmsKeyArn"
  | "monitoringRoleArn"
  | "retainLogs"
  | "subnetGroupName"
  | "tags"
  | "vpcId"
> {
  readonly name: string;
  readonly deployment: "multi-az-instance" | "multi-az-cluster" | "single-az-instance";
  readonly dataClassification: string;
  readonly backupPlan: string;
  readonly storage: {
    readonly allocated: number;
    readonly maxAllocated?: number | undefined;
    readonly iops?: number | undefined;
    readonly throughput?: number | undefined;
  };
  readonly readReplicas: number;
  readonly blueGreenUpdates: boolean;
  readonly proxy: boolean;
  /** Letters of the proxy's zones; it stays in those of its first day when left out. */
  readonly proxyZones?: readonly string[] | undefined;
  /** Name of the database whose clients and services it takes over. */
  readonly serves?: string | undefined;
}

/** How clients reach a database. */
export interface DatabaseAccess {
  /** Name in the private zone, or RDS's own where there is no zone. */
  readonly hostname: pulumi.Output<string>;
  /** Security group that clients must be admitted to: the proxy's where there is one. */
  readonly securityGroupId: pulumi.Output<string>;
  readonly port: number;
  /** Name of the database in PostgreSQL. */
  readonly databaseName: string;
  /** What an IAM policy lets clients connect to, as any user that PostgreSQL knows. */
  readonly connectArn: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  readonly secretArn: pulumi.Output<string>;
}

/**
 * The stack's databases, with what they share: the subnet group, the role of Enhanced Monitoring, and
 * the names that they serve. A name is one record, and one entry of what services use, whichever database it leads to:
 * a restored database takes over the clients of the one before in one update.
 */
export class Databases extends pulumi.ComponentResource {
  /** How to reach each, by the name that it serves. */
  public readonly access: Readonly<Record<string, DatabaseAccess>>;
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
      const own = { ...shared(args, spec), monitoringRoleArn, subnetGroupName: subnetGroup.name };
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
        spec.proxy && database instanceof Postgres
          ? databaseProxy(`${called}-proxy`, args, spec, { database, context }, child)
          : undefined;
      const label = labels[index] ?? spec.name;
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
        securityGroupId: front.securityGroupId,
        port: database.port,
        databaseName: spec.databaseName,
        connectArn: pulumi.interpolate`arn:${context.partition}:rds-db:${context.region}:${context.accountId}:dbuser:${front.resourceId}/*`,
        arn,
        secretArn: database.secretArn,
      };
      return { name: spec.name, arn, label, access };
    });

    this.access = Object.fromEntries(made.map(({ label, access }) => [label, access]));
    this.arns = Object.fromEntries(made.map(({ name: own, arn }) => [own, arn]));
    this.registerOutputs({ access: this.access, arns: this.arns });
  }
}

/** What clients connect to: the database, or its proxy. */
type Front = Pick<Postgres, "address" | "securityGroupId" | "resourceId">;

/** A database's config, as its component takes it. */
function shared(args: DatabasesArgs, spec: DatabaseSpec) {
  const { allocated, maxAllocated, iops, throughput } = spec.storage;
  return {
    ...spec,
    identifier: awsName("database", args.namePrefix, spec.name),
    vpcId: args.vpc.vpcId,
    kmsKeyArn: args.kmsKeyArn,
    logsKmsKeyArn: args.logsKeyArn,
    alarmTopicArn: args.alarmTopicArn,
    deletionProtection: args.deletionProtection ?? true,
    retainLogs: args.retainOnDelete ?? true,
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
  of: { readonly database: Postgres; readonly context: AwsContext },
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
      clientCidrs: spec.clientCidrs ?? [],
      logsKmsKeyArn: args.logsKeyArn,
      retainLogs: args.retainOnDelete ?? true,
      tags: { "data-classification": spec.dataClassification },
    },
    opts,
  );
}
