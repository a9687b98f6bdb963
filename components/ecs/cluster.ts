import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ecs from "@pulumi/aws/ecs";
import type * as iam from "@pulumi/aws/iam";
import { sessionChannels } from "./agentPolicies";

/** Arguments of {@link Cluster}. */
export interface ClusterArgs {
  /**
   * ARNs of customer KMS keys: of logs, which must admit CloudWatch Logs, and of compute, which
   * encrypts what ECS Exec transmits.
   */
  readonly keyArns: Readonly<Record<"logs" | "compute", pulumi.Input<string>>>;
  /**
   * Container Insights: `enhanced` sees tasks and containers, `enabled` clusters and services.
   * @default "enhanced"
   */
  readonly containerInsights?: "enhanced" | "enabled" | "disabled";
  /**
   * How long what people did in ECS Exec sessions is kept, in days.
   * @default 365
   */
  readonly execLogs?: { readonly retentionInDays: number };
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
 * The ECS cluster of both sides: EC2 instances in the VPC and servers in the data centre. ECS Exec
 * sessions are encrypted and logged.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/clusters.html
 */
export class Cluster extends pulumi.ComponentResource {
  /** ARN of the cluster. */
  public readonly arn: pulumi.Output<string>;
  /** Name of the cluster. */
  public readonly clusterName: pulumi.Output<string>;
  /** Name of the log group of ECS Exec sessions. */
  public readonly execLogGroupName: pulumi.Output<string>;
  /** What the role of a task needs for ECS Exec to reach it. */
  public readonly execStatements: readonly iam.PolicyStatement[];

  constructor(name: string, args: ClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:ecs:Cluster", name, {}, opts);
    const child = { parent: this };
    const tags = { ...args.tags, Name: name };

    const execLogs = new cloudwatch.LogGroup(
      `${name}-exec-logs`,
      { kmsKeyId: args.keyArns.logs, retentionInDays: args.execLogs?.retentionInDays ?? 365, tags },
      { ...child, retainOnDelete: args.retainOnDelete ?? true },
    );
    const cluster = new ecs.Cluster(
      `${name}-cluster`,
      {
        settings: [{ name: "containerInsights", value: args.containerInsights ?? "enhanced" }],
        configuration: {
          executeCommandConfiguration: {
            kmsKeyId: args.keyArns.compute,
            logging: "OVERRIDE",
            logConfiguration: {
              cloudWatchLogGroupName: execLogs.name,
              cloudWatchEncryptionEnabled: true,
            },
          },
        },
        tags,
      },
      child,
    );

    this.arn = cluster.arn;
    this.clusterName = cluster.name;
    this.execLogGroupName = execLogs.name;
    this.execStatements = execStatements(args.keyArns.compute, execLogs);
    this.registerOutputs({
      arn: this.arn,
      clusterName: this.clusterName,
      execLogGroupName: this.execLogGroupName,
    });
  }
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html#ecs-exec-required-iam-permissions */
function execStatements(
  keyArn: pulumi.Input<string>,
  logs: cloudwatch.LogGroup,
): iam.PolicyStatement[] {
  return [
    sessionChannels("ExecChannels"),
    { Sid: "ExecDecrypt", Effect: "Allow", Action: "kms:Decrypt", Resource: keyArn },
    {
      Sid: "ExecLogs",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      Resource: [logs.arn, pulumi.interpolate`${logs.arn}:*`],
    },
    {
      Sid: "ExecFindLogs",
      Effect: "Allow",
      Action: "logs:DescribeLogGroups",
      Resource: "*", // A list call: AWS grants it on all log groups or none.
    },
  ];
}
