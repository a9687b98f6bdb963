import { ACMClient } from "@aws-sdk/client-acm";
import { restCall, type RestCall } from "../../components/restCall";
import type { GovernanceService } from "../../components/governance/governanceServices";
import { check, ok, warning, type Check } from "../check";
import type { Account } from "../account";
import { jsonCall } from "../jsonCall";

/** What watches an account, besides AWS Config, and how it is found. */
interface Watcher {
  readonly of: Exclude<GovernanceService, "config">;
  /** As people call it. */
  readonly title: string;
  readonly action: string;
  /** Whether the account has it in the Region. */
  readonly isThere: (account: Account, region: string) => Promise<boolean>;
}

function rest<Answer>(account: Account, call: RestCall): Promise<Answer> {
  return restCall<Answer>(account.client(ACMClient, call.region).config, call);
}

const watchers: readonly Watcher[] = [
  {
    of: "cloudTrail",
    title: "a trail of CloudTrail",
    action: "cloudtrail:DescribeTrails",
    // https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DescribeTrails.html
    async isThere(account, region) {
      const target = "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.DescribeTrails";
      const call = { service: "cloudtrail", region, target, input: {} };
      const { trailList } = await jsonCall<{ trailList?: unknown[] }>(account, call);
      return (trailList ?? []).length > 0;
    },
  },
  {
    of: "guardDuty",
    title: "a detector of GuardDuty",
    action: "guardduty:ListDetectors",
    // https://docs.aws.amazon.com/guardduty/latest/APIReference/API_ListDetectors.html
    async isThere(account, region) {
      const call = { service: "guardduty", region, method: "GET", path: "/detector" } as const;
      const { detectorIds } = await rest<{ detectorIds?: unknown[] }>(account, call);
      return (detectorIds ?? []).length > 0;
    },
  },
  {
    of: "securityHub",
    title: "Security Hub",
    action: "securityhub:DescribeHub",
    // https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_DescribeHub.html
    async isThere(account, region) {
      const call = { service: "securityhub", region, method: "GET", path: "/accounts" } as const;
      try {
        return (await rest<{ HubArn?: string }>(account, call)).HubArn !== undefined;
      } catch (error) {
        // What it says to whoever is not subscribed.
        if (error instanceof Error && error.name === "InvalidAccessException") return false;
        throw error;
      }
    },
  },
  {
    of: "accessAnalyzer",
    title: "an analyzer of Access Analyzer",
    action: "access-analyzer:ListAnalyzers",
    // https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_ListAnalyzers.html
    async isThere(account, region) {
      const call = {
        service: "access-analyzer",
        region,
        method: "GET",
        path: "/analyzer",
      } as const;
      const { analyzers } = await rest<{ analyzers?: unknown[] }>(account, call);
      return (analyzers ?? []).length > 0;
    },
  },
  {
    of: "inspector",
    title: "Inspector",
    action: "inspector2:BatchGetAccountStatus",
    // https://docs.aws.amazon.com/inspector/v2/APIReference/API_BatchGetAccountStatus.html
    async isThere(account, region) {
      const path = "/status/batch/get";
      const call = { service: "inspector2", region, method: "POST", path, input: {} } as const;
      const { accounts } = await rest<{ accounts?: { state?: { status?: string } }[] }>(
        account,
        call,
      );
      return (accounts ?? []).some(({ state }) => state?.status === "ENABLED");
    },
  },
];

/** Whether the account has what config says that somebody else has. */
export const existingWatchers: readonly Check[] = watchers.map(({ of, title, action, isThere }) =>
  check<boolean>({
    name: "Governance",
    actions: [action],
    applies: ({ governance }) => governance[of] === "existing",
    ask: ({ account, config }) => isThere(account, config.region),
    judge: (isHere, { config: { region } }) => [
      isHere
        ? ok(`${title} is in ${region}`)
        : warning(
            `nobody has ${title} in ${region}, and landbridge:governance.${of} says existing`,
            `have it made by whoever watches the account, or landbridge:governance.${of}: own`,
          ),
    ],
  }),
);
