import type { Cloud } from "../../provider/cloud";
import { AwsError } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import { base32, hex, isUnset, show, text, texts } from "../../provider/values";
import { between, json, matches, plan } from "../shared/planChecks";
import { checkPolicy } from "../shared/policyGrammar";

const roleType = "aws:iam/role:Role";
const policyType = "aws:iam/policy:Policy";
const rolePolicyType = "aws:iam/rolePolicy:RolePolicy";
const attachmentType = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const profileType = "aws:iam/instanceProfile:InstanceProfile";
const oidcProviderType = "aws:iam/openIdConnectProvider:OpenIdConnectProvider";

const alphabet = (longest: number) =>
  matches(
    "name",
    new RegExp(`^[\\w+=,.@-]{1,${longest}}$`),
    `1 to ${longest} characters of a-zA-Z0-9+=,.@-_`,
  );

/** A path comes between the kind and the name in an ARN: `role/teams/blue/name`. */
const path = (inputs: Record<string, unknown>) => text(inputs["path"]) ?? "/";

export const iam: Service = {
  [roleType]: {
    id: ({ inputs }) => show(inputs["name"]),
    global: true,
    arnResource: ({ id, inputs }) => `role${path(inputs)}${id}`,
    nameLength: 64,
    defaults: { forceDetachPolicies: false, maxSessionDuration: 3600, path: "/" },
    immutable: ["name", "path"],
    plan: plan(alphabet(64), json("assumeRolePolicy"), between("maxSessionDuration", 3600, 43200)),
    rules: ({ inputs }, cloud) => {
      checkPolicy(inputs["assumeRolePolicy"], "trust", "MalformedPolicyDocument");
      // https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html: NoSuchEntity
      if (!isUnset(inputs["permissionsBoundary"]))
        findPolicy(cloud, show(inputs["permissionsBoundary"]));
    },
    outputs: ({ seed }) => ({ uniqueId: uniqueId("AROA", seed), createDate: created }),
    deletable: ({ id }, cloud) => {
      const conflict = (what: string) => {
        throw new AwsError("DeleteConflict", `Cannot delete entity, must ${what} first.`);
      };
      if (cloud.where(rolePolicyType, "role", id).length > 0) conflict("delete policies");
      if (cloud.where(attachmentType, "role", id).length > 0) conflict("detach all policies");
      if (cloud.where(profileType, "role", id).length > 0)
        conflict("remove roles from instance profile");
    },
  },

  [policyType]: {
    id: (draft, cloud) => policyArn(draft.inputs, cloud),
    global: true,
    arnResource: ({ inputs }) => `policy${path(inputs)}${show(inputs["name"])}`,
    nameLength: 128,
    defaults: { path: "/" },
    immutable: ["name", "path", "description"],
    plan: plan(alphabet(128), json("policy")),
    rules: ({ inputs }) => {
      checkPolicy(inputs["policy"], "identity", "MalformedPolicyDocument");
      const size = (text(inputs["policy"]) ?? "").replace(/\s/g, "").length;
      if (size > 6144)
        throw new AwsError("LimitExceeded", "Cannot exceed quota for PolicySize: 6144");
    },
    outputs: ({ seed }) => ({ policyId: uniqueId("ANPA", seed), attachmentCount: 0 }),
    deletable: ({ id }, cloud) => {
      if (cloud.where(attachmentType, "policyArn", id).length > 0) {
        throw new AwsError("DeleteConflict", "Cannot delete a policy attached to entities.");
      }
    },
  },

  [rolePolicyType]: {
    id: ({ inputs }) => `${show(inputs["role"])}:${show(inputs["name"])}`,
    nameLength: 128,
    immutable: ["name", "role"],
    plan: plan(alphabet(128), json("policy")),
    rules: ({ inputs }, cloud) => {
      findRole(cloud, inputs["role"]);
      checkPolicy(inputs["policy"], "identity", "MalformedPolicyDocument");
    },
  },

  [attachmentType]: {
    id: ({ inputs }) => `${show(inputs["role"])}-${hex(show(inputs["policyArn"]), 26)}`,
    immutable: ["role", "policyArn"],
    rules: ({ inputs }, cloud) => {
      findRole(cloud, inputs["role"]);
      findPolicy(cloud, show(inputs["policyArn"]));
    },
  },

  [profileType]: {
    id: ({ inputs }) => show(inputs["name"]),
    global: true,
    arnResource: ({ id, inputs }) => `instance-profile${path(inputs)}${id}`,
    nameLength: 128,
    defaults: { path: "/" },
    immutable: ["name", "path"],
    plan: plan(alphabet(128)),
    rules: ({ inputs }, cloud) => {
      if (!isUnset(inputs["role"])) findRole(cloud, inputs["role"]);
    },
    outputs: ({ seed }) => ({ uniqueId: uniqueId("AIPA", seed), createDate: created }),
  },

  // https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html
  [oidcProviderType]: {
    id: ({ inputs }, cloud) => cloud.arn("iam", `oidc-provider/${host(inputs)}`, { region: "" }),
    global: true,
    arnResource: ({ inputs }) => `oidc-provider/${host(inputs)}`,
    immutable: ["url"],
    plan: plan(
      matches("url", /^https:\/\/[\w./-]{1,247}$/, "an https:// URL of 255 characters at most"),
    ),
    rules: (draft, cloud) => {
      const { inputs } = draft;
      if (cloud.where(oidcProviderType, "url", inputs["url"], draft).length > 0)
        throw new AwsError(
          "EntityAlreadyExists",
          `Provider with url ${show(inputs["url"])} already exists.`,
        );
      if (texts(inputs["clientIdLists"]).length > 100)
        throw new AwsError(
          "LimitExceeded",
          "Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 100",
        );
    },
    // AWS gets it by itself where the program gives none.
    outputs: ({ seed }) => ({ thumbprintLists: [hex(seed, 40)] }),
  },
};

/** What comes after https:// in an issuer's URL: the provider is named after it. */
const host = (inputs: Record<string, unknown>): string =>
  show(inputs["url"]).replace(/^https:\/\//, "");

/** The stand-in's account has no history: everything in it was made on the same day. */
const created = "2026-01-01T00:00:00Z";

function findRole(cloud: Cloud, name: unknown): void {
  if (cloud.get(roleType, name)) return;
  throw new AwsError("NoSuchEntity", `The role with name ${show(name)} cannot be found.`);
}

/** AWS's own policies are not listed here: their ARNs have "aws" for an account. */
function findPolicy(cloud: Cloud, arn: string): void {
  if (arn.startsWith(`arn:${cloud.partition}:iam::aws:policy/`)) return;
  cloud.find(policyType, arn, "NoSuchEntity", "policy");
}

function policyArn(inputs: Record<string, unknown>, cloud: Cloud): string {
  return cloud.arn("iam", `policy${path(inputs)}${show(inputs["name"])}`, { region: "" });
}

function uniqueId(prefix: string, seed: string): string {
  return prefix + base32(seed, 17);
}
