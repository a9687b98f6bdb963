import { typeName, type Entry, type Part } from "../inventory";
import { markup, type Markup } from "../markup";
import { count } from "../values";
import type { Report } from "./report";
import { badge, section } from "./tables";

/** Every resource once, by component, with a search over all of them. */
export function resourceSection({ parts, state }: Report): Markup {
  return section("resources", "Resources", [
    markup`<div class="search" data-needs-script hidden><label for="search">Search</label><input id="search" type="search" placeholder="name, type, id, Region …  ( / )" autocomplete="off" spellcheck="false"><output for="search" id="found">${count(state.resources.length, "resource")}</output><button type="button" id="open-all">Open all</button></div>
`,
    ...parts.map(group),
  ]);
}

function group({ name, kind, entries }: Part): Markup {
  return markup`<details class="part"><summary><span class="name">${name}</span> <span class="kind">${kind}</span> <span class="count">${entries.length}</span></summary>
<table><thead><tr><th scope="col">Name</th><th scope="col">Type</th><th scope="col">Region</th><th scope="col">Id</th></tr></thead><tbody>
${entries.map(row)}</tbody></table></details>
`;
}

function row({ resource, anchor, region, path }: Entry): Markup {
  const { name, type, id, protect } = resource;
  const within = path.length > 0 && markup`<span class="path">${path.join(" › ")}</span>`;
  return markup`<tr id="${anchor}" tabindex="-1"><th scope="row">${within}${name}${protect && badge("plain", "protected")}</th><td>${typeName(type)}</td><td>${region}</td><td><code>${id}</code></td></tr>
`;
}
