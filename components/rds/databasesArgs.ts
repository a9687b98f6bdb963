import type * as pulumi from "@pulumi/pulumi";
import type { AlarmTopics } from "../cloudwatch/severity";
import type { ClientServer } from "./databaseAdmission";
import type { DatabaseZone } from "./databaseRecord";
import type { PostgresArgs } from "./postgresArgs";

/** Arguments of the `Databases` component. */
export interface DatabasesArgs {
  /** What identifiers in RDS begin with, such as `landbridge-prod`. */
  readonly namePrefix: string;
  readonly databases: readonly DatabaseSpec[];
  /**
   * Servers whose services use a database, by the name that it serves.
   * @default none
   */
  readonly servers?: Readonly<Record<string, readonly ClientServer[]>>;
  /**
   * Rules of a security group in a direction.
   * @default 60
   */
  readonly rulesPerSecurityGroup?: number | undefined;
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
  /** ARNs of the topics that alarms and events go to. */
  readonly alarmTopics: AlarmTopics;
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
  | "admitted"
  | "alarmTopics"
  | "allocatedStorage"
  | "deletionProtection"
  | "identifier"
  | "kmsKeyArn"
  | "logsKmsKeyArn"
  | "monitoringRoleArn"
  | "subnetGroupName"
  | "tags"
  | "vpcId"
> {
  readonly name: string;
  /** The data centre's networks that may connect. */
  readonly clientCidrs?: readonly string[];
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
  /** Security group that services must be admitted to: the proxy's where there is one. */
  readonly securityGroupId: pulumi.Output<string>;
  readonly port: number;
  /** Name of the database in PostgreSQL. */
  readonly databaseName: string;
  /** What an IAM policy lets clients connect to, as any user that PostgreSQL knows. */
  readonly connectArn: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  readonly secretArn: pulumi.Output<string>;
}
