import type { Problem } from "../errors";
import type { ConfigRule } from "../rule";
import type { ConfigDraft } from "../types";

export const copiesInProduction: ConfigRule = {
  summary:
    "A production stack whose data may be in another Region keeps copies there: it has `landbridge:recovery`, or a vault of `landbridge:backup.copyVaultArns` elsewhere, and a rule with `copy` in each of `landbridge:backup.plans`.",
  check: (config) => {
    const { environmentType, recovery } = config;
    const standsBy = recovery?.role === "standby" || recovery?.role === "active";
    if (environmentType !== "production" || standsBy || !mayCopy(config)) return [];
    return [...noPlace(config), ...noCopies(config)];
  },
};

/** Whether residency allows a Region besides the stack's own. */
function mayCopy({ region, residency }: ConfigDraft): boolean {
  const others = residency?.allowedRegions?.filter((each) => each !== undefined && each !== region);
  return region !== undefined && (others?.length ?? 0) > 0;
}

function noPlace({ region, residency, recovery, backup }: ConfigDraft): Problem[] {
  const away = backup?.copyVaultArns?.some((arn) => arn?.split(":")[3] !== region) ?? false;
  if (recovery !== undefined || away) return [];
  const others = residency?.allowedRegions?.filter((each) => each !== region) ?? [];
  return [
    {
      path: ["recovery"],
      text: `is missing, so no backup outlives the Region; give it a strategy and a Region (${others.join(", ")}), or take the others out of landbridge:residency.allowedRegions`,
      missing: true,
    },
  ];
}

function noCopies({ backup }: ConfigDraft): Problem[] {
  return Object.entries(backup?.plans ?? {}).flatMap(([name, plan]) => {
    const rules = Object.values({ ...plan?.rules });
    if (rules.length === 0 || rules.some((rule) => rule.copy !== false)) return [];
    return [
      {
        path: ["backup", "plans", name, "rules"],
        text: "have no copy at all, so none of the class outlives the Region; one of them has copy: true",
      },
    ];
  });
}
