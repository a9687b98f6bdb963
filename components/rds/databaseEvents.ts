import type * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type { AlarmTopics } from "../cloudwatch/severity";

/**
 * Tells the topic about what RDS reports of a database: failovers, failures, low storage and
 * recoveries, which no metric shows.
 *
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-cloud-watch-events.html
 */
export function databaseEvents(
  name: string,
  source: { readonly identifiers: readonly string[]; readonly kind: "instance" | "cluster" },
  topics: AlarmTopics,
  opts: pulumi.CustomResourceOptions,
): void {
  const rule = new cloudwatch.EventRule(
    `${name}-events`,
    {
      description: "Failovers, failures and low storage of a database, as RDS reports them",
      eventPattern: JSON.stringify({
        source: ["aws.rds"],
        "detail-type": [
          source.kind === "instance" ? "RDS DB Instance Event" : "RDS DB Cluster Event",
        ],
        detail: {
          SourceIdentifier: source.identifiers,
          EventCategories: ["failover", "failure", "low storage", "recovery", "read replica"],
        },
      }),
      tags: { Name: `${name}-events` },
    },
    opts,
  );
  new cloudwatch.EventTarget(
    `${name}-events-target`,
    { rule: rule.name, arn: topics.critical },
    opts,
  );
}
