import { AwsError } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import { base32, isUnset } from "../../provider/values";
import { findKey } from "../kms/kms";
import { between, plan } from "../shared/planChecks";
import { findInstance } from "./findInstance";
import { replicationType } from "./types";

/** Automated backups of an instance, copied to another Region as they are made. */
export const backupReplication: Service = {
  [replicationType]: {
    id: ({ seed }, cloud) => cloud.arn("rds", `auto-backup:ab-${base32(seed, 26).toLowerCase()}`),
    defaults: { retentionPeriod: 7 },
    plan: plan(between("retentionPeriod", 1, 35)),
    rules: ({ inputs }, cloud) => {
      const source = inputs["sourceDbInstanceArn"];
      const { attributes, region } = findInstance(cloud, source);
      const reject = (message: string) => {
        throw new AwsError("InvalidParameterCombination", message);
      };
      if (region === cloud.region) {
        reject("Automated backups are replicated to another Region than the source instance's.");
      }
      if (!isUnset(attributes["replicateSourceDb"])) {
        reject("Automated backups of a read replica cannot be replicated to another Region.");
      }
      if (Number(attributes["backupRetentionPeriod"] ?? 0) === 0) {
        reject("Automated backups are not enabled for the source instance.");
      }
      if (attributes["storageEncrypted"] === true && isUnset(inputs["kmsKeyId"])) {
        reject("A KMS key of the destination Region is required for an encrypted instance.");
      }
      if (!isUnset(inputs["kmsKeyId"])) findKey(cloud, inputs["kmsKeyId"]);
    },
  },
};
