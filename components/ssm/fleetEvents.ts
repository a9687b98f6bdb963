import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";

/** What a fleet can fail at. */
export interface FleetFailures {
  /** ID of the maintenance window; undefined where there is none. */
  readonly windowId: pulumi.Output<string> | undefined;
  /** IDs of the associations. */
  readonly associationIds: readonly pulumi.Input<string>[];
  /** ARN of the topic that hears of it. */
  readonly topicArn: pulumi.Input<string>;
}

/**
 * Tells people of nodes that were not patched, or are not what they have to be.
 *
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/reference-eventbridge-events.html
 */
export function reportFailures(
  name: string,
  { windowId, associationIds, topicArn }: FleetFailures,
  opts: pulumi.CustomResourceOptions,
): void {
  const tell = (what: string, description: string, pattern: object): void => {
    const called = `${name}-${what}`;
    const eventPattern = pulumi.jsonStringify({ source: ["aws.ssm"], ...pattern });
    const rule = new cloudwatch.EventRule(
      called,
      { description, eventPattern, tags: { Name: called } },
      opts,
    );
    new cloudwatch.EventTarget(`${called}-target`, { rule: rule.name, arn: topicArn }, opts);
  };
  tell("not-as-it-has-to-be", "An association of the fleet failed. docs/runbooks/fleet.md", {
    "detail-type": ["EC2 State Manager Association State Change"],
    detail: { "association-id": associationIds, status: ["Failed"] },
  });
  if (windowId === undefined) return;
  tell("not-patched", "The fleet's window did not patch all nodes. docs/runbooks/fleet.md", {
    "detail-type": ["Maintenance Window Execution State-change Notification"],
    detail: { "window-id": [windowId], status: ["FAILED", "TIMED_OUT"] },
  });
}
