import { nist, securityHub, securityHubUrl, wellArchitected } from "../../frameworks";
import { describe, type Graph, type Node } from "../../graph";
import type { Properties } from "../../known";
import { plainKey } from "../../reading/backupSelections";
import type { Rule } from "../../rule";
import { types } from "../../types";

const tags = ["backup", "data-protection"];
const guide = "https://docs.aws.amazon.com/aws-backup/latest/devguide";

/** Whether a rule of a plan copies to a vault in another Region than the plan's. */
function copiesAway(graph: Graph, plan: Node): "yes" | "no" | "unsure" {
  const home = plan.props.string("region");
  let unsure = plan.inputs.isUnknown("rules");
  for (const copy of plan.inputs.objects("rules").flatMap((rule) => rule.objects("copyActions"))) {
    const to = graph.references(plan, "rules", types.backupVault, copy, "destinationVaultArn");
    const regions = [
      ...to.external.map((arn) => arn.split(":")[3]),
      // The vault that the plan fills is among the candidates; it is in the plan's own Region.
      ...[...to.certain, ...to.possible].map((vault) => vault.props.string("region")),
    ];
    if (regions.some((region) => region !== undefined && home !== undefined && region !== home)) {
      return "yes";
    }
    unsure ||= home === undefined || regions.includes(undefined) || regions.length === 0;
  }
  return unsure ? "unsure" : "no";
}

/** The classes that a plan is for: values of the tags `backupTags` in its selections. */
function classesOf(graph: Graph, plan: Node, keys: readonly string[]): string[] {
  const selections = graph
    .ofType(types.backupSelection)
    .filter((each) => graph.references(each, "planId", types.backupPlan).certain.includes(plan));
  const tagged = selections.flatMap(({ inputs }) => [
    ...inputs.objects("selectionTags"),
    ...inputs.objects("conditions").flatMap((condition) => condition.objects("stringEquals")),
  ]);
  return tagged
    .filter((tag) => keys.includes(plainKey(tag.string("key"))))
    .flatMap((tag) => tag.string("value") ?? []);
}

/** A rule's recovery points and their copies, and how long each is kept. */
function retentions(rule: Properties): { what: string; days: number }[] {
  const kept = (of: Properties, what: string) => {
    const days = of.object("lifecycle")?.number("deleteAfter");
    return days === undefined ? [] : [{ what, days }];
  };
  const name = rule.string("ruleName") ?? "";
  return [
    ...kept(rule, `rule "${name}"`),
    ...rule.objects("copyActions").flatMap((copy) => kept(copy, `a copy of rule "${name}"`)),
  ];
}

export const backupRules: readonly Rule[] = [
  {
    number: 24,
    name: "require-backup-vault-customer-key",
    description: "Backup vaults are encrypted with a customer managed KMS key.",
    why: "A vault holds a copy of everything; AWS's own key for it can be neither watched nor withdrawn, and can't be shared with another account.",
    severity: "high",
    framework: securityHub("Backup.1", "AWS Backup recovery points should be encrypted at rest"),
    tags: [...tags, "encryption"],
    remediationSteps: "Set kmsKeyArn of the vault. It can't be changed in place: make a new vault.",
    url: securityHubUrl("backup", "Backup.1"),
    locked: true,
    types: types.backupVault,
    check(vault, report) {
      if (vault.props.isSet("kmsKeyArn")) return;
      report.violation(
        vault,
        `${describe(vault)} is encrypted with AWS's own key`,
        "kmsKeyArn: a customer managed key",
      );
    },
  },
  {
    number: 37,
    name: "require-cross-region-backup-copies",
    description: "Every backup plan copies recovery points to another Region.",
    why: "A backup in the Region that failed restores nothing until the Region is back.",
    severity: "high",
    framework: wellArchitected("REL13-BP02", "Use defined recovery strategies"),
    tags: [...tags, "resilience"],
    remediationSteps:
      "Give one rule of the plan a copy action, to a vault in a Region that residency allows.",
    url: `${guide}/cross-region-backup.html`,
    checkStack(graph, report) {
      for (const plan of graph.ofType(types.backupPlan)) {
        const copies = copiesAway(graph, plan);
        if (copies === "yes") continue;
        const problem = `${describe(plan)} keeps every recovery point in one Region`;
        const change = `rules[].copyActions of ${describe(plan)}: a vault in another Region`;
        if (copies === "no") report.violation(plan, problem, change);
        else report.unsure(plan, `${problem}, as far as this preview can tell`, change);
      }
    },
  },
  {
    number: 71,
    name: "require-backup-retention",
    description:
      "No recovery point is kept for less time than its class says, nor outside of what its vault's lock admits.",
    why: "A retention that somebody shortened is found out in the hour when the old recovery point is needed; one that the lock rejects fails every job.",
    severity: "high",
    framework: nist("CP-9", "System Backup"),
    tags,
    remediationSteps:
      "Set lifecycle.deleteAfter to what minimumBackupRetentionDays of configure-policy-pack says for the class.",
    url: `${guide}/API_Lifecycle.html`,
    checkStack(graph, report, settings) {
      for (const plan of graph.ofType(types.backupPlan)) {
        const least = Math.max(
          0,
          ...classesOf(graph, plan, settings.backupTags).map(
            (each) => settings.minimumBackupRetentionDays[each] ?? 0,
          ),
        );
        for (const rule of plan.inputs.objects("rules")) {
          for (const { what, days } of retentions(rule).filter((each) => each.days < least)) {
            report.violation(
              plan,
              `${describe(plan)} keeps ${what} for ${days} days; its class has ${least} at least`,
              `lifecycle.deleteAfter of ${what}: ${least} or more (now ${days})`,
            );
          }
          const days = rule.object("lifecycle")?.number("deleteAfter");
          const into = graph.references(plan, "rules", types.backupVault, rule, "targetVaultName");
          for (const lock of graph.ofType(types.backupVaultLock)) {
            const [vault] = graph.references(lock, "backupVaultName", types.backupVault).certain;
            if (days === undefined || !vault || !into.certain.includes(vault)) continue;
            const min = lock.inputs.number("minRetentionDays") ?? 0;
            const max = lock.inputs.number("maxRetentionDays") ?? Infinity;
            if (days >= min && days <= max) continue;
            report.violation(
              plan,
              `${describe(plan)} keeps rule "${rule.string("ruleName") ?? ""}" for ${days} days, and ${describe(lock)} rejects whatever is not kept for ${min} to ${max}`,
              `lifecycle.deleteAfter: ${min} to ${max} (now ${days})`,
            );
          }
        }
      }
    },
  },
  {
    number: 72,
    name: "require-backup-vault-lock",
    description: "Every backup vault has a lock with a shortest retention.",
    why: "Whoever gets hold of an administrator deletes the backups first; a lock makes that two steps, or none at all.",
    severity: "high",
    framework: wellArchitected("REL09-BP02", "Secure and encrypt backups"),
    tags,
    remediationSteps:
      "Add an aws.backup.VaultLockConfiguration with minRetentionDays. Without changeableForDays it is a governance lock, which can be taken off again.",
    url: `${guide}/vault-lock.html`,
    checkStack(graph, report) {
      const locks = graph.ofType(types.backupVaultLock).map((lock) => ({
        lock,
        vaults: graph.references(lock, "backupVaultName", types.backupVault).certain,
      }));
      for (const vault of graph.ofType(types.backupVault)) {
        const own = locks.find(({ vaults }) => vaults.includes(vault))?.lock;
        if (own && (own.inputs.number("minRetentionDays") ?? 0) > 0) continue;
        report.violation(
          own ?? vault,
          own
            ? `${describe(own)} says no shortest retention, so it protects nothing`
            : `${describe(vault)} has no lock`,
          own
            ? "minRetentionDays: the shortest retention of the plans"
            : `add an aws.backup.VaultLockConfiguration with backupVaultName of ${describe(vault)} and minRetentionDays`,
        );
      }
    },
  },
];
