import * as pulumi from "@pulumi/pulumi";
import { BackupVault, type VaultLock } from "../backup/backupVault";
import { Key } from "../kms/key";
import type { KeyDataClass } from "../kms/keyPolicy";
import type { RecoveryRole, RecoverySettings, RecoveryStrategy } from "./strategies";

/** Arguments of {@link RecoveryRegion}. */
export interface RecoveryRegionArgs extends RecoverySettings {
  /** Databases and file shares whose data the recovery is about, by name: policies count their replicas. */
  readonly databases?: readonly string[];
  readonly fileShares?: readonly string[];
  readonly services?: readonly string[];
  /** What keeps the copies from being deleted early. */
  readonly lock: VaultLock;
  /**
   * Whether Pulumi refuses to delete the copies' vault: a strategy that no longer wants it must say so first.
   * @default true
   */
  readonly protect?: boolean;
  /**
   * Keep the keys in AWS when they leave the stack: without them, no copy can be read.
   * @default true
   */
  readonly retainOnDelete?: boolean;
}

/** ARNs of the keys of the recovery Region, by what they encrypt there. */
export interface RecoveryKeys {
  readonly database: pulumi.Output<string>;
  readonly storage: pulumi.Output<string>;
  readonly compute: pulumi.Output<string>;
}

/**
 * What the stack that owns the data keeps in the Region that takes over: copies of backups, and keys of that
 * Region for whatever else is copied there. It works through the provider that it is given, which is another
 * than the stack's own. In a standby it holds nothing, and tells the policies what the stack is part of.
 *
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/cross-region-backup.html
 */
export class RecoveryRegion extends pulumi.ComponentResource {
  public readonly strategy: RecoveryStrategy;
  public readonly role: RecoveryRole;
  /** ARNs of the vaults that take the copies. */
  public readonly copyVaultArns: readonly pulumi.Output<string>[];
  /** Regions of these vaults. */
  public readonly copyRegions: readonly string[];
  /** Only where the stack owns data. */
  public readonly keyArns: RecoveryKeys | undefined;

  constructor(name: string, args: RecoveryRegionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:recovery:RecoveryRegion", name, {}, opts);
    const { strategy, role, region, lock, protect, retainOnDelete } = args;
    const ownsData = role === "primary";
    const keyArn = (dataClass: KeyDataClass): pulumi.Output<string> =>
      new Key(`${name}-${dataClass}`, { dataClass, retainOnDelete }, { parent: this }).arn;
    const vaultArn = (kmsKeyArn: pulumi.Input<string>): pulumi.Output<string> =>
      new BackupVault(`${name}-copies`, { kmsKeyArn, lock, protect }, { parent: this }).vaultArn;

    this.strategy = strategy;
    this.role = role;
    this.copyVaultArns = ownsData ? [vaultArn(keyArn("backup"))] : [];
    this.copyRegions = ownsData ? [region] : [];
    this.keyArns = ownsData
      ? {
          database: keyArn("database"),
          storage: keyArn("storage"),
          compute: keyArn("compute"),
        }
      : undefined;
    this.registerOutputs({
      strategy: this.strategy,
      role: this.role,
      databases: args.databases ?? [],
      fileShares: args.fileShares ?? [],
      services: args.services ?? [],
      copyVaultArns: this.copyVaultArns,
      copyRegions: this.copyRegions,
      keyArns: this.keyArns,
    });
  }
}
