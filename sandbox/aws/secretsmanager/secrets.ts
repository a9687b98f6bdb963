import type { Service } from "../../provider/resourceType";
import { hex, show, uuid } from "../../provider/values";

const secretType = "aws:secretsmanager/secret:Secret";

/** Secrets, whose ARNs end in six characters of AWS's own. */
export const secrets: Service = {
  // https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html
  [secretType]: {
    id: ({ inputs, seed }, cloud) =>
      cloud.arn("secretsmanager", `secret:${show(inputs["name"])}-${hex(seed, 6)}`),
    arnResource: ({ id }) => id.split(":").slice(5).join(":"),
    nameLength: 512,
  },

  "aws:secretsmanager/secretVersion:SecretVersion": {
    id: ({ inputs, seed }) => `${show(inputs["secretId"])}|${uuid(seed)}`,
    rules: ({ inputs }, cloud) => {
      cloud.find(secretType, inputs["secretId"], "ResourceNotFoundException", "secret");
    },
    outputs: ({ inputs, seed }) => ({ arn: inputs["secretId"], versionId: uuid(seed) }),
  },
};
