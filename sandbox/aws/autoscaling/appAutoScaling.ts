import { AwsError, type Cloud, type Draft } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import { text, uuid } from "../../provider/values";
import { oneOf, plan } from "../shared/planChecks";

const targetType = "aws:appautoscaling/target:Target";

/** What names a scalable target, in its policies and scheduled actions too. */
const identity = ["resourceId", "scalableDimension", "serviceNamespace"] as const;

const key = ({ inputs }: Draft): string => identity.map((name) => String(inputs[name])).join("|");

/** https://docs.aws.amazon.com/autoscaling/application/APIReference/API_ScalingPolicy.html */
const scaled = ({ seed, inputs }: Draft): string =>
  `${uuid(seed)}:resource/${String(inputs["serviceNamespace"])}/${String(inputs["resourceId"])}`;

export const appAutoScaling: Service = {
  [targetType]: {
    id: (draft) => key(draft),
    service: "application-autoscaling",
    arnResource: ({ seed }) => `scalable-target/${seed.length}`,
    immutable: [...identity],
    rules: targetRules,
  },
  "aws:appautoscaling/policy:Policy": {
    id: (draft) => `${key(draft)}|${String(draft.inputs["name"])}`,
    service: "autoscaling",
    arnResource: (draft) =>
      `scalingPolicy:${scaled(draft)}:policyName/${String(draft.inputs["name"])}`,
    defaults: { policyType: "StepScaling" },
    immutable: ["name", ...identity],
    plan: plan(oneOf("policyType", ["StepScaling", "TargetTrackingScaling", "PredictiveScaling"])),
    rules: needsTarget,
  },
  "aws:appautoscaling/scheduledAction:ScheduledAction": {
    id: (draft) => `${key(draft)}|${String(draft.inputs["name"])}`,
    service: "autoscaling",
    arnResource: (draft) =>
      `scheduledAction:${scaled(draft)}:scheduledActionName/${String(draft.inputs["name"])}`,
    immutable: ["name", ...identity],
    rules: needsTarget,
  },
};

function targetRules(draft: Draft, cloud: Cloud): void {
  const { resourceId, minCapacity, maxCapacity } = draft.inputs;
  if (Number(minCapacity) > Number(maxCapacity)) {
    throw new AwsError(
      "ValidationException",
      "Maximum capacity cannot be less than minimum capacity",
    );
  }
  const [kind, cluster = "", name = ""] = (text(resourceId) ?? "").split("/");
  const isThere = cloud
    .all("aws:ecs/service:Service")
    .some(({ id }) => id.endsWith(`service/${cluster}/${name}`));
  if (kind === "service" && !isThere) {
    throw new AwsError("ValidationException", `ECS service doesn't exist: ${String(resourceId)}`);
  }
}

function needsTarget(draft: Draft, cloud: Cloud): void {
  if (cloud.get(targetType, key(draft)) === undefined) {
    throw new AwsError(
      "ObjectNotFoundException",
      `No scalable target registered for ${key(draft)}`,
    );
  }
}
