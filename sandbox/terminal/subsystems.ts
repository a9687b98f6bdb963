/** What stands outside every component: providers, and what index.ts makes itself. */
const ALONE = "stack";

/**
 * The subsystem that a resource belongs to: the module of its outermost component, such as `networking` for
 * `landbridge:networking:Vpc$aws:ec2/subnet:Subnet`. Services have one of their own beside `ecs`.
 */
export function subsystemOf(urn: string): string {
  const [, , chain = ""] = urn.slice("urn:pulumi:".length).split("::");
  const outermost = chain.split("$").find((type) => !type.startsWith("pulumi:pulumi:")) ?? "";
  const [pack, module = "", type] = outermost.split(":");
  if (pack !== "landbridge" || module === "") return ALONE;
  return module === "ecs" && type === "Service" ? "services" : module;
}

/** How many resources each subsystem has, the largest first. */
export function bySubsystem(urns: Iterable<string>): [subsystem: string, count: number][] {
  const counts = new Map<string, number>();
  for (const urn of urns) {
    const subsystem = subsystemOf(urn);
    counts.set(subsystem, (counts.get(subsystem) ?? 0) + 1);
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || a.localeCompare(b));
}
