import * as assert from "node:assert/strict";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import platform from "../../index";
import { committedConfig } from "../../tools/policy/files";
import { explain, openSandbox, type RunResult } from "./engine";
import type { PackConfig } from "./policy";
import { report } from "./policyReport";
import { previewPlatform } from "./programPreview";
import { readStackConfig } from "./stackFile";

const root = path.resolve(__dirname, "../..");

type Ids = pulumi.Output<string>[];

/** What the platform exports, for resources that a mutation adds to it. */
export interface Outputs {
  readonly vpcId: pulumi.Output<string>;
  readonly publicSubnetIds: Ids;
  readonly privateSubnetIds: Ids;
  readonly isolatedSubnetIds: Ids;
}

/** One thing done wrong, and the one rule that must say so. */
export interface Mutation {
  readonly what: string;
  /** Changes a resource of the platform. */
  readonly change?: (args: pulumi.ResourceTransformationArgs) => pulumi.Inputs | undefined;
  /** Adds resources to the platform, whose names begin with `extra`. */
  readonly add?: (outputs: Outputs, extra: string) => void;
  readonly rule: string;
  /** Names of the resources that the violations are on; added ones as if `extra` were "extra". */
  readonly on: readonly string[];
  /** What each message must name: the line to change among it. */
  readonly says: RegExp;
  /** Rules that the same mistake breaks as well, on other resources. */
  readonly besides?: readonly string[];
  /** Whether it would disturb other mutations, and so has a preview of its own. */
  readonly alone?: boolean;
}

/** Changes inputs of the resource with this type and name. */
export function changing(
  type: string,
  called: string,
  inputs: Readonly<Record<string, unknown>> | ((props: pulumi.Inputs) => pulumi.Inputs),
): Mutation["change"] {
  return (args) => {
    if (args.type !== type || args.name !== called) return undefined;
    const props: pulumi.Inputs = args.props;
    return { ...props, ...(isChange(inputs) ? inputs(props) : inputs) };
  };
}

function isChange(inputs: unknown): inputs is (props: pulumi.Inputs) => pulumi.Inputs {
  return typeof inputs === "function";
}

interface Violation {
  readonly policy: string;
  readonly enforcementLevel: string;
  readonly name: string;
  readonly message: string;
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
        (changed, { change }) => change?.(changed ? { ...args, props: changed } : args) ?? changed,
        undefined,
      );
      return props && { props, opts: args.opts };
    });
    const outputs = await platform();
    mutations.forEach(({ add }, index) => add?.(outputs as unknown as Outputs, `extra${index}`));
    return outputs;
  };
}

/**
 * A test for each mutation: the stack's preview, in which all ids are unknown, rejects it, by its rule and no other.
 * Mutations that leave each other alone share a preview; whose violation it is follows from the resource.
 */
export function refuseMutations(stack: string, mutations: readonly Mutation[]): void {
  if (process.env["LANDBRIDGE_POLICY_REPORT"]) {
    reportMutations(stack, mutations);
    return;
  }
  const batches = [
    mutations.filter(({ alone }) => !alone),
    ...mutations.filter(({ alone }) => alone).map((one) => [one]),
  ].filter((batch) => batch.length > 0);

  for (const batch of batches) {
    let result: Promise<RunResult> | undefined;
    const preview = (): Promise<RunResult> => {
      result ??= openSandbox({ stack, program: mutated(batch) }).then((box) => box.preview());
      return result;
    };

    batch.forEach((mutation, index) => {
      it(`${mutation.rule} rejects ${mutation.what}`, async () => {
        const run = await preview();
        assert.equal(run.succeeded, false, `passes, saying ${explain(run)}`);
        const violations = sorted(run, batch).get(index) ?? [];
        assert.ok(violations.length > 0, `not rejected, but: ${explain(run)}`);
        for (const violation of violations) {
          assert.equal(violation.policy, mutation.rule, violation.message);
          assert.equal(violation.enforcementLevel, "mandatory");
          assert.match(violation.message, mutation.says);
        }
        const on = violations.map(({ name }) => name).sort();
        if (mutation.on.length > 0) assert.deepEqual(on, mutation.on);
      });
    });

    it(`says nothing else of ${batch.length === 1 ? "the last one" : `these ${batch.length}`}`, async () => {
      const besides = batch.flatMap((mutation) => mutation.besides ?? []);
      const others = (sorted(await preview(), batch).get(undefined) ?? []).filter(
        ({ policy }) => !besides.includes(policy),
      );
      assert.deepEqual(
        others.map(({ policy, name, message }) => `${policy} on ${name}: ${message}`),
        [],
      );
    });
  }
}

/** For `make policy-report`: each mutation by itself, in this process. */
function reportMutations(stack: string, mutations: readonly Mutation[]): void {
  for (const mutation of mutations) {
    it(`${mutation.rule}: ${mutation.what}`, async () => {
      const started = Date.now();
      const { raw, region } = readStackConfig(stack);
      const what = { stack, raw, region: String(region) };
      const program = await previewPlatform(what, mutated([mutation]));
      const violations = await program.check({
        config: committedConfig(root, stack) as PackConfig,
      });
      const found = violations.map(({ on, ...rest }) => ({ ...rest, on: withoutNumber(on) }));
      report({ ...mutation, found, seconds: (Date.now() - started) / 1000 });
    });
  }
}

/** Violations by the mutation that they are about; those about none of them under `undefined`. */
function sorted(
  run: RunResult,
  batch: readonly Mutation[],
): ReadonlyMap<number | undefined, Violation[]> {
  const found = new Map<number | undefined, Violation[]>();
  for (const { policy, enforcementLevel, urn, message } of run.violations) {
    const original = urn.split("::").at(-1) ?? "";
    const name = withoutNumber(original);
    const added = /^extra(\d+)/.exec(original)?.[1];
    const changed = batch.findIndex(
      ({ rule, on, change }) =>
        change !== undefined && rule === policy && (on.length === 0 || on.includes(name)),
    );
    const mutation = added !== undefined ? Number(added) : changed < 0 ? undefined : changed;
    const violation = { policy, enforcementLevel, name, message: withoutNumber(message) };
    found.set(mutation, [...(found.get(mutation) ?? []), violation]);
  }
  return found;
}

function withoutNumber(text: string): string {
  return text.replace(/\bextra\d+/g, "extra");
}
