import * as pulumi from "@pulumi/pulumi";
import * as backup from "@pulumi/aws/backup";
import type { AlarmTopics } from "../cloudwatch/severity";
import { awsContext } from "../awsContext";
import type { LogBucket } from "../s3/logBucket";
import { BackupAudit } from "./backupAudit";
import { BackupNotifications } from "./backupNotifications";
import { BackupPlan } from "./backupPlan";
import type { BackupPlans } from "./backupPlans";
import { BackupRoles } from "./backupRoles";
import { BackupVault, type VaultLock } from "./backupVault";
import { RestoreTesting, type RestoreNetwork, type RestoreTestingArgs } from "./restoreTesting";

/** Arguments of {@link Backup}. */
export interface BackupArgs {
  /** What AWS's names begin with: these must be unique in an account and Region, and stacks may share both. */
  readonly namePrefix: string;
  /** ARN of the customer KMS key of the recovery points and of the reports about them. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Plans by class: what the tag `backup-plan` on a resource names. */
  readonly plans: BackupPlans;
  /** What keeps recovery points from being deleted early. */
  readonly lock: VaultLock;
  /** Tags that this stack's resources have and no other stack's in the account. */
  readonly scopeTags: Readonly<Record<string, string>>;
  /**
   * ARNs of the topics that are notified of failed jobs.
   * @default no notifications
   */
  readonly alarmTopics?: AlarmTopics;
  /**
   * ARNs of the vaults that take copies, in the recovery Region and in other accounts.
   * @default none
   */
  readonly copyVaultArns?: readonly pulumi.Input<string>[];
  /**
   * Regions of these vaults that audit asks for.
   * @default none
   */
  readonly copyRegions?: readonly string[];
  /**
   * ARNs of the data centre's virtual machines, by class.
   * @default none
   */
  readonly virtualMachineArns?: Readonly<Record<string, readonly string[]>>;
  /**
   * ARNs of buckets that are another stack's and this one's to back up, by class.
   * @default none
   */
  readonly replicaArns?: Readonly<Record<string, readonly string[]>>;
  /**
   * Restores on a schedule that prove the backups.
   * @default none
   */
  readonly restoreTesting?: Omit<
    RestoreTestingArgs,
    "namePrefix" | "vaultArn" | "roleArn" | "scopeTags" | "network"
  >;
  /**
   * Whether AWS Backup audits itself and reports; needs AWS Config in the account.
   * @default true
   */
  readonly audit?: boolean;
  /** Where access logs of audit's reports are delivered; audit needs it. */
  readonly logBucket?: Pick<LogBucket, "bucketName"> | undefined;
  /**
   * Whether Pulumi rejects deletion of the vault.
   * @default true
   */
  readonly protect?: boolean;
}

/**
 * Central backup of everything that has a class: one locked vault, a plan for each class, copies, proof by
 * restoring, and a word when a job fails.
 *
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/whatisbackup.html
 */
export class Backup extends pulumi.ComponentResource {
  /** Name and ARN of the vault. */
  public readonly vaultName: pulumi.Output<string>;
  public readonly vaultArn: pulumi.Output<string>;
  /** ARN of the role that restores recovery points. */
  public readonly restoreRoleArn: pulumi.Output<string>;
  /** What restores are tested with; undefined where they aren't. */
  private readonly tested: Omit<RestoreTestingArgs, "network"> | undefined;
  /** The lock, with the day on which it was acknowledged to be for good. */
  private readonly lock: VaultLock;
  /** IDs of the plans, by class. */
  public readonly planIds: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(
    private readonly name: string,
    args: BackupArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("landbridge:backup:Backup", name, {}, opts);
    const child = { parent: this };
    const { namePrefix, lock, kmsKeyArn, restoreTesting } = args;
    const protect = args.protect ?? true;
    const context = awsContext(this);

    optIn(`${name}-services`, child);
    const roles = new BackupRoles(`${name}-roles`, { context }, child);
    const vault = new BackupVault(`${name}-main`, { kmsKeyArn, lock, protect }, child);
    const { vaultName, vaultArn } = vault;
    const plans = Object.entries(args.plans).map(([className, settings]) => {
      const plan = new BackupPlan(
        `${name}-${className}`,
        {
          className,
          settings,
          vaultName,
          copyVaultArns: args.copyVaultArns ?? [],
          roleArn: roles.backupRoleArn,
          scopeTags: args.scopeTags,
          virtualMachineArns: args.virtualMachineArns?.[className],
          replicaArns: args.replicaArns?.[className],
        },
        child,
      );
      return [className, plan.planId] as const;
    });
    if (args.alarmTopics !== undefined) {
      const topics = args.alarmTopics;
      new BackupNotifications(`${name}-jobs`, { vaultName, vaultArn, topics }, child);
    }
    const { restoreRoleArn: roleArn } = roles;
    const { scopeTags } = args;
    this.tested = restoreTesting && { namePrefix, vaultArn, roleArn, scopeTags, ...restoreTesting };
    if (args.audit ?? true) {
      const { logBucket } = args;
      if (logBucket === undefined) throw new Error(`${name}: audit needs logBucket`);
      new BackupAudit(
        `${name}-audit`,
        {
          namePrefix,
          kmsKeyArn,
          logBucket: logBucket.bucketName,
          context,
          minRetentionInDays: lock.minRetentionInDays,
          copyRegions: args.copyRegions,
          protect,
        },
        child,
      );
    }

    this.lock = lock;
    this.vaultName = vaultName;
    this.vaultArn = vaultArn;
    this.restoreRoleArn = roles.restoreRoleArn;
    this.planIds = Object.fromEntries(plans);
    this.registerOutputs({
      vaultName: this.vaultName,
      vaultArn: this.vaultArn,
      restoreRoleArn: this.restoreRoleArn,
      planIds: this.planIds,
    });
  }

  /** Has AWS restore recovery points on a schedule, once it is known where to: the network comes after the backups. */
  public testRestores(network?: RestoreNetwork): void {
    if (!this.tested) return;
    new RestoreTesting(
      `${this.name}-restore-testing`,
      { ...this.tested, network },
      { parent: this },
    );
  }

  /** What a stack exports of its backups. */
  public get outputs(): Readonly<Record<string, pulumi.Input<unknown>>> {
    return {
      backupVaultArn: this.vaultArn,
      backupRestoreRoleArn: this.restoreRoleArn,
      // Config compares the next run's with it: AWS counts the days once, from the lock's making.
      ...(this.lock.mode === "compliance" && { backupLock: this.lock }),
    };
  }
}

/**
 * A service that is not opted in is passed over by tag selections without a word. The setting is the
 * account's in the Region, and may hold more than what is asked for here: that is left alone.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/service-opt-in.html
 */
function optIn(name: string, child: { parent: pulumi.Resource }): void {
  const services = ["Aurora", "DynamoDB", "EBS", "EC2", "EFS", "RDS", "S3", "VirtualMachine"];
  new backup.RegionSettings(
    name,
    {
      resourceTypeOptInPreference: Object.fromEntries(services.map((each) => [each, true])),
    },
    { ...child, ignoreChanges: ["resourceTypeOptInPreference"] },
  );
}
