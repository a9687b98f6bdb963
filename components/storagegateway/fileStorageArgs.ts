import type * as pulumi from "@pulumi/pulumi";
import type { AlarmTopics } from "../cloudwatch/severity";
import type { ActiveDirectory } from "./fileGateway";
import type { PosixDefaults } from "./fileShare";

/** Arguments of `FileStorage`. */
export interface FileStorageArgs {
  /** What gateways' names in AWS begin with, such as `landbridge-prod`. */
  readonly namePrefix: string;
  readonly gateways: readonly FileGatewaySpec[];
  readonly shares: readonly FileShareSpec[];
  /** The VPC; its private subnets, for gateways on EC2; and DNS names of its endpoints, by service. */
  readonly vpc: {
    readonly vpcId: pulumi.Input<string>;
    readonly privateSubnetIds: readonly pulumi.Input<string>[];
    readonly interfaceEndpointDnsNames: Readonly<Record<string, pulumi.Input<string>>>;
  };
  readonly vpcCidr: string;
  /** The data centre's networks. */
  readonly onPremisesCidrs: readonly string[];
  /**
   * Rules of a security group in a direction.
   * @default 60
   */
  readonly rulesPerSecurityGroup?: number | undefined;
  /** Bucket that access logs of the shares' buckets go to. */
  readonly logBucket: pulumi.Input<string>;
  /** ARN of the customer KMS key of files. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** ARN of the customer KMS key of logs; it must admit CloudWatch Logs. */
  readonly logsKeyArn: pulumi.Input<string>;
  /** ARNs of the topics that alarms go to. */
  readonly alarmTopics: AlarmTopics;
  /**
   * Whether Pulumi rejects deletion of buckets and gateways.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * Whether log groups stay in AWS when their gateway or share leaves the stack.
   * @default true
   */
  readonly retainOnDelete?: boolean;
}

/** A gateway, as config describes it. */
export interface FileGatewaySpec {
  readonly name: string;
  readonly host: "on-premises" | "ec2";
  readonly appliance?:
    | {
        readonly address: string;
        readonly activationKey?: string | undefined;
        readonly cacheDisk: string;
      }
    | undefined;
  readonly ec2: { readonly instanceType: string; readonly cacheDiskSize: number };
  readonly timezone: string;
  readonly softwareUpdates: {
    readonly dayOfWeek: string;
    readonly hour: number;
    readonly minute: number;
  };
  readonly activeDirectory?: ActiveDirectory | undefined;
  readonly logRetentionInDays: number;
  /**
   * Whether the gateway may be deleted, whatever else is protected.
   * @default false
   */
  readonly retiring?: boolean | undefined;
}

/** A share, as config describes it. */
export interface FileShareSpec {
  readonly name: string;
  readonly gateway: string;
  readonly protocol: "nfs" | "smb";
  readonly dataClassification: string;
  readonly backupPlan: string;
  readonly clients: readonly string[];
  readonly allowedUsers: readonly string[];
  readonly squash: "root" | "all" | "none";
  readonly readOnly: boolean;
  readonly refreshAfterSeconds: number;
  readonly noncurrentVersionDays: number;
  readonly posix: PosixDefaults;
  /**
   * Whether the bucket may be deleted with all that is in it, whatever else is protected.
   * @default false
   */
  readonly retiring?: boolean | undefined;
  /**
   * A bucket that is there already, with its key: the replica that another stack's share left in this Region.
   * @default a bucket of the stack's own
   */
  readonly replica?: ExistingBucket | undefined;
}

/** A bucket that another stack has made. */
export interface ExistingBucket {
  readonly bucketName: pulumi.Input<string>;
  readonly arn: pulumi.Input<string>;
  readonly kmsKeyArn: pulumi.Input<string>;
}

/** Where a share is mounted from. */
export interface MountTarget {
  /** Name of the gateway. */
  readonly gateway: string;
  readonly protocol: "nfs" | "smb";
  /** Address of the gateway. */
  readonly address: pulumi.Output<string>;
  /** Path of the share on it: `/reports`. */
  readonly path: pulumi.Output<string>;
  readonly readOnly: boolean;
}
