import type { Rule } from "./rule";
import { settingsSchema } from "./settingsSchema";

/** Levels of rules by their names, as in a file of `policy/sets`. */
export type LevelSet = Readonly<Record<string, string>>;

/** How a rule is enforced by a set; a lock cannot be relaxed by any configuration. */
function enforcement(set: LevelSet, rule: Rule): string {
  return rule.locked ? "mandatory (locked)" : (set[rule.name] ?? set["all"] ?? "mandatory");
}

function scope(rule: Rule): string {
  if (rule.check && rule.checkStack) return "each resource, then the whole stack";
  return rule.check ? "each resource, before it is created" : "the whole stack";
}

function section(rule: Rule, sets: Readonly<Record<string, LevelSet>>): string {
  const { name, version, reference, specification } = rule.framework;
  const levels = Object.entries(sets).map(([name, set]) => `${name}: ${enforcement(set, rule)}`);
  return [
    `## ${rule.number}. ${rule.name}`,
    `**${rule.description}** ${rule.why}`,
    [
      `- To fix: ${rule.remediationSteps}`,
      `- Severity: ${rule.severity}. Enforced by sets: ${levels.join(", ")}.`,
      `- Checks: ${scope(rule)}. Tags: ${rule.tags.join(", ")}.`,
      `- Framework: ${name} ${version}, [${reference}](${rule.url}): ${specification}.`,
    ].join("\n"),
  ].join("\n\n");
}

function overview(rules: readonly Rule[], sets: Readonly<Record<string, LevelSet>>): string {
  const names = Object.keys(sets);
  const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [
    row(["#", "rule", "what must hold", "severity", ...names]),
    row(["--:", "---", "---", "---", ...names.map(() => "---")]),
    ...rules.map((rule) =>
      row([
        String(rule.number),
        `[${rule.name}](#${rule.number}-${rule.name})`,
        rule.description,
        rule.severity,
        ...Object.values(sets).map((set) => enforcement(set, rule)),
      ]),
    ),
  ].join("\n");
}

function settings(): string {
  const lines = Object.entries(settingsSchema.properties).map(([key, schema]) => {
    const preset = "default" in schema ? ` Default: \`${JSON.stringify(schema.default)}\`.` : "";
    return `- \`${key}\`: ${schema.description}${preset}`;
  });
  return ["## Settings: configure-policy-pack", lines.join("\n")].join("\n\n");
}

/**
 * docs/POLICIES.md: everything from the rules' own definitions.
 *
 * @param sets Ready sets of levels, by name.
 */
export function renderDocs(
  rules: readonly Rule[],
  sets: Readonly<Record<string, LevelSet>>,
): string {
  const locked = rules.filter((rule) => rule.locked).length;
  return `${[
    "# Policies",
    "<!-- Generated from policy/rules by `make docs`. -->",
    `${rules.length} rules guard every stack, at the latest in the preview. ${locked} of them are locked: no configuration and no exemption relaxes them. The others are enforced as a set of levels says: ${Object.keys(
      sets,
    )
      .map((name) => `[${name}](../policy/sets/${name}.json)`)
      .join(
        ", ",
      )}. \`npm run policy -- config <stack>\` gives a production stack the strict one, a development stack the standard one. How to run, configure and extend the pack: [policy/README.md](../policy/README.md).`,
    overview(rules, sets),
    ...rules.map((rule) => section(rule, sets)),
    settings(),
    "## require-accountable-exceptions",
    "Comes last in every run. A locked rule that the configuration disables is a mandatory violation; an exemption that lets nothing through is reported, so that it gets taken out. An exemption without reason, owner or date, or past its date, is a mandatory violation of configure-policy-pack and exempts nothing.",
  ].join("\n\n")}\n`;
}
