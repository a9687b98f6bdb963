import { describe } from "../../graph";
import { securityHub, securityHubUrl } from "../../frameworks";
import type { Rule } from "../../rule";
import { types } from "../../types";

/** The property that names the key, by what it encrypts. */
const keys: readonly { readonly types: readonly string[]; readonly key: string }[] = [
  { types: types.topic, key: "kmsMasterKeyId" },
  { types: types.logGroup, key: "kmsKeyId" },
  { types: [...types.rdsInstance, ...types.rdsCluster], key: "performanceInsightsKmsKeyId" },
];

export const customerKeyRules: readonly Rule[] = [
  {
    number: 23,
    name: "require-customer-keys-for-what-is-said",
    description:
      "Topics, log groups and Performance Insights are encrypted with a customer managed KMS key.",
    why: "Alarms, logs and SQL statements repeat the data they are about; they deserve the key that it has.",
    severity: "medium",
    framework: securityHub("SNS.1", "SNS topics should be encrypted at-rest using AWS KMS"),
    tags: ["sns", "logs", "rds", "encryption"],
    remediationSteps:
      "Set kmsMasterKeyId of the topic, kmsKeyId of the log group, performanceInsightsKmsKeyId of the database.",
    url: securityHubUrl("sns", "SNS.1"),
    types: keys.flatMap((each) => each.types),
    check(resource, report) {
      const { props } = resource;
      const insights = props.boolean("performanceInsightsEnabled") === true;
      for (const { types: of, key } of keys) {
        if (!of.includes(resource.type)) continue;
        if (key === "performanceInsightsKmsKeyId" && !insights) continue;
        const awsKey = /\balias\/aws\//.test(props.string(key) ?? "");
        if (props.isSet(key) && !awsKey) continue;
        report.violation(
          resource,
          `${describe(resource)} is not encrypted with a customer key`,
          `${key}: a customer managed key`,
        );
      }
    },
  },
  {
    number: 41,
    name: "enable-logs-with-retention",
    description: "Databases export their logs, and log groups say how long they keep events.",
    why: "A database's own log is on its disk and gone with it; a log group without a retention keeps personal data for ever.",
    severity: "medium",
    framework: securityHub("RDS.9", "RDS DB instances should publish logs to CloudWatch Logs"),
    tags: ["rds", "logs", "logging"],
    remediationSteps:
      'Set enabledCloudwatchLogsExports of the database (PostgreSQL: ["postgresql", "upgrade"]) and retentionInDays of the log group.',
    url: securityHubUrl("rds", "RDS.9"),
    types: [...types.rdsInstance, ...types.rdsCluster, ...types.logGroup],
    check(resource, report, settings) {
      const { props } = resource;
      if ((types.logGroup as readonly string[]).includes(resource.type)) {
        const days = props.number("retentionInDays") ?? 0;
        const least = settings.minimumLogRetentionDays;
        if (props.isUnknown("retentionInDays") || days >= least) return;
        report.violation(
          resource,
          `${describe(resource)} keeps its events for ${days === 0 ? "ever" : `${days} days only`}`,
          `retentionInDays: how long they are of use${least > 1 ? `, ${least} or more` : ""}`,
        );
        return;
      }
      const exports = "enabledCloudwatchLogsExports";
      if (props.strings(exports).length > 0 || props.unknowns(exports) > 0) return;
      report.violation(
        resource,
        `${describe(resource)} keeps its logs to itself`,
        `${exports}: the engine's logs`,
      );
    },
  },
];
