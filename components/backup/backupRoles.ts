import * as pulumi from "@pulumi/pulumi";
import * as iam from "@pulumi/aws/iam";
import type { AwsContext } from "../awsContext";
import { serviceTrust } from "../iam/serviceTrust";

/** Arguments of {@link BackupRoles}. */
export interface BackupRolesArgs {
  /** Account, partition and region. */
  readonly context: AwsContext;
  /**
   * Tags besides `Name` and the provider's default tags.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * The roles of AWS Backup, apart from each other: one reads what is backed up, the other writes what is
 * restored. Both have AWS's own policies, which follow the services as they learn to be backed up.
 *
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/security-iam-awsmanpol.html
 */
export class BackupRoles extends pulumi.ComponentResource {
  /** ARN of the role that makes recovery points. */
  public readonly backupRoleArn: pulumi.Output<string>;
  /** ARN of the role that restores them. */
  public readonly restoreRoleArn: pulumi.Output<string>;

  constructor(name: string, args: BackupRolesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:backup:BackupRoles", name, {}, opts);

    const role = (suffix: string, description: string, policies: readonly string[]) => {
      const made = new iam.Role(
        `${name}-${suffix}`,
        {
          description,
          assumeRolePolicy: pulumi.jsonStringify(
            serviceTrust("backup.amazonaws.com", args.context),
          ),
          tags: { ...args.tags, Name: `${name}-${suffix}` },
        },
        { parent: this },
      );
      const attached = policies.map((policy) => {
        const child = `${name}-${suffix}-${policy.replace(/^.*AWSBackupServiceRolePolicyFor/, "")}`;
        const policyArn = pulumi.interpolate`arn:${args.context.partition}:iam::aws:policy/${policy}`;
        return new iam.RolePolicyAttachment(
          child.toLowerCase(),
          { role: made.name, policyArn },
          { parent: this },
        );
      });
      // Whoever waits for the ARN waits for what the role may do.
      return pulumi.all([made.arn, ...attached.map(({ id }) => id)]).apply(([arn]) => arn ?? "");
    };

    this.backupRoleArn = role("backup", "Lets AWS Backup make recovery points", [
      "service-role/AWSBackupServiceRolePolicyForBackup",
      "AWSBackupServiceRolePolicyForS3Backup",
    ]);
    this.restoreRoleArn = role("restore", "Lets AWS Backup restore recovery points", [
      "service-role/AWSBackupServiceRolePolicyForRestores",
      "AWSBackupServiceRolePolicyForS3Restore",
    ]);
    this.registerOutputs({
      backupRoleArn: this.backupRoleArn,
      restoreRoleArn: this.restoreRoleArn,
    });
  }
}
