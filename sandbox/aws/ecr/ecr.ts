import type { Cloud } from "../../provider/cloud";
import { AwsError } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import type { Props } from "../../provider/store";
import { blocks, isUnset, text, texts } from "../../provider/values";
import { findKey } from "../kms/kms";
import { json, matches, oneOf, plan } from "../shared/planChecks";

const repositoryType = "aws:ecr/repository:Repository";

const mutabilities = ["MUTABLE", "IMMUTABLE", "MUTABLE_WITH_EXCLUSION", "IMMUTABLE_WITH_EXCLUSION"];

const repositoryName = matches(
  "name",
  /^(?=.{2,256}$)[a-z0-9]+([._-][a-z0-9]+)*(\/[a-z0-9]+([._-][a-z0-9]+)*)*$/,
  "2 to 256 characters of a-z0-9._-/",
);

/** Registries that ECR caches, and whether they need credentials. */
const upstreams: Readonly<Record<string, boolean>> = {
  "registry-1.docker.io": true,
  "ghcr.io": true,
  "registry.gitlab.com": true,
  "public.ecr.aws": false,
  "quay.io": false,
  "registry.k8s.io": false,
};

export const ecr: Service = {
  [repositoryType]: {
    id: ({ inputs }) => String(inputs["name"]),
    arnResource: ({ id }) => `repository/${id}`,
    nameLength: 256,
    spellName: (name) => name.toLowerCase(),
    defaults: { forceDelete: false, imageTagMutability: "MUTABLE" },
    plan: plan(repositoryName, oneOf("imageTagMutability", mutabilities)),
    rules: ({ inputs }, cloud) => refuseUnknownKey(inputs, cloud),
    outputs: ({ id }, cloud) => ({
      registryId: cloud.accountId,
      repositoryUrl: `${cloud.accountId}.dkr.ecr.${cloud.region}.${cloud.dnsSuffix}/${id}`,
    }),
  },

  "aws:ecr/lifecyclePolicy:LifecyclePolicy": {
    id: ({ inputs }) => String(inputs["repository"]),
    plan: plan(json("policy")),
    rules: ({ inputs }, cloud) => {
      cloud.find(repositoryType, inputs["repository"], "RepositoryNotFoundException", "repository");
      const { rules } = JSON.parse(String(inputs["policy"])) as { rules?: unknown };
      const selections = blocks(rules).flatMap(({ selection }) => blocks(selection));
      const any = selections.findIndex(({ tagStatus }) => tagStatus === "any");
      if (any < 0 || any === selections.length - 1) return;
      throw new AwsError(
        "InvalidParameterException",
        "Lifecycle policy validation failure: a rule with the tagStatus any must have the lowest priority.",
      );
    },
    outputs: (_, cloud) => ({ registryId: cloud.accountId }),
  },

  "aws:ecr/pullThroughCacheRule:PullThroughCacheRule": {
    id: ({ inputs }) => String(inputs["ecrRepositoryPrefix"]),
    defaults: { upstreamRepositoryPrefix: "ROOT" },
    plan: plan(
      matches(
        "ecrRepositoryPrefix",
        /^(?=.{2,30}$)([a-z0-9]+([._-][a-z0-9]+)*\/?)+$|^ROOT$/,
        "2 to 30 characters of a-z0-9._-/, or ROOT",
      ),
    ),
    rules: ({ inputs }) => {
      const upstream = text(inputs["upstreamRegistryUrl"]) ?? "";
      const credentials = text(inputs["credentialArn"]);
      if (!(upstream in upstreams) && !upstream.includes(".dkr.ecr.")) {
        throw new AwsError(
          "UnsupportedUpstreamRegistryException",
          `The upstream registry ${upstream} is not supported.`,
        );
      }
      if (upstreams[upstream] && credentials === undefined) {
        throw new AwsError(
          "InvalidParameterException",
          `The upstream registry ${upstream} needs a credentialArn.`,
        );
      }
    },
    outputs: (_, cloud) => ({ registryId: cloud.accountId }),
  },

  "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate": {
    id: ({ inputs }) => String(inputs["prefix"]),
    immutable: ["prefix"],
    plan: plan(json("lifecyclePolicy"), oneOf("imageTagMutability", mutabilities)),
    rules: ({ inputs }, cloud) => {
      refuseUnknownKey(inputs, cloud);
      const uses = texts(inputs["appliedFors"]);
      if (
        uses.some((use) => !["PULL_THROUGH_CACHE", "REPLICATION", "CREATE_ON_PUSH"].includes(use))
      ) {
        throw new AwsError("InvalidParameterException", "Invalid parameter at 'appliedFor'.");
      }
      const withKey = blocks(inputs["encryptionConfigurations"]).some(
        ({ encryptionType }) => encryptionType === "KMS",
      );
      const withTags = Object.keys(inputs["resourceTags"] ?? {}).length > 0;
      if ((withKey || withTags) && isUnset(inputs["customRoleArn"])) {
        throw new AwsError(
          "InvalidParameterException",
          "A custom role is required for a template with resource tags or KMS encryption.",
        );
      }
    },
    outputs: (_, cloud) => ({ registryId: cloud.accountId }),
  },

  // One for each Region of an account: a second stack's takes the first one's place.
  "aws:ecr/replicationConfiguration:ReplicationConfiguration": {
    setting: true,
    id: (_, cloud) => cloud.accountId,
    outputs: (_, cloud) => ({ registryId: cloud.accountId }),
  },
};

function refuseUnknownKey(inputs: Props, cloud: Cloud): void {
  for (const { encryptionType, kmsKey } of blocks(inputs["encryptionConfigurations"])) {
    if (isUnset(kmsKey)) continue;
    if (encryptionType !== "KMS" && encryptionType !== "KMS_DSSE") {
      throw new AwsError("InvalidParameterException", "A KMS key needs the encryption type KMS.");
    }
    findKey(cloud, kmsKey);
  }
}
