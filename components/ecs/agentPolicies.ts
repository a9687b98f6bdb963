import * as pulumi from "@pulumi/pulumi";
import type * as iam from "@pulumi/aws/iam";
import type { AwsContext } from "../awsContext";

/** Where an instance's agents work: the account and the cluster that they are part of. */
export interface AgentScope {
  readonly context: AwsContext;
  /** ARN of the cluster. */
  readonly clusterArn: pulumi.Input<string>;
  /** Name of the cluster. */
  readonly clusterName: pulumi.Input<string>;
}

/**
 * What the ECS agent does on a container instance, in its own cluster and in no other. Images and
 * logs are the business of each task's execution role.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/instance_IAM_role.html
 */
export function ecsAgentStatements(scope: AgentScope): iam.PolicyStatement[] {
  const { clusterArn, clusterName, context } = scope;
  const { partition, region, accountId } = context;
  const instances = pulumi.interpolate`arn:${partition}:ecs:${region}:${accountId}:container-instance/${clusterName}/*`;
  return [
    {
      Sid: "FindEcs",
      Effect: "Allow",
      Action: "ecs:DiscoverPollEndpoint",
      Resource: "*", // AWS offers no narrower one: the call names no resource.
    },
    {
      Sid: "JoinCluster",
      Effect: "Allow",
      Action: ["ecs:RegisterContainerInstance", "ecs:DeregisterContainerInstance"],
      Resource: clusterArn,
    },
    {
      Sid: "ServeCluster",
      Effect: "Allow",
      Action: [
        "ecs:Poll",
        "ecs:StartTelemetrySession",
        "ecs:TagResource",
        "ecs:UpdateContainerInstancesState",
      ],
      Resource: instances,
    },
    {
      // The calls are made on the cluster itself, and AWS gives them no condition key that names it.
      // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html
      Sid: "ReportState",
      Effect: "Allow",
      Action: [
        "ecs:SubmitAttachmentStateChanges",
        "ecs:SubmitContainerStateChange",
        "ecs:SubmitTaskStateChange",
      ],
      Resource: clusterArn,
    },
  ];
}

/**
 * What the agents of an EC2 instance do besides. Servers of the data centre have neither: Service
 * Connect is not for external instances, and only EC2 has tags of an instance's own.
 */
export function ec2AgentStatements(scope: AgentScope): iam.PolicyStatement[] {
  const { clusterName, context } = scope;
  const { partition, region, accountId } = context;
  return [
    {
      // The relay of Service Connect gets each task set's configuration as the instance.
      // https://github.com/aws/amazon-ecs-service-connect-agent/issues/142
      Sid: "ServiceConnect",
      Effect: "Allow",
      Action: "ecs:Poll",
      Resource: pulumi.interpolate`arn:${partition}:ecs:${region}:${accountId}:task-set/${clusterName}/*`,
    },
    {
      // ECS_CONTAINER_INSTANCE_PROPAGATE_TAGS_FROM=ec2_instance: the agent ends before it registers
      // the instance where it can't read the instance's tags (amazon-ecs-agent, agent/app/agent.go).
      Sid: "ReadOwnTags",
      Effect: "Allow",
      Action: "ec2:DescribeTags",
      Resource: "*", // A list call: AWS grants it on no narrower resource.
    },
  ];
}

/**
 * What the Systems Manager agent does: the managed policy AmazonSSMManagedInstanceCore without
 * reading the account's parameters, which is nothing that an instance needs.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonSSMManagedInstanceCore.html
 */
export function ssmAgentStatements(): iam.PolicyStatement[] {
  return [
    {
      Sid: "SystemsManager",
      Effect: "Allow",
      Action: [
        "ssm:DescribeAssociation",
        "ssm:DescribeDocument",
        "ssm:GetDeployablePatchSnapshotForInstance",
        "ssm:GetDocument",
        "ssm:GetManifest",
        "ssm:ListAssociations",
        "ssm:ListInstanceAssociations",
        "ssm:PutComplianceItems",
        "ssm:PutConfigurePackageResult",
        "ssm:PutInventory",
        "ssm:UpdateAssociationStatus",
        "ssm:UpdateInstanceAssociationStatus",
        "ssm:UpdateInstanceInformation",
      ],
      Resource: "*", // The agent reports about itself; AWS knows it by its credentials.
    },
    sessionChannels("Sessions"),
    {
      Sid: "Messages",
      Effect: "Allow",
      Action: [
        "ec2messages:AcknowledgeMessage",
        "ec2messages:DeleteMessage",
        "ec2messages:FailMessage",
        "ec2messages:GetEndpoint",
        "ec2messages:GetMessages",
        "ec2messages:SendReply",
      ],
      Resource: "*", // Messages have no ARN.
    },
  ];
}

/** What an agent needs for people's sessions: Session Manager's on a server, ECS Exec's in a container. */
export function sessionChannels(statementId: string): iam.PolicyStatement {
  return {
    Sid: statementId,
    Effect: "Allow",
    Action: [
      "ssmmessages:CreateControlChannel",
      "ssmmessages:CreateDataChannel",
      "ssmmessages:OpenControlChannel",
      "ssmmessages:OpenDataChannel",
    ],
    Resource: "*", // Channels have no ARN.
  };
}
