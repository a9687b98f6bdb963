import type * as pulumi from "@pulumi/pulumi";
import { Provider } from "@pulumi/aws/provider";
import { RecoveryRegion, type RecoveryRegionArgs } from "./recoveryRegion";
import type { RecoverySettings } from "./strategies";

/** Arguments of {@link recoveryPlatform}. */
export interface RecoveryPlatformArgs extends Omit<RecoveryRegionArgs, keyof RecoverySettings> {
  /** Left out, nothing is kept in another Region. */
  readonly recovery: RecoverySettings | undefined;
  /** Tags of everything in the recovery Region. */
  readonly tags: Readonly<Record<string, string>>;
}

/** What the other parts of the platform have to know of its recovery. */
export interface RecoveryPlatform {
  readonly copyVaultArns: readonly pulumi.Output<string>[];
  readonly copyRegions: readonly string[];
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** What the stack has in the Region that takes over, by a provider of that Region. */
export function recoveryPlatform(args: RecoveryPlatformArgs): RecoveryPlatform {
  const { recovery, tags, ...shared } = args;
  if (!recovery) return { copyVaultArns: [], copyRegions: [], outputs: {} };
  const { region } = recovery;
  const provider = new Provider("aws-recovery", { region, defaultTags: { tags: { ...tags } } });
  return new RecoveryRegion("recovery", { ...recovery, ...shared }, { providers: [provider] });
}
