import type * as pulumi from "@pulumi/pulumi";
import type { Chart } from "./charts";

/** What of one subsystem is on a dashboard. */
export interface Section {
  /** The outermost component. */
  readonly name: string;
  readonly alarmArns: readonly pulumi.Output<string>[];
  readonly charts: readonly Chart[];
}
