import { markup, type Markup } from "../markup";

type Cells = readonly (Markup | string)[];

/** A table that scrolls by itself where it is wider than the page. */
export function table(label: string, head: readonly string[], rows: readonly Cells[]): Markup {
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="${label}"><table>
<thead><tr>${head.map((each) => markup`<th scope="col">${each}</th>`)}</tr></thead>
<tbody>${rows.map(
    (cells) => markup`<tr>${cells.map(cell)}</tr>
`,
  )}</tbody></table></div>
`;
}

function cell(content: Markup | string, index: number): Markup {
  return index === 0 ? markup`<th scope="row">${content}</th>` : markup`<td>${content}</td>`;
}

/** A part of the page that the navigation leads to. */
export function section(id: string, title: string, content: readonly Markup[]): Markup {
  return markup`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>
${content}</section>
`;
}

export function badge(kind: "good" | "bad" | "warn" | "plain", text: string): Markup {
  return markup`<span class="badge-text ${kind}">${text}</span>`;
}

export function note(text: Markup | string): Markup {
  return markup`<p class="note">${text}</p>
`;
}
