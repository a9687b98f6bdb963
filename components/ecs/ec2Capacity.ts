import * as pulumi from "@pulumi/pulumi";
import * as ec2 from "@pulumi/aws/ec2";
import * as ecs from "@pulumi/aws/ecs";
import * as iam from "@pulumi/aws/iam";
import { SecurityGroupEgressRule } from "@pulumi/aws/vpc";
import { awsContext } from "../awsContext";
import {
  ec2AgentStatements,
  ecsAgentStatements,
  ssmAgentStatements,
  type AgentScope,
} from "./agentPolicies";
import { CapacityClass } from "./capacityClass";
import { withDefaults, type Architecture, type CapacityClassSettings } from "./capacityPlan";
import type { Cluster } from "./cluster";

/** Arguments of {@link Ec2Capacity}. */
export interface Ec2CapacityArgs {
  /** The cluster that the instances join. */
  readonly cluster: Cluster;
  /** Classes of instances by name. */
  readonly capacity: Readonly<Record<string, CapacityClassSettings>>;
  /**
   * Class of the tasks that ask for none.
   * @default none: every service has to ask
   */
  readonly defaultCapacityClass?: string;
  /** The VPC, with a private subnet in each zone. */
  readonly vpc: {
    readonly vpcId: pulumi.Input<string>;
    readonly privateSubnetIds: readonly pulumi.Input<string>[];
  };
  /** ARN of the customer KMS key of the disks; it must admit EC2 Auto Scaling. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /**
   * Whether a deletion waits until no instance is in use.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * Tags of everything, besides `Name`; groups, instances and disks get no default tags.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * The cluster's capacity in AWS: EC2 instances of several classes, in private subnets, without
 * public addresses, and reachable by nobody: Session Manager opens a shell where one is needed.
 */
export class Ec2Capacity extends pulumi.ComponentResource {
  /** Name of each class's capacity provider. */
  public readonly capacityProviderNames: Readonly<Record<string, pulumi.Output<string>>>;
  /** Processors of each class's instances. */
  public readonly architectures: Readonly<Record<string, Architecture>>;
  /** Class of the tasks that ask for none. */
  public readonly defaultCapacityClass: string | undefined;
  /** Name of each class's Auto Scaling group. */
  public readonly groupNames: Readonly<Record<string, pulumi.Output<string>>>;
  /** ID of the instances' security group. Tasks have security groups of their own. */
  public readonly securityGroupId: pulumi.Output<string>;
  /** Name of the instances' role. */
  public readonly roleName: pulumi.Output<string>;
  /** What services have to wait for, and to be deleted before: the cluster's capacity providers. */
  public readonly association: pulumi.Resource;

  constructor(name: string, args: Ec2CapacityArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:ecs:Ec2Capacity", name, {}, opts);
    const child = { parent: this };
    const { capacity, defaultCapacityClass, kmsKeyArn, deletionProtection, tags } = args;
    const { clusterName, arn: clusterArn } = args.cluster;

    const role = instanceRole(
      name,
      { context: awsContext(this), clusterArn, clusterName },
      args,
      child,
    );
    const profile = new iam.InstanceProfile(
      `${name}-profile`,
      { role: role.name, tags: { ...args.tags, Name: name } },
      child,
    );
    const securityGroup = instanceSecurityGroup(name, args, child);
    const trunking = interfacesForTasks(name, child);
    const made = Object.entries(capacity).map(([className, settings]) => {
      const capacityClass = new CapacityClass(
        `${name}-${className}`,
        {
          ...settings,
          kmsKeyArn,
          deletionProtection,
          tags,
          subnetIds: args.vpc.privateSubnetIds,
          className,
          clusterName,
          securityGroupId: securityGroup.id,
          instanceProfileArn: profile.arn,
          after: [trunking], // Only instances that start later have a trunk.
        },
        child,
      );
      return [className, capacityClass] as const;
    });

    this.capacityProviderNames = Object.fromEntries(
      made.map(([className, { capacityProviderName }]) => [className, capacityProviderName]),
    );
    const fallback = defaultCapacityClass && this.capacityProviderNames[defaultCapacityClass];
    this.association = new ecs.ClusterCapacityProviders(
      `${name}-providers`,
      {
        clusterName,
        capacityProviders: Object.values(this.capacityProviderNames),
        defaultCapacityProviderStrategies: fallback
          ? [{ capacityProvider: fallback, weight: 1 }]
          : [],
      },
      child,
    );
    this.architectures = Object.fromEntries(
      Object.entries(capacity).map(([className, settings]) => [
        className,
        withDefaults(settings).architecture,
      ]),
    );
    this.defaultCapacityClass = defaultCapacityClass;
    this.groupNames = Object.fromEntries(
      made.map(([className, { groupName }]) => [className, groupName]),
    );
    this.securityGroupId = securityGroup.id;
    this.roleName = role.name;
    this.registerOutputs({
      capacityProviderNames: this.capacityProviderNames,
      architectures: this.architectures,
      defaultCapacityClass: this.defaultCapacityClass,
      groupNames: this.groupNames,
      securityGroupId: this.securityGroupId,
      roleName: this.roleName,
    });
  }
}

/**
 * More tasks with an interface of their own on an instance: 20 instead of 3 on an m8g.xlarge. The account
 * has one such setting in each Region, for all its stacks and clusters: it stays when this stack goes.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-instance-eni.html
 */
function interfacesForTasks(
  name: string,
  opts: pulumi.CustomResourceOptions,
): ecs.AccountSettingDefault {
  return new ecs.AccountSettingDefault(
    `${name}-trunking`,
    { name: "awsvpcTrunking", value: "enabled" },
    { ...opts, retainOnDelete: true },
  );
}

function instanceRole(
  name: string,
  scope: AgentScope,
  { tags }: Ec2CapacityArgs,
  opts: pulumi.CustomResourceOptions,
): iam.Role {
  const role = new iam.Role(
    `${name}-role`,
    {
      description: "ECS container instances: what their ECS and Systems Manager agents do",
      assumeRolePolicy: pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: pulumi.interpolate`ec2.${scope.context.dnsSuffix}` },
            Action: "sts:AssumeRole",
          },
        ],
      } satisfies iam.PolicyDocument),
      tags: { ...tags, Name: name },
    },
    opts,
  );
  new iam.RolePolicy(
    `${name}-policy`,
    {
      role: role.name,
      policy: pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [
          ...ecsAgentStatements(scope),
          ...ec2AgentStatements(scope),
          ...ssmAgentStatements(),
        ],
      } satisfies iam.PolicyDocument),
    },
    opts,
  );
  return role;
}

/** Nobody connects to an instance; its agents and image pulls go out by TLS. */
function instanceSecurityGroup(
  name: string,
  { vpc: { vpcId }, tags }: Ec2CapacityArgs,
  opts: pulumi.CustomResourceOptions,
): ec2.SecurityGroup {
  const securityGroup = new ec2.SecurityGroup(
    `${name}-instances`,
    { description: "ECS container instances", vpcId, tags: { ...tags, Name: `${name}-instances` } },
    opts,
  );
  new SecurityGroupEgressRule(
    `${name}-instances-https`,
    {
      securityGroupId: securityGroup.id,
      description: "AWS APIs and image registries",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      cidrIpv4: "0.0.0.0/0",
    },
    opts,
  );
  return securityGroup;
}
