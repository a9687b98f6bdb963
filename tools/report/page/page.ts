import { everything, isFrame } from "../drawing/diagram";
import { markup, Markup } from "../markup";
import { count, record, text } from "../values";
import { architectureSection, jobsSection, servicesSection } from "./architectureSection";
import { behaviour } from "./behaviour";
import { costSection, dollars } from "./costSection";
import { networkSection } from "./networkSection";
import { outputSection } from "./outputSection";
import { policySection } from "./policySection";
import { recoverySection } from "./recoverySection";
import type { Report } from "./report";
import { resourceSection } from "./resourceSection";
import { pageStyle } from "./style";

const TITLES: Readonly<Record<string, string>> = {
  architecture: "Architecture",
  services: "Services",
  jobs: "Jobs",
  recovery: "Recovery",
  costs: "Costs",
  network: "Network paths",
  policies: "Policies",
  resources: "Resources",
  outputs: "Outputs",
};

/** What fits into a tile in large letters. */
const SHORT = 12;

/** The report as one HTML document, which asks nobody for anything. */
export function page(report: Report): string {
  const { state } = report;
  const sections: Readonly<Record<string, Markup | undefined>> = {
    architecture: architectureSection(report),
    services: servicesSection(report),
    jobs: jobsSection(report),
    recovery: recoverySection(report),
    costs: costSection(report),
    network: networkSection(report),
    policies: policySection(report),
    resources: resourceSection(report),
    outputs: outputSection(report),
  };
  const shown = Object.entries(sections).filter(([, each]) => each !== undefined);
  const links = shown.map(([id]) => markup`<a href="#${id}">${TITLES[id]}</a>`);
  const document = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"/>
<meta name="color-scheme" content="light dark"/>
<title>${state.project} ${state.stack}</title>
<link rel="icon" href="data:,"/>
<style>${new Markup(pageStyle())}</style>
</head>
<body>
<a class="skip" href="#main">To the report</a>
<header>${heading(report)}</header>
<nav aria-label="Parts of the report">${links}<span class="tools" data-needs-script hidden="hidden"><button type="button" id="theme">Dark</button><button type="button" id="print">Print</button></span></nav>
<main id="main">
${tiles(report)}${shown.map(([, each]) => each)}</main>
<footer>${report.isStandIn && "stand-in for AWS: nothing in this report exists. "}Made from the state of ${state.project} ${state.stack} by npm run report.</footer>
<script>${new Markup(behaviour)}</script>
</body>
</html>
`;
  return document.toString();
}

function heading({ state, region, source, isStandIn }: Report): Markup {
  const of = state.time === "" ? "" : `, as of ${state.time.slice(0, 16).replace("T", " ")} UTC`;
  return markup`<p class="project">${state.project}</p><h1>${state.stack}</h1>
<p class="lead">${region}. From ${source}${of}.</p>${isStandIn && markup`<p class="standin" role="note">stand-in for AWS: this stack is the sandbox's, and nothing of it exists.</p>`}
`;
}

/** The stack at a glance. */
function tiles(report: Report): Markup {
  const { state, policies, exemptions, services, parts, costs } = report;
  const zones = new Set(
    everything(report.diagram.frames).flatMap((each) => (isFrame(each) ? [] : (each.zones ?? []))),
  );
  const recovery = record(state.outputs, "recovery");
  const components = parts.filter(({ kind }) => kind !== "").length;
  const violated = policies?.violations.length;
  const facts: [string, string, string][] = [
    [String(state.resources.length), "resources", count(components, "component")],
    [String(services.length), "services", sides(report)],
    [String(zones.size), zones.size === 1 ? "zone" : "zones", [...zones].sort().join(", ")],
    [
      violated === undefined ? "–" : String(violated),
      "policy violations",
      count(exemptions.length, "exemption"),
    ],
  ];
  if (costs.lines.length > 0)
    facts.push([dollars.format(costs.usd), "USD a month", "fixed prices"]);
  const time = text(recovery, "recoveryTime");
  if (time !== "") facts.push([time, "recovery time", text(recovery, "strategy")]);
  const cells = facts.map(
    ([number, words, more]) =>
      markup`<div class="tile"><b class="${number.length > SHORT ? "words" : "number"}">${number}</b><span>${words}</span><small>${more}</small></div>`,
  );
  return markup`<div class="tiles">${cells}</div>
`;
}

function sides({ services }: Report): string {
  const inAws = services.filter(({ onSite }) => onSite === "").length;
  const onSite = services.filter((each) => each.inAws === "").length;
  const both = services.length - inAws - onSite;
  return `${inAws} in AWS, ${onSite} on site, ${both} on both`;
}
