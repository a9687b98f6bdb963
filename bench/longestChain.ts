/** A resource of `pulumi stack export`, as far as it says what waits for what. */
export interface Waiting {
  readonly urn: string;
  readonly type: string;
  readonly parent?: string;
  readonly provider?: string;
  readonly dependencies?: readonly string[];
}

/** Resources that wait for each other one after the other, and how long all of them take. */
export interface Chain {
  readonly minutes: number;
  /** Names of those that take their time, the first one first. */
  readonly names: readonly string[];
}

/**
 * What no parallelism shortens: the resources that take longest one after the other. A component waits for nothing, and
 * what depends on it waits for its parts.
 */
export function longestChain(
  resources: readonly Waiting[],
  minutesOf: (type: string) => number,
): Chain {
  const byUrn = new Map(resources.map((each) => [each.urn, each]));
  const parts = new Map<string, Waiting[]>();
  for (const each of resources) {
    const { parent = "" } = each;
    parts.set(parent, [...(parts.get(parent) ?? []), each]);
  }
  const known = new Map<string, Chain>();
  const none: Chain = { minutes: 0, names: [] };
  const chainOf = (urn: string): Chain => {
    const found = known.get(urn);
    if (found) return found;
    known.set(urn, none); // A part may depend on its component: that is no waiting.
    const resource = byUrn.get(urn);
    if (!resource) return none;
    const own = isComponent(resource)
      ? longest((parts.get(urn) ?? []).map((part) => chainOf(part.urn)))
      : after(resource, longest((resource.dependencies ?? []).map(chainOf)), minutesOf);
    known.set(urn, own);
    return own;
  };
  return longest(resources.map(({ urn }) => chainOf(urn)));
}

function after({ type, urn }: Waiting, chain: Chain, minutesOf: (type: string) => number): Chain {
  const own = minutesOf(type);
  const name = urn.split("::").at(-1) ?? urn;
  return { minutes: chain.minutes + own, names: own < 1 ? chain.names : [...chain.names, name] };
}

function longest(chains: readonly Chain[]): Chain {
  return chains.reduce((most, each) => (each.minutes > most.minutes ? each : most), {
    minutes: 0,
    names: [],
  });
}

/** Components are made by the program, and take no time in AWS. */
function isComponent({ type }: Waiting): boolean {
  return !type.startsWith("aws:");
}
