import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import platform from "../../index";
import { committedConfig } from "../../tools/policy/files";
import { Declared, type PackConfig, type Violation } from "./declared";
import { addedBy, extraOf, type Mutation, mutated, type Outputs, withoutNumber } from "./mutations";
import { Program } from "./policy";
import { previewPlatform } from "./programPreview";
import { readStackConfig } from "./stackFile";

/** What the pack says of one mutation. */
export interface Finding {
  readonly violations: readonly Violation[];
  readonly seconds: number;
}

const root = path.resolve(__dirname, "../..");
const variant = /^variant(\d+):/;

/**
 * What the pack says of each mutation of a stack, alone, in a first preview. The program runs once, in this process. A
 * mutated resource is registered beside the platform's own, so that the SDK itself says what it was made from; then it
 * takes that one's place. What other resources take over from it stays as it was; the engine's preview is what shows that.
 */
export async function findingsAlone(
  stack: string,
  mutations: readonly Mutation[],
): Promise<ReadonlyMap<Mutation, Finding>> {
  const config = committedConfig(root, stack) as PackConfig;
  const { raw, region } = readStackConfig(stack);
  const what = { stack, raw, region: String(region) };
  const found = new Map<Mutation, Finding>();
  const shared = mutations.filter((mutation) => !mutation.config);
  const captured = await previewPlatform(what, besideEachOther(shared));
  const program = new Program();
  program.resources.push(...captured.resources.filter((resource) => isPlatforms(resource.name)));
  const changes = shared.map((_, index) => changesOf(index, program, captured));
  let started = Date.now();
  for await (const violations of program.checkEach(changes, { config })) {
    const mutation = shared[found.size];
    if (mutation) found.set(mutation, finding(violations, started));
    started = Date.now();
  }
  for (const mutation of mutations) {
    if (!mutation.config) continue;
    started = Date.now();
    const other = await previewPlatform(
      { ...what, raw: mutation.config(raw) },
      mutated([mutation]),
    );
    found.set(mutation, finding(await other.check({ config }), started));
  }
  return found;
}

function finding(violations: readonly Violation[], started: number): Finding {
  return {
    violations: violations.map((each) => ({
      ...each,
      on: withoutNumber(each.on),
      message: withoutNumber(each.message),
    })),
    seconds: (Date.now() - started) / 1000,
  };
}

function isPlatforms(name: string): boolean {
  return addedBy(name) === undefined && !variant.test(name);
}

/** The platform as it is, and beside it each resource as each mutation would have it. */
function besideEachOther(mutations: readonly Mutation[]): () => Promise<void> {
  return async () => {
    pulumi.runtime.registerStackTransformation((args) => {
      if (!isPlatforms(args.name)) return undefined;
      mutations.forEach(({ change }, index) => {
        const props = change?.(args, extraOf(index));
        if (props) register(`variant${index}:${args.name}`, props, args);
      });
      return undefined;
    });
    const outputs = (await platform()) as unknown as Outputs;
    mutations.forEach(({ add }, index) => add?.(outputs, extraOf(index)));
  };
}

class Variant extends pulumi.CustomResource {}

function register(
  name: string,
  props: pulumi.Inputs,
  { type, opts, resource }: pulumi.ResourceTransformationArgs,
): void {
  if (resource instanceof pulumi.ComponentResource) {
    new pulumi.ComponentResource(type, name, props, opts);
  } else {
    new Variant(type, name, props, opts);
  }
}

/** What one mutation replaces and adds. */
function changesOf(index: number, platform: Program, captured: Program): Declared[] {
  return captured.resources.flatMap((resource) => {
    if (addedBy(resource.name) === index) return [resource];
    if (variant.exec(resource.name)?.[1] !== String(index)) return [];
    const { type, inputs, options } = resource;
    const name = resource.name.replace(variant, "");
    const original = platform.resources.find((each) => each.type === type && each.name === name);
    if (!original) throw new Error(`the platform has no ${type} ${name}`);
    const { urn } = original;
    const named = original.outputs["name"];
    const outputs = {
      ...original.outputs,
      ...options.outputs,
      ...(named !== undefined && { name: named }),
    };
    return [new Declared(type, name, inputs, { ...options, urn, outputs })];
  });
}
