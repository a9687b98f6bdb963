import { bySubsystem, subsystemOf } from "../../sandbox/terminal/subsystems";

/** What of a change is drawn. */
export interface Drawn {
  readonly urn: string;
  readonly name: string;
  /** `created`, `replaced`, ... */
  readonly done: string;
  /** Whether it takes data with it. */
  readonly loses: boolean;
}

/** More boxes are no overview: the table has them all. */
const MOST_SUBSYSTEMS = 12;
const MOST_LOST = 8;

/** Colours that are read on white and on black. */
const CLASSES = [
  "classDef lost fill:#cf222e,stroke:#82071e,color:#ffffff",
  "classDef gone fill:#bf8700,stroke:#7d4e00,color:#ffffff",
  "classDef changed fill:#0969da,stroke:#0a3069,color:#ffffff",
  "classDef made fill:#1a7f37,stroke:#044f1e,color:#ffffff",
];

/**
 * A run's changes by subsystem, as a Mermaid flowchart: red for what loses data, which is drawn one by one, amber for
 * what goes or is made anew, blue for what changes in place, green for what is only made.
 *
 * https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/creating-diagrams
 */
export function drawing(
  stack: string,
  changes: readonly Drawn[],
  order: readonly string[],
): string {
  const groups = bySubsystem(changes.map(({ urn }) => urn)).map(([name], index) => {
    const own = changes.filter(({ urn }) => subsystemOf(urn) === name);
    return { id: `s${index}`, name, own, lost: own.filter(({ loses }) => loses) };
  });
  // Those that lose data first, then by size.
  const sorted = [...groups].sort(
    (a, b) => b.lost.length - a.lost.length || b.own.length - a.own.length,
  );
  const shown = sorted.slice(0, MOST_SUBSYSTEMS);
  const boxes = shown.map(
    ({ id, name, own }) =>
      `stack --> ${id}["${text(name)}<br>${counts(own, order)}"]:::${classOf(own)}`,
  );
  const lost = shown
    .flatMap(({ id, lost }) => lost.map((each) => ({ id, each })))
    .slice(0, MOST_LOST);
  const stores = lost.map(
    ({ id, each }, index) => `${id} --> d${index}[("${text(each.name)}<br>${each.done}")]:::lost`,
  );
  const rest = sorted.length - shown.length;
  const more = rest > 0 ? [`stack --> more["${rest} more"]`] : [];
  const lines = [`stack(["${text(stack)}"])`, ...boxes, ...more, ...stores, ...CLASSES];
  return ["```mermaid", "flowchart LR", ...lines.map((line) => `  ${line}`), "```"].join("\n");
}

function counts(changes: readonly Drawn[], order: readonly string[]): string {
  return order
    .map((done) => [changes.filter((each) => each.done === done).length, done] as const)
    .filter(([count]) => count > 0)
    .map(([count, done]) => `${count} ${done}`)
    .join(", ");
}

function classOf(changes: readonly Drawn[]): string {
  const has = (...done: readonly string[]) => changes.some((each) => done.includes(each.done));
  if (changes.some(({ loses }) => loses)) return "lost";
  if (has("replaced", "deleted")) return "gone";
  return has("updated") ? "changed" : "made";
}

/** Inside quotes Mermaid takes anything but quotes and its own entities; a name is cut where it is no label any more. */
function text(name: string): string {
  const short = name.length > 40 ? `${name.slice(0, 37)}...` : name;
  return short.replace(/[^\w .@/-]/g, "_");
}
