import type { Rule } from "./rule";
import { settingsSchema } from "./settings";

/** A policy configuration, as in the file for `--policy-pack-config`. */
export type PackConfig = Readonly<Record<string, unknown>>;

function levelOf(config: PackConfig, rule: Rule): string {
  const entry = config[rule.name];
  const level =
    typeof entry === "object" && entry !== null && "enforcementLevel" in entry
      ? entry.enforcementLevel
      : entry;
  if (typeof level === "string") return level;
  return typeof config["all"] === "string" ? config["all"] : "mandatory";
}

/** How a rule is enforced in an environment; a lock cannot be relaxed by any configuration. */
function enforcement(config: PackConfig, rule: Rule): string {
  return rule.locked ? "mandatory (locked)" : levelOf(config, rule);
}

function scope(rule: Rule): string {
  if (rule.check && rule.checkStack) return "each resource, then the whole stack";
  return rule.check ? "each resource, before it is created" : "the whole stack";
}

function section(rule: Rule, configs: Readonly<Record<string, PackConfig>>): string {
  const { name, version, reference, specification } = rule.framework;
  const levels = Object.entries(configs).map(
    ([env, config]) => `${env}: ${enforcement(config, rule)}`,
  );
  return [
    `## ${rule.number}. ${rule.name}`,
    `**${rule.description}** ${rule.why}`,
    [
      `- To fix: ${rule.remediationSteps}`,
      `- Severity: ${rule.severity}. Enforced in ${levels.join(", ")}.`,
      `- Checks: ${scope(rule)}. Tags: ${rule.tags.join(", ")}.`,
      `- Framework: ${name} ${version}, [${reference}](${rule.url}): ${specification}.`,
    ].join("\n"),
  ].join("\n\n");
}

function overview(rules: readonly Rule[], configs: Readonly<Record<string, PackConfig>>): string {
  const environments = Object.keys(configs);
  const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [
    row(["#", "rule", "what must hold", "severity", ...environments]),
    row(["--:", "---", "---", "---", ...environments.map(() => "---")]),
    ...rules.map((rule) =>
      row([
        String(rule.number),
        `[${rule.name}](#${rule.number}-${rule.name})`,
        rule.description,
        rule.severity,
        ...Object.values(configs).map((config) => enforcement(config, rule)),
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
 * @param configs The committed configurations, by environment.
 */
export function renderDocs(
  rules: readonly Rule[],
  configs: Readonly<Record<string, PackConfig>>,
): string {
  const locked = rules.filter((rule) => rule.locked).length;
  return `${[
    "# Policies",
    "<!-- Generated from policy/rules by `make docs`. -->",
    `${rules.length} rules guard every stack, at the latest in the preview. ${locked} of them are locked: no configuration and no exemption relaxes them. The others are enforced as the environment's file says: ${Object.keys(
      configs,
    )
      .map((environment) => `[policy/${environment}.json](../policy/${environment}.json)`)
      .join(
        ", ",
      )}. How to run, configure and extend the pack: [policy/README.md](../policy/README.md).`,
    overview(rules, configs),
    ...rules.map((rule) => section(rule, configs)),
    settings(),
    "## require-accountable-exceptions",
    "Comes last in every run. A locked rule that the configuration disables is a mandatory violation; an exemption that lets nothing through is reported, so that it gets taken out. An exemption without reason, owner or date, or past its date, is a mandatory violation of configure-policy-pack and exempts nothing.",
  ].join("\n\n")}\n`;
}
