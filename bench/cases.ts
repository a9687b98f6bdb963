/** What the bench compares. Each case is one first preview, in processes of its own. */
export interface Case {
  /** Name on the command line and in the table. */
  readonly name: string;
  /** The official CLI on the committed files, or the sandbox's inline program. */
  readonly way: "cli" | "inline";
  /** The stack whose config is used. */
  readonly stack: "dev" | "prod";
  /** The platform, or a program that does nothing: the floor that every Pulumi run pays. */
  readonly program: "empty" | "platform";
  /** The policy pack as configured, one without a policy (the floor of every pack), or none. */
  readonly pack: "landbridge" | "empty" | "none";
  /** Whether the stack is up already, so that there is nothing to change: what CI previews all day. */
  readonly isUp: boolean;
  /** Services besides those of the stack's file. */
  readonly services: number;
  /** Whether it is in the short table. */
  readonly short: boolean;
}

type Rest = Partial<Omit<Case, "name" | "way">>;

function one(name: string, way: Case["way"], rest: Rest): Case {
  const defaults = {
    stack: "prod",
    program: "platform",
    pack: "none",
    isUp: false,
    services: 0,
  } as const;
  return { ...defaults, short: true, ...rest, name: `${way} ${name}`, way };
}

const more = [50, 200, 500];

/** Each floor comes ahead of what is divided by it. */
export const cases: readonly Case[] = [
  one("empty", "cli", { program: "empty" }),
  one("dev", "cli", { stack: "dev", short: false }),
  one("prod", "cli", {}),
  one("prod, empty pack", "cli", { pack: "empty" }),
  one("prod, pack", "cli", { pack: "landbridge" }),
  one("prod, pack, unchanged", "cli", { pack: "landbridge", isUp: true }),
  ...more.flatMap((services) => [
    one(`prod + ${services} services`, "cli", { services, short: false }),
    one(`prod + ${services} services, pack`, "cli", { services, pack: "landbridge", short: false }),
  ]),
  one("empty", "inline", { program: "empty" }),
  one("dev", "inline", { stack: "dev", short: false }),
  one("prod", "inline", {}),
  one("prod, pack", "inline", { pack: "landbridge", short: false }),
];

/** The empty program of the same way. */
export function floorOf({ way }: Case): Case | undefined {
  return cases.find((each) => each.way === way && each.program === "empty");
}
