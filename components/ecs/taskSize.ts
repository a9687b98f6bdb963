/** What one container takes, or a whole task. */
export interface Size {
  /** CPU units: 1024 for each vCPU. */
  readonly cpu: number;
  /** MiB. */
  readonly memory: number;
}

/**
 * What Service Connect's proxy takes of a task besides its container.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html
 */
const PROXY: Size = { cpu: 256, memory: 64 };

/** A service's containers, and whether a proxy comes to them in AWS. */
export interface Sized extends Size {
  readonly serviceConnect: boolean;
  readonly sidecars?: readonly Size[] | undefined;
}

/**
 * The size of a task: its containers together, and Service Connect's proxy where it has one. A container that ends
 * before others start keeps its part: ECS reserves for all of a task's at once.
 */
export function taskSize(service: Sized, side: "cloud" | "onPrem"): Size {
  const proxy = side === "cloud" && service.serviceConnect ? [PROXY] : [];
  return [service, ...(service.sidecars ?? []), ...proxy].reduce(
    (sum, { cpu, memory }) => ({ cpu: sum.cpu + cpu, memory: sum.memory + memory }),
    { cpu: 0, memory: 0 },
  );
}
