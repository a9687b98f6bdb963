import { markup, type Markup } from "../markup";
import { count } from "../values";
import { anchors, type Report } from "./report";
import { badge, note, section, table } from "./tables";

/** What the policies said, and who is exempt from them for how long. */
export function policySection(report: Report): Markup {
  return section("policies", "Policies", [...results(report), ...exempted(report)]);
}

function results(report: Report): Markup[] {
  const { policies, state } = report;
  if (policies === undefined) {
    const command = `PULUMI_DEBUG_COMMANDS=true pulumi preview --stack ${state.stack} --event-log events.json --policy-pack policy --policy-pack-config policy/${state.stack}.json`;
    return [
      note(
        markup`No results: this report was made without a preview's event log. <code>${command}</code> writes one, and <code>npm run report -- ${state.stack} --event-log events.json</code> shows it here.`,
      ),
    ];
  }
  const { evaluated, violations } = policies;
  if (violations.length === 0) {
    const said = badge("good", "none violated");
    return [
      markup`<p>${count(evaluated, "policy", "policies")} evaluated: ${said}</p>
`,
    ];
  }
  const rows = anchors(report);
  const head = ["Policy", "Level", "Resource", "What it says"];
  const body = violations.map(({ policy, enforcementLevel, urn, message }) => {
    const row = rows.get(urn);
    const name = urn.split("::").at(-1) ?? "";
    return [
      policy,
      badge(enforcementLevel === "mandatory" ? "bad" : "warn", enforcementLevel),
      row === undefined ? name || "the stack" : markup`<a href="#${row}">${name}</a>`,
      markup`<span class="message">${message}</span>`,
    ];
  });
  return [
    markup`<p>${count(evaluated, "policy", "policies")} evaluated, ${count(violations.length, "violation")}.</p>
`,
    table("Violations", head, body),
  ];
}

function exempted({ exemptions }: Report): Markup[] {
  if (exemptions.length === 0) return [note("Nothing is exempt from any policy.")];
  const head = ["Exempt from", "Resource", "Until", "Reason", "Owner"];
  const rows = exemptions.map(({ rule, resource, expires, days, reason, owner }) => [
    rule,
    markup`<code>${resource}</code>`,
    markup`${expires} ${left(days)}`,
    reason,
    owner,
  ]);
  return [
    markup`<h3>Exemptions</h3>
`,
    table("Exemptions", head, rows),
  ];
}

function left(days: number): Markup {
  if (Number.isNaN(days)) return badge("bad", "no date");
  if (days < 0) return badge("bad", "over");
  if (days === 0) return badge("warn", "last day");
  return badge(days <= 30 ? "warn" : "plain", `${count(days, "day")} left`);
}
