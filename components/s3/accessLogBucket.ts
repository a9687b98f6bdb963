import type * as pulumi from "@pulumi/pulumi";
import { hasCertificate } from "../elb/internalLoadBalancer";
import { keepsRecords, type GovernanceSettings } from "../governance/ownGovernance";
import { LogBucket } from "./logBucket";

/** What decides whether something in the stack has access logs. */
export interface AccessLogSettings extends Pick<GovernanceSettings, "governance"> {
  readonly deletionProtection: boolean;
  readonly backup: { readonly audit: boolean };
  readonly parts: { readonly network: boolean };
  readonly fleet?: unknown;
  readonly fileShares: readonly { readonly replica?: unknown }[];
  readonly loadBalancer: Parameters<typeof hasCertificate>[0] & {
    readonly logs: { readonly bucket?: string | undefined; readonly retentionInDays?: number };
  };
}

/** Access logs of buckets and of load balancers, where the stack has any of these. */
export function accessLogBucket(
  { backup, parts, fileShares, fleet, loadBalancer, governance, ...rest }: AccessLogSettings,
  opts: pulumi.ComponentResourceOptions,
): LogBucket | undefined {
  const hasOwnFiles = fileShares.some(({ replica }) => replica === undefined);
  const serves =
    parts.network && (hasCertificate(loadBalancer) || hasOwnFiles || fleet !== undefined);
  if (!backup.audit && !serves && !keepsRecords(governance)) return undefined;
  const { bucket, ...logs } = loadBalancer.logs;
  const { deletionProtection } = rest;
  return new LogBucket(
    "access-logs",
    { ...logs, ...(bucket !== undefined && { bucket }), deletionProtection },
    opts,
  );
}
