import type { EngineEvent } from "@pulumi/pulumi/automation";
import type { Rule } from "../../policy/rule";
import { plain } from "../../sandbox/events";

/** A violation as the engine reports it. */
export interface PolicyViolation {
  readonly policy: string;
  readonly pack: string;
  /** mandatory, advisory or remediate. */
  readonly enforcementLevel: string;
  /** Empty for a violation of the stack as a whole. */
  readonly urn: string;
  readonly message: string;
}

/** The violations in an event log: a JSON document a line, as the engine writes it. */
export function violationsIn(eventLog: string): PolicyViolation[] {
  return eventLog
    .split("\n")
    .filter((line) => line.trim() !== "")
    .flatMap((line) => {
      const { policyEvent } = JSON.parse(line) as EngineEvent;
      return policyEvent === undefined
        ? []
        : [
            {
              policy: policyEvent.policyName,
              pack: policyEvent.policyPackName,
              enforcementLevel: policyEvent.enforcementLevel,
              urn: policyEvent.resourceUrn ?? "",
              message: plain(policyEvent.message),
            },
          ];
    });
}

/** Levels of code scanning, by those of policies. */
const LEVELS: Readonly<Record<string, string>> = { mandatory: "error", advisory: "warning" };

/**
 * A log of GitHub's code scanning and of other readers of SARIF 2.1.0. A resource has no line in a file, so that each
 * result is on the stack's file, where a company changes what the rules hold, and names the resource by its URN.
 *
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarif(
  violations: readonly PolicyViolation[],
  rules: readonly Rule[],
  stackFile: string,
): object {
  const found = [...new Set(violations.map(({ policy }) => policy))].sort();
  const described = found.map((id) => {
    const rule = rules.find(({ name }) => name === id);
    return rule === undefined
      ? { id }
      : {
          id,
          shortDescription: { text: rule.description },
          fullDescription: { text: `${rule.description} ${rule.why}` },
          helpUri: rule.url,
          help: { text: rule.remediationSteps },
          properties: { tags: rule.tags, "problem.severity": rule.severity },
        };
  });
  const results = violations.map(({ policy, enforcementLevel, urn, message }) => ({
    ruleId: policy,
    ruleIndex: found.indexOf(policy),
    level: LEVELS[enforcementLevel] ?? "note",
    message: { text: message },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: stackFile }, region: { startLine: 1 } },
        ...(urn !== "" && { logicalLocations: [{ fullyQualifiedName: urn, kind: "resource" }] }),
      },
    ],
    // The same violation in the next run is the same result.
    partialFingerprints: { "policyAndResource/v1": `${policy} ${urn}` },
  }));
  const driver = {
    name: "landbridge-policy",
    informationUri: "https://www.pulumi.com/docs/insights/policy/",
    rules: described,
  };
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool: { driver }, results }],
  };
}
