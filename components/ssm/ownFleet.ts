import type * as pulumi from "@pulumi/pulumi";
import type { AlarmTopics } from "../cloudwatch/severity";
import type { ContainerPlatform } from "../ecs/containerPlatform";
import type { LogBucket } from "../s3/logBucket";
import { Fleet, type FleetArgs } from "./fleet";
import type { SessionPreferencesArgs } from "./sessionPreferences";

/** What config says about the fleet. */
export interface FleetSettings extends Pick<
  FleetArgs,
  "approveAfterDays" | "maintenance" | "operatingSystems" | "retentionInDays"
> {
  /** Whether the account's settings of sessions are the stack's to make. */
  readonly sessions: Pick<SessionPreferencesArgs, "idleMinutes" | "maxMinutes"> & {
    readonly owner: "existing" | "own";
  };
  readonly tier: "standard" | "advanced";
}

/** Arguments of {@link ownFleet}. */
export interface OwnFleetArgs extends Pick<ContainerPlatform, "cluster" | "capacity" | "sites"> {
  /** Left out, there is none: nodes are registered, and nothing else. */
  readonly fleet?: FleetSettings | undefined;
  readonly namePrefix: string;
  /** The tag of all that the stack has. */
  readonly stackTag: Readonly<Record<string, string>>;
  readonly keyArns: Readonly<Record<"logs" | "compute", pulumi.Input<string>>>;
  readonly alarmTopics: AlarmTopics;
  readonly logBucket: LogBucket | undefined;
  readonly retainOnDelete: boolean;
  readonly deletionProtection: boolean;
}

/** The stack's nodes as a fleet, where config asks for one. */
export function ownFleet(args: OwnFleetArgs, opts: pulumi.ComponentResourceOptions): void {
  const { fleet, namePrefix, cluster, capacity, sites, keyArns } = args;
  if (!fleet) return;
  const { retainOnDelete, deletionProtection } = args;
  const { owner, ...limits } = fleet.sessions;
  const { retentionInDays } = fleet;
  const kept = { retainOnDelete, retentionInDays };
  const keys = { kmsKeyArn: keyArns.compute, logsKeyArn: keyArns.logs };
  const { logBucket, stackTag } = args;
  const [tag] = Object.entries(stackTag).map(([key, value]) => ({ key, value }));
  if (!tag || !logBucket) throw new Error("the fleet needs a tag and a bucket for access logs");
  new Fleet(
    "fleet",
    {
      ...fleet,
      ...kept,
      deletionProtection,
      namePrefix,
      tag,
      cluster,
      patchGroup: namePrefix,
      nodeRoleNames: [
        { of: "ec2", name: capacity.roleName },
        ...sites.map(({ site, roleName }) => ({ of: site, name: roleName })),
      ],
      sessions: owner === "own" ? { ...limits, ...kept, ...keys } : undefined,
      advancedTier: fleet.tier === "advanced",
      warningTopicArn: args.alarmTopics.warning,
      logBucket: logBucket.bucketName,
    },
    opts,
  );
}
