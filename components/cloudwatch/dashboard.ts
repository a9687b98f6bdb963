import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import { dashboardWidgets } from "./dashboardPlan";
import type { Section } from "./section";

/** Arguments of {@link Dashboard}. */
export interface DashboardArgs {
  /** Its name: unique in the account, since dashboards are in no Region. */
  readonly dashboardName: string;
  /** The Region that the metrics are in. */
  readonly region: string;
  /** What is on it, from the top down. */
  readonly sections: readonly Section[];
}

/**
 * A stack on one page: by subsystem, the state of its alarms and the metrics that people look at, both sides beside each
 * other. It costs 3 US dollars a month, from the account's fourth dashboard on.
 *
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Dashboards.html
 */
export class Dashboard extends pulumi.ComponentResource {
  /** Name of the dashboard. */
  public readonly dashboardName: pulumi.Output<string>;

  constructor(name: string, args: DashboardArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:cloudwatch:Dashboard", name, {}, opts);
    const widgets = dashboardWidgets(args.sections, args.region);

    const dashboard = new cloudwatch.Dashboard(
      `${name}-page`,
      {
        dashboardName: args.dashboardName,
        dashboardBody: pulumi.jsonStringify({ start: "-PT12H", widgets }),
      },
      { parent: this },
    );

    this.dashboardName = dashboard.dashboardName;
    this.registerOutputs({ dashboardName: this.dashboardName });
  }
}
