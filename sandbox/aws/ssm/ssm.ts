import { AwsError } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import { hex, text, uuid } from "../../provider/values";
import { between, plan } from "../shared/planChecks";

const DAY = 24 * 3600 * 1000;

export const ssm: Service = {
  "aws:ssm/activation:Activation": {
    id: ({ seed }) => uuid(seed),
    nameLength: 256,
    immutable: ["description", "expirationDate", "iamRole", "name", "registrationLimit", "tags"],
    plan: plan(between("registrationLimit", 1, 1000)),
    rules: ({ inputs, previous }, cloud) => {
      const refuse = (code: string, message: string) => {
        throw new AwsError(code, message);
      };
      const role = cloud.get("aws:iam/role:Role", inputs["iamRole"]);
      const trust = text(role?.attributes["assumeRolePolicy"]) ?? "";
      if (!trust.includes("ssm.amazonaws.com")) {
        refuse(
          "ValidationException",
          `Nonexistent role or missing ssm service principal in trust policy: ${String(inputs["iamRole"])}`,
        );
      }
      const expires = text(inputs["expirationDate"]);
      if (expires === undefined || previous) return;
      const left = Date.parse(expires) - Date.now();
      if (left <= 0 || left > 30 * DAY) {
        refuse(
          "InvalidParameters",
          `The expiration date ${expires} must be in the future, and 30 days from now at most.`,
        );
      }
    },
    // AWS's own default is 24 hours from now; here every day is the first one.
    outputs: ({ seed }) => ({
      activationCode: hex(`${seed} code`, 20),
      expirationDate: "2026-01-02T00:00:00Z",
      expired: false,
      registrationCount: 0,
    }),
  },
};
