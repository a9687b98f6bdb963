import { architectureOf, hasGpu } from "../../components/ecs/capacityPlan";
import type { Problem } from "../errors";
import type { ConfigDraft } from "../types";
import type { ConfigRule } from "../rule";

type ClassDraft = NonNullable<NonNullable<NonNullable<ConfigDraft["cluster"]>["capacity"]>[string]>;

/** Complaints about one class: where in it, and what. */
type Complaint = readonly [path: readonly PropertyKey[], text: string];

function eachClass(
  complain: (settings: ClassDraft, config: ConfigDraft) => readonly Complaint[],
): ConfigRule["check"] {
  return (config) =>
    Object.entries(config.cluster?.capacity ?? {}).flatMap(([name, settings]): Problem[] =>
      settings === undefined
        ? []
        : complain(settings, config).map(([path, text]) => ({
            path: ["cluster", "capacity", name, ...path],
            text,
          })),
    );
}

const instanceTypesFit: ConfigRule = {
  summary:
    "The instance types of a capacity class are of its `architecture`, and have NVIDIA GPUs exactly when it says `gpu`.",
  check: eachClass(({ instanceTypes = [], architecture, gpu }) =>
    instanceTypes.flatMap((type, index): Complaint[] => {
      const actual = type === undefined ? undefined : architectureOf(type);
      if (type === undefined || actual === undefined) {
        return [];
      }
      const path = ["instanceTypes", index];
      if (architecture !== undefined && actual !== architecture) {
        return [[path, `"${type}" is ${actual}, and the class is ${architecture}`]];
      }
      if (gpu === true && !hasGpu(type)) {
        return [[path, `"${type}" has no NVIDIA GPU, and the class says gpu`]];
      }
      return gpu === false && hasGpu(type)
        ? [[path, `"${type}" has GPUs, which no task gets unless the class says gpu: true`]]
        : [];
    }),
  ),
};

const gpuArchitecture: ConfigRule = {
  summary: "A capacity class with `gpu` is x86_64: the ECS image with NVIDIA's drivers is.",
  check: eachClass(({ gpu, architecture }) =>
    gpu === true && architecture === "arm64"
      ? [
          [
            ["architecture"],
            '"arm64" has no ECS image with GPU drivers; a class with gpu is x86_64',
          ],
        ]
      : [],
  ),
};

const classSizes: ConfigRule = {
  summary: "A capacity class has `minSize` and `onDemandBaseCapacity` of `maxSize` at most.",
  check: eachClass(({ minSize, maxSize, onDemandBaseCapacity }) => {
    const above = (key: string, value: number | undefined): Complaint[] =>
      value !== undefined && maxSize !== undefined && value > maxSize
        ? [[[key], `${value} is more than maxSize, which is ${maxSize}`]]
        : [];
    return [...above("minSize", minSize), ...above("onDemandBaseCapacity", onDemandBaseCapacity)];
  }),
};

const spotVariety: ConfigRule = {
  summary:
    "A capacity class with Spot Instances has two instance types at least: when AWS takes one type back, the other may still be had.",
  check: eachClass(({ instanceTypes, onDemandPercentage }) =>
    instanceTypes?.length === 1 && onDemandPercentage !== undefined && onDemandPercentage < 100
      ? [
          [
            ["instanceTypes"],
            `${JSON.stringify(instanceTypes)} has one type; with Spot Instances a class has two at least`,
          ],
        ]
      : [],
  ),
};

const defaultClass: ConfigRule = {
  summary: "`landbridge:cluster.defaultCapacityClass` is a class of `landbridge:cluster.capacity`.",
  check: ({ cluster }) => {
    const classes = Object.keys(cluster?.capacity ?? {});
    const name = cluster?.defaultCapacityClass;
    return name === undefined || classes.length === 0 || classes.includes(name)
      ? []
      : [
          {
            path: ["cluster", "defaultCapacityClass"],
            text: `"${name}" is not a class of landbridge:cluster.capacity (${classes.join(", ")})`,
          },
        ];
  },
};

const capacityInProduction: ConfigRule = {
  summary:
    "In production the default capacity class keeps an on-demand instance in each Availability Zone.",
  check: ({ environmentType, cluster, network }) => {
    const zones = network?.availabilityZones?.length;
    const name = cluster?.defaultCapacityClass ?? "";
    const settings = cluster?.capacity?.[name];
    if (environmentType !== "production" || zones === undefined || settings === undefined) {
      return [];
    }
    const { minSize, onDemandPercentage, onDemandBaseCapacity } = settings;
    const path = ["cluster", "capacity", name];
    if (minSize !== undefined && minSize < zones) {
      const text = `${minSize} is less than one instance in each of the ${zones} zones; the default class of a production stack has ${zones} at least`;
      return [{ path: [...path, "minSize"], text }];
    }
    const spotOnly = onDemandPercentage !== undefined && onDemandPercentage < 100;
    return spotOnly && onDemandBaseCapacity !== undefined && onDemandBaseCapacity < zones
      ? [
          {
            path: [...path, "onDemandPercentage"],
            text: `${onDemandPercentage} leaves zones to Spot Instances, which AWS may take back; the default class of a production stack has 100, or onDemandBaseCapacity of ${zones} at least`,
          },
        ]
      : [];
  },
};

/** Rules about classes of capacity. */
export const clusterRules: readonly ConfigRule[] = [
  instanceTypesFit,
  gpuArchitecture,
  classSizes,
  spotVariety,
  defaultClass,
  capacityInProduction,
];
