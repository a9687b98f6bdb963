import * as pulumi from "@pulumi/pulumi";
import * as autoscaling from "@pulumi/aws/autoscaling";
import * as ec2 from "@pulumi/aws/ec2";
import * as ecs from "@pulumi/aws/ecs";
import { imageParameter, usesSpot, userData, withDefaults } from "./capacityPlan";
import type { CapacityClassSettings } from "./capacityPlan";

/** Arguments of {@link CapacityClass}. */
export interface CapacityClassArgs extends CapacityClassSettings {
  /** Name of the class, as services ask for it. */
  readonly className: string;
  /** Name of the cluster that the instances join. */
  readonly clusterName: pulumi.Input<string>;
  /** IDs of private subnets, one for each zone. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** ID of the instances' security group. */
  readonly securityGroupId: pulumi.Input<string>;
  /** ARN of the instances' profile. */
  readonly instanceProfileArn: pulumi.Input<string>;
  /** ARN of the customer KMS key of the disks; it must admit EC2 Auto Scaling. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /**
   * Whether a deletion waits until no instance is in use. Without it the group goes at once, and
   * its instances with it.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * What has to be there before an instance starts.
   * @default nothing
   */
  readonly after?: readonly pulumi.Resource[];
  /**
   * Tags of the group, its instances and their disks, which get no default tags from the provider.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * Instances of one kind, across the private subnets, as many as the tasks on them need: ECS scales
 * the group, never ends an instance that runs a task, and drains one that has to go.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/asg-capacity-providers.html
 */
export class CapacityClass extends pulumi.ComponentResource {
  /** Name of the class's capacity provider. */
  public readonly capacityProviderName: pulumi.Output<string>;
  /** Name of the Auto Scaling group. */
  public readonly groupName: pulumi.Output<string>;

  constructor(name: string, args: CapacityClassArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:ecs:CapacityClass", name, {}, opts);
    const child = { parent: this };
    const template = launchTemplate(name, args, child);
    const group = autoScalingGroup(name, args, template, {
      ...child,
      dependsOn: [...(args.after ?? [])],
    });
    const provider = new ecs.CapacityProvider(
      `${name}-provider`,
      {
        autoScalingGroupProvider: {
          autoScalingGroupArn: group.arn,
          managedScaling: {
            status: "ENABLED",
            targetCapacity: withDefaults(args).targetCapacity,
            instanceWarmupPeriod: INSTANCE_WARMUP_SECONDS,
          },
          managedTerminationProtection: "ENABLED",
          managedDraining: "ENABLED",
        },
        tags: { ...args.tags, Name: name },
      },
      child,
    );

    this.capacityProviderName = provider.name;
    this.groupName = group.name;
    this.registerOutputs({
      capacityProviderName: this.capacityProviderName,
      groupName: this.groupName,
    });
  }
}

/** From an instance's start until its agent has joined the cluster and takes tasks. */
const INSTANCE_WARMUP_SECONDS = 120;

function launchTemplate(
  name: string,
  args: CapacityClassArgs,
  opts: pulumi.CustomResourceOptions,
): ec2.LaunchTemplate {
  const { architecture, gpu, rootVolumeSizeInGib } = withDefaults(args);
  const tags = { ...args.tags, Name: name };
  return new ec2.LaunchTemplate(
    `${name}-template`,
    {
      description: `ECS container instances of class ${args.className}`,
      imageId: imageParameter(architecture, gpu),
      updateDefaultVersion: true,
      ebsOptimized: "true",
      iamInstanceProfile: { arn: args.instanceProfileArn },
      // Hop limit 1: a container cannot reach the instance's credentials.
      metadataOptions: {
        httpEndpoint: "enabled",
        httpTokens: "required",
        httpPutResponseHopLimit: 1,
      },
      monitoring: { enabled: true },
      blockDeviceMappings: [
        {
          deviceName: "/dev/xvda",
          ebs: {
            volumeType: "gp3",
            volumeSize: rootVolumeSizeInGib,
            encrypted: "true",
            kmsKeyId: args.kmsKeyArn,
            deleteOnTermination: "true",
          },
        },
      ],
      networkInterfaces: [
        {
          deviceIndex: 0,
          associatePublicIpAddress: "false",
          deleteOnTermination: "true",
          securityGroups: [args.securityGroupId],
        },
      ],
      userData: pulumi
        .output(args.clusterName)
        .apply((clusterName) => userData(clusterName, args.className, gpu)),
      tagSpecifications: ["instance", "volume", "network-interface"].map((resourceType) => ({
        resourceType,
        tags,
      })),
      tags,
    },
    opts,
  );
}

function autoScalingGroup(
  name: string,
  args: CapacityClassArgs,
  template: ec2.LaunchTemplate,
  opts: pulumi.CustomResourceOptions,
): autoscaling.Group {
  const settings = withDefaults(args);
  return new autoscaling.Group(
    `${name}-group`,
    {
      vpcZoneIdentifiers: [...args.subnetIds],
      minSize: settings.minSize,
      maxSize: settings.maxSize, // ECS decides on the desired capacity between the two.
      mixedInstancesPolicy: {
        launchTemplate: {
          launchTemplateSpecification: {
            launchTemplateId: template.id,
            version: pulumi.interpolate`${template.latestVersion}`,
          },
          overrides: settings.instanceTypes.map((instanceType) => ({ instanceType })),
        },
        instancesDistribution: {
          onDemandAllocationStrategy: "prioritized",
          onDemandBaseCapacity: settings.onDemandBaseCapacity,
          onDemandPercentageAboveBaseCapacity: settings.onDemandPercentage,
          spotAllocationStrategy: "price-capacity-optimized",
        },
      },
      capacityRebalance: usesSpot(settings),
      protectFromScaleIn: true, // ECS lifts it from instances that run no task.
      healthCheckType: "EC2",
      defaultInstanceWarmup: INSTANCE_WARMUP_SECONDS,
      maxInstanceLifetime: settings.maxInstanceLifetimeInDays * 24 * 3600,
      instanceRefresh: {
        strategy: "Rolling",
        preferences: {
          minHealthyPercentage: 100,
          maxHealthyPercentage: 110,
          scaleInProtectedInstances: "Refresh", // Managed draining moves their tasks first.
        },
      },
      // Protected instances never end by themselves: without force, a deletion waits for ever.
      forceDelete: !(args.deletionProtection ?? true),
      tags: groupTags({ ...args.tags, Name: name, AmazonECSManaged: "true" }),
    },
    opts,
  );
}

/** ECS adds AmazonECSManaged itself; where the program does not say it too, Pulumi takes it off. */
function groupTags(tags: Readonly<Record<string, string>>) {
  return Object.entries(tags).map(([key, value]) => ({ key, value, propagateAtLaunch: true }));
}
