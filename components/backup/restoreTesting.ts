import * as pulumi from "@pulumi/pulumi";
import * as backup from "@pulumi/aws/backup";
import * as ec2 from "@pulumi/aws/ec2";
import { awsName } from "../names";
import { BACKUP_PLAN_TAG } from "./backupPlan";

/** Arguments of {@link RestoreTesting}. */
export interface RestoreTestingArgs {
  /** What AWS's names begin with: these must be unique in an account and Region, and stacks may share both. */
  readonly namePrefix: string;
  /** ARN of the vault whose recovery points are tried. */
  readonly vaultArn: pulumi.Input<string>;
  /** ARN of the role that restores. */
  readonly roleArn: pulumi.Input<string>;
  /** Class whose resources are restored. */
  readonly class: string;
  /** Tags that these must have besides: what distinguishes this stack's resources from another's in the account. */
  readonly scopeTags: Readonly<Record<string, string>>;
  /** What is restored, as AWS Backup calls it: `RDS`, `S3`. */
  readonly resourceTypes: readonly string[];
  /** When, as an AWS Backup schedule in UTC. */
  readonly schedule: string;
  /**
   * Where databases are restored to.
   * @default the default VPC of the account, which many have deleted: there, every test fails
   */
  readonly network?: RestoreNetwork | undefined;
  /**
   * Hours in which a restored resource is left for people and programs to look at; AWS deletes it then.
   * @default 4
   */
  readonly validationWindowInHours?: number;
  /**
   * How old the recovery points may be that are tried, in days.
   * @default 30
   */
  readonly selectionWindowInDays?: number;
  /**
   * Tags besides `Name` and the provider's default tags.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/** A VPC, and a DB subnet group in it. */
export interface RestoreNetwork {
  readonly vpcId: pulumi.Input<string>;
  readonly dbSubnetGroupName: pulumi.Input<string>;
}

/** What is restored into a VPC, as AWS Backup calls it; S3, DynamoDB, EBS and EFS know none. */
const IN_A_VPC = ["RDS", "Aurora"];

/**
 * Restores recovery points on a schedule, says how long it took, and cleans up: a backup that nobody
 * has restored is a hope.
 *
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing.html
 */
export class RestoreTesting extends pulumi.ComponentResource {
  /** ARN of the restore testing plan. */
  public readonly planArn: pulumi.Output<string>;

  constructor(name: string, args: RestoreTestingArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:backup:RestoreTesting", name, {}, opts);
    const child = { parent: this };

    const plan = new backup.RestoreTestingPlan(
      `${name}-plan`,
      {
        name: awsName("restoreTesting", args.namePrefix, name),
        scheduleExpression: args.schedule,
        scheduleExpressionTimezone: "Etc/UTC",
        startWindowHours: 4,
        recoveryPointSelection: {
          algorithm: "LATEST_WITHIN_WINDOW",
          includeVaults: [args.vaultArn],
          recoveryPointTypes: ["CONTINUOUS", "SNAPSHOT"],
          selectionWindowDays: args.selectionWindowInDays ?? 30,
        },
        tags: { ...args.tags, Name: name },
      },
      child,
    );
    const inVpc = intoVpc(name, args, child);
    for (const resourceType of args.resourceTypes) {
      new backup.RestoreTestingSelection(
        `${name}-${resourceType.toLowerCase()}`,
        {
          name: awsName("restoreTesting", name, resourceType.toLowerCase()),
          restoreTestingPlanName: plan.name,
          iamRoleArn: args.roleArn,
          protectedResourceType: resourceType,
          // A vault takes whatever a plan puts into it, and a class is in every stack: only the tags of this
          // one tell. https://docs.aws.amazon.com/aws-backup/latest/devguide/API_ProtectedResourceConditions.html
          protectedResourceConditions: {
            stringEquals: Object.entries({
              [BACKUP_PLAN_TAG]: args.class,
              ...args.scopeTags,
            }).map(([key, value]) => ({ key: `aws:ResourceTag/${key}`, value })),
          },
          ...(IN_A_VPC.includes(resourceType) && inVpc),
          validationWindowHours: args.validationWindowInHours ?? 4,
        },
        child,
      );
    }

    this.planArn = plan.arn;
    this.registerOutputs({ planArn: this.planArn });
  }
}

/**
 * Without it, AWS Backup restores a database into the account's default VPC and into the default security group. A
 * restored one is in the isolated subnets, and admits nobody: AWS Backup itself only looks whether it is there.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing-inferred-metadata.html
 */
function intoVpc(
  name: string,
  { network, resourceTypes, tags }: RestoreTestingArgs,
  opts: pulumi.CustomResourceOptions,
): Pick<backup.RestoreTestingSelectionArgs, "restoreMetadataOverrides"> {
  if (network === undefined || !resourceTypes.some((each) => IN_A_VPC.includes(each))) return {};
  const { vpcId, dbSubnetGroupName } = network;
  const group = new ec2.SecurityGroup(
    `${name}-security-group`,
    {
      vpcId,
      description: "Databases that AWS Backup restores as a test: nobody is admitted",
      tags: { ...tags, Name: `${name}-security-group` },
    },
    opts,
  );
  // Every value is text: a list is one of JSON.
  const vpcSecurityGroupIds = pulumi.jsonStringify([group.id]);
  return { restoreMetadataOverrides: { dbSubnetGroupName, vpcSecurityGroupIds } };
}
