import * as pulumi from "@pulumi/pulumi";
import * as rds from "@pulumi/aws/rds";
import { alarmGroup } from "../cloudwatch/alarmGroup";
import { databaseAlarms } from "./alarmPlan";
import { databaseEvents } from "./databaseEvents";
import { LOG_EXPORTS } from "./databaseLogs";
import { idsOf, POSTGRES_PORT, type FrontGroups } from "./databaseSecurityGroup";
import { maxConnections } from "./postgres";
import { INSIGHTS_RETENTION, MONITORING_INTERVAL, type PostgresArgs } from "./postgresArgs";
import { postgresParts } from "./postgresParts";
import { restoreArgs } from "./restoreArgs";

/**
 * An RDS Multi-AZ DB cluster of PostgreSQL: a writer and two readable standbys in three zones, with
 * failover in seconds. Its storage does not grow by itself: the alarms say when to raise it.
 *
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/multi-az-db-clusters-concepts.html
 */
export class PostgresCluster extends pulumi.ComponentResource {
  /** Host name that the writer answers on. */
  public readonly address: pulumi.Output<string>;
  /** Host name that the readers answer on, as a list of one. */
  public readonly replicaAddresses: pulumi.Output<string>[];
  public readonly port = POSTGRES_PORT;
  public readonly arn: pulumi.Output<string>;
  public readonly identifier: pulumi.Output<string>;
  /** ID that IAM policies name for IAM authentication: `cluster-...`. */
  public readonly resourceId: pulumi.Output<string>;
  public readonly securityGroupIds: FrontGroups;
  /** ARN of the secret with the master user's name and password. */
  public readonly secretArn: pulumi.Output<string>;

  constructor(name: string, args: PostgresArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:rds:PostgresCluster", name, {}, opts);
    const child = { parent: this };
    const { identifier, kmsKeyArn, tags } = args;
    const { protect, securityGroups, logGroups, parameters, generated } = postgresParts(
      name,
      args,
      "cluster",
      child,
    );
    const parameterGroup = new rds.ClusterParameterGroup(`${name}-parameters`, parameters, child);

    const cluster = new rds.Cluster(
      `${name}-cluster`,
      {
        clusterIdentifier: identifier,
        engine: "postgres",
        engineVersion: args.engineVersion,
        engineLifecycleSupport: "open-source-rds-extended-support-disabled",
        dbClusterInstanceClass: args.instanceClass,
        storageType: "gp3",
        allocatedStorage: args.allocatedStorage,
        iops: args.iops,
        storageEncrypted: true,
        kmsKeyId: kmsKeyArn,
        dbSubnetGroupName: args.subnetGroupName,
        vpcSecurityGroupIds: securityGroups.map(({ id }) => id),
        dbClusterParameterGroupName: parameterGroup.name,
        port: POSTGRES_PORT,
        databaseName: args.databaseName,
        masterUsername: args.masterUsername,
        ...(generated
          ? { masterPassword: generated.password }
          : { manageMasterUserPassword: true, masterUserSecretKmsKeyId: kmsKeyArn }),
        iamDatabaseAuthenticationEnabled: true,
        backupRetentionPeriod: args.backupRetentionInDays ?? 14,
        preferredBackupWindow: args.backupWindow,
        preferredMaintenanceWindow: args.maintenanceWindow,
        deleteAutomatedBackups: false,
        copyTagsToSnapshot: true,
        skipFinalSnapshot: false,
        finalSnapshotIdentifier: `${identifier}-final`,
        deletionProtection: protect,
        autoMinorVersionUpgrade: true,
        allowMajorVersionUpgrade: args.allowMajorVersionUpgrade ?? false,
        applyImmediately: args.applyImmediately ?? false,
        performanceInsightsEnabled: true,
        performanceInsightsKmsKeyId: kmsKeyArn,
        performanceInsightsRetentionPeriod: INSIGHTS_RETENTION.standard,
        monitoringInterval: MONITORING_INTERVAL,
        monitoringRoleArn: args.monitoringRoleArn,
        enabledCloudwatchLogsExports: LOG_EXPORTS,
        // From a cluster's snapshot, or from a moment of another cluster.
        ...restoreArgs(args.restoreFrom, (source, time) => ({
          sourceClusterIdentifier: source,
          ...(time === "latest" ? { useLatestRestorableTime: true } : { restoreToTime: time }),
        })),
        tags: { ...tags, Name: identifier },
      },
      { ...child, protect, dependsOn: logGroups },
    );

    // RDS names the members, and each has metrics of its own.
    const members = [1, 2, 3].map((member) => ({
      identifier: `${identifier}-instance-${member}`,
      suffix: String(member),
      instanceClass: args.instanceClass,
      allocatedStorage: args.allocatedStorage,
      maxAllocatedStorage: undefined,
      maxConnections: maxConnections(args),
      isReplica: false,
    }));
    alarmGroup(name, databaseAlarms(identifier, members, args.alarmTopics), child);
    databaseEvents(name, { identifiers: [identifier], kind: "cluster" }, args.alarmTopics, child);

    this.address = cluster.endpoint;
    this.replicaAddresses = [cluster.readerEndpoint];
    this.arn = cluster.arn;
    this.identifier = cluster.clusterIdentifier;
    this.resourceId = cluster.clusterResourceId;
    this.securityGroupIds = idsOf(securityGroups);
    this.secretArn =
      generated?.secretArn ??
      cluster.masterUserSecrets.apply((secrets) => secrets[0]?.secretArn ?? "");
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
