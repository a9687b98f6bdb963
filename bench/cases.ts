/** What `make bench` compares. Each case is one preview, in a process of its own. */
export interface Case {
  /** Name on the command line and in the table. */
  readonly name: string;
  /** The stack whose config is used. */
  readonly stack: "dev" | "prod";
  /** The platform, or a program that does nothing: the floor that every Pulumi run pays. */
  readonly program: "empty" | "platform";
  readonly policyPack: boolean;
}

/** The floor, which every other case is paired with. */
export const floor: Case = { name: "empty", stack: "dev", program: "empty", policyPack: false };

export const cases: readonly Case[] = [
  floor,
  { name: "empty-pack", stack: "dev", program: "empty", policyPack: true },
  { name: "dev", stack: "dev", program: "platform", policyPack: false },
  { name: "dev-pack", stack: "dev", program: "platform", policyPack: true },
  { name: "prod", stack: "prod", program: "platform", policyPack: false },
  { name: "prod-pack", stack: "prod", program: "platform", policyPack: true },
];
