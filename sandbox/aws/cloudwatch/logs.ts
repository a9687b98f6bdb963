import { AwsError } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import { isUnset, show } from "../../provider/values";
import { admits, findKey } from "../kms/kms";

const logGroupType = "aws:cloudwatch/logGroup:LogGroup";

export const logs: Service = {
  [logGroupType]: {
    id: ({ inputs }) => show(inputs["name"]),
    service: "logs",
    arnResource: ({ id }) => `log-group:${id}`,
    nameLength: 512,
    // 0 days keep events for ever.
    defaults: { skipDestroy: false, retentionInDays: 0 },
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
      if (!admits(findKey(cloud, keyArn), service)) {
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
