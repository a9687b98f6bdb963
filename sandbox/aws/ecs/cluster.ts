import type { Cloud, Draft } from "../../provider/cloud";
import { AwsError } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import { blocks, isUnset, text, texts } from "../../provider/values";
import { groupType } from "../autoscaling/autoscaling";
import { findKey } from "../kms/kms";
import { matches, plan } from "../shared/planChecks";

const clusterType = "aws:ecs/cluster:Cluster";
const providerType = "aws:ecs/capacityProvider:CapacityProvider";
const associationType = "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders";
const serviceType = "aws:ecs/service:Service";

const fargate = ["FARGATE", "FARGATE_SPOT"];

export const ecsCluster: Service = {
  // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PutAccountSettingDefault.html
  "aws:ecs/accountSettingDefault:AccountSettingDefault": {
    setting: true,
    id: ({ inputs }) => String(inputs["name"]),
    immutable: ["name"],
    rules: ({ inputs: { name, value } }) => {
      const values = name === "awsvpcTrunking" ? ["enabled", "disabled", "on", "off"] : undefined;
      if (values?.includes(String(value)) === false) {
        throw new AwsError(
          "InvalidParameterException",
          `The value ${String(value)} is not valid for ${String(name)}: ${values.join(", ")}.`,
        );
      }
    },
  },
  [clusterType]: {
    id: ({ inputs }, cloud) => cloud.arn("ecs", `cluster/${String(inputs["name"])}`),
    arnResource: ({ inputs }) => `cluster/${String(inputs["name"])}`,
    nameLength: 255,
    immutable: ["name"],
    plan: plan(matches("name", /^[\w-]{1,255}$/, "1 to 255 characters of a-zA-Z0-9_-")),
    rules: ({ inputs }, cloud) => {
      for (const { executeCommandConfiguration } of blocks(inputs["configuration"])) {
        for (const { kmsKeyId, logging, logConfiguration } of blocks(executeCommandConfiguration)) {
          if (!isUnset(kmsKeyId)) findKey(cloud, kmsKeyId);
          if ((logging === "OVERRIDE") === isUnset(logConfiguration)) {
            throw new AwsError(
              "InvalidParameterException",
              "logConfiguration must be given for the logging OVERRIDE, and for no other.",
            );
          }
        }
      }
    },
    deletable: ({ id, attributes }, cloud) => {
      const services = cloud
        .all(serviceType)
        .filter((service) => [id, attributes["name"]].includes(service.attributes["cluster"]));
      if (services.length > 0) {
        throw new AwsError(
          "ClusterContainsServicesException",
          "The Cluster cannot be deleted while Services are active.",
        );
      }
    },
  },

  [providerType]: {
    id: ({ inputs }, cloud) => cloud.arn("ecs", `capacity-provider/${String(inputs["name"])}`),
    arnResource: ({ inputs }) => `capacity-provider/${String(inputs["name"])}`,
    nameLength: 255,
    immutable: ["name", "autoScalingGroupProvider.autoScalingGroupArn"],
    plan: plan(
      matches(
        "name",
        /^(?!aws|ecs|fargate)[\w-]{1,255}$/i,
        "1 to 255 characters of a-zA-Z0-9_-, not beginning with aws, ecs or fargate",
      ),
    ),
    rules: capacityProviderRules,
    deletable: ({ attributes: { name } }, cloud) => {
      const user = cloud
        .all(associationType)
        .find(({ attributes }) => texts(attributes["capacityProviders"]).includes(String(name)));
      if (user) {
        throw new AwsError(
          "ResourceInUseException",
          `The specified capacity provider cannot be deleted because it is associated with cluster ${user.id}.`,
        );
      }
    },
  },

  [associationType]: {
    id: ({ inputs }) => String(inputs["clusterName"]),
    immutable: ["clusterName"],
    rules: (draft, cloud) => {
      const { clusterName, capacityProviders, defaultCapacityProviderStrategies } = draft.inputs;
      if (cloud.where(clusterType, "name", clusterName).length === 0) {
        throw new AwsError("ClusterNotFoundException", `Cluster ${String(clusterName)} not found.`);
      }
      const known = [...fargate, ...cloud.all(providerType).map(nameOf)];
      for (const name of texts(capacityProviders)) {
        if (known.includes(name)) continue;
        throw new AwsError(
          "InvalidParameterException",
          `The specified capacity provider '${name}' was not found.`,
        );
      }
      for (const { capacityProvider } of blocks(defaultCapacityProviderStrategies)) {
        if (texts(capacityProviders).includes(String(capacityProvider))) continue;
        throw new AwsError(
          "InvalidParameterException",
          `The default capacity provider strategy names ${String(capacityProvider)}, which is not associated with the cluster.`,
        );
      }
      refuseInUse(String(clusterName), texts(capacityProviders), cloud);
    },
    deletable: ({ id }, cloud) => refuseInUse(id, [], cloud),
  },
};

function nameOf({ attributes }: { attributes: Record<string, unknown> }): string {
  return String(attributes["name"]);
}

/** A capacity provider stays associated while a service of the cluster uses it. */
function refuseInUse(clusterName: string, kept: readonly string[], cloud: Cloud): void {
  const ids = [clusterName, ...cloud.where(clusterType, "name", clusterName).map(({ id }) => id)];
  for (const { attributes } of cloud.all(serviceType)) {
    if (!ids.includes(String(attributes["cluster"]))) continue;
    for (const { capacityProvider } of blocks(attributes["capacityProviderStrategies"])) {
      const name = String(capacityProvider);
      if (kept.includes(name) || fargate.includes(name)) continue;
      throw new AwsError(
        "ResourceInUseException",
        `The specified capacity provider ${name} is in use by service ${nameOf({ attributes })} and cannot be removed.`,
      );
    }
  }
}

function capacityProviderRules(draft: Draft, cloud: Cloud): void {
  const [provider] = blocks(draft.inputs["autoScalingGroupProvider"]);
  if (!provider) return;
  const reject = (message: string) => {
    throw new AwsError("ClientException", message);
  };
  const arn = text(provider["autoScalingGroupArn"]);
  const [group] = cloud.where(groupType, "arn", arn);
  if (!group) return reject(`The specified Auto Scaling group ARN ${String(arn)} is not valid.`);
  const taken = cloud
    .all(providerType)
    .filter(({ id }) => id !== draft.id)
    .flatMap(({ attributes }) => blocks(attributes["autoScalingGroupProvider"]))
    .some((other) => other["autoScalingGroupArn"] === arn);
  if (taken) reject("The Auto Scaling group is used by another capacity provider.");
  if (provider["managedTerminationProtection"] !== "ENABLED") return;
  const scaling = blocks(provider["managedScaling"]);
  if (!scaling.some(({ status }) => status === "ENABLED")) {
    reject("managedTerminationProtection needs managedScaling with the status ENABLED.");
  }
  if (group.attributes["protectFromScaleIn"] !== true) {
    reject(
      "The managed termination protection setting for the capacity provider is invalid. To enable managed termination protection for a capacity provider, the Auto Scaling group must have instance protection from scale in enabled.",
    );
  }
}
