import * as cfg from "@pulumi/aws/cfg";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import type { AwsContext } from "../awsContext";
import { serviceTrust } from "../iam/serviceTrust";
import type { AuditBucket } from "./auditBucket";

/** Arguments of {@link ConfigRecorder}. */
export interface ConfigRecorderArgs {
  /** Where what is recorded goes. */
  readonly bucket: AuditBucket;
  /** Account, partition and Region. */
  readonly context: AwsContext;
}

/**
 * AWS Config: what resources the account has in the Region and how they change, global ones included. Backup audit, Security Hub's
 * checks and rules of the company read it. An account has one recorder and one delivery channel in a Region.
 *
 * https://docs.aws.amazon.com/config/latest/developerguide/stop-start-recorder.html
 */
export class ConfigRecorder extends pulumi.ComponentResource {
  /** Name of the recorder. */
  public readonly recorderName: pulumi.Output<string>;

  constructor(name: string, args: ConfigRecorderArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:governance:ConfigRecorder", name, {}, opts);
    const child = { parent: this };
    const { bucket, context } = args;

    const role = new iam.Role(
      `${name}-role`,
      {
        description: "Lets AWS Config read what the account has, and deliver it to the bucket",
        assumeRolePolicy: pulumi.jsonStringify(serviceTrust("config.amazonaws.com", context)),
        tags: { Name: `${name}-role` },
      },
      child,
    );
    const policyArn = pulumi.interpolate`arn:${context.partition}:iam::aws:policy/service-role/AWS_ConfigRole`;
    const reads = new iam.RolePolicyAttachment(
      `${name}-reads`,
      { role: role.name, policyArn },
      child,
    );
    const writes = new iam.RolePolicy(
      `${name}-delivers`,
      { role: role.name, policy: pulumi.jsonStringify(delivery(bucket, context)) },
      child,
    );
    const recorder = new cfg.Recorder(
      `${name}-recorder`,
      {
        roleArn: role.arn,
        recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
      },
      { ...child, dependsOn: [reads, writes] },
    );
    const channel = new cfg.DeliveryChannel(
      `${name}-channel`,
      { s3BucketName: bucket.bucketName, s3KmsKeyArn: bucket.kmsKeyArn },
      { ...child, dependsOn: [recorder, bucket.policy] }, // AWS takes no channel before there is a recorder.
    );
    const status = new cfg.RecorderStatus(
      `${name}-status`,
      { name: recorder.name, isEnabled: true },
      { ...child, dependsOn: [channel] },
    );

    this.recorderName = status.name;
    this.registerOutputs({ recorderName: this.recorderName });
  }
}

/** https://docs.aws.amazon.com/config/latest/developerguide/iamrole-permissions.html */
function delivery(bucket: AuditBucket, { accountId }: AwsContext): iam.PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "LookAtTheBucket",
        Effect: "Allow",
        Action: ["s3:GetBucketAcl", "s3:ListBucket"],
        Resource: bucket.bucketArn,
      },
      {
        Sid: "Deliver",
        Effect: "Allow",
        Action: "s3:PutObject",
        Resource: pulumi.interpolate`${bucket.bucketArn}/AWSLogs/${accountId}/Config/*`,
      },
      {
        Sid: "Encrypt",
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: bucket.kmsKeyArn,
      },
    ],
  };
}
