import { AwsError } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import { isUnset, show } from "../../provider/values";
import { admits, findKey } from "../kms/kms";
import { matches, oneOf, plan } from "../shared/planChecks";

const logGroupType = "aws:cloudwatch/logGroup:LogGroup";

/** 0 keeps events for ever. */
const retentions = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
  3288, 3653,
];

export const logs: Service = {
  [logGroupType]: {
    id: ({ inputs }) => show(inputs["name"]),
    service: "logs",
    arnResource: ({ id }) => `log-group:${id}`,
    nameLength: 512,
    defaults: { skipDestroy: false, retentionInDays: 0 },
    immutable: ["name", "logGroupClass"],
    plan: plan(
      oneOf("retentionInDays", retentions),
      matches("name", /^[.\-_/#A-Za-z0-9]{1,512}$/, "1 to 512 characters of a-zA-Z0-9_-/.#"),
    ),
    rules: (draft, cloud) => {
      const { kmsKeyId, name } = draft.inputs;
      if (cloud.where(logGroupType, "name", name, draft).length > 0) {
        throw new AwsError(
          "ResourceAlreadyExistsException",
          "The specified log group already exists",
        );
      }
      if (isUnset(kmsKeyId)) return;
      const service = `logs.${cloud.region}.${cloud.dnsSuffix}`;
      const keyArn = show(kmsKeyId);
      if (!keyArn.startsWith("arn:") || !admits(findKey(cloud, keyArn), service)) {
        throw new AwsError(
          "InvalidParameterException",
          `The specified KMS key does not exist or is not allowed to be used with Arn '${draft.arn}' (its policy must admit ${service})`,
        );
      }
    },
    outputs: () => ({ logGroupClass: "STANDARD", deletionProtectionEnabled: false }),
    deletable: ({ id, attributes }) => {
      if (attributes["deletionProtectionEnabled"] === true) {
        throw new AwsError(
          "ValidationException",
          `Log group ${id} has deletion protection enabled`,
        );
      }
    },
  },
};
