import { configure } from "../../sandbox/provider/configure";
import type { Provider } from "../../sandbox/provider/provider";
import type { Props } from "../../sandbox/provider/store";
import type { Goal } from "./goal";
import { runProgram, type OtherStacks } from "./program";
import type { RawStack } from "./rawStack";
import { goesWith, type Held, type Step } from "./state";

export const providerType = "pulumi:providers:aws";

/** Providers of AWS, and awsx's, which makes nothing here by itself. */
const isProvider = (type: string): boolean => type.startsWith("pulumi:providers:");

/** One run of the program. */
export class Run {
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

  async program(stack: RawStack, others: OtherStacks = {}): Promise<void> {
    const { isPreview } = this;
    const outputs = await runProgram(stack, {
      isPreview,
      others,
      listener: {
        register: (goal) => this.register(goal),
        provider: (urn) => this.providers.get(urn),
        outputs: { ...this.outputs },
      },
      warned: (message) => this.warnings.push(message),
    });
    Object.assign(this.outputs, outputs);
    await this.deleteRest();
  }

  private async register(goal: Goal): Promise<{ id: string; outputs: Props }> {
    if (this.now.has(goal.urn)) throw new Error(`Duplicate resource URN '${goal.urn}'`);
    const held = goal.custom ? await this.custom(goal) : { goal, id: "", outputs: {} };
    this.now.set(goal.urn, held);
    return held;
  }

  private async custom(asked: Goal): Promise<Held> {
    if (isProvider(asked.type)) {
      if (asked.type === providerType) {
        this.providers.set(asked.urn, configure(asked.inputs, this.directory));
      }
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
      if (!each.goal.custom || isProvider(each.goal.type)) continue;
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
