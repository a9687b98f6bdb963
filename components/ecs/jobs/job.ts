import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ec2 from "@pulumi/aws/ec2";
import { admit, capacityProvider, clientGroupsOf } from "../service/cloudService";
import { pointsOf } from "../service/fileSystemUse";
import type { ServicePlatform } from "../service/platform";
import { ServiceRoles } from "../service/serviceRoles";
import { taskDefinition, type SideArgs } from "../service/serviceTask";
import { runsInCloud } from "../service/sides";
import type { JobDescription } from "./description";
import { JobFailures } from "./jobFailures";
import { JobSchedule } from "./jobSchedule";
import type { JobPlace } from "./place";

/** Arguments of {@link Job}. */
export interface JobArgs {
  /** What the job is, wherever it runs. */
  readonly job: JobDescription;
  /** What it is put into. */
  readonly platform: ServicePlatform;
  /**
   * Tags besides `Name`, its data class, and the provider's default tags.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/** How to start a job, and where to look at it. */
export interface JobOutputs extends JobPlace {
  readonly taskDefinitionArn: pulumi.Output<string>;
  readonly logGroupName: pulumi.Output<string>;
  /** What its schedule could not start; undefined for a job without one. */
  readonly deadLetterQueueUrl?: pulumi.Output<string>;
}

/**
 * A task that ends, in AWS or in the data centre: by its schedule, or when somebody starts it. Its task definition
 * is made as a service's is. What fails is reported to the stack's topic, whoever started it.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/standalone-tasks.html
 */
export class Job extends pulumi.ComponentResource {
  /** Security group of its tasks in AWS; undefined for a job on premises. */
  public readonly securityGroupId: pulumi.Output<string> | undefined;
  /** How to start it, and where to look at it. */
  public readonly outputs: JobOutputs;

  constructor(name: string, args: JobArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:ecs:Job", name, {}, opts);
    const child = { parent: this };
    const { job, platform } = args;
    const tags = { ...args.tags, "data-classification": job.dataClassification };

    const logGroup = new cloudwatch.LogGroup(
      `${name}-logs`,
      {
        kmsKeyId: platform.logsKmsKeyArn,
        retentionInDays: job.logRetentionInDays,
        tags: { ...tags, Name: name },
      },
      { ...child, retainOnDelete: platform.retainLogs },
    );
    const rolesArgs = { service: job, logGroupArn: logGroup.arn, platform, tags };
    const roles = new ServiceRoles(`${name}-roles`, rolesArgs, child);
    const side = { service: job, platform, roles, logGroupName: logGroup.name, tags };
    const inCloud = runsInCloud(job.placement);
    const task = taskDefinition(`${name}-task`, inCloud ? "cloud" : "onPrem", side, child);
    const network = inCloud ? networkOf(name, side, child) : undefined;
    const place = network ? inAws(side, network) : onSite(job, platform);
    const { partition, region, accountId } = platform.context;
    // Not the task definition's own output: with a new revision, a preview would not know that it stays.
    const familyArn = pulumi.interpolate`arn:${partition}:ecs:${region}:${accountId}:task-definition/${task.family}`;
    const watched = { job, platform, familyArn, logGroupName: logGroup.name, tags };
    new JobFailures(`${name}-failures`, watched, child);
    const after = [
      ...(platform.capacityAssociation ? [platform.capacityAssociation] : []),
      ...clientGroupsOf(side).flatMap(({ rules }) => rules),
      ...pointsOf(job, platform.accessPoints).flatMap(({ mountTargets }) => mountTargets),
    ];
    const schedule =
      job.schedule &&
      new JobSchedule(
        `${name}-schedule`,
        { job, schedule: job.schedule, platform, place, task, familyArn, roles, tags },
        { ...child, dependsOn: after },
      );

    this.securityGroupId = network?.id;
    this.outputs = {
      ...place,
      taskDefinitionArn: task.arn,
      logGroupName: logGroup.name,
      ...(schedule && { deadLetterQueueUrl: schedule.deadLetterQueueUrl }),
    };
    this.registerOutputs({ securityGroupId: this.securityGroupId, outputs: this.outputs });
  }
}

/** The security group of its tasks in AWS, with its ways to what the job names. */
function networkOf(
  name: string,
  side: SideArgs,
  child: pulumi.CustomResourceOptions,
): ec2.SecurityGroup {
  const { service, platform, tags } = side;
  const group = new ec2.SecurityGroup(
    `${name}-sg`,
    {
      description: `Tasks of job ${service.name}`,
      vpcId: platform.vpcId,
      tags: { ...tags, Name: name },
    },
    child,
  );
  admit(name, group.id, side, child);
  return group;
}

function inAws(side: SideArgs, group: ec2.SecurityGroup): JobPlace {
  const { clusterArn, privateSubnetIds } = side.platform;
  const clients = clientGroupsOf(side).map(({ securityGroupId }) => securityGroupId);
  return {
    clusterArn,
    capacityProvider: capacityProvider(side),
    subnetIds: privateSubnetIds,
    securityGroupIds: [group.id, ...clients],
  };
}

function onSite({ name, site }: JobDescription, { clusterArn, sites }: ServicePlatform): JobPlace {
  const found = sites[site ?? ""];
  if (found === undefined) {
    throw new Error(`job ${name}: there is no site ${String(site)}`);
  }
  return { clusterArn, placementExpression: found.placementExpression };
}
