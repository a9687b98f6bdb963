import { describe } from "../../graph";
import { securityHub, securityHubUrl } from "../../frameworks";
import { admitsEveryone, statements } from "../../reading/policyDocument";
import type { Rule } from "../../rule";
import { types } from "../../types";

export const kmsRules: readonly Rule[] = [
  {
    number: 32,
    name: "require-kms-rotation-and-closed-policy",
    description: "Customer keys rotate, and their policies admit nobody unknown.",
    why: "A key that never changes is one secret for ever; a key that everyone may use is none.",
    severity: "high",
    framework: securityHub("KMS.4", "AWS KMS key rotation should be enabled"),
    tags: ["kms", "encryption"],
    remediationSteps:
      "Set enableKeyRotation to true. In the policy, name principals, or add a condition on account, organisation or principal.",
    url: securityHubUrl("kms", "KMS.4"),
    types: [...types.kmsKey, ...types.kmsKeyPolicy],
    check(resource, report) {
      const { props } = resource;
      // AWS rotates symmetric keys that it made itself, and no others.
      const rotates =
        types.rotatableKey.some((type) => type === resource.type) &&
        !["customKeyStoreId", "xksKeyId"].some((key) => props.isSet(key)) &&
        (props.string("customerMasterKeySpec") ?? "SYMMETRIC_DEFAULT") === "SYMMETRIC_DEFAULT" &&
        (props.string("keyUsage") ?? "ENCRYPT_DECRYPT") === "ENCRYPT_DECRYPT";
      if (
        rotates &&
        props.boolean("enableKeyRotation") !== true &&
        !props.isUnknown("enableKeyRotation")
      ) {
        report.violation(
          resource,
          `${describe(resource)} does not rotate`,
          "enableKeyRotation: true",
        );
      }
      statements(props.string("policy")).forEach((statement, index) => {
        if (!admitsEveryone(statement)) return;
        report.violation(
          resource,
          `${describe(resource)} admits everyone, from any account`,
          `policy, Statement[${index}].Principal (now *): who is meant, or a Condition`,
        );
      });
    },
  },
];
