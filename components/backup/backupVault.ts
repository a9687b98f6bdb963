import * as pulumi from "@pulumi/pulumi";
import * as backup from "@pulumi/aws/backup";
import type * as iam from "@pulumi/aws/iam";

/** How long a vault keeps its recovery points, whoever asks otherwise. */
export interface VaultLock {
  /**
   * `governance`: principals with the permission to can take the lock off again. `compliance`: nobody
   * can, AWS included, once `changeableForDays` are over.
   */
  readonly mode: "governance" | "compliance";
  /** The shortest retention that the vault takes, in days. */
  readonly minRetentionInDays: number;
  /** The longest retention that the vault takes, in days. */
  readonly maxRetentionInDays: number;
  /** Days, 3 at least, until a compliance lock is for good. Only in mode `compliance`. */
  readonly changeableForDays?: number;
  /** Who answers for a compliance lock has named the day from which on it is for good. */
  readonly acknowledgement?: { readonly lockDate: string };
}

/** Arguments of {@link BackupVault}. */
export interface BackupVaultArgs {
  /** ARN of the customer KMS key that encrypts the recovery points, in the vault's own Region. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** What keeps recovery points from being deleted early. */
  readonly lock: VaultLock;
  /**
   * Whether Pulumi rejects deletion of the vault, and never takes its lock off.
   * @default true
   */
  readonly protect?: boolean;
  /**
   * Tags besides `Name` and the provider's default tags.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * A vault for recovery points: encrypted with a customer key, locked, and with a policy by which nobody
 * deletes a recovery point by hand. The provider that it is given decides its Region.
 *
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html
 */
export class BackupVault extends pulumi.ComponentResource {
  /** Name of the vault. */
  public readonly vaultName: pulumi.Output<string>;
  /** ARN of the vault. */
  public readonly vaultArn: pulumi.Output<string>;

  constructor(name: string, args: BackupVaultArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:backup:BackupVault", name, {}, opts);
    const { lock } = args;
    const protect = args.protect ?? true;
    const child = { parent: this, protect };

    const vault = new backup.Vault(
      `${name}-vault`,
      { kmsKeyArn: args.kmsKeyArn, forceDestroy: false, tags: { ...args.tags, Name: name } },
      child,
    );
    new backup.VaultLockConfiguration(
      `${name}-lock`,
      {
        backupVaultName: vault.name,
        minRetentionDays: lock.minRetentionInDays,
        maxRetentionDays: lock.maxRetentionInDays,
        // AWS takes its presence for the wish to lock for good: governance must leave it out.
        ...(lock.mode === "compliance" && { changeableForDays: lock.changeableForDays }),
      },
      // The provider replaces a lock for each other limit: it puts the new one over the old, and would then take the
      // lock of this name off the vault. Retained, it is never taken off, so other limits need no way around `protect`.
      // internal/service/backup/vault_lock_configuration.go: every argument is ForceNew, the id is the vault's name.
      { parent: this, retainOnDelete: protect },
    );
    new backup.VaultPolicy(
      `${name}-policy`,
      { backupVaultName: vault.name, policy: pulumi.jsonStringify(denyDeletion) },
      { parent: this },
    );

    this.vaultName = vault.name;
    this.vaultArn = vault.arn;
    this.registerOutputs({ vaultName: this.vaultName, vaultArn: this.vaultArn });
  }
}

/**
 * Recovery points end by their lifecycle alone. Whoever may change this policy can still lift it: two
 * steps, both in CloudTrail, where one mistake is not enough.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault-access-policy.html
 */
const denyDeletion: iam.PolicyDocument = {
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "NobodyDeletesRecoveryPoints",
      Effect: "Deny",
      Principal: "*",
      Action: [
        "backup:DeleteBackupVault",
        "backup:DeleteRecoveryPoint",
        "backup:UpdateRecoveryPointLifecycle",
      ],
      Resource: "*", // In a vault's policy this is the vault and what is in it, never another.
    },
  ],
};
