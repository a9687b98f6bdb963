import type * as pulumi from "@pulumi/pulumi";
import { awsName } from "../names";
import { chartsOf } from "./charts";
import { Dashboard } from "./dashboard";
import { outputOf } from "./outputOf";
import type { Section } from "./section";

const alarmTypes = [
  "aws:cloudwatch/metricAlarm:MetricAlarm",
  "aws:cloudwatch/compositeAlarm:CompositeAlarm",
];

interface Seen {
  readonly resource: pulumi.Resource;
  readonly type: string;
  readonly name: string;
}

/**
 * Sees each resource of a stack on its way, changes none, and knows which have alarms or metrics: so a component that
 * comes or goes takes its part of the dashboard along, and none of them has to know that there is one.
 */
export class Watched {
  private readonly seen: Seen[] = [];
  private readonly names = new Map<pulumi.Resource, string>();
  private readonly parents = new Map<pulumi.Resource, pulumi.Resource>();

  /** To be given to every component of the stack. */
  readonly see: pulumi.ResourceTransformation = ({ resource, type, name, opts }) => {
    this.names.set(resource, name);
    if (opts.parent) this.parents.set(resource, opts.parent);
    if (alarmTypes.includes(type) || chartsOf[type]) this.seen.push({ resource, type, name });
    return undefined;
  };

  /** Makes the dashboard of what has been seen so far, named after the stack. */
  dashboard(
    name: string,
    { namePrefix, region }: { readonly namePrefix: string; readonly region: string },
    opts: pulumi.ComponentResourceOptions,
  ): Dashboard {
    const sections = this.sections();
    return new Dashboard(
      name,
      { dashboardName: awsName("dashboard", namePrefix), region, sections },
      opts,
    );
  }

  /** What has been seen so far, by subsystem, in the order in which the program makes it. */
  private sections(): Section[] {
    const sections = new Map<string, Seen[]>();
    for (const each of this.seen) {
      const name = this.names.get(this.outermost(each.resource)) ?? each.name;
      sections.set(name, [...(sections.get(name) ?? []), each]);
    }
    return [...sections].map(([name, all]) => ({
      name,
      alarmArns: all
        .filter(({ type }) => alarmTypes.includes(type))
        .map(({ resource }) => outputOf(resource, "arn")),
      charts: all.flatMap(({ resource, type, name: called }) =>
        (chartsOf[type]?.(resource, called) ?? []).map((chart) => ({
          ...chart,
          title: `${called}: ${chart.title}`,
        })),
      ),
    }));
  }

  private outermost(resource: pulumi.Resource): pulumi.Resource {
    const parent = this.parents.get(resource);
    return parent && this.names.has(parent) ? this.outermost(parent) : resource;
  }
}
