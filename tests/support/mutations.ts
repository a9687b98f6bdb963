import * as pulumi from "@pulumi/pulumi";
import platform from "../../index";

type Ids = pulumi.Output<string>[];

/** What the platform exports, for resources that a mutation adds to it. */
export interface Outputs {
  readonly vpcId: pulumi.Output<string>;
  readonly publicSubnetIds: Ids;
  readonly privateSubnetIds: Ids;
  readonly isolatedSubnetIds: Ids;
}

type Change = (args: pulumi.ResourceTransformationArgs, extra: string) => pulumi.Inputs | undefined;

type Raw = Readonly<Record<string, unknown>>;

/** One thing done wrong, and the one rule that must say so. */
export interface Mutation {
  readonly what: string;
  /** Changes a resource of the platform. */
  readonly change?: Change;
  /** Adds resources to the platform, whose names begin with `extra`. */
  readonly add?: (outputs: Outputs, extra: string) => void;
  /** Configures the stack otherwise: then it has a preview of its own, in the tests' process alone. */
  readonly config?: (raw: Raw) => Raw;
  readonly rule: string;
  /** Names of the resources that the violations are on; added ones as if `extra` were "extra". */
  readonly on: readonly string[];
  /** What each message must name: the line to change among it. */
  readonly says: RegExp;
  /** Rules that the same mistake breaks as well. */
  readonly besides?: readonly string[];
  /** Whether it would disturb others, and so is in a preview apart from them. */
  readonly apart?: boolean;
}

/** Changes inputs of the resource with this type and name. */
export function changing(
  type: string,
  called: string,
  inputs: Raw | ((props: pulumi.Inputs, extra: string) => pulumi.Inputs),
): Change {
  return (args, extra) => {
    if (args.type !== type || args.name !== called) return undefined;
    const props: pulumi.Inputs = args.props;
    return { ...props, ...(isChange(inputs) ? inputs(props, extra) : inputs) };
  };
}

function isChange(
  inputs: unknown,
): inputs is (props: pulumi.Inputs, extra: string) => pulumi.Inputs {
  return typeof inputs === "function";
}

/** The name of what a mutation adds, by its place among others. */
export function extraOf(index: number): string {
  return `extra${index}`;
}

/** The place of the mutation that added a resource; undefined where the resource is the platform's own. */
export function addedBy(name: string): number | undefined {
  const number = /^extra(\d+)/.exec(name)?.[1];
  return number === undefined ? undefined : Number(number);
}

/** A name or a message as if there were one mutation only. */
export function withoutNumber(text: string): string {
  return text.replace(/\bextra\d+/g, "extra");
}

/** The platform with mutations, as if the program had been written so. */
export function mutated(
  mutations: readonly Pick<Mutation, "change" | "add">[],
): pulumi.automation.PulumiFn {
  return async () => {
    // Not the engine's own transforms: they come too late for the SDK to say which resources the
    // new values were made from.
    pulumi.runtime.registerStackTransformation((args) => {
      const props = mutations.reduce<pulumi.Inputs | undefined>(
        (changed, { change }, index) =>
          change?.(changed ? { ...args, props: changed } : args, extraOf(index)) ?? changed,
        undefined,
      );
      return props && { props, opts: args.opts };
    });
    const outputs = await platform();
    mutations.forEach(({ add }, index) => add?.(outputs as unknown as Outputs, extraOf(index)));
    return outputs;
  };
}
