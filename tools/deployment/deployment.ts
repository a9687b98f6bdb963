import * as fs from "node:fs";
import * as path from "node:path";
import { configure } from "../../sandbox/provider/configure";
import type { Provider } from "../../sandbox/provider/provider";
import type { Props } from "../../sandbox/provider/store";
import { temporaryDirectory } from "../temporaryDirectory";
import type { OtherStacks } from "./program";
import type { RawStack } from "./rawStack";
import { providerType, Run } from "./run";
import { nameInAws, type Held, type Step } from "./state";

/**
 * A stack that is deployed in this process: the program and the stand-in are the real ones, and what is between them
 * takes the steps that the engine takes: updates, replacements in both orders with what goes along, deletions at the end.
 * It is no engine: policies, aliases, targets and failed updates are for tests/stack.
 */
export class Deployment {
  private constructor(
    private readonly name: string,
    private readonly directory: string,
    private readonly state: ReadonlyMap<string, Held>,
    /** Of the last update. */
    readonly outputs: Props,
  ) {}

  /**
   * Brings a stack up in an account of its own.
   *
   * @param beside A stack that is there already: this one is in a copy of its account, and may refer to its outputs.
   */
  static async up(stack: RawStack, beside?: Deployment): Promise<Deployment> {
    const directory = beside?.directory ?? temporaryDirectory();
    const others = beside && { [beside.name]: beside.outputs };
    const account = new Deployment(stack.stack, directory, new Map(), {});
    return (await account.update(stack, others)).deployment;
  }

  /** The resources as the last update left them: what is a part of a component comes after it. */
  resources(): Held[] {
    return [...this.state.values()];
  }

  /** What an update to this configuration would do, and what it is warned of. */
  async plan(stack: RawStack): Promise<{ steps: Step[]; warnings: string[] }> {
    const run = new Run(this.directory, this.state, { ...this.outputs }, true);
    await run.program(stack);
    const { steps, warnings } = run;
    return { steps, warnings };
  }

  /** What an update to this configuration would do. */
  async preview(stack: RawStack): Promise<Step[]> {
    return (await this.plan(stack)).steps;
  }

  /** Updates a copy of the stack, in an account that is a copy as well: this one stays as it is. */
  async update(
    stack: RawStack,
    others?: OtherStacks,
  ): Promise<{ deployment: Deployment; steps: Step[] }> {
    const directory = temporaryDirectory();
    fs.cpSync(this.directory, directory, { recursive: true });
    const run = new Run(directory, this.state, { ...this.outputs }, false);
    await run.program(stack, others);
    return {
      deployment: new Deployment(this.name, directory, run.now, run.outputs),
      steps: run.steps,
    };
  }

  /** What the stand-in was asked to do since the first update, one after the other. */
  operations(): string[] {
    const lines = fs.readFileSync(path.join(this.directory, "operations.jsonl"), "utf8");
    const asked = lines
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Props);
    return asked.map(({ op, name }) => `${String(op)} ${String(name)}`);
  }

  /** Types and names that two resources have in one account and Region, or in what they are a part of. */
  namesakes(): string[] {
    const names = [...this.state.values()].flatMap(nameInAws);
    return names.filter((name, i) => names.indexOf(name) < i);
  }

  /** What a refresh would find changed: by resource, the properties. */
  async drift(): Promise<Record<string, string[]>> {
    const providers = new Map<string, Provider>();
    const found: Record<string, string[]> = {};
    for (const [urn, { goal, id, outputs }] of this.state) {
      if (goal.type === providerType) providers.set(urn, configure(goal.inputs, this.directory));
      const provider = providers.get(goal.provider);
      if (!provider) continue;
      const resource = await provider.read(id, urn, outputs);
      const inputs = resource && provider.inputsOf(resource, goal.inputs);
      const { paths } = provider.diff(urn, resource?.attributes ?? {}, goal.inputs, inputs ?? {});
      if (paths.size > 0) found[goal.name] = [...paths.keys()];
    }
    return found;
  }
}
