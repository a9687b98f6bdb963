import { AwsError, type Cloud } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import type { Props } from "../../provider/store";
import { hex, show, text, uuid } from "../../provider/values";
import { between, oneOf, plan } from "../shared/planChecks";

const DAY = 24 * 3600 * 1000;

/** Characters of a parameter's value in the standard tier, which is the default. */
// https://docs.aws.amazon.com/general/latest/gr/ssm.html#limits_ssm
const STANDARD_VALUE = 4096;

/** Images that AWS publishes by parameters of its own. */
// https://docs.aws.amazon.com/filegateway/latest/files3/ec2-gateway-file.html
const publishedImages = /^\/aws\/service\/storagegateway\/ami\/FILE_S3\/latest$/;

/** What `ssm.getParameter` answers: the parameters of AWS that are known here, and those of the account. */
export function parameter({ name }: Props, cloud: Cloud): Props {
  const called = show(name);
  if (publishedImages.test(called)) {
    const value = `ami-${hex(`${called} ${cloud.region}`, 17)}`;
    const arn = `arn:${cloud.partition}:ssm:${cloud.region}::parameter${called}`;
    return { id: called, arn, type: "String", value, insecureValue: value, version: 1 };
  }
  const [own] = cloud.where("aws:ssm/parameter:Parameter", "name", called);
  if (!own) throw new Error(`reading SSM Parameter (${called}): couldn't find resource`);
  const { arn, type, value, version } = own.attributes;
  return { id: called, arn, type, value, version };
}

export const ssm: Service = {
  "aws:ssm/parameter:Parameter": {
    id: ({ inputs }) => text(inputs["name"]) ?? "",
    arnResource: ({ inputs }) => `parameter/${(text(inputs["name"]) ?? "").replace(/^\//, "")}`,
    plan: plan(oneOf("type", ["SecureString", "String", "StringList"])),
    recomputed: ["version"],
    // https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html
    rules: ({ inputs }, cloud) => {
      const name = text(inputs["name"]) ?? "";
      if (!/^[\w./-]+$/.test(name) || /^\/?(aws|ssm)/i.test(name)) {
        throw new AwsError("ValidationException", `Parameter name: can't be "${name}".`);
      }
      const value = text(inputs["value"]) ?? "";
      if (value === "" || (value.length > STANDARD_VALUE && inputs["tier"] !== "Advanced")) {
        throw new AwsError(
          "ValidationException",
          `Standard tier parameters support a maximum parameter value of ${STANDARD_VALUE} characters, and one at least.`,
        );
      }
      const key = text(inputs["keyId"]);
      const known = cloud.where("aws:kms/key:Key", "arn", key).length > 0;
      if (key?.includes(":key/") && !known) {
        throw new AwsError("InvalidKeyId", `The key ID ${key} is not valid.`);
      }
    },
    outputs: ({ previous }) => ({ version: Number(previous?.attributes["version"] ?? 0) + 1 }),
  },
  "aws:ssm/activation:Activation": {
    id: ({ seed }) => uuid(seed),
    nameLength: 256,
    immutable: ["description", "expirationDate", "iamRole", "name", "registrationLimit", "tags"],
    plan: plan(between("registrationLimit", 1, 1000)),
    rules: ({ inputs, previous }, cloud) => {
      const reject = (code: string, message: string) => {
        throw new AwsError(code, message);
      };
      const role = cloud.get("aws:iam/role:Role", inputs["iamRole"]);
      const trust = text(role?.attributes["assumeRolePolicy"]) ?? "";
      if (!trust.includes("ssm.amazonaws.com")) {
        reject(
          "ValidationException",
          `Nonexistent role or missing ssm service principal in trust policy: ${String(inputs["iamRole"])}`,
        );
      }
      const expires = text(inputs["expirationDate"]);
      if (expires === undefined || previous) return;
      const left = Date.parse(expires) - Date.now();
      if (left <= 0 || left > 30 * DAY) {
        reject(
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
