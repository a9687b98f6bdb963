import * as pulumi from "@pulumi/pulumi";
import * as iam from "@pulumi/aws/iam";
import type { ServiceDescription } from "./description";
import type { ServicePlatform } from "./platform";
import { executionPolicy, taskPolicy, tasksTrust } from "./taskPolicies";

/** Arguments of {@link ServiceRoles}. */
export interface ServiceRolesArgs {
  readonly service: ServiceDescription;
  readonly logGroupArn: pulumi.Output<string>;
  readonly platform: ServicePlatform;
  /**
   * Tags besides `Name` and the provider's default tags.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * The two roles of a service, the same on both sides: what ECS does to start a task, and what the
 * service may do by itself. Neither can do what the other is for.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-ecs-iam-role-overview.html
 */
export class ServiceRoles extends pulumi.ComponentResource {
  public readonly executionRoleArn: pulumi.Output<string>;
  public readonly taskRoleArn: pulumi.Output<string>;
  /** Name of the task role, for those who add what their own resource needs. */
  public readonly taskRoleName: pulumi.Output<string>;
  /** What a task needs besides the roles before it can start. */
  public readonly policies: readonly pulumi.Resource[];

  constructor(name: string, args: ServiceRolesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:ecs:ServiceRoles", name, {}, opts);
    const child = { parent: this };
    const { service, platform } = args;
    const role = (suffix: string, description: string) =>
      new iam.Role(
        `${name}-${suffix}`,
        {
          description,
          assumeRolePolicy: pulumi.jsonStringify(tasksTrust(platform.context)),
          tags: { ...args.tags, Name: `${name}-${suffix}` },
        },
        child,
      );
    const policy = (suffix: string, to: iam.Role, document: iam.PolicyDocument) =>
      new iam.RolePolicy(
        `${name}-${suffix}`,
        { role: to.name, policy: pulumi.jsonStringify(document) },
        child,
      );

    const execution = role("execution", `Starts tasks of ${service.name}`);
    const task = role("task", `What ${service.name} does in AWS`);
    const own = taskPolicy(service, platform);
    this.policies = [
      policy("execution", execution, executionPolicy(service, args.logGroupArn, platform)),
      ...(own ? [policy("task", task, own)] : []),
    ];

    this.executionRoleArn = execution.arn;
    this.taskRoleArn = task.arn;
    this.taskRoleName = task.name;
    this.registerOutputs({
      executionRoleArn: this.executionRoleArn,
      taskRoleArn: this.taskRoleArn,
      taskRoleName: this.taskRoleName,
    });
  }
}
