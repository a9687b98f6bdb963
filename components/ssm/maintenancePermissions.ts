import type * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import type { FleetScope } from "./fleetScope";

/**
 * What draining and patching takes: of this cluster's servers, by the one document, on nodes with the fleet's tag.
 *
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-setup-iam.html
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html
 */
export function maintenanceStatements(
  { cluster, context, tag }: Pick<FleetScope, "cluster" | "context" | "tag">,
  own: { readonly roleArn: pulumi.Input<string>; readonly documentArn: pulumi.Input<string> },
): iam.PolicyStatement[] {
  const { partition, region, accountId } = context;
  const servers = pulumi.interpolate`arn:${partition}:ecs:${region}:${accountId}:container-instance/${cluster.clusterName}/*`;
  const name = pulumi.output(own.documentArn).apply((arn) => arn.split("/").at(-1) ?? "");
  return [
    {
      Sid: "FindServers",
      Effect: "Allow",
      Action: "ecs:ListContainerInstances",
      Resource: cluster.arn,
    },
    {
      Sid: "DrainServers",
      Effect: "Allow",
      Action: ["ecs:DescribeContainerInstances", "ecs:UpdateContainerInstancesState"],
      Resource: servers,
    },
    {
      Sid: "RunOnNodes",
      Effect: "Allow",
      Action: "ssm:SendCommand",
      Resource: [
        pulumi.interpolate`arn:${partition}:ec2:${region}:${accountId}:instance/*`,
        pulumi.interpolate`arn:${partition}:ssm:${region}:${accountId}:managed-instance/*`,
      ],
      Condition: { StringEquals: { [`aws:ResourceTag/${tag.key}`]: tag.value } },
    },
    {
      Sid: "RunPatches",
      Effect: "Allow",
      Action: "ssm:SendCommand",
      Resource: pulumi.interpolate`arn:${partition}:ssm:${region}::document/AWS-RunPatchBaseline`,
    },
    {
      Sid: "FollowRuns",
      Effect: "Allow",
      Action: ["ssm:DescribeInstanceInformation", "ssm:ListCommandInvocations", "ssm:ListCommands"],
      Resource: "*", // List calls: AWS grants them on all or none.
    },
    {
      Sid: "StartRunbook",
      Effect: "Allow",
      Action: "ssm:StartAutomationExecution",
      Resource: [
        own.documentArn,
        pulumi.interpolate`arn:${partition}:ssm:${region}:${accountId}:automation-definition/${name}:*`,
        pulumi.interpolate`arn:${partition}:ssm:${region}:${accountId}:automation-execution/*`,
      ],
    },
    {
      Sid: "FollowRunbook",
      Effect: "Allow",
      Action: "ssm:GetAutomationExecution",
      Resource: pulumi.interpolate`arn:${partition}:ssm:${region}:${accountId}:automation-execution/*`,
    },
    {
      Sid: "HandOver",
      Effect: "Allow",
      Action: "iam:PassRole",
      Resource: own.roleArn,
      Condition: { StringEquals: { "iam:PassedToService": "ssm.amazonaws.com" } },
    },
  ];
}
