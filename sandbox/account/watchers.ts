import { Refused, type Operation } from "./operation";

/** What an account says of who watches it. */
export const watcherOperations: Readonly<Record<string, Operation>> = {
  "access-analyzer:ListAnalyzers": (_, { watchers }) => ({
    analyzers: watchers.accessAnalyzer ? [{ name: "organization", type: "ORGANIZATION" }] : [],
  }),
  "cloudtrail:DescribeTrails": (_, { watchers }) => ({
    trailList: watchers.cloudTrail ? [{ Name: "organization", IsMultiRegionTrail: true }] : [],
  }),
  "guardduty:ListDetectors": (_, { watchers }) => ({
    detectorIds: watchers.guardDuty ? ["12abc34d567e8fa901bc2d34e56789f0"] : [],
  }),
  "inspector2:BatchGetAccountStatus": (_, { accountId, watchers }) => ({
    accounts: [{ accountId, state: { status: watchers.inspector ? "ENABLED" : "DISABLED" } }],
  }),
  "securityhub:DescribeHub": (_, { accountId, watchers }, region) => {
    if (!watchers.securityHub) {
      throw new Refused(
        "InvalidAccessException",
        `Account ${accountId} is not subscribed to AWS Security Hub`,
      );
    }
    return { HubArn: `arn:aws:securityhub:${region}:${accountId}:hub/default` };
  },
};
