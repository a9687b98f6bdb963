import type { Cloud, Draft } from "../../provider/cloud";
import { AwsError } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import type { Resource } from "../../provider/store";
import { blocks, isUnset, show, text, texts, uuid } from "../../provider/values";
import { between, json, matches, plan } from "../shared/planChecks";
import { checkPolicy } from "../shared/policyGrammar";

const keyType = "aws:kms/key:Key";
const aliasType = "aws:kms/alias:Alias";

export const kms: Service = {
  [keyType]: {
    id: ({ seed, inputs }) =>
      inputs["multiRegion"] === true ? `mrk-${uuid(seed).replaceAll("-", "")}` : uuid(seed),
    defaults: {
      bypassPolicyLockoutSafetyCheck: false,
      customerMasterKeySpec: "SYMMETRIC_DEFAULT",
      enableKeyRotation: false,
      isEnabled: true,
      keyUsage: "ENCRYPT_DECRYPT",
    },
    plan: plan(
      json("policy"),
      between("deletionWindowInDays", 7, 30),
      between("rotationPeriodInDays", 90, 2560),
    ),
    planned: () => ({ multiRegion: false }),
    rules: keyRules,
    outputs: ({ id }, cloud) => ({
      keyId: id,
      description: "",
      policy: JSON.stringify(rootPolicy(cloud)),
      rotationPeriodInDays: 365,
    }),
  },

  [aliasType]: {
    id: ({ inputs }) => show(inputs["name"]),
    arnResource: ({ id }) => id,
    spellName: (name) => `alias/${name}`,
    plan: plan(
      matches(
        "name",
        /^alias\/(?!aws\/)[a-zA-Z0-9/_-]{1,250}$/,
        "begins with alias/, but not alias/aws/",
      ),
    ),
    rules: (draft, cloud) => {
      findKey(cloud, draft.inputs["targetKeyId"]);
      if (cloud.where(aliasType, "name", draft.inputs["name"], draft).length > 0) {
        throw new AwsError(
          "AlreadyExistsException",
          `An alias with the name ${draft.id} already exists`,
        );
      }
    },
    outputs: ({ inputs }, cloud) => ({
      targetKeyArn: findKey(cloud, inputs["targetKeyId"]).attributes["arn"],
    }),
  },
};

/** The key that an id, an ARN or an alias means; AWS's error when there is none. */
export function findKey(cloud: Cloud, reference: unknown): Resource {
  const id = (text(reference) ?? "")
    .replace(/^arn:.*:key\//, "")
    .replace(/^arn:.*:alias\//, "alias/");
  const alias = cloud.get(aliasType, id);
  const keyId = alias ? show(alias.attributes["targetKeyId"]).replace(/^arn:.*:key\//, "") : id;
  return cloud.find(keyType, keyId, "NotFoundException", "key");
}

/** Whether a key's policy lets a service of AWS use it. */
export function admits(key: Resource, service: string): boolean {
  return statements(key.attributes["policy"]).some(({ Effect, Principal }) => {
    const services = blocks(Principal).flatMap(({ Service }) => text(Service) ?? texts(Service));
    return Effect === "Allow" && services.includes(service);
  });
}

function keyRules({ inputs }: Draft, cloud: Cloud): void {
  const { policy } = inputs;
  checkPolicy(policy, "resource", "MalformedPolicyDocumentException");
  if (isUnset(policy) || inputs["bypassPolicyLockoutSafetyCheck"] === true) return;
  const root = cloud.arn("iam", "root", { region: "" });
  const keepsAccess = statements(policy).some(({ Effect, Principal, Action }) => {
    const principals = blocks(Principal).flatMap(({ AWS }) => text(AWS) ?? texts(AWS));
    const known =
      Principal === "*" || principals.some((each) => ["*", root, cloud.accountId].includes(each));
    const actions = text(Action) ?? texts(Action);
    return (
      Effect === "Allow" &&
      known &&
      (actions.includes("kms:*") || actions.includes("kms:PutKeyPolicy"))
    );
  });
  if (!keepsAccess) {
    throw new AwsError(
      "MalformedPolicyDocumentException",
      "The new key policy will not allow you to update the key policy in the future.",
    );
  }
}

function statements(policy: unknown) {
  const source = text(policy);
  return source === undefined
    ? []
    : blocks((JSON.parse(source) as { Statement?: unknown }).Statement);
}

function rootPolicy(cloud: Cloud) {
  return {
    Version: "2012-10-17",
    Id: "key-default-1",
    Statement: [
      {
        Sid: "Enable IAM User Permissions",
        Effect: "Allow",
        Principal: { AWS: cloud.arn("iam", "root", { region: "" }) },
        Action: "kms:*",
        Resource: "*",
      },
    ],
  };
}
