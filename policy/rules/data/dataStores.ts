import { describe } from "../../graph";
import { nist, wellArchitected } from "../../frameworks";
import { isTagUnknown, tagOf } from "../../reading/tags";
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
export const holders = [...stores, ...types.storageGateway, ...types.backupVault];

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
      "Everything that holds data says its class by a tag (data-classification, unless classTags says another); nothing whose class may not leave the data centre is in AWS.",
    why: "Who may read data, where copies may be and how long they are kept follows from its class; data that must not leave the data centre has left it with the first byte.",
    severity: "critical",
    framework: nist("AC-16", "Security and Privacy Attributes"),
    tags: ["governance", "residency"],
    remediationSteps:
      "Tag the resource with one of classes; by default data-classification: public, internal or confidential. Keep data of homeClasses (on-prem-only) in the data centre.",
    url: "https://docs.aws.amazon.com/whitepapers/latest/data-classification/data-classification.html",
    types: [...stores, ...types.nfsFileShare, ...types.smbFileShare],
    check(resource, report, { classTags, classes, homeClasses }) {
      const found = tagOf(resource, classTags);
      if (isTagUnknown(resource, classTags)) return;
      if (found !== undefined && classes.includes(found)) return;
      const line = `tags["${classTags[0]}"]: one of ${classes.join(", ")}`;
      if (found !== undefined && homeClasses.includes(found)) {
        report.violation(
          resource,
          `${describe(resource)} keeps data in AWS that is classed ${found}`,
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
