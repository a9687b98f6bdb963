import type * as pulumi from "@pulumi/pulumi";
import type { AlarmGroup } from "../cloudwatch/alarmGroup";
import type { AlarmTopics } from "../cloudwatch/severity";

const RUNBOOK = "docs/runbooks/file-gateway-alarms.md";

/**
 * The alarms of a file gateway, by the end of their names.
 *
 * https://docs.aws.amazon.com/filegateway/latest/files3/monitoring-file-gateway.html
 */
export function gatewayAlarms(
  gatewayName: string,
  gatewayId: pulumi.Input<string>,
  topics: AlarmTopics,
): AlarmGroup {
  const metric = {
    namespace: "AWS/StorageGateway",
    dimensions: { GatewayId: gatewayId, GatewayName: gatewayName },
  };
  const specs: AlarmGroup["specs"] = {
    // A gateway that sends nothing is off, or cut off from its endpoint.
    availability: {
      ...metric,
      severity: "critical",
      description: `File gateway ${gatewayName}: has reported a restart or lost its connection. Look at the appliance and at the way to its VPC endpoint. ${RUNBOOK}`,
      metricName: "AvailabilityNotifications",
      statistic: "Sum",
      comparison: ">",
      threshold: 0,
      treatMissingData: "breaching",
    },
    health: {
      ...metric,
      severity: "critical",
      description: `File gateway ${gatewayName}: a health notification. Its log group says which. ${RUNBOOK}`,
      metricName: "HealthNotifications",
      statistic: "Sum",
      comparison: ">",
      threshold: 0,
      treatMissingData: "notBreaching",
    },
    "cache-hit": {
      ...metric,
      severity: "warning",
      description: `File gateway ${gatewayName}: under 60 % of reads came from the cache for an hour, so clients wait for S3. A larger cache disk helps. ${RUNBOOK}`,
      metricName: "CacheHitPercent",
      statistic: "Average",
      comparison: "<",
      threshold: 60,
      evaluationPeriods: 12,
      treatMissingData: "notBreaching",
    },
    "cache-dirty": {
      ...metric,
      severity: "warning",
      description: `File gateway ${gatewayName}: over 80 % of the cache waits to be uploaded; writes fail when it is full. Look at the bandwidth to AWS. ${RUNBOOK}`,
      metricName: "CachePercentDirty",
      statistic: "Maximum",
      comparison: ">",
      threshold: 80,
      evaluationPeriods: 3,
      treatMissingData: "notBreaching",
    },
  };
  return { about: `File gateway ${gatewayName}`, runbook: RUNBOOK, topics, specs };
}
