import * as pulumi from "@pulumi/pulumi";
import * as iam from "@pulumi/aws/iam";
import type { Shifting } from "./sides";

/** Arguments of {@link DeploymentRole}. */
export interface DeploymentRoleArgs {
  /** Name of the service. */
  readonly service: string;
  readonly shifting: Shifting;
  /** The listener rule whose weights ECS moves. */
  readonly ruleArn: pulumi.Input<string>;
  /** The target groups between which it moves them. */
  readonly targetGroupArns: readonly pulumi.Input<string>[];
  /**
   * Tags besides `Name` and the provider's default tags.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * What ECS does at the load balancer while it deploys a service: weights of its one rule, targets of its two groups, and
 * the functions that it asks. ECS documents no condition for who it is acting for.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/AmazonECSInfrastructureRolePolicyForLoadBalancers.html
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/blue-green-permissions.html
 */
export class DeploymentRole extends pulumi.ComponentResource {
  public readonly roleArn: pulumi.Output<string>;
  /** What it needs besides the role before a deployment can begin. */
  public readonly policy: pulumi.Resource;

  constructor(name: string, args: DeploymentRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:ecs:DeploymentRole", name, {}, opts);
    const child = { parent: this };
    const role = new iam.Role(
      name,
      {
        description: `Moves requests of ${args.service} during deployments`,
        assumeRolePolicy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: { Service: "ecs.amazonaws.com" },
              Action: "sts:AssumeRole",
            },
          ],
        }),
        tags: { ...args.tags, Name: name },
      },
      child,
    );
    this.policy = new iam.RolePolicy(
      name,
      { role: role.name, policy: pulumi.jsonStringify(policy(args)) },
      child,
    );
    this.roleArn = role.arn;
    this.registerOutputs({ roleArn: this.roleArn });
  }
}

function policy({ shifting, ruleArn, targetGroupArns }: DeploymentRoleArgs): iam.PolicyDocument {
  const functions = shifting.lifecycleHooks.map(({ lambdaFunctionArn }) => lambdaFunctionArn);
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "LookAround",
        Effect: "Allow",
        Action: [
          "elasticloadbalancing:DescribeListeners",
          "elasticloadbalancing:DescribeRules",
          "elasticloadbalancing:DescribeTargetGroups",
          "elasticloadbalancing:DescribeTargetHealth",
        ],
        Resource: "*", // These take no resource.
      },
      {
        Sid: "MoveRequests",
        Effect: "Allow",
        Action: "elasticloadbalancing:ModifyRule",
        Resource: ruleArn,
      },
      {
        Sid: "MoveTargets",
        Effect: "Allow",
        Action: ["elasticloadbalancing:RegisterTargets", "elasticloadbalancing:DeregisterTargets"],
        Resource: [...targetGroupArns],
      },
      ...(functions.length > 0
        ? [
            {
              Sid: "AskFunctions",
              Effect: "Allow" as const,
              Action: "lambda:InvokeFunction",
              Resource: [...new Set(functions)].sort(),
            },
          ]
        : []),
    ],
  };
}
