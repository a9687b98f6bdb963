import type * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { RUNS_PREFIX, type FleetBucket } from "./fleetBucket";

/** What sessions on a node are encrypted with, and where they are written down. */
export interface SessionNeeds {
  /** ARN of the key that both ends of a session derive theirs from. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** ARN of the log group. */
  readonly logGroupArn: pulumi.Input<string>;
}

/**
 * What a node's role may do besides being managed: write what commands said, by the bucket's key.
 *
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-rc-setting-up.html
 */
export function outputStatements(bucket: FleetBucket): iam.PolicyStatement[] {
  return [
    {
      Sid: "WriteOutput",
      Effect: "Allow",
      Action: "s3:PutObject",
      Resource: pulumi.interpolate`${bucket.bucketArn}/${RUNS_PREFIX}/*`,
    },
    {
      Sid: "EncryptOutput",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:GenerateDataKey"], // Large files come in parts, which S3 reads again.
      Resource: bucket.kmsKeyArn,
    },
  ];
}

/**
 * What a node needs for sessions that are encrypted and logged.
 *
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-iam-instance-profile.html
 */
export function sessionStatements({ kmsKeyArn, logGroupArn }: SessionNeeds): iam.PolicyStatement[] {
  return [
    { Sid: "DecryptSessions", Effect: "Allow", Action: "kms:Decrypt", Resource: kmsKeyArn },
    {
      Sid: "LogSessions",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      Resource: [logGroupArn, pulumi.interpolate`${logGroupArn}:*`],
    },
    {
      Sid: "FindSessionLogs",
      Effect: "Allow",
      Action: "logs:DescribeLogGroups",
      Resource: "*", // A list call: AWS grants it on all log groups or none.
    },
  ];
}
