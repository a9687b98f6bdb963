import { AwsError } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import { show } from "../../provider/values";

const permissionType = "aws:acmpca/permission:Permission";

/** https://docs.aws.amazon.com/privateca/latest/APIReference/API_CreatePermission.html */
export const acmpca: Service = {
  [permissionType]: {
    id: ({ inputs }) => `${show(inputs["certificateAuthorityArn"])},${show(inputs["principal"])}`,
    immutable: ["actions", "certificateAuthorityArn", "principal", "sourceAccount"],
    rules: ({ inputs }, cloud) => {
      const arn = show(inputs["certificateAuthorityArn"]);
      const [, , , region, account] = arn.split(":");
      if (region === cloud.region && account === cloud.accountId) return;
      throw new AwsError("ResourceNotFoundException", `Could not find CA ${arn}`);
    },
  },
};
