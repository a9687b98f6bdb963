import { everything, isFrame } from "../drawing/diagram";
import { markup, type Markup } from "../markup";
import type { Properties } from "../state";
import { record, records, text } from "../values";
import type { Report } from "./report";
import { badge, note, section, table } from "./tables";

/** What a failed Region costs, what is copied away, and the plans of backups. */
export function recoverySection(report: Report): Markup | undefined {
  const { state } = report;
  const recovery = record(state.outputs, "recovery");
  const plans = state.ofType("aws:backup/plan:Plan");
  const facts: [string, string][] = [
    ["Strategy", text(recovery, "strategy")],
    ["This stack is", text(recovery, "role")],
    ["The other Region", text(recovery, "region")],
    ["Recovery time", text(recovery, "recoveryTime")],
    ["Recovery point", text(recovery, "recoveryPoint")],
    ["Depends on", text(recovery, "dependsOn")],
  ];
  const known = facts.filter(([, value]) => value !== "");
  if (known.length + plans.length === 0) return undefined;
  const list = known.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`);
  const rules = plans.flatMap((plan) =>
    records(plan.properties, "rules").map((rule) => [
      plan.name.replace(/^backup-|-plan$/g, ""),
      text(rule, "ruleName"),
      markup`<code>${text(rule, "schedule")}</code>`,
      keeps(rule),
      records(rule, "copyActions").length > 0 ? badge("good", "copied") : "–",
    ]),
  );
  const head = ["Plan", "Rule", "Starts", "Kept", "To the other Region"];
  return section("recovery", "Recovery", [
    known.length > 0
      ? markup`<dl class="facts">${list}</dl>
`
      : note("Nothing is set up for the failure of a Region."),
    copies(report),
    ...(rules.length > 0 ? [table("Backup plans", head, rules)] : []),
  ]);
}

function keeps(rule: Properties): string {
  const lifecycle = record(rule, "lifecycle");
  const cold = text(lifecycle, "coldStorageAfter");
  const days = `${text(lifecycle, "deleteAfter") || "unlimited"} days`;
  const continuous = rule["enableContinuousBackup"] === true ? ", any moment" : "";
  return days + continuous + (cold === "" ? "" : `, cold after ${cold}`);
}

/** What leaves the stack's Region, as it is drawn. */
function copies({ diagram }: Report): Markup {
  const titles = new Map(
    diagram.frames.flatMap((frame) =>
      everything(frame.children)
        .filter((each) => !isFrame(each))
        .map((each): [string, { title: string; frame: string; isOther: boolean }] => [
          each.id,
          { title: each.title, frame: frame.title, isOther: frame.tone === "other" },
        ]),
    ),
  );
  const rows = diagram.lines.flatMap(({ from, to, kind }) => {
    const [source, target] = [titles.get(from), titles.get(to)];
    if (kind !== "copy" || source === undefined || !target?.isOther) return [];
    return [[source.title, `${target.title} in ${target.frame}`]];
  });
  if (rows.length === 0) return markup``;
  return table("Copies", ["What", "Copy"], rows);
}
