import { markup, Markup } from "../markup";
import { colours } from "./style";

/** A widget of a dashboard's JSON, as far as it is drawn. */
export interface DrawnWidget {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: {
    readonly markdown?: string;
    readonly title?: string;
    readonly alarms?: readonly string[];
    readonly metrics?: readonly (readonly unknown[])[];
  };
}

/** A column and a row of the dashboard's grid, in pixels. */
const COLUMN = 46;
const ROW = 34;
const GAP = 6;

/**
 * A dashboard as it is before there is any data: where its widgets are, which alarms have a tile, and which metrics a chart
 * has. CloudWatch draws the rest.
 */
export function dashboardDrawing(widgets: readonly DrawnWidget[], description: string): string {
  const width = 24 * COLUMN + GAP;
  const height = Math.max(...widgets.map((each) => each.y + each.height)) * ROW + GAP;
  return `${markup`<svg xmlns="http://www.w3.org/2000/svg" class="board" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${description}">
<style>${new Markup(style)}</style>
<rect class="paper" width="${width}" height="${height}"/>
${widgets.map(drawn)}</svg>`.toString()}\n`;
}

const style = `${colours(":root")}
.board { font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
.paper { fill: var(--paper); } text { fill: var(--ink); font-size: 12px; }
.heading { font-size: 16px; font-weight: 600; } .title { font-weight: 600; } .name { font-size: 10.5px; fill: var(--muted); }
.widget { fill: var(--body); stroke: var(--rule); } .alarm { fill: var(--copy); fill-opacity: .14; stroke: var(--copy); stroke-opacity: .5; }
.axis { stroke: var(--rule); fill: none; } .swatch-0 { fill: var(--network); } .swatch-1 { fill: var(--compute); } .swatch-2 { fill: var(--data); }`;

function drawn({ type, properties, ...place }: DrawnWidget): Markup {
  const [x, y] = [place.x * COLUMN + GAP, place.y * ROW + GAP];
  const [width, height] = [place.width * COLUMN - GAP, place.height * ROW - GAP];
  const { markdown = "", title = "", alarms = [], metrics = [] } = properties;
  if (type === "text") {
    return markup`<text class="heading" x="${x}" y="${y + 20}">${markdown.replace(/^#+ /, "")}</text>
`;
  }
  const inside =
    type === "alarm" ? tiles(alarms, x, y, width) : legend(metrics, x, y, width, height);
  return markup`<g><rect class="widget" x="${x}" y="${y}" width="${width}" height="${height}" rx="4"/><text class="title" x="${x + 10}" y="${y + 18}">${title}</text>
${inside}</g>
`;
}

/** Four in a row, as wide as CloudWatch makes them. */
function tiles(alarms: readonly string[], x: number, y: number, width: number): Markup[] {
  const wide = (width - 20) / 4;
  return alarms.map((arn, index) => {
    const left = x + 10 + (index % 4) * wide;
    const top = y + 26 + Math.floor(index / 4) * ROW;
    return markup`<rect class="alarm" x="${left}" y="${top}" width="${wide - GAP}" height="${ROW - GAP - 4}" rx="3"/><text class="name" x="${left + 8}" y="${top + 16}">${nameOf(arn)}</text>
`;
  });
}

function legend(
  metrics: readonly (readonly unknown[])[],
  x: number,
  y: number,
  width: number,
  height: number,
): Markup[] {
  const bottom = y + height - 16 * metrics.length - 8;
  const axes = markup`<path class="axis" d="M${x + 14} ${y + 30}V${bottom}H${x + width - 14}"/>
`;
  const lines = metrics.map((metric, index) => {
    const [namespace, name] = metric;
    const top = bottom + 16 * (index + 1);
    return markup`<rect class="swatch-${index % 3}" x="${x + 14}" y="${top - 8}" width="10" height="8"/><text class="name" x="${x + 30}" y="${top}">${String(namespace)} ${String(name)}</text>
`;
  });
  return [axes, ...lines];
}

/** An alarm's name without the digits that Pulumi puts at its end. */
function nameOf(arn: string): string {
  return (arn.split(":alarm:").at(-1) ?? arn).replace(/-[0-9a-f]{7}$/, "");
}
