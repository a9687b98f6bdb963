/**
 * Actions that AWS grants on every resource or on none: `Resource: "*"` says nothing about them that
 * could be said otherwise. A `*` at the end stands for any ending.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
const unscoped = [
  "application-autoscaling:Describe*",
  "autoscaling:Describe*",
  "cloudwatch:Describe*",
  "cloudwatch:GetMetricData",
  "cloudwatch:GetMetricStatistics",
  "cloudwatch:GetMetricWidgetImage",
  "cloudwatch:ListMetrics",
  "cloudwatch:PutMetricData",
  "ec2:Describe*",
  "ec2messages:*",
  "ecr:GetAuthorizationToken",
  "ecs:DiscoverPollEndpoint",
  "elasticloadbalancing:Describe*",
  "kms:ListAliases",
  "kms:ListKeys",
  "logs:DescribeLogGroups",
  "rds:DescribeDBEngineVersions",
  "s3:ListAllMyBuckets",
  "ssm:DescribeAssociation",
  "ssm:DescribeDocument",
  "ssm:DescribeInstanceInformation",
  "ssm:GetDeployablePatchSnapshotForInstance",
  "ssm:GetDocument",
  "ssm:GetManifest",
  "ssm:ListAssociations",
  "ssm:ListCommandInvocations",
  "ssm:ListCommands",
  "ssm:ListInstanceAssociations",
  "ssm:PutComplianceItems",
  "ssm:PutConfigurePackageResult",
  "ssm:PutInventory",
  "ssm:UpdateAssociationStatus",
  "ssm:UpdateInstanceAssociationStatus",
  "ssm:UpdateInstanceInformation",
  "ssmmessages:*",
  "sts:GetCallerIdentity",
  "tag:GetResources",
  "xray:GetSampling*",
  "xray:Put*",
].map((each) => each.toLowerCase());

/** Whether AWS knows no narrower resource for an action. */
export function isUnscoped(action: string): boolean {
  const wanted = action.toLowerCase();
  return unscoped.some((each) =>
    each.endsWith("*") ? wanted.startsWith(each.slice(0, -1)) : wanted === each,
  );
}
