import type { Program } from "../support/policy";
import { itJudges } from "./cases";

const metricAlarm = "aws:cloudwatch/metricAlarm:MetricAlarm";
const compositeAlarm = "aws:cloudwatch/compositeAlarm:CompositeAlarm";

function topic(program: Program, heard: boolean) {
  const declared = program.add(
    "aws:sns/topic:Topic",
    "topic",
    {},
    { outputs: { arn: "topic-arn" } },
  );
  if (heard) {
    program.add("aws:sns/topicSubscription:TopicSubscription", "ear", { topic: declared.arn });
  }
  return declared;
}

itJudges("require-heard-alarms", [
  {
    what: "alarms of both kinds that somebody hears",
    program: (program) => {
      const alarmActions = [topic(program, true).arn];
      program.add(metricAlarm, "metric", { alarmActions });
      program.add(compositeAlarm, "composite", { alarmActions });
    },
  },
  {
    what: "alarms that one over them speaks for, by its rule and by one more between",
    program: (program) => {
      const metric = program.add(metricAlarm, "metric", {});
      const between = program.add(compositeAlarm, "between", { alarmRule: metric.id });
      program.add(metricAlarm, "named", { name: "orders-cpu" });
      program.add(compositeAlarm, "over", {
        alarmRule: between.id,
        alarmActions: [topic(program, true).arn],
      });
      program.add(compositeAlarm, "by-name", {
        alarmRule: 'ALARM("orders-cpu") OR ALARM(orders-memory)',
        alarmActions: ["arn:aws:sns:eu-west-1:123456789012:alarms"],
      });
    },
  },
  {
    what: "alarms under one that tells nobody",
    program: (program) => {
      const metric = program.add(metricAlarm, "metric", {});
      program.add(compositeAlarm, "over", { alarmRule: metric.id });
    },
    rejects: ["metric", "over"],
  },
  {
    what: "a topic that a chat channel shows",
    program: (program) => {
      const { arn } = topic(program, false);
      program.add("aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration", "chat", {
        snsTopicArns: [arn],
      });
      program.add(metricAlarm, "metric", { alarmActions: [arn] });
    },
  },
  {
    what: "a topic of another stack",
    program: (program) => {
      const alarmActions = ["arn:aws:sns:eu-west-1:123456789012:alarms"];
      program.add(metricAlarm, "metric", { alarmActions });
    },
  },
  {
    what: "an alarm that notifies nobody",
    program: (program) => {
      program.add(metricAlarm, "metric", {});
      program.add(compositeAlarm, "composite", { alarmActions: [] });
    },
    rejects: ["metric", "composite"],
    says: /notifies nobody.*\n.*alarmActions of aws\.cloudwatch/,
  },
  {
    what: "a topic without a subscriber",
    program: (program) => {
      program.add(metricAlarm, "metric", { alarmActions: [topic(program, false).arn] });
    },
    rejects: ["metric"],
    says: /notifies aws\.sns\.Topic "topic", to which nobody is subscribed/,
  },
]);

const vifType = "aws:directconnect/privateVirtualInterface:PrivateVirtualInterface";

itJudges("require-alarms", [
  {
    what: "a link and a VPN with alarms, by dimensions and in a query",
    program: (program) => {
      const vif = program.add(vifType, "vif", {});
      const vpn = program.add("aws:ec2/vpnConnection:VpnConnection", "vpn", {});
      program.add(metricAlarm, "link", { dimensions: { VirtualInterfaceId: vif.id } });
      const metric = { dimensions: { VpnId: vpn.id } };
      program.add(metricAlarm, "tunnel", { metricQueries: [{ id: "m", metric }] });
    },
  },
  {
    what: "a link beside one that is watched",
    program: (program) => {
      const vif = program.add(vifType, "vif", {});
      program.add(vifType, "dark", {});
      program.add(metricAlarm, "link", { dimensions: { VirtualInterfaceId: vif.id } });
    },
    rejects: ["dark"],
    says: /"dark" has no alarm for BGP over the link/,
  },
  {
    what: "two links that only an alarm for both knows of",
    program: (program) => {
      const metricQueries = ["one", "two"].map((id) => {
        const vif = program.add(vifType, id, {});
        return { id, metric: { dimensions: { VirtualInterfaceId: vif.id } } };
      });
      program.add(metricAlarm, "both", { metricQueries });
    },
    rejects: ["one", "two"],
  },
  {
    what: "a VPN without an alarm",
    program: (program) => {
      program.add("aws:ec2/vpnConnection:VpnConnection", "vpn", {});
    },
    rejects: ["vpn"],
    says: /no alarm for the tunnels.*\n.*VpnId of aws\.ec2\.VpnConnection "vpn"/,
  },
  {
    what: "databases by the names that RDS gives their instances, and a plan by its vault",
    program: (program) => {
      program.add("aws:rds/instance:Instance", "orders", { identifier: "test-orders" });
      program.add("aws:rds/cluster:Cluster", "shop", { clusterIdentifier: "test-shop" });
      for (const [name, identifier] of [
        ["one", "test-orders"],
        ["two", "test-shop-instance-1"],
      ] as const) {
        program.add(metricAlarm, name, { dimensions: { DBInstanceIdentifier: identifier } });
      }
      const vault = program.add("aws:backup/vault:Vault", "main", {});
      program.add("aws:backup/plan:Plan", "gold", { rules: [{ targetVaultName: vault.id }] });
      program.add(metricAlarm, "none", { dimensions: { BackupVaultName: vault.id } });
    },
  },
  {
    what: "a database, a plan, a gateway, a certificate and targets that alarms on others leave out",
    program: (program) => {
      program.add("aws:rds/instance:Instance", "orders", { identifier: "test-orders-old" });
      program.add("aws:rds/cluster:Cluster", "shop", { clusterIdentifier: "test" });
      program.add(metricAlarm, "one", { dimensions: { DBInstanceIdentifier: "test-orders" } });
      const [vault, other] = ["main", "other"].map((name) =>
        program.add("aws:backup/vault:Vault", name, {}),
      );
      program.add("aws:backup/plan:Plan", "gold", { rules: [{ targetVaultName: vault?.id }] });
      program.add(metricAlarm, "none", { dimensions: { BackupVaultName: other?.id } });
      program.add("aws:storagegateway/gateway:Gateway", "files", {});
      program.add("aws:acm/certificate:Certificate", "tls", {});
      program.add("aws:lb/targetGroup:TargetGroup", "targets", {});
    },
    rejects: ["orders", "shop", "gold", "files", "tls", "targets"],
  },
  {
    what: "a group of schedules with an alarm, and one without",
    program: (program) => {
      const group = (name: string) =>
        program.add("aws:scheduler/scheduleGroup:ScheduleGroup", name, {});
      const dimensions = { ScheduleGroup: group("reports").id };
      program.add(metricAlarm, "dropped", { dimensions });
      group("imports");
    },
    rejects: ["imports"],
    says: /"imports" has no alarm for starts that fail.*\n.*ScheduleGroup of/,
  },
]);
