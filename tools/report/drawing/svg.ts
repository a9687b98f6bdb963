import { markup, Markup } from "../markup";
import { everything, isFrame, type Box, type Diagram, type Frame, type LineKind } from "./diagram";
import { icons } from "./icons";
import type { Layout, Place, Point } from "./layout";
import { chipPlaces, detailLines } from "./sizes";
import { drawingStyle } from "./style";

export const LINE_KINDS: Readonly<Record<LineKind, string>> = {
  path: "path between both sides",
  failover: "path that takes over",
  request: "requests and data",
  copy: "copies",
};

/** Where a box leads to in the page around the drawing; nothing where there is none. */
type Target = (box: Box) => string | undefined;

/** A drawing for a page that has the colours already. */
export function drawing(diagram: Diagram, layout: Layout, description: string, target: Target) {
  return svg(diagram, layout, description, target, markup``);
}

/** A drawing as a file of its own, light or dark as its reader likes it. */
export function drawingFile(diagram: Diagram, layout: Layout, description: string): string {
  const style = markup`<style>${new Markup(drawingStyle(":root"))}</style>`;
  return `${svg(diagram, layout, description, () => undefined, style).toString()}\n`;
}

function svg(
  diagram: Diagram,
  layout: Layout,
  description: string,
  target: Target,
  style: Markup,
): Markup {
  const all = everything(diagram.frames);
  const at = (id: string): Place => layout.places.get(id) ?? { x: 0, y: 0, width: 0, height: 0 };
  const frames = all.filter(isFrame).map((each) => frame(each, at(each.id)));
  const boxes = all.filter((each) => !isFrame(each)).map((each) => box(each, at(each.id), target));
  const lines = diagram.lines.map(({ from, to, kind, backwards }, index) => {
    const points = layout.ways[index] ?? [];
    const d = rounded(backwards ? [...points].reverse() : points);
    const [first, second] = backwards ? [to, from] : [from, to];
    return markup`<path class="line ${kind}" d="${d}" marker-end="url(#end-${kind})" data-from="${first}" data-to="${second}"/>
`;
  });
  const { width, height } = layout;
  return markup`<svg xmlns="http://www.w3.org/2000/svg" class="drawing" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="group" aria-label="${description}">
${style}<defs>${Object.keys(LINE_KINDS).map(arrow)}</defs>
${frames}${lines}${boxes}</svg>`;
}

function arrow(kind: string): Markup {
  return markup`<marker id="end-${kind}" class="end ${kind}" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 .5L8 4L0 7.5z"/></marker>`;
}

function frame({ tone, title, subtitle, chips = [] }: Frame, place: Place): Markup {
  const { x, y, width, height } = place;
  const pills = chipPlaces(chips).places.map(
    ({ text, x: left, width: wide }) =>
      markup`<g class="chip"><rect x="${x + 16 + left}" y="${y + 34}" width="${wide}" height="19" rx="9.5"/><text x="${x + 16 + left + wide / 2}" y="${y + 47.5}" text-anchor="middle">${text}</text></g>`,
  );
  return markup`<g class="frame ${tone}"><rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${tone === "group" || tone === "tier" ? 8 : 14}"/><text x="${x + 16}" y="${y + 22}"><tspan class="title">${title}</tspan><tspan class="subtitle" dx="8">${subtitle}</tspan></text>${pills}</g>
`;
}

function box(each: Box, place: Place, target: Target): Markup {
  const { x, y, width, height } = place;
  const { id, icon, tone, title, details, zones = [] } = each;
  const lines = detailLines(details).map(
    (line, index) =>
      markup`<text class="detail" x="${x + 46}" y="${y + 37 + index * 15}">${line}</text>`,
  );
  const letters = zones.map(
    (zone, index) =>
      markup`<g class="zone"><rect x="${x + 46 + index * 22}" y="${y + height - 22}" width="18" height="15" rx="4"/><text x="${x + 55 + index * 22}" y="${y + height - 11}" text-anchor="middle">${zone}</text></g>`,
  );
  const inside = markup`<title>${[title, ...details].join(", ")}</title><rect class="body" x="${x}" y="${y}" width="${width}" height="${height}" rx="9"/><rect class="badge" x="${x + 9}" y="${y + 9}" width="28" height="28" rx="7"/><path class="icon" transform="translate(${x + 13} ${y + 13})" d="${icons[icon]}"/><text class="title" x="${x + 46}" y="${y + 22}">${title}</text>${lines}${letters}`;
  const href = target(each);
  return href === undefined
    ? markup`<g class="box ${tone}" data-box="${id}">${inside}</g>
`
    : markup`<a class="box ${tone}" data-box="${id}" href="${href}">${inside}</a>
`;
}

const RADIUS = 7;

/** A way with round corners. */
function rounded(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return "";
  const parts = rest.map((point, index) => {
    const before = points[index] ?? first;
    const after = rest[index + 1];
    if (after === undefined) return `L${at(point)}`;
    const radius = Math.min(RADIUS, distance(before, point) / 2, distance(point, after) / 2);
    return `L${at(towards(point, before, radius))}Q${at(point)} ${at(towards(point, after, radius))}`;
  });
  return `M${at(first)}${parts.join("")}`;
}

function at({ x, y }: Point): string {
  return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function towards(from: Point, to: Point, by: number): Point {
  const length = distance(from, to) || 1;
  return {
    x: from.x + ((to.x - from.x) * by) / length,
    y: from.y + ((to.y - from.y) * by) / length,
  };
}
