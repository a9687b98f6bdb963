import * as pulumi from "@pulumi/pulumi";
import * as backup from "@pulumi/aws/backup";
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
          validationWindowHours: args.validationWindowInHours ?? 4,
        },
        child,
      );
    }

    this.planArn = plan.arn;
    this.registerOutputs({ planArn: this.planArn });
  }
}
