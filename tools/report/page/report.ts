import type { Estimate } from "../../cost/estimate";
import type { Diagram } from "../drawing/diagram";
import type { Layout } from "../drawing/layout";
import type { Part } from "../inventory";
import type { Job } from "../jobs";
import type { Exemption, PolicyResults } from "../policies";
import type { Reach } from "../reach";
import type { Service } from "../services";
import type { StackState } from "../state";

/** All that the page shows. */
export interface Report {
  readonly state: StackState;
  readonly region: string;
  /** Where the state comes from, in words. */
  readonly source: string;
  /** Whether it is of the sandbox: nothing of it exists. */
  readonly isStandIn: boolean;
  readonly diagram: Diagram;
  readonly layout: Layout;
  readonly services: readonly Service[];
  readonly jobs: readonly Job[];
  /** A month of what has a fixed price. */
  readonly costs: Estimate;
  readonly reach: Reach;
  readonly parts: readonly Part[];
  /** Undefined where no event log was given. */
  readonly policies: PolicyResults | undefined;
  readonly exemptions: readonly Exemption[];
}

/** Where each resource's row is, by URN. */
export function anchors({ parts }: Pick<Report, "parts">): ReadonlyMap<string, string> {
  return new Map(
    parts.flatMap(({ entries }) =>
      entries.map(({ resource, anchor }): [string, string] => [resource.urn, anchor]),
    ),
  );
}
