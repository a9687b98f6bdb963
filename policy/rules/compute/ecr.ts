import { describe } from "../../graph";
import { securityHub, securityHubUrl } from "../../frameworks";
import type { Rule } from "../../rule";
import { types } from "../../types";

export const ecrRules: readonly Rule[] = [
  {
    number: 22,
    name: "require-ecr-customer-key",
    description:
      "Repositories of images, and those that ECR makes from a template, are encrypted with a customer key.",
    why: "Images hold the company's code; the encryption of a repository can never be changed afterwards.",
    severity: "medium",
    framework: securityHub(
      "ECR.5",
      "ECR repositories should be encrypted with customer managed AWS KMS keys",
    ),
    tags: ["ecr", "encryption"],
    remediationSteps:
      'Set encryptionConfigurations to [{ encryptionType: "KMS", kmsKey: <ARN of the key> }].',
    url: securityHubUrl("ecr", "ECR.5"),
    types: [...types.ecrRepository, ...types.ecrCreationTemplate],
    check(resource, report) {
      if (resource.props.isUnknown("encryptionConfigurations")) return;
      const configuration = resource.props.object("encryptionConfigurations");
      const kind = configuration?.string("encryptionType");
      const ofAws = /alias\/aws\//.test(configuration?.string("kmsKey") ?? "");
      const customer = configuration?.isSet("kmsKey") && !ofAws;
      if ((kind === "KMS" || kind === "KMS_DSSE") && customer) return;
      report.violation(
        resource,
        `${describe(resource)} is not encrypted with a customer key`,
        'encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: a customer managed key }]',
      );
    },
  },
];
