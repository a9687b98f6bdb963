import * as pulumi from "@pulumi/pulumi";
import { BackupVault, type VaultLock } from "../backup/backupVault";
import { Key } from "../kms/key";
import {
  describeRecovery,
  type RecoveryRole,
  type RecoverySettings,
  type RecoveryStrategy,
} from "./strategies";

/** Arguments of {@link RecoveryRegion}. */
export interface RecoveryRegionArgs extends RecoverySettings {
  /** What keeps the copies from being deleted early. */
  readonly lock: VaultLock;
  /**
   * What a primary tells its standbys.
   * @default nothing
   */
  readonly followed?: Readonly<Record<string, unknown>> | undefined;
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
 * Region. It works through the provider that it is given, which is another than the stack's own. In a
 * standby it holds nothing, and tells the policies which strategy the stack is part of.
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
  /** What the stack exports of its recovery: what it promises, and what standbys follow. */
  public readonly outputs: Readonly<Record<string, unknown>>;

  constructor(name: string, args: RecoveryRegionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:recovery:RecoveryRegion", name, {}, opts);
    const ownsData = args.role === "primary";

    this.strategy = args.strategy;
    this.role = args.role;
    this.copyVaultArns = ownsData ? [copies(name, args, this).vaultArn] : [];
    this.copyRegions = ownsData ? [args.region] : [];
    const [recoveryVaultArn] = this.copyVaultArns;
    this.outputs = {
      recovery: describeRecovery(args),
      ...(recoveryVaultArn && { recoveryVaultArn }),
      ...(args.followed && { followed: args.followed }),
    };
    this.registerOutputs({
      strategy: this.strategy,
      role: this.role,
      copyVaultArns: this.copyVaultArns,
      copyRegions: this.copyRegions,
      outputs: this.outputs,
    });
  }
}

function copies(name: string, args: RecoveryRegionArgs, parent: pulumi.Resource): BackupVault {
  const { lock, protect, retainOnDelete } = args;
  const key = new Key(`${name}-backup`, { dataClass: "backup", retainOnDelete }, { parent });
  return new BackupVault(`${name}-copies`, { kmsKeyArn: key.arn, lock, protect }, { parent });
}
