import type { NetworkRule } from "./databaseSecurityGroup";
import type * as pulumi from "@pulumi/pulumi";
import type * as rds from "@pulumi/aws/rds";
import type { AlarmTopics } from "../cloudwatch/severity";

/** Arguments of a PostgreSQL database, whichever way it is deployed. */
export interface PostgresArgs {
  /** Identifier in RDS, unique in the account and Region. */
  readonly identifier: string;
  /** PostgreSQL's version: `17`, whose minor version RDS keeps current, or `17.6`. */
  readonly engineVersion: string;
  /** Class of each DB instance, such as `db.r8g.large`. */
  readonly instanceClass: string;
  /** Storage to begin with, in GiB. It never shrinks. */
  readonly allocatedStorage: number;
  /** How far storage grows by itself, in GiB: 126 % of `allocatedStorage` at least. */
  readonly maxAllocatedStorage?: number;
  /** Provisioned IOPS, from 400 GiB on. */
  readonly iops?: number;
  /** Provisioned throughput in MiB/s, from 400 GiB on. */
  readonly storageThroughput?: number;
  /** Database that is made at first. */
  readonly databaseName: string;
  /** Name of the master user. */
  readonly masterUsername: string;
  /**
   * Who keeps the master password: RDS itself (`managed`), or the stack (`generated`).
   * @default "managed"
   */
  readonly credentials?: "managed" | "generated";
  /**
   * Another number makes a new generated password.
   * @default 1
   */
  readonly credentialsVersion?: number;
  /**
   * Parameters of PostgreSQL on top of the platform's own.
   * @default none
   */
  readonly parameters?: Readonly<Record<string, string>>;
  /** The VPC that the database is in. */
  readonly vpcId: pulumi.Input<string>;
  /** Name of the DB subnet group: isolated subnets in two zones or more. */
  readonly subnetGroupName: pulumi.Input<string>;
  /**
   * Networks that may connect, and by which of its security groups.
   * @default none
   */
  readonly admitted?: readonly NetworkRule[];
  /** ARN of the customer KMS key of databases: storage, secrets and insights. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** ARN of the customer KMS key of logs; it must admit CloudWatch Logs. */
  readonly logsKmsKeyArn: pulumi.Input<string>;
  /** ARN of the role by which RDS sends Enhanced Monitoring's metrics. */
  readonly monitoringRoleArn: pulumi.Input<string>;
  /** ARNs of the topics that alarms and events go to. */
  readonly alarmTopics: AlarmTopics;
  /**
   * Mode of CloudWatch Database Insights.
   * @default "standard"
   */
  readonly insights?: "standard" | "advanced";
  /**
   * How far back the database can be restored to a point in time, in days, 1 to 35.
   * @default 14
   */
  readonly backupRetentionInDays?: number;
  /**
   * Whether AWS Backup makes continuous backups of the database. It then sets retention and window by itself, and
   * rejects others: both are sent when the database is made, and no longer.
   * @default false
   */
  readonly continuousBackups?: boolean;
  /** Daily window of the backup, in UTC: `01:00-02:00`. */
  readonly backupWindow: string;
  /** Weekly window of maintenance, in UTC: `sun:03:00-sun:04:00`. */
  readonly maintenanceWindow: string;
  /**
   * How long logs are kept, in days.
   * @default 90
   */
  readonly logRetentionInDays?: number;
  /**
   * Whether log groups stay in AWS when they leave the stack.
   * @default true
   */
  readonly retainLogs?: boolean;
  /**
   * Whether changes are made at once, or in the next maintenance window.
   * @default false
   */
  readonly applyImmediately?: boolean;
  /**
   * Whether a change of `engineVersion` may go to another major version.
   * @default false
   */
  readonly allowMajorVersionUpgrade?: boolean;
  /**
   * Whether AWS and Pulumi reject deletion of the database.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * Whether this one may be deleted all the same, and its replicas with it.
   * @default false
   */
  readonly retiring?: boolean;
  /**
   * What a new database is made from. A database that exists is never restored over.
   * @default nothing: it is empty
   */
  readonly restoreFrom?: RestoreFrom;
  /**
   * ARN of the instance in another Region that this one replicates, read-only. Leaving it out promotes the
   * replica in place. It needs `credentials: "generated"`.
   * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.XRgn.html
   * @default none: the database is its own
   */
  readonly replicaOf?: string;
  /**
   * Tags besides `Name` and the provider's default tags: `data-classification` and `backup-plan`.
   */
  readonly tags: Readonly<Record<string, string>>;
}

/** Where a new database's data comes from: a snapshot, or a moment of another database. */
export interface RestoreFrom {
  /** Identifier or ARN of a DB snapshot. */
  readonly snapshot?: string | undefined;
  readonly pointInTime?:
    | {
        /** Identifier of a DB instance, or ARN of a retained automated backup. */
        readonly source: string;
        /** `latest`, or a moment in UTC: `2026-11-20T03:15:00Z`. */
        readonly time: string;
      }
    | undefined;
  /**
   * Whether the database has the version and the storage of what it is restored from, whatever else is asked for.
   * @default true
   */
  readonly keepsVersionAndStorage?: boolean;
}

/** History of Database Insights in days: what the mode comes with. */
// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.Overview.cost.html
export const INSIGHTS_RETENTION = { standard: 7, advanced: 465 } as const;

/** Seconds between two of Enhanced Monitoring's looks at the operating system. */
export const MONITORING_INTERVAL = 60;

/** Arguments of {@link Postgres}. */
export interface PostgresInstanceArgs extends PostgresArgs {
  readonly maxAllocatedStorage: number;
  /**
   * Whether a standby in another zone takes over when the primary fails.
   * @default true
   */
  readonly multiAz?: boolean;
  /**
   * Read replicas. They need `credentials: "generated"`.
   * @default 0
   */
  readonly readReplicas?: number;
  /**
   * Whether updates are made on a copy that takes over, by an RDS blue/green deployment.
   * @default false
   */
  readonly blueGreenUpdates?: boolean;
}

/** Whether AWS and Pulumi reject deletion of the database and its replicas. */
export function isProtected({
  deletionProtection = true,
  retiring = false,
}: PostgresArgs): boolean {
  return deletionProtection && !retiring;
}

/** What a primary and its replicas have in common. */
export type SharedArgs = Omit<rds.InstanceArgs, "identifier">;
