/** Processor architecture of a capacity class's instances. */
export type Architecture = "arm64" | "x86_64";

/** What a capacity class is made of, apart from the network that it stands in. */
export interface CapacityClassSettings {
  /** Instance types, the preferred one first. */
  readonly instanceTypes: readonly string[];
  /**
   * Processor of these types.
   * @default "arm64"
   */
  readonly architecture?: Architecture;
  /**
   * Whether the instances have NVIDIA GPUs that tasks may reserve.
   * @default false
   */
  readonly gpu?: boolean;
  /** Fewest instances. */
  readonly minSize: number;
  /** Most instances. */
  readonly maxSize: number;
  /**
   * On-demand instances that come before any Spot Instance.
   * @default 0
   */
  readonly onDemandBaseCapacity?: number;
  /**
   * Share of on-demand instances among the others, in percent; the rest is Spot.
   * @default 100
   */
  readonly onDemandPercentage?: number;
  /**
   * How full ECS keeps the instances, in percent: less leaves room for tasks to start at once.
   * @default 90
   */
  readonly targetCapacity?: number;
  /**
   * Root disk, in GiB.
   * @default 50
   */
  readonly rootVolumeSizeInGib?: number;
  /**
   * Longest life of an instance, in days: a new one starts from the newest image. 1 to 365.
   * @default 30
   */
  readonly maxInstanceLifetimeInDays?: number;
}

/** The settings with nothing left out. */
export function withDefaults(settings: CapacityClassSettings): Required<CapacityClassSettings> {
  return {
    architecture: "arm64",
    gpu: false,
    onDemandBaseCapacity: 0,
    onDemandPercentage: 100,
    targetCapacity: 90,
    rootVolumeSizeInGib: 50,
    maxInstanceLifetimeInDays: 30,
    ...settings,
  };
}

/**
 * The image, as EC2 resolves it at each launch: no lookup, so no drift in previews.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/retrieve-ecs-optimized_AMI.html
 */
export function imageParameter(architecture: Architecture, gpu: boolean): string {
  const variant = gpu ? "/gpu" : architecture === "arm64" ? "/arm64" : "";
  return `resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023${variant}/recommended/image_id`;
}

/** What an instance type's name says, such as `m8gd.large`: family m, generation 8, traits gd. */
interface InstanceTypeName {
  readonly family: string;
  readonly generation: number;
  readonly traits: string;
}

function parseInstanceType(type: string): InstanceTypeName | undefined {
  const match = /^([a-z]+)(\d+)([a-z-]*)\.(?:\d+xlarge|[a-z]+|metal(?:-\d+xl)?)$/.exec(type);
  return match
    ? { family: match[1] ?? "", generation: Number(match[2]), traits: match[3] ?? "" }
    : undefined;
}

/** The architecture of an instance type: Graviton has a g after the generation's digit. */
export function architectureOf(type: string): Architecture | undefined {
  const name = parseInstanceType(type);
  if (name === undefined) return undefined;
  return name.family === "a" || name.traits.includes("g") ? "arm64" : "x86_64";
}

/** Whether an instance type has NVIDIA GPUs that the ECS image has drivers for. */
export function hasGpu(type: string): boolean {
  const name = parseInstanceType(type);
  if (name === undefined || !["g", "gr", "p"].includes(name.family)) return false;
  return !name.traits.includes("a") && architectureOf(type) === "x86_64"; // g4ad is AMD's, g5g is Arm.
}

/** Whether a class may run Spot Instances. */
export function usesSpot({
  onDemandBaseCapacity = 0,
  onDemandPercentage = 100,
  maxSize,
}: CapacityClassSettings): boolean {
  return onDemandPercentage < 100 && onDemandBaseCapacity < maxSize;
}

/** The attribute of an instance that says which class it is of. */
export const CLASS_ATTRIBUTE = "landbridge.capacity-class";

/**
 * What an instance does at its first start: it configures the ECS agent with its cluster and class.
 * Tasks have network interfaces of their own and get no credentials of the instance.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-agent-config.html
 */
export function userData(clusterName: string, className: string, gpu: boolean): string {
  const lines = [
    `ECS_CLUSTER=${clusterName}`,
    `ECS_INSTANCE_ATTRIBUTES=${JSON.stringify({ [CLASS_ATTRIBUTE]: className })}`,
    "ECS_AWSVPC_BLOCK_IMDS=true",
    "ECS_ENABLE_SPOT_INSTANCE_DRAINING=true",
    "ECS_CONTAINER_INSTANCE_PROPAGATE_TAGS_FROM=ec2_instance",
    // Images are pinned: the cached one is the right one. prefer-cached would switch clean-up off.
    // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-agent-config.html
    "ECS_IMAGE_PULL_BEHAVIOR=once",
    ...(gpu ? ["ECS_ENABLE_GPU_SUPPORT=true"] : []),
  ];
  const script = ["#!/bin/sh", "cat >> /etc/ecs/ecs.config <<'CONFIG'", ...lines, "CONFIG", ""];
  return Buffer.from(script.join("\n")).toString("base64");
}
