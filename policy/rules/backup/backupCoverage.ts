import { plainKey, selectable, selects } from "../../reading/backupSelections";
import { wellArchitected } from "../../frameworks";
import { describe, type Graph, type Node } from "../../graph";
import type { Rule } from "../../rule";
import { types } from "../../types";

/** Buckets that hold only what services report: logs, and what AWS Backup says of itself. */
function deliveries(graph: Graph): Set<Node> {
  const senders: { readonly of: readonly string[]; readonly property: string; key: string }[] = [
    { of: types.loadBalancer, property: "accessLogs", key: "bucket" },
    { of: types.loadBalancer, property: "connectionLogs", key: "bucket" },
    { of: types.backupReportPlan, property: "reportDeliveryChannel", key: "s3BucketName" },
  ];
  const nested = senders.flatMap(({ of, property, key }) =>
    graph.ofType(of).flatMap((sender) => {
      const within = sender.inputs.object(property);
      return within ? graph.references(sender, property, types.bucket, within, key).certain : [];
    }),
  );
  const logging = graph
    .ofType(types.bucketLogging)
    .flatMap((each) => graph.references(each, "targetBucket", types.bucket).certain);
  return new Set([...nested, ...logging]);
}

/** Buckets that others are replicated to. */
function bucketReplicas(graph: Graph): Node[] {
  return graph.ofType(types.bucketReplication).flatMap((replication) =>
    replication.inputs
      .objects("rules")
      .filter((rule) => rule.string("status") === "Enabled")
      .flatMap((rule) => rule.object("destination") ?? [])
      .flatMap((to) => graph.references(replication, "rules", types.bucket, to, "bucket").certain),
  );
}

/** A replica is as good as its source, which is backed up. */
function isReplica({ inputs }: Node): boolean {
  return ["replicateSourceDb", "replicationSourceIdentifier", "globalClusterIdentifier"].some(
    (key) => inputs.isSet(key),
  );
}

/** The classes that selections know, for the line to change. */
function classes(selections: readonly Node[], keys: readonly string[]): string {
  const known = selections.flatMap(({ inputs }) =>
    [
      ...inputs.objects("selectionTags"),
      ...inputs.objects("conditions").flatMap((condition) => condition.objects("stringEquals")),
    ]
      .filter((tag) => keys.includes(plainKey(tag.string("key"))))
      .flatMap((tag) => tag.string("value") ?? []),
  );
  return [...new Set(known)].sort().join(", ");
}

export const backupCoverageRules: readonly Rule[] = [
  {
    number: 36,
    name: "require-backup-plan",
    description: "Everything that holds data is in exactly one backup plan.",
    why: "What no plan selects is lost with its disk, its Region or one wrong command, and nobody is notified; what two plans select is paid for twice, and one of them makes promises that the other breaks.",
    severity: "critical",
    framework: wellArchitected(
      "REL09-BP01",
      "Identify and back up all data that needs to be backed up, or reproduce the data from sources",
    ),
    tags: ["backup", "data-protection"],
    remediationSteps:
      "Tag the resource backup-plan (or as backupTags says) with a class that an aws.backup.Selection selects. Logs that services deliver and replicas need none.",
    url: "https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html",
    checkStack(graph, report, { backupTags }) {
      const delivered = new Set([...deliveries(graph), ...bucketReplicas(graph)]);
      const selections = graph.ofType(types.backupSelection);
      const known = classes(selections, backupTags);
      const line = known === "" ? "a class that a backup plan selects" : `one of ${known}`;
      for (const node of graph.ofType(selectable)) {
        if (delivered.has(node) || isReplica(node)) continue;
        const matches = selections.map((selection) => ({
          selection,
          match: selects(graph, selection, node),
        }));
        const sure = matches.filter(({ match }) => match === "yes");
        const plans = new Set(
          sure.map(({ selection }) => {
            const { certain, external } = graph.references(selection, "planId", types.backupPlan);
            return certain[0]?.urn ?? external[0] ?? selection.urn;
          }),
        );
        if (plans.size > 1) {
          const names = sure.map(({ selection }) => describe(selection)).join(" and ");
          report.violation(
            node,
            `${describe(node)} is in ${plans.size} backup plans, by ${names}`,
            `tags["${backupTags[0]}"] of ${describe(node)}, or the selections: so that one of them takes it`,
          );
        }
        if (plans.size > 0) continue;
        const change = `tags["${backupTags[0]}"] of ${describe(node)}: ${line}`;
        if (matches.some(({ match }) => match === "unsure")) {
          report.unsure(node, `${describe(node)} may be in no backup plan`, change);
        } else {
          report.violation(node, `${describe(node)} holds data and is in no backup plan`, change);
        }
      }
    },
  },
];
