import * as pulumi from "@pulumi/pulumi";
import * as fis from "@pulumi/aws/fis";
import * as iam from "@pulumi/aws/iam";
import { awsContext } from "../awsContext";
import { serviceTrust } from "../iam/serviceTrust";

/** Arguments of {@link Drill}. */
export interface DrillArgs {
  /** How long the experiment lasts, in minutes. */
  readonly durationInMinutes: number;
  /** ARNs of CloudWatch alarms that end it at once. */
  readonly stopAlarmArns: readonly string[];
  /** Tags that the stack's subnets have and no other's. */
  readonly scopeTags: Readonly<Record<string, string>>;
}

/**
 * An experiment for the drill: the stack's subnets lose every connection for a while, as if the Region were
 * away. Nothing happens until somebody starts it.
 *
 * https://docs.aws.amazon.com/fis/latest/userguide/fis-actions-reference.html#disrupt-connectivity
 */
export class Drill extends pulumi.ComponentResource {
  /** ID of the experiment template. */
  public readonly templateId: pulumi.Output<string>;

  constructor(name: string, args: DrillArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:recovery:Drill", name, {}, opts);
    const child = { parent: this };
    const context = awsContext(this);
    const role = new iam.Role(
      `${name}-role`,
      {
        description: "Lets AWS Fault Injection Service cut off the stack's subnets",
        assumeRolePolicy: pulumi.jsonStringify(serviceTrust("fis.amazonaws.com", context)),
        tags: { Name: `${name}-role` },
      },
      child,
    );
    const policyArn = pulumi.interpolate`arn:${context.partition}:iam::aws:policy/service-role/AWSFaultInjectionSimulatorNetworkAccess`;
    const attachment = new iam.RolePolicyAttachment(
      `${name}-network`,
      { role: role.name, policyArn },
      child,
    );
    const alarms = args.stopAlarmArns.map((value) => ({ source: "aws:cloudwatch:alarm", value }));
    const template = new fis.ExperimentTemplate(
      `${name}-experiment`,
      {
        description: "The Region is away: no subnet of the stack has a connection",
        roleArn: role.arn,
        targets: [
          {
            name: "subnets",
            resourceType: "aws:ec2:subnet",
            selectionMode: "ALL",
            resourceTags: Object.entries(args.scopeTags).map(([key, value]) => ({ key, value })),
          },
        ],
        actions: [
          {
            name: "cut-off",
            actionId: "aws:network:disrupt-connectivity",
            target: { key: "Subnets", value: "subnets" },
            parameters: [
              { key: "scope", value: "all" },
              { key: "duration", value: `PT${args.durationInMinutes}M` },
            ],
          },
        ],
        stopConditions: alarms.length > 0 ? alarms : [{ source: "none" }],
        tags: { Name: name },
      },
      { ...child, dependsOn: [attachment] },
    );
    this.templateId = template.id;
    this.registerOutputs({ templateId: this.templateId });
  }
}
