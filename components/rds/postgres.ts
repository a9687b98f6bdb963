import * as pulumi from "@pulumi/pulumi";
import * as rds from "@pulumi/aws/rds";
import { alarmGroup } from "../cloudwatch/alarmGroup";
import { databaseAlarms } from "./alarmPlan";
import { databaseEvents } from "./databaseEvents";
import { LOG_EXPORTS } from "./databaseLogs";
import { idsOf, POSTGRES_PORT, type FrontGroups } from "./databaseSecurityGroup";
import { instanceOptions, ownData, replicaArgs } from "./instanceArgs";
import {
  INSIGHTS_RETENTION,
  MONITORING_INTERVAL,
  type PostgresArgs,
  type PostgresInstanceArgs,
  type SharedArgs,
} from "./postgresArgs";
import { postgresParts } from "./postgresParts";
import { readReplicas } from "./readReplicas";

/**
 * An RDS for PostgreSQL instance: Multi-AZ, in isolated subnets, encrypted by a customer key at rest
 * and by TLS in transit, backed up continuously, watched, and protected against deletion.
 *
 * What RDS can't change in place (encryption key, database name, master user, what it was restored
 * from) would replace the instance; `protect` prevents that. docs/runbooks/restore-database.md has
 * the way around: another database beside it.
 *
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZSingleStandby.html
 */
export class Postgres extends pulumi.ComponentResource {
  /** Host name that the primary answers on. */
  public readonly address: pulumi.Output<string>;
  /** Host names of the read replicas. */
  public readonly replicaAddresses: pulumi.Output<string>[];
  public readonly port = POSTGRES_PORT;
  public readonly arn: pulumi.Output<string>;
  public readonly identifier: pulumi.Output<string>;
  /** ID that IAM policies name for IAM authentication: `db-...`. */
  public readonly resourceId: pulumi.Output<string>;
  public readonly securityGroupIds: FrontGroups;
  /** ARN of the secret with the master user's name and password. */
  public readonly secretArn: pulumi.Output<string>;

  constructor(name: string, args: PostgresInstanceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:rds:Postgres", name, {}, opts);
    const child = { parent: this };
    const { identifier, kmsKeyArn, tags } = args;
    const { protect, securityGroups, logGroups, parameters, generated } = postgresParts(
      name,
      args,
      "instance",
      child,
    );
    const parameterGroup = new rds.ParameterGroup(`${name}-parameters`, parameters, child);

    const shared: SharedArgs = {
      engineLifecycleSupport: "open-source-rds-extended-support-disabled",
      instanceClass: args.instanceClass,
      maxAllocatedStorage: args.maxAllocatedStorage,
      storageType: "gp3",
      iops: args.iops,
      storageThroughput: args.storageThroughput,
      storageEncrypted: true,
      kmsKeyId: kmsKeyArn,
      publiclyAccessible: false,
      port: POSTGRES_PORT,
      vpcSecurityGroupIds: securityGroups.map(({ id }) => id),
      parameterGroupName: parameterGroup.name,
      caCertIdentifier: "rds-ca-rsa2048-g1",
      iamDatabaseAuthenticationEnabled: true,
      maintenanceWindow: args.maintenanceWindow,
      autoMinorVersionUpgrade: true,
      applyImmediately: args.applyImmediately ?? false,
      copyTagsToSnapshot: true,
      deletionProtection: protect,
      performanceInsightsEnabled: true,
      performanceInsightsKmsKeyId: kmsKeyArn,
      performanceInsightsRetentionPeriod: INSIGHTS_RETENTION[args.insights ?? "standard"],
      databaseInsightsMode: args.insights ?? "standard",
      monitoringInterval: MONITORING_INTERVAL,
      monitoringRoleArn: args.monitoringRoleArn,
      enabledCloudwatchLogsExports: LOG_EXPORTS,
    };
    const instance = new rds.Instance(
      `${name}-instance`,
      {
        ...shared,
        identifier,
        multiAz: args.multiAz ?? true,
        dbSubnetGroupName: args.subnetGroupName,
        ...(args.replicaOf === undefined ? ownData(args, generated) : replicaArgs(args.replicaOf)),
        tags: { ...tags, Name: identifier },
      },
      { ...child, ...instanceOptions(args), protect, dependsOn: logGroups },
    );

    const replicas = readReplicas(name, args, { shared, primary: instance }, child);
    const facts = {
      instanceClass: args.instanceClass,
      allocatedStorage: args.allocatedStorage,
      maxAllocatedStorage: args.maxAllocatedStorage,
      maxConnections: maxConnections(args),
    };
    const watched = [identifier, ...replicas.map((replica) => replica.called)];
    const members = watched.map((called, index) => {
      const isReplica = index > 0;
      return { ...facts, identifier: called, isReplica, suffix: isReplica ? `ro-${index}` : "" };
    });
    alarmGroup(name, databaseAlarms(identifier, members, args.alarmTopics), child);
    databaseEvents(name, { identifiers: watched, kind: "instance" }, args.alarmTopics, child);

    this.address = instance.address;
    this.replicaAddresses = replicas.map((replica) => replica.address);
    this.arn = instance.arn;
    this.identifier = instance.identifier;
    this.resourceId = instance.resourceId;
    this.securityGroupIds = idsOf(securityGroups);
    this.secretArn =
      generated?.secretArn ??
      instance.masterUserSecrets.apply((secrets) => secrets[0]?.secretArn ?? "");
    this.registerOutputs({
      address: this.address,
      replicaAddresses: this.replicaAddresses,
      arn: this.arn,
      identifier: this.identifier,
      resourceId: this.resourceId,
      securityGroupIds: this.securityGroupIds,
      secretArn: this.secretArn,
    });
  }
}

/** `max_connections`, when the database has a number of its own. */
export function maxConnections({ parameters }: PostgresArgs): number | undefined {
  const own = Number(parameters?.["max_connections"]);
  return Number.isInteger(own) ? own : undefined;
}
