import type * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";

/** Logs of PostgreSQL that RDS hands to CloudWatch. */
export const LOG_EXPORTS = ["iam-db-auth-error", "postgresql", "upgrade"];

/** What the log groups of a database are made with. */
export interface DatabaseLogsArgs {
  /** Identifier of the instance or cluster, which the groups' names have. */
  readonly identifier: string;
  /** What RDS calls it in the groups' names. */
  readonly kind: "instance" | "cluster";
  /** ARN of the customer KMS key; it must admit CloudWatch Logs. */
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly retentionInDays: number;
  readonly retainOnDelete: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * The log groups that RDS writes to. It would make them by itself, but unencrypted by a customer
 * key and kept for ever; so they are there first.
 *
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Concepts.PostgreSQL.html
 */
export function databaseLogGroups(
  name: string,
  args: DatabaseLogsArgs,
  opts: pulumi.CustomResourceOptions,
): cloudwatch.LogGroup[] {
  return LOG_EXPORTS.map(
    (log) =>
      new cloudwatch.LogGroup(
        `${name}-${log}`,
        {
          name: `/aws/rds/${args.kind}/${args.identifier}/${log}`,
          kmsKeyId: args.kmsKeyArn,
          retentionInDays: args.retentionInDays,
          tags: { ...args.tags, Name: `${name}-${log}` },
        },
        { ...opts, retainOnDelete: args.retainOnDelete },
      ),
  );
}
