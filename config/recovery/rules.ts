import { includes } from "../../components/recovery/strategies";
import { copiesInProduction } from "./copiesInProduction";
import { REGION, type Problem } from "../errors";
import type { ConfigDraft } from "../types";
import type { ConfigRule } from "../rule";

const recoveryRegion: ConfigRule = {
  summary:
    "`landbridge:recovery.region` is one of `landbridge:residency.allowedRegions`. A primary stack is in another Region; a standby is in this one, names its `primaryStack`, and has no more of a `strategy` than that one.",
  check: (config) => [
    ...outsideResidency(config),
    ...wrongPlace(config),
    ...wrongPrimary(config),
    ...moreThanPrimary(config),
  ],
};

function outsideResidency({ recovery, residency }: ConfigDraft): Problem[] {
  const allowed = residency?.allowedRegions?.filter((name) => name !== undefined) ?? [];
  const region = recovery?.region;
  if (region === undefined || allowed.length === 0 || allowed.includes(region)) {
    return [];
  }
  return [
    {
      path: ["recovery", "region"],
      text: `"${region}" is not one of landbridge:residency.allowedRegions (${allowed.join(", ")}); no copy of the data may go there`,
    },
  ];
}

function wrongPlace({ recovery, region }: ConfigDraft): Problem[] {
  if (recovery?.region === undefined || recovery.role === undefined || region === undefined) {
    return [];
  }
  const here = recovery.region === region;
  const path = ["recovery", "region"];
  if (recovery.role === "primary") {
    return here
      ? [{ path, text: `"${region}" is the stack's own Region; what fails with it is no recovery` }]
      : [];
  }
  return here
    ? []
    : [
        {
          path,
          text: `"${recovery.region}" is not the Region of the stack, ${String(REGION[0])} (${region}); a standby is in the recovery Region`,
        },
      ];
}

function wrongPrimary({ recovery }: ConfigDraft): Problem[] {
  const path = ["recovery", "primaryStack"];
  if (recovery?.role === "primary" && recovery.primaryStack !== undefined) {
    return [
      { path, text: `"${recovery.primaryStack}" is followed by standbys only; leave it out` },
    ];
  }
  const follows = recovery?.role === "standby" || recovery?.role === "active";
  return follows && recovery.primaryStack === undefined
    ? [{ path, text: "is missing; a standby names the stack that it follows, such as prod" }]
    : [];
}

/** A standby that is already serving keeps what it has, whatever its primary says by now. */
function moreThanPrimary({ recovery, made }: ConfigDraft): Problem[] {
  const { strategy, role } = recovery ?? {};
  const primary = made?.strategy;
  return role !== "standby" || !strategy || !primary || includes(primary, strategy)
    ? []
    : [
        {
          path: ["recovery", "strategy"],
          text: `"${strategy}" is more than the stack that is followed has (${primary}); give that one the strategy first`,
        },
      ];
}

const batchReplicated: ConfigRule = {
  summary: "`landbridge:recovery.batchReplicated` names shares of `landbridge:fileShares`.",
  check: ({ recovery, fileShares }) => {
    const names = (fileShares ?? []).flatMap((share) => share?.name ?? []);
    return (recovery?.batchReplicated ?? []).flatMap((name, index): Problem[] =>
      name === undefined || fileShares === undefined || names.includes(name)
        ? []
        : [
            {
              path: ["recovery", "batchReplicated", index],
              text: `"${name}" is not one of landbridge:fileShares (${names.join(", ") || "none"})`,
            },
          ],
    );
  },
};

/** Rules about recovery. */
export const recoveryRules: readonly ConfigRule[] = [
  recoveryRegion,
  copiesInProduction,
  batchReplicated,
];
