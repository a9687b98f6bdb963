import type { PolicyResource, ResourceValidationArgs } from "@pulumi/policy";
import { covers, type Exemption } from "./exemptions";
import { Graph } from "./graph";
import { Properties } from "./known";
import { collect, type Finding, type Rule } from "./rule";
import { parseSettings, type Settings } from "./settings";

/** The whole stack, while it is being checked. */
interface StackRun {
  readonly graph: Graph;
  readonly findings: Map<Rule, Finding[]>;
}

/**
 * What the policies of one pack share while they run: settings, the graph, and what was found. The
 * SDK calls each policy by itself, with no more than its own configuration.
 */
export class Session {
  settings: Settings;
  readonly rules: readonly Rule[];
  /** Rules that the SDK asked for: all but the disabled ones. */
  readonly #asked = new Set<Rule>();
  readonly #used = new Set<Exemption>();
  readonly #today: () => Date;
  /** What programs ask for, by URN: stack policies are sent outputs only. */
  readonly #inputs = new Map<string, object>();
  /** Resources that are being checked right now, and the rules that are about their types. */
  readonly #underway = new Map<string, ReadonlySet<Rule>>();
  readonly #byType = new Map<string, ReadonlySet<Rule>>();
  #configured = false;
  #stack: StackRun | undefined;

  constructor(rules: readonly Rule[], today: () => Date) {
    this.rules = rules;
    this.#today = today;
    this.settings = parseSettings({}, rules, today());
  }

  configure(config: Record<string, unknown>): void {
    this.settings = parseSettings(config, this.rules, this.#today());
    this.#used.clear();
    this.#configured = true;
  }

  /** The first policy of the pack says that a resource is about to be checked. */
  beginResource(args: ResourceValidationArgs): void {
    const { urn, type, props } = args;
    if (!this.#configured) this.configure(args.getConfig<Record<string, unknown>>());
    this.#inputs.set(urn, props);
    this.#underway.set(urn, this.#rulesOf(type));
    // Rules are synchronous: when this runs, all of them are through with the resource.
    setImmediate(() => this.#underway.delete(urn));
  }

  /** The first policy of the pack says that the stack is about to be checked. */
  beginStack(resources: readonly PolicyResource[], config: Record<string, unknown>): void {
    if (!this.#configured) this.configure(config);
    this.#stack = { graph: new Graph(resources, this.#inputs), findings: new Map() };
    setImmediate(() => {
      this.#stack = undefined;
    });
  }

  get stackUnderway(): boolean {
    return this.#stack !== undefined;
  }

  /** Whether a rule has anything to look at among the resources at hand; yes where none is known. */
  concerns(rule: Rule): boolean {
    this.#asked.add(rule);
    if (this.#underway.size === 0) return true;
    for (const rules of this.#underway.values()) if (rules.has(rule)) return true;
    return false;
  }

  /** The SDK asks each rule of the pack about each resource. */
  #rulesOf(type: string): ReadonlySet<Rule> {
    const known = this.#byType.get(type);
    if (known) return known;
    const rules = new Set(this.rules.filter(({ types }) => types?.includes(type)));
    this.#byType.set(type, rules);
    return rules;
  }

  /** Locked rules that the SDK never asked for, because the configuration disables them. */
  disabledLocks(): Rule[] {
    if (!this.#stack) return [];
    const due = this.rules.filter((rule) => rule.checkStack ?? this.#inputs.size > 0);
    return due.filter((rule) => rule.locked && !this.#asked.has(rule));
  }

  unusedExemptions(): Exemption[] {
    return this.settings.exemptions.filter((exemption) => !this.#used.has(exemption));
  }

  checkResource(rule: Rule, { urn, type, name, props, opts }: ResourceValidationArgs): Finding[] {
    const properties = new Properties(props);
    const resource = {
      urn,
      type,
      name,
      props: properties,
      inputs: properties,
      protect: opts.protect,
    };
    return safely(urn, () => collect((report) => rule.check?.(resource, report, this.settings)));
  }

  /** What a rule finds in the stack; undefined where the first policy did not announce it. */
  stackFindings(rule: Rule): Finding[] | undefined {
    const run = this.#stack;
    if (!run) return undefined;
    this.#asked.add(rule);
    const known = run.findings.get(rule);
    if (known) return known;
    const findings = this.#checkStack(rule, run.graph);
    run.findings.set(rule, findings);
    return findings;
  }

  checkStack(rule: Rule, resources: readonly PolicyResource[]): Finding[] {
    return this.stackFindings(rule) ?? this.#checkStack(rule, new Graph(resources, this.#inputs));
  }

  #checkStack(rule: Rule, graph: Graph): Finding[] {
    const findings = safely("", () =>
      collect((report) => rule.checkStack?.(graph, report, this.settings)),
    );
    for (const finding of findings) this.exemptionFor(rule, finding);
    return findings;
  }

  /** The exemption that lets a finding through, which thereby counts as used. */
  exemptionFor(rule: Rule, { urn }: Finding): Exemption | undefined {
    const exemption = this.settings.exemptions.find((each) => covers(each, rule.name, urn));
    if (exemption) this.#used.add(exemption);
    return exemption;
  }
}

/** An exception would discard what all other rules found: a rule that breaks is a finding itself. */
function safely(urn: string, run: () => Finding[]): Finding[] {
  try {
    return run();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const problem = `this rule itself failed: ${reason}`;
    return [{ urn, problem, change: "the rule, in the policy pack: please report it" }];
  }
}
