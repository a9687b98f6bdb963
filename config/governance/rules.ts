import { governanceServices } from "../../components/governance/governanceServices";
import type { ConfigRule } from "../rule";

const recorded: ConfigRule = {
  summary:
    "With `landbridge:governance.config: none` there is no `backup.audit`, and Security Hub is not the stack's own: both read AWS Config.",
  check: ({ backup, governance }) => {
    if (governance?.config !== "none") return [];
    const readers = [
      ...(backup?.audit === true ? ["landbridge:backup.audit"] : []),
      ...(governance.securityHub === "own" ? ["landbridge:governance.securityHub"] : []),
    ];
    return readers.length === 0
      ? []
      : [
          {
            path: ["governance", "config"],
            text: `is none, and ${readers.join(" and ")} ${readers.length === 1 ? "reads" : "read"} AWS Config: say own, or existing where the account has a recorder`,
          },
        ];
  },
};

const watchedInProduction: ConfigRule = {
  summary:
    "In production none of `landbridge:governance` is `none`: somebody watches the account, this stack or another.",
  check: ({ environmentType, governance }) => {
    if (environmentType !== "production" || governance === undefined) return [];
    return governanceServices
      .filter((service) => governance[service] === "none")
      .map((service) => ({
        path: ["governance", service],
        text: "is none in production; say own, or existing where the organisation or another stack has it",
      }));
  },
};

/** Rules about what watches the account. */
export const governanceRules: readonly ConfigRule[] = [recorded, watchedInProduction];
