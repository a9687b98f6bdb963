const light = `
  --paper: #ffffff; --ink: #17212e; --muted: #5b6878; --rule: #d8dfe7; --body: #ffffff;
  --network: #2563c9; --compute: #c4620a; --data: #7a3fc0; --copy: #12805a; --people: #47566a;
  --data-centre: #eef1f5; --links: #f5f7fb; --region: #f2f6ff; --other: #effaf5; --vpc: #fbfcff; --tier: #f1f5fb; --group: #ffffff;
  --path: #2563c9; --failover: #8a97a8; --request: #9a6b3f; --copies: #12805a;`;

const dark = `
  --paper: #0e141b; --ink: #e6edf5; --muted: #9aa9ba; --rule: #2b3644; --body: #17202b;
  --network: #6ea2ff; --compute: #f3a055; --data: #be95f5; --copy: #4fc997; --people: #a9b7c8;
  --data-centre: #151c25; --links: #121922; --region: #111b2c; --other: #0f211b; --vpc: #0f1724; --tier: #16202e; --group: #131b26;
  --path: #6ea2ff; --failover: #78879a; --request: #d6a678; --copies: #4fc997;`;

/** Colours of everything, light or dark as the reader's system has it; and as a page has it in data-theme. */
export function colours(root: string): string {
  return `${root} {${light}}
@media (prefers-color-scheme: dark) { ${root}:not([data-theme="light"]) {${dark}} }
${root}[data-theme="dark"] {${dark}}
@media print { ${root}${root}${root} {${light}} }
`;
}

/** What a drawing looks like. */
export function drawingStyle(root: string): string {
  return `${colours(root)}
.drawing { font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; background: var(--paper); }
.drawing text { fill: var(--ink); }
.drawing .title { font-size: 13px; font-weight: 600; }
.drawing .detail, .drawing .subtitle { font-size: 11px; fill: var(--muted); font-weight: 400; }
.frame > rect { stroke: var(--rule); stroke-width: 1; }
.frame .title { font-size: 14px; }
.frame.dataCentre > rect { fill: var(--data-centre); stroke: var(--people); stroke-opacity: .45; }
.frame.links > rect { fill: var(--links); stroke-dasharray: 5 4; }
.frame.region > rect { fill: var(--region); stroke: var(--network); stroke-opacity: .5; }
.frame.other > rect { fill: var(--other); stroke: var(--copy); stroke-opacity: .5; }
.frame.vpc > rect { fill: var(--vpc); stroke: var(--network); stroke-opacity: .35; }
.frame.tier > rect { fill: var(--tier); }
.frame.group > rect { fill: var(--group); fill-opacity: .75; }
.chip rect { fill: var(--body); stroke: var(--rule); }
.chip text { font-size: 10.5px; fill: var(--muted); }
.box .body { fill: var(--body); stroke: var(--tone); stroke-opacity: .5; }
.box .badge { fill: var(--tone); fill-opacity: .13; }
.box .icon { fill: none; stroke: var(--tone); stroke-width: 1.4; stroke-linecap: round; stroke-linejoin: round; }
.box.network { --tone: var(--network); } .box.compute { --tone: var(--compute); } .box.data { --tone: var(--data); }
.box.copy { --tone: var(--copy); } .box.people { --tone: var(--people); }
.zone rect { fill: var(--tone); fill-opacity: .14; }
.zone text { font-size: 10px; font-weight: 600; fill: var(--tone); }
.line { fill: none; stroke-width: 1.5; stroke-linejoin: round; }
.line.path { stroke: var(--path); stroke-width: 2.2; } .line.failover { stroke: var(--failover); stroke-dasharray: 6 4; }
.line.request { stroke: var(--request); } .line.copy { stroke: var(--copies); stroke-dasharray: 2 4; stroke-width: 2; stroke-linecap: round; }
.end.path { fill: var(--path); } .end.failover { fill: var(--failover); } .end.request { fill: var(--request); } .end.copy { fill: var(--copies); }
`;
}
