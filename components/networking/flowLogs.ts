import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ec2 from "@pulumi/aws/ec2";
import * as iam from "@pulumi/aws/iam";
import type { AwsContext } from "../awsContext";
import { serviceTrust } from "../iam/serviceTrust";

/** Arguments of {@link FlowLogs}. */
export interface FlowLogsArgs {
  /** ID of the VPC whose traffic is logged. */
  readonly vpcId: pulumi.Input<string>;
  /** ARN of the customer KMS key that encrypts the log group; it must admit CloudWatch Logs. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Account, partition and region. */
  readonly context: AwsContext;
  /**
   * How long records are kept, in days: one of the periods that CloudWatch Logs offers.
   * @default 365
   */
  readonly retentionInDays?: number;
  /**
   * Keep the log group in AWS, until its retention has emptied it, when it leaves the stack.
   * @default true
   */
  readonly retainOnDelete?: boolean;
  /**
   * Tags besides `Name` and the provider's default tags.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * Flow log of a VPC, accepted and rejected traffic alike, to an encrypted CloudWatch log group.
 *
 * https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-cwl.html
 */
export class FlowLogs extends pulumi.ComponentResource {
  /** Name of the log group. */
  public readonly logGroupName: pulumi.Output<string>;
  /** ARN of the log group. */
  public readonly logGroupArn: pulumi.Output<string>;
  /** ID of the flow log. */
  public readonly flowLogId: pulumi.Output<string>;

  constructor(name: string, args: FlowLogsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:networking:FlowLogs", name, {}, opts);
    const child = { parent: this };
    const tags = { ...args.tags, Name: name };

    const logGroup = new cloudwatch.LogGroup(
      `${name}-group`,
      { kmsKeyId: args.kmsKeyArn, retentionInDays: args.retentionInDays ?? 365, tags },
      { ...child, retainOnDelete: args.retainOnDelete ?? true },
    );
    const role = new iam.Role(
      `${name}-role`,
      {
        description: "Lets VPC flow logs write to their log group",
        assumeRolePolicy: pulumi.jsonStringify(trustFlowLogs(args.context)),
        tags,
      },
      child,
    );
    const rolePolicy = new iam.RolePolicy(
      `${name}-policy`,
      { role: role.name, policy: pulumi.jsonStringify(writeTo(logGroup)) },
      child,
    );
    const flowLog = new ec2.FlowLog(
      `${name}-log`,
      {
        vpcId: args.vpcId,
        trafficType: "ALL",
        logDestinationType: "cloud-watch-logs",
        logDestination: logGroup.arn,
        iamRoleArn: role.arn,
        tags,
      },
      { ...child, dependsOn: [rolePolicy] }, // Without its policy the role delivers nothing at first.
    );

    this.logGroupName = logGroup.name;
    this.logGroupArn = logGroup.arn;
    this.flowLogId = flowLog.id;
    this.registerOutputs({
      logGroupName: this.logGroupName,
      logGroupArn: this.logGroupArn,
      flowLogId: this.flowLogId,
    });
  }
}

/** Only for flow logs of this account and region: the service can't be talked into more. */
function trustFlowLogs(context: AwsContext): iam.PolicyDocument {
  const { partition, region, accountId } = context;
  const flowLogs = pulumi.interpolate`arn:${partition}:ec2:${region}:${accountId}:vpc-flow-log/*`;
  return serviceTrust("vpc-flow-logs.amazonaws.com", context, flowLogs);
}

function writeTo(logGroup: cloudwatch.LogGroup): iam.PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
        Resource: [logGroup.arn, pulumi.interpolate`${logGroup.arn}:*`],
      },
      {
        Effect: "Allow",
        Action: "logs:DescribeLogGroups",
        Resource: "*", // A list call: AWS grants it on all log groups or none.
      },
    ],
  };
}
