import type { EngineEvent } from "@pulumi/pulumi/automation";
import { parseUrn } from "./provider/values";

/** One thing that the engine did, or would do. */
export interface Step {
  readonly op: string;
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** Top-level properties that changed. */
  readonly keys?: string[];
}

/** Whether a step changes something: a stack that another one is looked up in is read, or no longer is. */
export function changes({ op }: Pick<Step, "op">): boolean {
  return op !== "same" && op !== "read" && op !== "discard";
}

export interface Violation {
  readonly policy: string;
  readonly enforcementLevel: string;
  readonly urn: string;
  readonly message: string;
}

export interface Diagnostic {
  readonly severity: string;
  readonly message: string;
  readonly urn?: string;
}

/** Policy events that the SDK's own type of an engine event does not know yet. */
interface PolicySummary {
  readonly passed?: string[];
  readonly failed?: string[];
}

type Event = EngineEvent & {
  readonly policyRemediateSummaryEvent?: PolicySummary;
  readonly policyAnalyzeSummaryEvent?: PolicySummary;
  readonly policyAnalyzeStackSummaryEvent?: PolicySummary;
};

/** The engine reports the SDK's debugging output as well, when somebody listens. */
const severities = new Set<string>(["info", "info#err", "warning", "error"]);

/** What every operation of the Automation API is asked with. */
export interface RunOptions {
  readonly onOutput: (text: string) => void;
  readonly onError: (text: string) => void;
  readonly onEvent: EventLog["add"];
  readonly suppressProgress: boolean;
  readonly policyPacks?: string[];
  readonly policyPackConfigs?: string[];
}

/** Collects what the engine reports during one run. */
export class EventLog {
  readonly steps: Step[] = [];
  readonly violations: Violation[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly policies = new Set<string>();
  changes: Record<string, number> = {};
  outputs: Record<string, unknown> | undefined;

  /** An event log as the CLI writes it (`--event-log`): a JSON document a line. */
  static of(text: string): EventLog {
    const log = new EventLog();
    for (const line of text.split("\n")) {
      if (line.trim() !== "") log.add(JSON.parse(line) as EngineEvent);
    }
    return log;
  }

  readonly add = (event: EngineEvent): void => {
    const { resourcePreEvent, resOutputsEvent, policyEvent, diagnosticEvent, summaryEvent } = event;
    if (resourcePreEvent) this.addStep(resourcePreEvent.metadata);
    if (resOutputsEvent) this.addResult(resOutputsEvent.metadata);
    if (resOutputsEvent?.metadata.type === "pulumi:pulumi:Stack") {
      const { outputs } = resOutputsEvent.metadata.new ?? {};
      if (outputs) this.outputs = withoutSecrets(outputs) as Record<string, unknown>;
    }
    if (policyEvent) {
      this.violations.push({
        policy: policyEvent.policyName,
        enforcementLevel: policyEvent.enforcementLevel,
        urn: policyEvent.resourceUrn ?? "",
        message: plain(policyEvent.message),
      });
    }
    if (diagnosticEvent && !diagnosticEvent.ephemeral && severities.has(diagnosticEvent.severity)) {
      const { severity, message, urn } = diagnosticEvent;
      this.diagnostics.push({ severity, message: plain(message), ...(urn && { urn }) });
    }
    if (summaryEvent) this.changes = { ...summaryEvent.resourceChanges };
    const {
      policyRemediateSummaryEvent,
      policyAnalyzeSummaryEvent,
      policyAnalyzeStackSummaryEvent,
    } = event as Event;
    const summaries = [
      policyRemediateSummaryEvent,
      policyAnalyzeSummaryEvent,
      policyAnalyzeStackSummaryEvent,
    ];
    for (const summary of summaries) {
      for (const policy of summary?.passed ?? []) this.policies.add(policy);
      for (const policy of summary?.failed ?? []) this.policies.add(policy);
    }
  };

  /** How many resources the stack has after the run. */
  get resources(): number {
    const left = Object.entries(this.changes).filter(([op]) => op !== "delete");
    return left.reduce((sum, [, count]) => sum + count, 0);
  }

  private addStep(metadata: Metadata): void {
    const { op, urn, type, diffs } = metadata;
    const { name } = parseUrn(urn);
    this.steps.push({ op, urn, type, name, ...(diffs && { keys: diffs }) });
  }

  /** A refresh says only afterwards what it found: nothing, a change or a resource that is gone. */
  private addResult({ op, urn, diffs }: Metadata): void {
    const index = this.steps.findIndex((each) => each.urn === urn && each.op === "refresh");
    const step = this.steps[index];
    if (step) this.steps[index] = { ...step, op, ...(diffs && { keys: diffs }) };
  }
}

type Metadata = NonNullable<EngineEvent["resourcePreEvent"]>["metadata"];

/** How the engine marks what is no plain value: secrets, and references to resources (sdk/go/common/resource/sig/sig.go of pulumi/pulumi). */
export const SIGNATURE = "4dabf18193072939515e22adb298388d";

function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (value === null || typeof value !== "object") return value;
  if (SIGNATURE in value) return "[secret]";
  const entries = Object.entries(value).map(([name, inner]) => [name, withoutSecrets(inner)]);
  return Object.fromEntries(entries) as unknown;
}

/** A message without the engine's colour markers (`<{%fg 1%}>`). */
export function plain(message: string): string {
  return message.replace(/<\{%.*?%\}>/g, "").trimEnd();
}
