import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type { AlarmTopics } from "../cloudwatch/severity";
import { metricAlarm } from "../cloudwatch/alarm";
import { summaryAlarms } from "../cloudwatch/alarmGroup";
import {
  connectionDown,
  failoverTerms,
  lightLevelQuery,
  linkMetric,
  pathDown,
  tunnelMetric,
  type MathTerm,
  type WatchedLink,
  type WatchedTunnel,
} from "./alarmPlan";

/** Arguments of {@link ConnectivityAlarms}. */
export interface ConnectivityAlarmsArgs {
  /** ARNs of the topics that get the alarms. */
  readonly topics: AlarmTopics;
  /** Links whose cross-connect is up. */
  readonly links: readonly WatchedLink[];
  /** Tunnels, each watched by itself: AWS's maintenance takes down one at a time. */
  readonly tunnels: readonly WatchedTunnel[];
  /** ID of the gateway that all paths end on: part of the name of the alarm for all of them. */
  readonly gatewayId: pulumi.Input<string>;
  /**
   * Weakest light that is fine, in dBm.
   * @default -14.4, the least that 10GBASE-LR receivers are made for
   */
  readonly lightLevelThreshold?: number;
}

const runbook = "docs/runbooks/dx-failover.md";

/**
 * Alarms of every path to the data centre: ports, light, BGP over links, tunnels; one for no path
 * left at all; and the metric and alarm for running on the failover path.
 */
export class ConnectivityAlarms extends pulumi.ComponentResource {
  /** ARN of the alarm for no path left. */
  public readonly noPathAlarmArn: pulumi.Output<string>;

  constructor(name: string, args: ConnectivityAlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:connectivity:ConnectivityAlarms", name, {}, opts);
    const child = { parent: this };
    const { topics, links, tunnels } = args;

    const ports = links.flatMap((link) => {
      const prefix = `${name}-${link.name}`;
      return [
        metricAlarm(`${prefix}-connection`, connectionDown(link), [], child),
        ...link.portIds.map((portId, index) =>
          lightAlarm(`${prefix}-light-${index + 1}`, { link, portId }, args, child),
        ),
      ];
    });
    const linkAlarms = links.map((link) => {
      const text = `BGP over Direct Connect link ${link.name} is down. ${runbook}`;
      return metricAlarm(`${name}-${link.name}-bgp`, pathDown(linkMetric(link), text), [], child);
    });
    const tunnelAlarms = tunnels.map((tunnel) => {
      const text = `VPN tunnel ${tunnel.name} is down. ${runbook}`;
      const spec = pathDown(tunnelMetric(tunnel), text);
      return metricAlarm(`${name}-tunnel-${tunnel.name}`, spec, [], child);
    });
    if (links.length > 0 && tunnels.length > 0) {
      failoverAlarm(`${name}-failover`, args, child);
    }
    // Each path alone is a warning: another one carries its traffic. What says that none does has a message of its own.
    const single = [...ports, ...linkAlarms, ...tunnelAlarms].map(
      (alarm) => ({ severity: "warning", alarm }) as const,
    );
    summaryAlarms(name, { about: "Links to the data centre", runbook, topics }, single, child);
    const noPath = noPathAlarm(`${name}-no-path`, [...linkAlarms, ...tunnelAlarms], args, child);

    this.noPathAlarmArn = noPath.arn;
    this.registerOutputs({ noPathAlarmArn: this.noPathAlarmArn });
  }
}

/** Goes off when every link's BGP and every tunnel is down at the same time. */
function noPathAlarm(
  name: string,
  paths: readonly cloudwatch.MetricAlarm[],
  { topics, gatewayId }: ConnectivityAlarmsArgs,
  opts: pulumi.CustomResourceOptions,
): cloudwatch.CompositeAlarm {
  const terms = paths.map((alarm) => pulumi.interpolate`ALARM("${alarm.name}")`);
  return new cloudwatch.CompositeAlarm(
    name,
    {
      alarmName: pulumi.interpolate`${name}-${gatewayId}`,
      alarmDescription: `No path is left between the VPC and the data centre: links and tunnels are down. ${runbook}`,
      alarmRule: pulumi.all(terms).apply((texts) => texts.join(" AND ")),
      alarmActions: [topics.critical],
      okActions: [topics.critical],
    },
    opts,
  );
}

/** The metric "running on the failover path" and its alarm. */
function failoverAlarm(
  name: string,
  { topics, links, tunnels }: ConnectivityAlarmsArgs,
  opts: pulumi.CustomResourceOptions,
): void {
  const terms = failoverTerms(links.map(linkMetric), tunnels.map(tunnelMetric));
  new cloudwatch.MetricAlarm(
    name,
    {
      alarmDescription: `Running on the failover path: no Direct Connect link works, the VPN carries everything, slower. ${runbook}`,
      metricQueries: terms.map(query),
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      evaluationPeriods: 1,
      treatMissingData: "notBreaching",
      alarmActions: [topics.critical],
      okActions: [topics.critical],
      tags: { Name: name },
    },
    opts,
  );
}

function query({ id, expression, path }: MathTerm) {
  if (!path) {
    return { id, expression, label: "Running on the failover path", returnData: true };
  }
  const { namespace, metricName, dimensions, name } = path;
  const metric = {
    namespace,
    metricName,
    dimensions: { ...dimensions },
    period: 300,
    stat: "Minimum",
  };
  return { id, label: name, metric, returnData: false };
}

/** Light fades before a link fails: a dirty connector, a bent fibre. */
function lightAlarm(
  name: string,
  { link, portId }: { link: WatchedLink; portId: pulumi.Input<string> },
  { lightLevelThreshold }: ConnectivityAlarmsArgs,
  opts: pulumi.CustomResourceOptions,
): cloudwatch.MetricAlarm {
  const expression = pulumi.output(portId).apply(lightLevelQuery);
  return new cloudwatch.MetricAlarm(
    name,
    {
      alarmDescription: `Light on Direct Connect link ${link.name} in ${link.location} is weak: have fibre and optics looked at before it fails. ${runbook}`,
      metricQueries: [{ id: "light", expression, period: 300, returnData: true }],
      comparisonOperator: "LessThanThreshold",
      threshold: lightLevelThreshold ?? -14.4,
      evaluationPeriods: 3,
      treatMissingData: "notBreaching",
      alarmActions: [],
      okActions: [],
      tags: { Name: name },
    },
    opts,
  );
}
