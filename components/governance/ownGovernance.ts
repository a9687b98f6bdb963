import type * as pulumi from "@pulumi/pulumi";
import type { AlarmTopics } from "../cloudwatch/severity";
import type { LogBucket } from "../s3/logBucket";
import { Governance } from "./governance";
import { governanceServices, type GovernanceService } from "./governanceServices";

/** What config says about what watches the account. */
export interface GovernanceSettings {
  readonly governance: Readonly<Record<GovernanceService, "existing" | "own" | "none">> & {
    readonly retentionInDays: number;
  };
  readonly namePrefix: string;
  readonly deletionProtection: boolean;
  readonly retainOnDelete: boolean;
}

/** Whether the stack makes what writes records into a bucket. */
export function keepsRecords({ config, cloudTrail }: GovernanceSettings["governance"]): boolean {
  return config === "own" || cloudTrail === "own";
}

/** What watches the account, as far as it is this stack's to make. */
export function ownGovernance(
  settings: GovernanceSettings & {
    readonly alarmTopics: AlarmTopics;
    readonly logBucket: LogBucket | undefined;
  },
  opts: pulumi.ComponentResourceOptions,
): void {
  const { governance, namePrefix, deletionProtection, retainOnDelete } = settings;
  const { alarmTopics, logBucket } = settings;
  const own = governanceServices.filter((service) => governance[service] === "own");
  if (own.length === 0) return;
  const { retentionInDays } = governance;
  const kept = { retentionInDays, retainOnDelete, deletionProtection };
  new Governance(
    "governance",
    { own, namePrefix, alarmTopics, logBucket: logBucket?.bucketName, ...kept },
    opts,
  );
}
