import * as pulumi from "@pulumi/pulumi";
import { BackupVault, type VaultLock } from "../backup/backupVault";
import { Key } from "../kms/key";

/** Arguments of {@link RecoveryRegion}. */
export interface RecoveryRegionArgs {
  /** What keeps the copies from being deleted early. */
  readonly lock: VaultLock;
  /**
   * Whether Pulumi refuses to delete the copies' vault: a strategy that no longer wants it must say so first.
   * @default true
   */
  readonly protect?: boolean;
  /**
   * Keep the key in AWS when it leaves the stack: without it, no copy can be read.
   * @default true
   */
  readonly retainOnDelete?: boolean;
}

/**
 * What the stack that owns the data keeps in the Region that takes over: copies under a key of that
 * Region. It works through the provider that it is given, which is another than the stack's own.
 *
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/cross-region-backup.html
 */
export class RecoveryRegion extends pulumi.ComponentResource {
  /** ARN of the vault that takes the copies. */
  public readonly vaultArn: pulumi.Output<string>;
  /** Name of that vault. */
  public readonly vaultName: pulumi.Output<string>;
  /** ARN of the key that encrypts the copies. */
  public readonly keyArn: pulumi.Output<string>;

  constructor(name: string, args: RecoveryRegionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:recovery:RecoveryRegion", name, {}, opts);
    const child = { parent: this };

    const key = new Key(
      `${name}-backup`,
      { dataClass: "backup", retainOnDelete: args.retainOnDelete },
      child,
    );
    const vault = new BackupVault(
      `${name}-copies`,
      { kmsKeyArn: key.arn, lock: args.lock, protect: args.protect },
      child,
    );

    this.vaultArn = vault.vaultArn;
    this.vaultName = vault.vaultName;
    this.keyArn = key.arn;
    this.registerOutputs({
      vaultArn: this.vaultArn,
      vaultName: this.vaultName,
      keyArn: this.keyArn,
    });
  }
}
