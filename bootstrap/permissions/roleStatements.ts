import type { PolicyStatement } from "@pulumi/aws/iam";
import type { Condition, Deployed } from "./deployed";

/**
 * Services that take the roles of the program. A test compares them with the roles' trust policies.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
export const passedTo = [
  "backup.amazonaws.com",
  "ec2.amazonaws.com",
  "ecr.amazonaws.com",
  "ecs-tasks.amazonaws.com",
  "ecs.amazonaws.com",
  "events.amazonaws.com",
  "fis.amazonaws.com",
  "monitoring.rds.amazonaws.com",
  "rds.amazonaws.com",
  "s3.amazonaws.com",
  "scheduler.amazonaws.com",
  "ssm.amazonaws.com",
  "states.amazonaws.com",
  "storagegateway.amazonaws.com",
  "vpc-flow-logs.amazonaws.com",
];

/** Services that make a role of their own when the first of their resources is made. */
const serviceLinked = [
  "autoscaling.amazonaws.com",
  "backup.amazonaws.com",
  "ecr.amazonaws.com",
  "ecs.amazonaws.com",
  "ecs.application-autoscaling.amazonaws.com",
  "elasticloadbalancing.amazonaws.com",
  "pullthroughcache.ecr.amazonaws.com",
  "rds.amazonaws.com",
  "replication.ecr.amazonaws.com",
  "reports.backup.amazonaws.com",
  "restore-testing.backup.amazonaws.com",
  "route53resolver.amazonaws.com",
  "transitgateway.amazonaws.com",
];

/** Puts a statement under a condition, besides those that it is under already. */
export type Under = (condition: Condition) => Pick<PolicyStatement, "Condition">;

/** Roles under the boundary alone: whoever deploys can give nobody, and so not itself, more than it says. */
export function roleStatements(
  { partition, accountId, boundaryArn }: Deployed,
  under: Under,
): PolicyStatement[] {
  const iam = `arn:${partition}:iam::${accountId}`;
  const bounded = { StringEquals: { "iam:PermissionsBoundary": boundaryArn } };
  const roles = `${iam}:role/*`;
  return [
    {
      Sid: "RolesUnderTheBoundary",
      Effect: "Allow",
      Action: [
        "iam:AttachRolePolicy",
        "iam:CreateRole",
        "iam:DeleteRole",
        "iam:DeleteRolePolicy",
        "iam:DetachRolePolicy",
        "iam:PutRolePermissionsBoundary",
        "iam:PutRolePolicy",
        "iam:UpdateAssumeRolePolicy",
        "iam:UpdateRole",
      ],
      Resource: roles,
      ...under(bounded),
    },
    {
      Sid: "TagsAndProfiles",
      Effect: "Allow",
      Action: [
        "iam:AddRoleToInstanceProfile",
        "iam:CreateInstanceProfile",
        "iam:DeleteInstanceProfile",
        "iam:RemoveRoleFromInstanceProfile",
        "iam:TagInstanceProfile",
        "iam:TagRole",
        "iam:UntagInstanceProfile",
        "iam:UntagRole",
      ],
      Resource: [roles, `${iam}:instance-profile/*`],
      ...under({}),
    },
    {
      Sid: "PassRoles",
      Effect: "Allow",
      Action: "iam:PassRole",
      Resource: roles,
      ...under({ StringEquals: { "iam:PassedToService": passedTo } }),
    },
    {
      Sid: "ServiceLinkedRoles",
      Effect: "Allow",
      Action: "iam:CreateServiceLinkedRole",
      Resource: `${iam}:role/aws-service-role/*`,
      ...under({ StringEquals: { "iam:AWSServiceName": serviceLinked } }),
    },
  ] as PolicyStatement[];
}
