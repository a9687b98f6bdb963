import { EventLog } from "../../sandbox/events";
import { violationsIn, type PolicyViolation } from "../policy/sarif";
import type { Properties } from "./state";
import { record, records, text } from "./values";

/** What a preview with the policy pack found. */
export interface PolicyResults {
  /** How many rules were evaluated. */
  readonly evaluated: number;
  readonly violations: readonly PolicyViolation[];
}

/** Somebody's permission to break a rule until a day. */
export interface Exemption {
  readonly rule: string;
  readonly resource: string;
  readonly reason: string;
  readonly owner: string;
  readonly expires: string;
  /** Days after which it ends; negative once it is over. */
  readonly days: number;
}

const DAY = 24 * 60 * 60 * 1000;

/** The results in an event log, as `pulumi preview --event-log` writes it. */
export function policyResults(eventLog: string): PolicyResults {
  return { evaluated: EventLog.of(eventLog).policies.size, violations: violationsIn(eventLog) };
}

/** The exemptions in the pack's configuration of a stack. */
export function exemptions(packConfig: Properties, today: Date): Exemption[] {
  const listed = records(record(packConfig, "configure-policy-pack"), "exemptions");
  return listed
    .map((each) => {
      const expires = text(each, "expires");
      return {
        rule: text(each, "rule"),
        resource: text(each, "urn"),
        reason: text(each, "reason"),
        owner: text(each, "owner"),
        expires,
        days: (Date.parse(expires) - Date.parse(today.toISOString().slice(0, 10))) / DAY,
      };
    })
    .sort((a, b) => (a.expires < b.expires ? -1 : 1));
}
