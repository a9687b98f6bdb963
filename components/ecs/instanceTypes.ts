/** What an instance offers tasks. */
export interface InstanceLimits {
  /** CPU units: 1024 for each vCPU. */
  readonly cpu: number;
  /** MiB, as sold: the system and the ECS agent keep a part of it. */
  readonly memory: number;
  /** Tasks with a network interface of their own (awsvpc), where the account has `awsvpcTrunking`. */
  readonly tasks: number;
}

/** GiB for each vCPU. */
const MEMORY: Readonly<Record<string, number>> = { c: 2, m: 4, r: 8 };

/**
 * vCPUs and awsvpc tasks by size: the same for the families c, m and r of Graviton 2, 3 and 4.
 *
 * As of 2026-03-20. Tasks are AWS's "Task limit with ENI trunking": the branch interfaces and all but two
 * of the others (primary and trunk).
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/eni-trunking-supported-instance-types.html
 * https://github.com/aws/amazon-vpc-resource-controller-k8s/blob/master/pkg/aws/vpc/limits.go
 */
const GRAVITON: Readonly<Record<string, readonly [vcpus: number, tasks: number]>> = {
  medium: [1, 4],
  large: [2, 10],
  xlarge: [4, 20],
  "2xlarge": [8, 40],
  "4xlarge": [16, 60],
  "8xlarge": [32, 60],
  "12xlarge": [48, 60],
  "16xlarge": [64, 120],
};

/** vCPUs, GiB and awsvpc tasks: t4g has no trunk, so a task for each interface but the primary. Same sources. */
const BURSTABLE: Readonly<Record<string, readonly [vcpus: number, gib: number, tasks: number]>> = {
  nano: [2, 0.5, 1],
  micro: [2, 1, 1],
  small: [2, 2, 2],
  medium: [2, 4, 2],
  large: [2, 8, 2],
  xlarge: [4, 16, 3],
  "2xlarge": [8, 32, 3],
};

/** The limits of an instance type; undefined where they are not listed here. */
export function instanceLimits(type: string): InstanceLimits | undefined {
  const [family = "", size = ""] = type.split(".");
  const burstable = family === "t4g" ? BURSTABLE[size] : undefined;
  if (burstable !== undefined) {
    return { cpu: burstable[0] * 1024, memory: burstable[1] * 1024, tasks: burstable[2] };
  }
  const gib = MEMORY[/^([cmr])[678]g$/.exec(family)?.[1] ?? ""];
  const graviton = GRAVITON[size];
  if (gib === undefined || graviton === undefined) {
    return undefined;
  }
  const [vcpus, tasks] = graviton;
  return { cpu: vcpus * 1024, memory: vcpus * gib * 1024, tasks };
}
