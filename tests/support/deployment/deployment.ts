import * as fs from "node:fs";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import platform from "../../../index";
import type { Quotas } from "../../../components/quotas";
import { configure } from "../../../sandbox/provider/configure";
import type { Provider } from "../../../sandbox/provider/provider";
import type { Props } from "../../../sandbox/provider/store";
import { raisedQuotas } from "../../../sandbox/raisedQuotas";
import { temporaryDirectory } from "../engine";
import type { RawStack } from "../programPreview";
import type { Goal } from "./goal";
import { listen } from "./monitor";
import { goesWith, type Held, type Step } from "./state";

/**
 * A stack that is deployed in this process: the program and the stand-in are the real ones, and what is between them
 * takes the steps that the engine takes: updates, replacements in both orders with what goes along, deletions at the end.
 * It is no engine: policies, aliases, targets and failed updates are for tests/stack.
 */
export class Deployment {
  private constructor(
    private readonly directory: string,
    private readonly state: ReadonlyMap<string, Held>,
    private readonly outputs: Props,
  ) {}

  /** Brings a stack up in an account of its own. */
  static async up(stack: RawStack): Promise<Deployment> {
    return (await new Deployment(temporaryDirectory(), new Map(), {}).update(stack)).deployment;
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
  async update(stack: RawStack): Promise<{ deployment: Deployment; steps: Step[] }> {
    const directory = temporaryDirectory();
    fs.cpSync(this.directory, directory, { recursive: true });
    const run = new Run(directory, this.state, { ...this.outputs }, false);
    await run.program(stack);
    return { deployment: new Deployment(directory, run.now, run.outputs), steps: run.steps };
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

/** The program, until all that it started has ended. */
async function whole(): Promise<Props> {
  let outputs: Props = {};
  await pulumi.runtime.runInPulumiStack(async () => {
    outputs = await platform();
  });
  await pulumi.runtime.disconnect();
  await new Promise(setImmediate);
  return outputs;
}

const providerType = "pulumi:providers:aws";

/** One run of the program. */
class Run {
  readonly steps: Step[] = [];
  readonly warnings: string[] = [];
  readonly now = new Map<string, Held>();
  private readonly providers = new Map<string, Provider>();
  /** Deleted already, to be made anew: what went before something that it depends on. */
  private readonly gone = new Set<string>();
  /** Replaced, and deleted at the end. */
  private readonly left: Held[] = [];

  constructor(
    private readonly directory: string,
    private readonly before: ReadonlyMap<string, Held>,
    readonly outputs: Props,
    private readonly isPreview: boolean,
  ) {}

  async program({ stack, raw, region }: RawStack): Promise<void> {
    Object.assign(process.env, raisedQuotas({ ...(raw["quotas"] as Partial<Quotas>) }));
    await pulumi.runtime.setMocks(
      { newResource: () => ({ id: "", state: {} }), call: () => ({}) },
      "landbridge",
      stack,
      this.isPreview,
      "organization",
    );
    pulumi.runtime.setAllConfig(configOf(raw, region));
    let fail: (error: unknown) => void = () => undefined;
    const failed = new Promise<never>((_, reject) => (fail = reject));
    listen({
      register: (goal) => this.register(goal),
      provider: (urn) => this.providers.get(urn),
      // What waits for a resource that was not made waits for ever: the engine ends such a run, too.
      failed: fail,
      outputs: { ...this.outputs },
    });
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0; // One for each resource and output takes most of the time.
    // Where no engine listens, the SDK writes warnings to the console.
    const { warn } = console;
    console.warn = (message: string) => {
      this.warnings.push(message.replace(/^warning: (\[\w+\] )?/, ""));
    };
    const listening = process.listeners("unhandledRejection");
    const thrown: unknown[] = [];
    // Errors inside `apply` come up here, as they do in Pulumi's host.
    process.removeAllListeners("unhandledRejection");
    process.on("unhandledRejection", (error) => thrown.push(error));
    try {
      const { deployed } = await Promise.race([failed, whole()]);
      Object.assign(this.outputs, { deployed });
      if (thrown.length > 0) throw thrown[0];
      await this.deleteRest();
    } catch (error) {
      // The SDK reports the same error again, some ticks later, for each output that waits for it.
      for (let tick = 0; tick < 100; tick++) await new Promise(setImmediate);
      throw error;
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
      Object.assign(process.env, raisedQuotas({}));
      console.warn = warn;
      process.removeAllListeners("unhandledRejection");
      for (const listener of listening) process.on("unhandledRejection", listener);
    }
  }

  private async register(goal: Goal): Promise<{ id: string; outputs: Props }> {
    const held = goal.custom ? await this.custom(goal) : { goal, id: "", outputs: {} };
    this.now.set(goal.urn, held);
    return held;
  }

  private async custom(asked: Goal): Promise<Held> {
    if (asked.type === providerType) {
      this.providers.set(asked.urn, configure(asked.inputs, this.directory));
      return { goal: asked, id: "provider", outputs: {} };
    }
    const provider = this.provider(asked);
    const old = this.before.get(asked.urn);
    const kept = old
      ? Object.fromEntries(asked.ignoreChanges.map((name) => [name, old.goal.inputs[name]]))
      : {};
    const news = defined({ ...asked.inputs, ...kept });
    const inputs = checked(provider, asked, old?.goal.inputs ?? {}, news);
    const goal = { ...asked, inputs };
    if (!old) return this.create(goal, "create", []);
    if (this.gone.has(goal.urn)) {
      return this.create({ ...asked, inputs: checked(provider, asked, {}, news) });
    }
    const { urn, ignoreChanges } = goal;
    const diff = provider.diff(urn, old.outputs, old.goal.inputs, inputs, ignoreChanges);
    const keys = [...new Set([...diff.paths.keys()].map((key) => /^[\w$]+/.exec(key)?.[0] ?? key))];
    const forced = keys.filter((key) => goal.replaceOnChanges.includes(key));
    const replaces = [...new Set([...diff.replaces, ...forced])];
    if (replaces.length > 0) {
      const first = goal.deleteBeforeReplace ?? diff.deleteBeforeReplace;
      const anew = { ...asked, inputs: checked(provider, asked, {}, news) };
      return this.replace(old, anew, replaces, first);
    }
    if (keys.length === 0) return { ...old, goal };
    this.say("update", goal, keys);
    if (this.isPreview) {
      const outputs = provider.plannedUpdate(urn, old.outputs, old.goal.inputs, inputs);
      return { goal, id: old.id, outputs };
    }
    const { attributes } = await provider.update(old.id, urn, inputs);
    return { goal, id: old.id, outputs: attributes };
  }

  private async replace(old: Held, goal: Goal, keys: string[], first: boolean): Promise<Held> {
    this.say("replace", goal, keys, { deleteFirst: first, ...protectedBy(old) });
    if (!first) {
      const made = await this.create(goal);
      this.left.push(old);
      return made;
    }
    const others = goesWith(goal.urn, this.before, (urn) => this.providers.get(urn));
    for (const each of others.filter(({ goal: { urn } }) => !this.gone.has(urn)).reverse()) {
      this.gone.add(each.goal.urn);
      this.say("replace", each.goal, [], { deleteFirst: true, ...protectedBy(each) });
      await this.remove(each);
    }
    await this.remove(old);
    return this.create(goal);
  }

  private async create(goal: Goal, op?: "create", keys: string[] = []): Promise<Held> {
    const provider = this.provider(goal);
    if (op) this.say(op, goal, keys);
    if (this.isPreview) {
      return { goal, id: "", outputs: provider.plannedOutputs(goal.urn, goal.inputs) };
    }
    const { id, attributes } = await provider.create(goal.urn, goal.inputs);
    return { goal, id, outputs: attributes };
  }

  /** What the program no longer has, the other way round than it was made. */
  private async deleteRest(): Promise<void> {
    const rest = [...this.before.values()].filter(({ goal: { urn } }) => !this.now.has(urn));
    const going = [...this.before.values()].filter(
      (each) => this.left.includes(each) || rest.includes(each),
    );
    for (const each of going.reverse()) {
      if (!each.goal.custom || each.goal.type === providerType) continue;
      if (rest.includes(each)) {
        this.say("delete", each.goal, [], protectedBy(each), each.goal.retainOnDelete);
      }
      await this.remove(each);
    }
  }

  private async remove({ goal, id, outputs }: Held): Promise<void> {
    if (this.isPreview || goal.retainOnDelete) return;
    await this.provider(goal).delete(id, goal.urn, outputs);
  }

  private say(
    op: Step["op"],
    { type, name }: Goal,
    keys: readonly string[],
    more: Partial<Step> = {},
    stays = false,
  ): void {
    this.steps.push({ op, type, name, keys, ...more, ...(stays && { stays }) });
  }

  private provider({ provider, name }: Goal): Provider {
    const found = this.providers.get(provider) ?? this.formerly(provider);
    if (!found) throw new Error(`${name} has no provider of AWS`);
    return found;
  }

  /** A provider that the program no longer has: what it made is still to be deleted by it. */
  private formerly(urn: string): Provider | undefined {
    const held = this.before.get(urn);
    return held && configure(held.goal.inputs, this.directory);
  }
}

function checked(provider: Provider, { urn, name }: Goal, olds: Props, news: Props): Props {
  const { inputs, problems } = provider.check(urn, olds, news);
  const [problem] = problems;
  if (problem) throw new Error(`${name}.${problem.property}: ${problem.reason}`);
  return inputs;
}

const protectedBy = ({ goal }: Held) => (goal.protect ? { protectedBy: "protect" as const } : {});

function defined(props: Props): Props {
  return Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined));
}

/** Config as the engine hands it to a program: objects as JSON, strings as they are. */
function configOf(raw: Readonly<Record<string, unknown>>, region: string): Record<string, string> {
  const own = Object.entries(raw).map(([key, value]) => [
    `landbridge:${key}`,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  return { "aws:region": region, ...(Object.fromEntries(own) as Record<string, string>) };
}
