import type { PolicyComplianceFramework, Severity } from "@pulumi/policy";
import type { Graph, Resource } from "./graph";
import type { Settings } from "./settings";
import type { Types } from "./types";

/** Something that a rule found. */
export interface Finding {
  readonly urn: string;
  /** What is wrong, on which resource. */
  readonly problem: string;
  /** The line to change. */
  readonly change: string;
  /** Whether the rule cannot tell in this preview: shown, never blocking. */
  readonly unsure?: boolean;
  /** Whether it is advice, whatever the rule's level: shown, never blocking. */
  readonly advice?: boolean;
}

/** Where a rule says what it found. */
export interface Report {
  readonly violation: Say;
  /** For what a preview cannot tell: said out loud instead of passed over. */
  readonly unsure: Say;
  /** For what a company may do on purpose, unless a setting forbids it. */
  readonly advice: Say;
}

/** Says what is wrong on a resource, and the line to change. */
export type Say = (on: Pick<Resource, "urn">, problem: string, change: string) => void;

/** One rule: all that the pack, its configuration and its documentation need to know about it. */
export interface Rule {
  /** The rule's number in docs/POLICIES.md; never used twice. */
  readonly number: number;
  /** The policy's name: a verb (disallow, enable, configure, require) and what it is about. */
  readonly name: string;
  /** What must hold, in one sentence. */
  readonly description: string;
  /** What goes wrong otherwise. */
  readonly why: string;
  readonly severity: Severity;
  readonly framework: PolicyComplianceFramework;
  readonly tags: readonly string[];
  readonly remediationSteps: string;
  readonly url: string;
  /** Locked rules hold in every environment: no level and no exemption relaxes them. */
  readonly locked?: boolean;
  /** The types that `check` is about. */
  readonly types?: Types;
  /** Checks one resource by itself, before it is created. */
  readonly check?: (resource: Resource, report: Report, settings: Settings) => void;
  /** Checks the whole stack. */
  readonly checkStack?: (graph: Graph, report: Report, settings: Settings) => void;
}

/** Collects what a rule finds. */
export function collect(run: (report: Report) => void): Finding[] {
  const findings: Finding[] = [];
  run({
    violation: ({ urn }, problem, change) => findings.push({ urn, problem, change }),
    unsure: ({ urn }, problem, change) => findings.push({ urn, problem, change, unsure: true }),
    advice: ({ urn }, problem, change) => findings.push({ urn, problem, change, advice: true }),
  });
  return findings;
}
