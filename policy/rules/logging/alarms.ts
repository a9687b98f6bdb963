import { describe, type Graph, type Node } from "../../graph";
import { securityHub, securityHubUrl, wellArchitected } from "../../frameworks";
import type { Rule } from "../../rule";
import { types, type Types } from "../../types";

const tags = ["cloudwatch", "logging"];

/** What has to be watched: a resource type, and the properties by which an alarm is about one. */
interface Watched {
  readonly types: Types;
  readonly what: string;
  /** The dimension to watch it by, for the message. */
  readonly dimension: string;
  /** Whether a value of the dimension names it, where that is not made from the resource: RDS names the members of a cluster. */
  readonly named?: (resource: Node, value: string) => boolean;
  /** What an alarm may be about instead. */
  readonly through?: (resource: Node) => readonly Node[];
}

/** A further kind of resource that must have an alarm is a further line. */
const watched: readonly Watched[] = [
  {
    types: types.virtualInterface,
    what: "BGP over the link",
    dimension: "VirtualInterfaceId",
  },
  { types: types.vpnConnection, what: "the tunnels", dimension: "VpnId" },
  { types: types.targetGroup, what: "its targets", dimension: "TargetGroup" },
  {
    types: types.rdsInstance,
    what: "the database",
    dimension: "DBInstanceIdentifier",
    named: (instance, value) => value === instance.props.string("identifier"),
  },
  {
    types: types.rdsCluster,
    what: "its instances",
    dimension: "DBInstanceIdentifier",
    named: (cluster, value) =>
      value.startsWith(`${cluster.props.string("clusterIdentifier") ?? "?"}-instance-`),
  },
  { types: types.storageGateway, what: "the gateway", dimension: "GatewayId" },
  {
    types: types.backupPlan,
    what: "days without a backup",
    dimension: "BackupVaultName",
    through: (plan) => plan.sources["rules"] ?? [],
  },
  { types: types.certificate, what: "its end", dimension: "CertificateArn" },
  // Metrics of schedules have no other dimension than their group.
  { types: types.scheduleGroup, what: "starts that fail", dimension: "ScheduleGroup" },
];

/**
 * Whether an alarm is about this resource: by its dimensions, or in a query that is about nothing
 * else. An alarm on several paths at once does not tell which one is lost.
 */
function isAbout(alarm: Node, resource: Node, { types: kinds, ...watched }: Watched): boolean {
  if (alarm.sources["dimensions"]?.includes(resource)) return true;
  const others = watched.through?.(resource) ?? [];
  if (others.some((other) => alarm.sources["dimensions"]?.includes(other))) return true;
  const value = alarm.props.object("dimensions")?.string(watched.dimension);
  if (value !== undefined && watched.named?.(resource, value) === true) return true;
  const queried = (alarm.sources["metricQueries"] ?? []).filter(({ type }) => kinds.includes(type));
  return queried.length === 1 && queried[0] === resource;
}

function topicsOf(graph: Graph, alarm: Node) {
  return graph.references(alarm, "alarmActions", types.topic);
}

/** Topics that somebody reads: a subscriber of SNS, or a channel of a chat application. */
function heardTopics(graph: Graph): ReadonlySet<Node> {
  const reads = (kinds: Types, property: string) =>
    graph.ofType(kinds).flatMap((each) => graph.references(each, property, types.topic).certain);
  return new Set([
    ...reads(types.topicSubscription, "topic"),
    ...reads(types.chatChannel, "snsTopicArns"),
  ]);
}

function isComposite({ type }: Node): boolean {
  const kinds: Types = types.compositeAlarm;
  return kinds.includes(type);
}

/** The alarms in another one's rule: by what the rule was made from, and by the names in it. */
function alarmsUnder(graph: Graph, composite: Node): Node[] {
  const rule = composite.props.string("alarmRule") ?? "";
  const names = [...rule.matchAll(/\(\s*"?([^")]+?)"?\s*\)/g)].map(([, name]) => name);
  const isNamed = (alarm: Node): boolean =>
    names.includes(alarm.props.string("name") ?? alarm.props.string("alarmName") ?? "");
  const made = composite.sources["alarmRule"] ?? [];
  return graph.ofType(types.alarm).filter((alarm) => made.includes(alarm) || isNamed(alarm));
}

/** Alarms, and those under them that one of these speaks for. */
function withThoseUnder(graph: Graph, speaking: readonly Node[]): ReadonlySet<Node> {
  const all = new Set(speaking);
  for (const alarm of all) {
    if (!isComposite(alarm)) continue;
    for (const each of alarmsUnder(graph, alarm)) all.add(each);
  }
  return all;
}

export const alarmRules: readonly Rule[] = [
  {
    number: 42,
    name: "require-heard-alarms",
    description:
      "Every alarm, or one over it that goes off with it, leads to a topic that somebody reads.",
    why: "An alarm without a listener is a light in an empty room.",
    severity: "medium",
    framework: securityHub(
      "CloudWatch.15",
      "CloudWatch alarms should have specified actions configured",
    ),
    tags,
    remediationSteps:
      "Give the alarm, or an aws.cloudwatch.CompositeAlarm with it in its rule, the ARN of an aws.sns.Topic in alarmActions, and the topic an aws.sns.TopicSubscription.",
    url: securityHubUrl("cloudwatch", "CloudWatch.15"),
    checkStack(graph, report) {
      const heard = heardTopics(graph);
      const isHeard = (alarm: Node): boolean => {
        const { certain, possible, external, unresolved } = topicsOf(graph, alarm);
        const elsewhere = external.length + possible.length > 0 || unresolved;
        return elsewhere || certain.some((topic) => heard.has(topic));
      };
      const alarms = graph.ofType(types.alarm);
      const spoken = withThoseUnder(graph, alarms.filter(isHeard));
      for (const alarm of alarms) {
        if (spoken.has(alarm)) continue;
        const [topic] = topicsOf(graph, alarm).certain;
        report.violation(
          alarm,
          topic
            ? `${describe(alarm)} notifies ${describe(topic)}, to which nobody is subscribed`
            : `${describe(alarm)} notifies nobody`,
          topic
            ? `add an aws.sns.TopicSubscription with topic of ${describe(topic)}`
            : `alarmActions of ${describe(alarm)}: the ARN of a topic`,
        );
      }
    },
  },
  {
    number: 49,
    name: "require-alarms",
    description:
      "Direct Connect virtual interfaces, VPN connections, target groups, databases, file gateways, certificates, the vaults of backup plans and groups of schedules have alarms of their own.",
    why: "With failover in place a lost link is not felt, until the second one is lost as well; nobody waits for what did not start.",
    severity: "high",
    framework: wellArchitected("REL06-BP01", "Monitor all components for the workload"),
    tags: [...tags, "hybrid", "resilience"],
    remediationSteps: "Add an aws.cloudwatch.MetricAlarm whose dimensions name the resource.",
    url: "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_monitor_aws_resources_monitor_resources.html",
    checkStack(graph, report) {
      const alarms = graph.ofType(types.metricAlarm);
      for (const each of watched) {
        const { what, dimension } = each;
        for (const resource of graph.ofType(each.types)) {
          if (alarms.some((alarm) => isAbout(alarm, resource, each))) continue;
          report.violation(
            resource,
            `${describe(resource)} has no alarm for ${what}`,
            `add an aws.cloudwatch.MetricAlarm with ${dimension} of ${describe(resource)} in its dimensions`,
          );
        }
      }
    },
  },
];
