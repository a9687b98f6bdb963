import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import { metricAlarm, type AlarmSpec } from "./alarm";
import { severities, type AlarmTopics, type Severity } from "./severity";

/** What {@link alarmGroup} makes alarms of. */
export interface AlarmGroup {
  /** The one thing that they are about, as people call it: `Database orders`. */
  readonly about: string;
  /** Page that its messages name, such as `docs/runbooks/database-alarms.md`. */
  readonly runbook: string;
  readonly topics: AlarmTopics;
  /** What is watched, by the end of the alarms' names. */
  readonly specs: Readonly<Record<string, AlarmSpec>>;
}

/** An alarm that speaks through its group. */
export interface GroupedAlarm {
  readonly severity: Severity;
  readonly alarm: cloudwatch.MetricAlarm;
}

/** What {@link summaryAlarms} goes by. */
export interface Summaries extends Omit<AlarmGroup, "specs"> {
  /**
   * A critical alarm that speaks for itself: it is the only one of its severity.
   * @default none
   */
  readonly critical?: cloudwatch.MetricAlarm | undefined;
}

/**
 * Alarms of one thing, of which people hear once: what breaks sets off several of them. Each severity has one alarm that speaks:
 * the only one that it has, or one over them all ({@link summaryAlarms}). The single ones show which it is.
 *
 * @returns the alarms on metrics, by the end of their names.
 */
export function alarmGroup(
  name: string,
  { about, runbook, topics, specs }: AlarmGroup,
  opts: pulumi.CustomResourceOptions,
): Readonly<Record<string, cloudwatch.MetricAlarm>> {
  const all = Object.entries(specs).map(([suffix, spec]) => ({ suffix, spec, ...spec }));
  const [urgent, mild] = severities.map((each) => all.filter(({ severity }) => severity === each));
  const speaks = {
    critical: urgent?.length === 1,
    warning: mild?.length === 1 && urgent?.length === 0,
  };
  const made = all.map(({ suffix, severity, spec }) => {
    const own = speaks[severity] ? [topics[severity]] : [];
    return { suffix, severity, alarm: metricAlarm(`${name}-${suffix}`, spec, own, opts) };
  });
  const alone = made.find(({ severity }) => severity === "critical" && speaks.critical)?.alarm;
  const together = made.filter(({ severity }) => !speaks[severity]);
  summaryAlarms(name, { about, runbook, topics, critical: alone }, together, opts);
  return Object.fromEntries(made.map(({ suffix, alarm }) => [suffix, alarm]));
}

/**
 * An alarm of each severity over single ones that tell nobody. It goes off with the first of them and ends with the last. That of
 * the warnings is silent while the critical one is red: what is broken has warned as well.
 *
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-combining.html
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-suppression.html
 */
export function summaryAlarms(
  name: string,
  { about, runbook, topics, critical: alone }: Summaries,
  alarms: readonly GroupedAlarm[],
  opts: pulumi.CustomResourceOptions,
): void {
  let critical = alone?.arn;
  for (const severity of severities) {
    const own = alarms.filter((each) => each.severity === severity).map(({ alarm }) => alarm);
    for (let first = 0; first < own.length; first += MOST) {
      const suffix = first === 0 ? severity : `${severity}-${first / MOST + 1}`;
      const over = own.slice(first, first + MOST);
      const message = {
        about,
        runbook,
        severity,
        topicArn: topics[severity],
        silencedBy: critical,
      };
      const summary = summaryAlarm(`${name}-${suffix}`, over, message, opts);
      if (severity === "critical") critical ??= summary.arn;
    }
  }
}

/** Alarms under one: AWS takes 100, and 10,240 characters that name them. */
const MOST = 80;

interface Message {
  readonly about: string;
  readonly runbook: string;
  readonly severity: Severity;
  readonly topicArn: pulumi.Input<string>;
  readonly silencedBy: pulumi.Output<string> | undefined;
}

function summaryAlarm(
  name: string,
  alarms: readonly cloudwatch.MetricAlarm[],
  { about, runbook, severity, topicArn, silencedBy }: Message,
  opts: pulumi.CustomResourceOptions,
): cloudwatch.CompositeAlarm {
  const names = pulumi.all(alarms.map((alarm) => alarm.name));
  return new cloudwatch.CompositeAlarm(
    name,
    {
      // Unique in the account by what makes the names of alarms on metrics so.
      alarmName: names.apply(([first = ""]) => `${name}-${first.split("-").at(-1) ?? first}`),
      alarmDescription: `${about}: ${meaning[severity]}. Which of its alarms it is: the dashboard, or aws cloudwatch describe-alarms --children-of-alarm-name <name of this alarm>. ${runbook}`,
      alarmRule: names.apply((all) => all.map((each) => `ALARM("${each}")`).join(" OR ")),
      alarmActions: [topicArn],
      okActions: [topicArn],
      // Alarms look once a minute or in five: a warning waits for the failure that it may be a part of.
      ...(severity === "warning" &&
        silencedBy && {
          actionsSuppressor: { alarm: silencedBy, waitPeriod: 300, extensionPeriod: 60 },
        }),
      tags: { Name: name },
    },
    opts,
  );
}

const meaning: Readonly<Record<Severity, string>> = {
  critical: "something does not work, or data is at risk",
  warning: "it works, with less room or redundancy than planned",
};
