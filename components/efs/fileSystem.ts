import * as pulumi from "@pulumi/pulumi";
import * as ec2 from "@pulumi/aws/ec2";
import * as efs from "@pulumi/aws/efs";
import type * as iam from "@pulumi/aws/iam";
import { alarmGroup } from "../cloudwatch/alarmGroup";
import type { AlarmTopics } from "../cloudwatch/severity";
import type { Network } from "../networking/network";
import { fileSystemAlarms } from "./alarmPlan";

/** Port of NFS, which the TLS tunnel of a mount leads to. */
export const NFS_PORT = 2049;

/** Arguments of {@link FileSystem}. */
export interface FileSystemArgs {
  /** What it is called in the configuration. */
  readonly called: string;
  /** The VPC; its isolated subnets, one in each zone. */
  readonly vpc: Pick<Network, "vpcId" | "availabilityZones" | "isolatedSubnetIds">;
  /** ARN of the customer KMS key that encrypts the files. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** How long nobody reads a file before it moves to Infrequent Access, in days. */
  readonly infrequentAccessAfterDays: number;
  /** Where alarms go. */
  readonly alarmTopics: AlarmTopics;
  /**
   * Whether Pulumi rejects its deletion.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /** Tags besides `Name` and the provider's default tags: `data-classification`, `backup-plan`. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * A file system in every zone of the VPC, encrypted by a customer key, that nobody mounts without TLS and an identity of
 * IAM. Its throughput follows what clients do. Its mount targets call nobody: no egress.
 *
 * https://docs.aws.amazon.com/efs/latest/ug/how-it-works.html
 */
export class FileSystem extends pulumi.ComponentResource {
  public readonly fileSystemId: pulumi.Output<string>;
  public readonly arn: pulumi.Output<string>;
  /** Security group of its mount targets. */
  public readonly securityGroupId: pulumi.Output<string>;
  /** What has to be there before a task can mount it. */
  public readonly mountTargets: readonly pulumi.Resource[];

  constructor(name: string, args: FileSystemArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:efs:FileSystem", name, {}, opts);
    const child = { parent: this };
    const { called, vpc, deletionProtection = true } = args;
    const tags = { ...args.tags, Name: name };

    const fileSystem = new efs.FileSystem(
      `${name}-file-system`,
      {
        encrypted: true,
        kmsKeyId: args.kmsKeyArn,
        performanceMode: "generalPurpose",
        throughputMode: "elastic",
        lifecyclePolicies: [
          { transitionToIa: transition(args.infrequentAccessAfterDays) },
          { transitionToPrimaryStorageClass: "AFTER_1_ACCESS" },
        ],
        tags,
      },
      { ...child, protect: deletionProtection },
    );
    const policy = new efs.FileSystemPolicy(
      `${name}-policy`,
      { fileSystemId: fileSystem.id, policy: tlsOnly(fileSystem.arn) },
      child,
    );
    const securityGroup = new ec2.SecurityGroup(
      `${name}-security-group`,
      { description: `File system ${called}`, vpcId: vpc.vpcId, tags },
      child,
    );
    const mountTargets = vpc.availabilityZones.flatMap((zone, index) => {
      const subnetId = vpc.isolatedSubnetIds[index];
      return subnetId === undefined
        ? []
        : new efs.MountTarget(
            `${name}-${zone}`,
            { fileSystemId: fileSystem.id, subnetId, securityGroups: [securityGroup.id] },
            { ...child, dependsOn: [policy] }, // Nobody reaches it before it demands TLS.
          );
    });
    alarmGroup(name, fileSystemAlarms(called, fileSystem.id, args.alarmTopics), child);

    this.fileSystemId = fileSystem.id;
    this.arn = fileSystem.arn;
    this.securityGroupId = securityGroup.id;
    this.mountTargets = mountTargets;
    this.registerOutputs({
      fileSystemId: this.fileSystemId,
      arn: this.arn,
      securityGroupId: this.securityGroupId,
    });
  }
}

function transition(days: number): string {
  return days === 1 ? "AFTER_1_DAY" : `AFTER_${days}_DAYS`;
}

/**
 * Without a policy, whoever reaches a mount target mounts the file system, as anybody. With this one, nobody does without
 * TLS; and as it allows nothing, only those whom IAM lets do so.
 *
 * https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html
 */
function tlsOnly(arn: pulumi.Output<string>): pulumi.Output<string> {
  const policy: iam.PolicyDocument = {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: { AWS: "*" },
        Action: "*",
        Resource: arn,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  };
  return pulumi.jsonStringify(policy);
}
