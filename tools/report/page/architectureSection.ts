import { drawing, LINE_KINDS } from "../drawing/svg";
import { markup, type Markup } from "../markup";
import { anchors, type Report } from "./report";
import { section, table } from "./tables";

/** The drawing, and what its lines mean. */
export function architectureSection(report: Report): Markup {
  const { diagram, layout, state } = report;
  const rows = anchors(report);
  const description = `Architecture of stack ${state.stack}`;
  const drawn = drawing(diagram, layout, description, ({ urns }) => {
    const row = urns.map((urn) => rows.get(urn)).find(Boolean);
    return row === undefined ? undefined : `#${row}`;
  });
  const used = new Set(diagram.lines.map(({ kind }) => kind));
  const legend = Object.entries(LINE_KINDS)
    .filter(([kind]) => used.has(kind as keyof typeof LINE_KINDS))
    .map(
      ([kind, words]) =>
        markup`<span><svg class="sample" width="34" height="10" aria-hidden="true"><path class="line ${kind}" d="M1 5H33"/></svg>${words}</span>`,
    );
  return section("architecture", "Architecture", [
    markup`<figure><div class="canvas" tabindex="0" role="region" aria-label="Drawing, scrolls where it is enlarged">${drawn}</div>
<figcaption><div class="legend">${legend}<span><b class="zone-sample">a</b>stands in zone a</span></div>
<div class="tools" data-needs-script hidden><button type="button" data-zoom="-1" aria-label="Smaller">−</button><button type="button" data-zoom="0">Fit</button><button type="button" data-zoom="1" aria-label="Larger">+</button></div></figcaption></figure>
`,
  ]);
}

/** Services, where they run, and by which names they are reached. */
export function servicesSection({ services }: Report): Markup | undefined {
  if (services.length === 0) return undefined;
  const head = ["Service", "Tasks in AWS", "Tasks on site", "Names", "Requests go", "Data"];
  const rows = services.map(({ name, inAws, onSite, site, hosts, traffic, dataClass }) => [
    name,
    inAws || "–",
    onSite === "" ? "–" : `${onSite} at ${site}`,
    hosts.length === 0 ? "–" : markup`${hosts.map((host) => markup`<code>${host}</code> `)}`,
    traffic || (inAws === "" ? "to the data centre" : "to AWS"),
    dataClass || "–",
  ]);
  return section("services", "Services", [table("Services", head, rows)]);
}

/** Jobs, when and where they run. */
export function jobsSection({ jobs }: Report): Markup | undefined {
  if (jobs.length === 0) return undefined;
  const head = ["Job", "Runs", "Where", "Data"];
  const rows = jobs.map(({ name, when, waits, site, dataClass }) => [
    name,
    when === "" ? "when somebody starts it" : markup`<code>${when}</code>${waits && ", waits"}`,
    site === "" ? "in AWS" : `at ${site}`,
    dataClass || "–",
  ]);
  return section("jobs", "Jobs", [table("Jobs", head, rows)]);
}
