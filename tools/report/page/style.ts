import { drawingStyle } from "../drawing/style";

/** How the page looks, on a screen and on paper. */
export function pageStyle(): string {
  return `${drawingStyle(":root")}${layout}${content}${paper}`;
}

const layout = `
:root { color-scheme: light dark; }
:root[data-theme="light"] { color-scheme: light; } :root[data-theme="dark"] { color-scheme: dark; }
* { box-sizing: border-box; }
html { scroll-padding-top: 4rem; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
header, main, footer { max-width: 1720px; margin: 0 auto; padding: 0 clamp(1rem, 3vw, 3rem); }
header { padding-top: 2.2rem; padding-bottom: 1.2rem; }
.project { margin: 0; color: var(--network); font-weight: 600; letter-spacing: .06em; text-transform: uppercase; font-size: .8rem; }
h1 { margin: 0; font-size: 2.6rem; line-height: 1.15; letter-spacing: -.02em; }
.lead { margin: .3rem 0 0; color: var(--muted); }
.standin { display: inline-block; margin: .8rem 0 0; padding: .25rem .8rem; border-radius: 99px; background: color-mix(in srgb, var(--compute) 14%, transparent); color: var(--compute); font-weight: 600; font-size: .85rem; }
nav { position: sticky; top: 0; z-index: 2; display: flex; flex-wrap: wrap; align-items: center; gap: .2rem; padding: .45rem clamp(1rem, 3vw, 3rem); background: color-mix(in srgb, var(--paper) 88%, transparent); backdrop-filter: blur(8px); border-block: 1px solid var(--rule); }
nav a { padding: .25rem .7rem; border-radius: 99px; color: var(--ink); text-decoration: none; font-size: .9rem; }
nav a:hover, nav a[aria-current] { background: color-mix(in srgb, var(--network) 14%, transparent); color: var(--network); }
nav .tools { margin-left: auto; }
section { margin: 2.6rem 0; }
h2 { margin: 0 0 .9rem; font-size: 1.35rem; letter-spacing: -.01em; } h3 { margin: 1.6rem 0 .6rem; font-size: 1.05rem; }
a { color: var(--network); }
button, input { font: inherit; color: inherit; background: var(--body); border: 1px solid var(--rule); border-radius: 8px; padding: .25rem .7rem; }
button { cursor: pointer; font-size: .85rem; } button:hover { border-color: var(--network); color: var(--network); }
.tools { display: flex; gap: .35rem; } [hidden] { display: none; }
:focus-visible { outline: 2px solid var(--network); outline-offset: 2px; border-radius: 6px; }
.skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; top: 1rem; z-index: 3; background: var(--body); padding: .5rem 1rem; }
footer { padding-block: 2rem; color: var(--muted); font-size: .85rem; }
`;

const content = `
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(170px, 1fr)); gap: .8rem; margin: 1.6rem 0; }
.tile { padding: .9rem 1.1rem; border: 1px solid var(--rule); border-radius: 12px; background: var(--body); }
.tile b { display: block; font-size: 1.7rem; line-height: 1.2; letter-spacing: -.02em; font-variant-numeric: tabular-nums; } .tile b.words { font-size: 1rem; letter-spacing: 0; } .tile span { display: block; font-weight: 600; } .tile small { color: var(--muted); }
figure { margin: 0; border: 1px solid var(--rule); border-radius: 14px; overflow: hidden; }
.canvas { overflow: auto; padding: .6rem; } .canvas .drawing { display: block; width: calc(100% * var(--zoom, 1)); height: auto; }
figcaption { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .6rem; padding: .6rem 1rem; border-top: 1px solid var(--rule); color: var(--muted); font-size: .85rem; }
.legend { display: flex; flex-wrap: wrap; gap: .3rem 1.3rem; align-items: center; } .legend span { display: inline-flex; align-items: center; gap: .5rem; }
.zone-sample { padding: 0 .4rem; border-radius: 4px; background: color-mix(in srgb, var(--network) 14%, transparent); color: var(--network); font-size: .75rem; }
a.box { cursor: pointer; } a.box:hover .body, a.box:focus-visible .body { stroke-opacity: 1; stroke-width: 2; } a.box:focus-visible { outline: none; }
.drawing.picked .line:not(.lit) { opacity: .15; } .drawing.picked .box:not(.lit) { opacity: .4; } .line, .box { transition: opacity .15s; }
.scroll { overflow-x: auto; border: 1px solid var(--rule); border-radius: 12px; margin: .8rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; } th, td { padding: .45rem .8rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--rule); }
tbody tr:last-child > * { border-bottom: 0; } thead th { color: var(--muted); font-weight: 600; font-size: .8rem; background: var(--tier); } tbody th { font-weight: 600; }
code, pre { font: .85em/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; } pre { margin: .5rem 0; white-space: pre-wrap; }
.note { max-width: 75rem; color: var(--muted); } .message { white-space: pre-line; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(250px, 1fr)); gap: .8rem; margin: 0 0 1rem; } .facts div { padding: .8rem 1rem; border-left: 3px solid var(--copy); background: var(--other); border-radius: 0 10px 10px 0; } dt { color: var(--muted); font-size: .8rem; } dd { margin: 0; font-weight: 600; }
.badge-text { display: inline-block; padding: 0 .55rem; border-radius: 99px; font-size: .78rem; font-weight: 600; --tone: var(--muted); background: color-mix(in srgb, var(--tone) 15%, transparent); color: var(--tone); white-space: nowrap; }
.badge-text.good { --tone: var(--copy); } .badge-text.warn { --tone: var(--compute); } .badge-text.bad { --tone: #c62f3b; }
.matrix { font-size: .82rem; } .matrix a { text-decoration: none; } .matrix a:hover { text-decoration: underline; } .open span { display: block; white-space: nowrap; } .matrix th, .matrix td { border-right: 1px solid var(--rule); min-width: 5.2rem; } .matrix thead th { vertical-align: bottom; }
.matrix tbody th { position: sticky; left: 0; background: var(--paper); min-width: 13rem; } .matrix .open { background: color-mix(in srgb, var(--network) 13%, transparent); color: var(--network); font-weight: 600; font-variant-numeric: tabular-nums; }
.matrix tbody tr:hover > * { background-color: var(--tier); } .matrix tbody tr:hover .open { background: color-mix(in srgb, var(--network) 24%, transparent); }
.search { position: sticky; top: 3.2rem; z-index: 1; display: flex; flex-wrap: wrap; gap: .7rem; align-items: center; padding: .6rem 0; background: var(--paper); } .search input { flex: 1 1 18rem; padding: .45rem .8rem; } .search output { color: var(--muted); min-width: 8rem; }
.part { border: 1px solid var(--rule); border-radius: 12px; margin: .5rem 0; overflow: clip; } .part summary { padding: .55rem 1rem; cursor: pointer; } .part summary:hover { background: var(--tier); } .part .name { font-weight: 600; } .part .kind { color: var(--muted); font-size: .85rem; } .part .count { float: right; color: var(--muted); font-variant-numeric: tabular-nums; }
.part table { table-layout: fixed; border-top: 1px solid var(--rule); } .part th:nth-child(1) { width: 34%; } .part th:nth-child(2) { width: 24%; } .part th:nth-child(3) { width: 10%; } .part tbody th { font-weight: 500; overflow-wrap: anywhere; } .part .path { display: block; color: var(--muted); font-size: .78rem; font-weight: 400; } .part .badge-text { margin-left: .5rem; }
table.costs td:nth-child(n+3), table.costs th:nth-child(n+3) { text-align: right; font-variant-numeric: tabular-nums; }
tr:target > *, tr:focus > * { background: color-mix(in srgb, var(--compute) 16%, transparent); } .outputs th { width: 16rem; } .outputs summary { cursor: pointer; }
`;

const paper = `
@media print {
  @page { size: A4 landscape; margin: 12mm; }
  body { font-size: 10px; print-color-adjust: exact; -webkit-print-color-adjust: exact; } nav, .search, .skip, figcaption .tools { display: none; }
  header { padding-top: 0; } section { margin: 1.2rem 0; } figure, .tile, .facts div, tr { break-inside: avoid; } #network, #resources { break-before: page; }
  .canvas, .scroll { overflow: visible; } .canvas .drawing { width: 100%; } h2 { break-after: avoid; } .matrix th, .matrix td { min-width: 0; padding: .25rem .35rem; font-size: 8px; } .matrix tbody th { position: static; min-width: 0; }
}
`;
