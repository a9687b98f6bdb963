import * as guardduty from "@pulumi/aws/guardduty";
import type * as pulumi from "@pulumi/pulumi";

/** What GuardDuty watches besides calls, flows and names. */
const FEATURES = ["S3_DATA_EVENTS", "RDS_LOGIN_EVENTS", "EBS_MALWARE_PROTECTION"] as const;

/**
 * GuardDuty with runtime monitoring: on the cluster's instances by an agent that Systems Manager installs, which sees their
 * containers too. It has none for servers of a data centre. A Region of an account has one detector.
 *
 * https://docs.aws.amazon.com/guardduty/latest/ug/runtime-monitoring.html
 */
export function threatDetection(name: string, opts: pulumi.CustomResourceOptions): void {
  const detector = new guardduty.Detector(
    name,
    { enable: true, findingPublishingFrequency: "FIFTEEN_MINUTES", tags: { Name: name } },
    opts,
  );
  const feature = (
    feature: string,
    more: Partial<guardduty.DetectorFeatureArgs> = {},
  ): guardduty.DetectorFeature =>
    new guardduty.DetectorFeature(
      `${name}-${feature.toLowerCase().replaceAll("_", "-")}`,
      { detectorId: detector.id, name: feature, status: "ENABLED", ...more },
      opts,
    );
  for (const each of FEATURES) feature(each);
  feature("RUNTIME_MONITORING", { additionalConfigurations: [...AGENTS] });
}

/** All that AWS knows: a refresh would show what is left out as a difference. */
const AGENTS = [
  { name: "EC2_AGENT_MANAGEMENT", status: "ENABLED" },
  { name: "ECS_FARGATE_AGENT_MANAGEMENT", status: "DISABLED" },
  { name: "EKS_ADDON_MANAGEMENT", status: "DISABLED" },
] as const;
