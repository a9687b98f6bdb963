import { describe, type Resource } from "../../graph";
import { nist, wellArchitected } from "../../frameworks";
import type { Rule } from "../../rule";
import { types } from "../../types";

/** What holds data that nothing else can bring back. */
const stores = [
  ...types.rdsInstance,
  ...types.databaseCluster,
  ...types.bucket,
  ...types.table,
  ...types.fileSystem,
];

/** Losing these loses data as well: what a cache has not uploaded, what only a vault has. */
const holders = [...stores, ...types.storageGateway, ...types.backupVault];

const classes = ["public", "internal", "confidential"];

/** A tag's value, from the resource's own tags or from the provider's default ones. */
function tag({ props }: Resource, key: string): string | undefined {
  return props.object("tags")?.string(key) ?? props.object("tagsAll")?.string(key);
}

export const dataStoreRules: readonly Rule[] = [
  {
    number: 39,
    name: "require-protect",
    description: "Resources that hold data carry Pulumi's protect.",
    why: "A renamed component or a changed immutable property replaces a database as readily as a route; protect stops the update instead.",
    severity: "high",
    framework: wellArchitected("REL09-BP02", "Secure and encrypt backups"),
    tags: ["data-protection"],
    remediationSteps: "Add the resource option protect: true.",
    url: "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_backing_up_data_secured_backups_data.html",
    types: holders,
    check(resource, report) {
      if (resource.protect) return;
      report.violation(
        resource,
        `${describe(resource)} holds data and may be deleted or replaced by any update`,
        "protect: true, in the resource's options",
      );
    },
  },
  {
    number: 44,
    name: "require-data-classification",
    description:
      "Everything that holds data says its class by the tag data-classification; nothing classed on-prem-only is in AWS.",
    why: "Who may read data, where copies may be and how long they are kept follows from its class; data that must not leave the data centre has left it with the first byte.",
    severity: "critical",
    framework: nist("AC-16", "Security and Privacy Attributes"),
    tags: ["governance", "residency"],
    remediationSteps: `Tag the resource data-classification: ${classes.join(", ")}. Keep on-prem-only data in the data centre.`,
    url: "https://docs.aws.amazon.com/whitepapers/latest/data-classification/data-classification.html",
    types: [...stores, ...types.nfsFileShare, ...types.smbFileShare],
    check(resource, report) {
      const found = tag(resource, "data-classification");
      const { props } = resource;
      const later =
        props.isUnknown("tags") ||
        (props.object("tags")?.isUnknown("data-classification") ?? false);
      if (later || (found !== undefined && classes.includes(found))) return;
      const line = `tags["data-classification"]: one of ${classes.join(", ")}`;
      if (found === "on-prem-only") {
        report.violation(
          resource,
          `${describe(resource)} keeps data in AWS that is classed on-prem-only`,
          "take the data back to the data centre; its class is not yours to change",
        );
      } else {
        report.violation(
          resource,
          found === undefined
            ? `${describe(resource)} does not say which class of data it holds`
            : `${describe(resource)} has a class of data that nobody knows, ${found}`,
          line,
        );
      }
    },
  },
];
