import { markup, type Markup } from "../markup";
import { masked } from "../state";
import type { Report } from "./report";
import { note, section } from "./tables";

/** Outputs longer than this are folded. */
const SHORT = 90;

/** The stack's outputs, without secrets. */
export function outputSection({ state }: Report): Markup {
  const outputs = Object.entries(state.outputs).sort(([a], [b]) => (a < b ? -1 : 1));
  const rows = outputs.map(([name, value]) => {
    const safe = masked(value);
    const line = typeof safe === "string" ? safe : JSON.stringify(safe);
    const shown =
      line.length <= SHORT
        ? markup`<code>${line}</code>`
        : markup`<details><summary><code>${line.slice(0, SHORT)} …</code></summary><pre>${JSON.stringify(safe, undefined, 2)}</pre></details>`;
    return markup`<tr><th scope="row">${name}</th><td>${shown}</td></tr>
`;
  });
  return section("outputs", "Outputs", [
    note("Secret values are shown as [secret]: they are never in this file."),
    markup`<table class="outputs"><tbody>${rows}</tbody></table>
`,
  ]);
}
