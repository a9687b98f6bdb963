import { markup, type Markup } from "../markup";
import type { Cell, End } from "../reach";
import { anchors, type Report } from "./report";
import { note, section } from "./tables";

/** Who may open connections to what. */
export function networkSection(report: Report): Markup | undefined {
  const { targets, sources } = report.reach;
  if (sources.length === 0) return undefined;
  const rows = anchors(report);
  const name = ({ name: words, urn = "" }: End) => {
    const row = rows.get(urn);
    return row === undefined ? markup`${words}` : markup`<a href="#${row}">${words}</a>`;
  };
  return section("network", "Network paths", [
    note(
      "From the security groups: a connection is allowed where what leaves the row is what the column lets in. Ports are TCP unless they say otherwise; a network stands for whoever is in it. Network ACLs, routes and firewalls of the data centre may allow less.",
    ),
    markup`<div class="scroll" tabindex="0" role="region" aria-label="Who may reach what"><table class="matrix">
<thead><tr><td></td>${targets.map((each) => markup`<th scope="col">${name(each)}</th>`)}</tr></thead>
<tbody>${sources.map(
      (
        source,
      ) => markup`<tr><th scope="row">${name(source)}</th>${targets.map(({ key }) => cell(source.cells.get(key)))}</tr>
`,
    )}</tbody></table></div>
`,
  ]);
}

function cell(of: Cell | undefined): Markup {
  if (of === undefined) return markup`<td></td>`;
  return markup`<td class="open" title="${of.why.join("; ")}">${of.ports.map((each) => markup`<span>${each}</span>`)}</td>`;
}
