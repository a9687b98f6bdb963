import type * as pulumi from "@pulumi/pulumi";
import type { Chart } from "./charts";
import type { Section } from "./section";

/** A widget as CloudWatch's dashboards have it. */
export interface Widget {
  readonly type: "text" | "alarm" | "metric";
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: Readonly<Record<string, pulumi.Input<unknown>>>;
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
export const dashboardLimits = { widgets: 500, alarmsOfWidget: 100, columns: 24 } as const;

const CHART = { width: 8, height: 6 } as const;
/** Widgets that are kept for the alarms of subsystems that have no place of their own. */
const RESERVED = 100;

type Size = Pick<Widget, "width" | "height">;

/**
 * The widgets of a dashboard: each subsystem's heading, the state of its alarms, and its charts, three in a row. Where there
 * are more than a dashboard takes, the last subsystems have their alarms alone, together.
 */
export function dashboardWidgets(sections: readonly Section[], region: string): Widget[] {
  const rows = new Rows(region);
  const crowded: Section[] = [];
  for (const section of sections) {
    const size = 1 + chunks(section.alarmArns).length + section.charts.length;
    if (rows.widgets.length + size > dashboardLimits.widgets - RESERVED) crowded.push(section);
    else rows.section(section);
  }
  if (crowded.length > 0) {
    const names = crowded.length === 1 ? "1 more subsystem" : `${crowded.length} more subsystems`;
    const alarmArns = crowded.flatMap((each) => each.alarmArns);
    rows.section({ name: `Alarms of ${names}`, alarmArns, charts: [] });
  }
  return rows.widgets;
}

class Rows {
  readonly widgets: Widget[] = [];
  private y = 0;

  constructor(private readonly region: string) {}

  section({ name, alarmArns, charts }: Section): void {
    this.row([{ type: "text", properties: { markdown: `## ${name}` } }], {
      width: dashboardLimits.columns,
      height: 1,
    });
    for (const alarms of chunks(alarmArns)) {
      const properties = { title: `${name}: alarms`, alarms };
      const height = 1 + Math.ceil(alarms.length / 4);
      this.row([{ type: "alarm", properties }], { width: dashboardLimits.columns, height });
    }
    for (let first = 0; first < charts.length; first += 3) {
      const three = charts.slice(first, first + 3);
      this.row(
        three.map((chart) => ({ type: "metric", properties: chartProperties(chart, this.region) })),
        CHART,
      );
    }
  }

  private row(widgets: readonly Pick<Widget, "type" | "properties">[], size: Size): void {
    widgets.forEach((widget, index) => {
      this.widgets.push({ ...widget, ...size, x: index * size.width, y: this.y });
    });
    this.y += size.height;
  }
}

function chartProperties(
  { title, metrics, alarmArn }: Chart,
  region: string,
): Widget["properties"] {
  if (alarmArn) {
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
    return { title, region, view: "timeSeries", annotations: { alarms: [alarmArn] } };
  }
  return {
    title,
    region,
    view: "timeSeries",
    stacked: false,
    period: 300,
    metrics: metrics.map(({ namespace, name, dimensions, stat }) => [
      namespace,
      name,
      ...Object.entries(dimensions).flat(),
      { stat },
    ]),
  };
}

function chunks<Each>(all: readonly Each[]): Each[][] {
  const size = dashboardLimits.alarmsOfWidget;
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}
