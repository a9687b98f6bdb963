import * as pulumi from "@pulumi/pulumi";
import * as backup from "@pulumi/aws/backup";
import { planRules, type BackupPlanSettings, type PlannedBackupRule } from "./backupPlans";

/** The tag that puts a resource into a plan. A key has one value on a resource: so there is one plan. */
export const BACKUP_PLAN_TAG = "backup-plan";

/** Arguments of {@link BackupPlan}. */
export interface BackupPlanArgs {
  /** The plan's class: the value of the tag `backup-plan` on the resources that it backs up. */
  readonly className: string;
  /** Its rules. */
  readonly settings: BackupPlanSettings;
  /** Name of the vault that takes the recovery points. */
  readonly vaultName: pulumi.Input<string>;
  /** ARNs of the vaults, in other Regions or accounts, that take copies. */
  readonly copyVaultArns: readonly pulumi.Input<string>[];
  /** ARN of the role by which AWS Backup reads the resources. */
  readonly roleArn: pulumi.Input<string>;
  /** Tags that a resource must have besides: what distinguishes this stack's resources from another's. */
  readonly scopeTags: Readonly<Record<string, string>>;
  /**
   * ARNs of virtual machines in the data centre, which a Backup gateway makes known to AWS Backup.
   * @default none
   */
  readonly virtualMachineArns?: readonly string[] | undefined;
  /**
   * ARNs of buckets that are another stack's, whose tags are not this stack's to set.
   * @default none
   */
  readonly replicaArns?: readonly string[] | undefined;
  /**
   * Tags besides `Name` and the provider's default tags.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * A backup plan and what it backs up: every resource of the stack whose tag `backup-plan` names it,
 * and by their ARNs virtual machines of the data centre, and buckets that another stack has made.
 *
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html
 */
export class BackupPlan extends pulumi.ComponentResource {
  /** ID of the plan. */
  public readonly planId: pulumi.Output<string>;
  /** ARN of the plan. */
  public readonly planArn: pulumi.Output<string>;

  constructor(name: string, args: BackupPlanArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:backup:BackupPlan", name, {}, opts);
    const child = { parent: this };
    const { className, roleArn, scopeTags } = args;

    const plan = new backup.Plan(
      `${name}-plan`,
      {
        rules: planRules(args.settings).map((rule) => toPlanRule(rule, args)),
        tags: { ...args.tags, Name: name },
      },
      child,
    );
    new backup.Selection(
      `${name}-selection`,
      {
        planId: plan.id,
        iamRoleArn: roleArn,
        resources: ["*"], // Whatever AWS Backup can back up, as long as it has all the tags below.
        conditions: [
          {
            stringEquals: Object.entries({ [BACKUP_PLAN_TAG]: className, ...scopeTags }).map(
              ([key, value]) => ({ key: `aws:ResourceTag/${key}`, value }),
            ),
          },
        ],
      },
      child,
    );
    const byArn = { machines: args.virtualMachineArns ?? [], replicas: args.replicaArns ?? [] };
    for (const [suffix, resources] of Object.entries(byArn)) {
      if (resources.length === 0) continue;
      new backup.Selection(
        `${name}-${suffix}`,
        { planId: plan.id, iamRoleArn: roleArn, resources: [...resources] },
        child,
      );
    }

    this.planId = plan.id;
    this.planArn = plan.arn;
    this.registerOutputs({ planId: this.planId, planArn: this.planArn });
  }
}

function toPlanRule(rule: PlannedBackupRule, args: BackupPlanArgs) {
  const { copyLifecycle, ...settings } = rule;
  return {
    ...settings,
    targetVaultName: args.vaultName,
    recoveryPointTags: { [BACKUP_PLAN_TAG]: args.className },
    copyActions:
      copyLifecycle === undefined
        ? []
        : args.copyVaultArns.map((destinationVaultArn) => ({
            destinationVaultArn,
            lifecycle: copyLifecycle,
          })),
  };
}
