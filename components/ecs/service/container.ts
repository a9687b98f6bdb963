import type { Architecture } from "../capacityPlan";

/** Where a container's image is: anywhere, in the stack's own repositories, or in its cache of Docker Hub. */
export type ImageSource = "reference" | "repository" | "docker-hub-cache";

/**
 * One container, of a service or of anything else that runs as a task: the words of ECS's container definitions.
 * docs/CONFIG.md has units and defaults.
 */
export interface ContainerDescription {
  readonly name: string;
  /** Image reference, pinned by digest or by a tag that never moves. */
  readonly image: string;
  readonly imageFrom: ImageSource;
  /** Processors that the image is built for, as far as it is known. */
  readonly imageArchitectures?: readonly Architecture[] | undefined;
  readonly repositoryCredentials?: string | undefined;
  /** CPU units: 1024 are a vCPU. */
  readonly cpu: number;
  /** In MiB. */
  readonly memory: number;
  readonly entryPoint?: readonly string[] | undefined;
  readonly command?: readonly string[] | undefined;
  readonly environment: Readonly<Record<string, string>>;
  /** ARNs of files in S3 with environment variables. */
  readonly environmentFiles?: readonly string[] | undefined;
  /** ARNs in Secrets Manager or Parameter Store, by the environment variable that gets their value. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly writablePaths: readonly string[];
  /** In MiB, by the path. */
  readonly writablePathSizesInMib?: Readonly<Record<string, number>> | undefined;
  readonly user?: string | undefined;
  readonly ulimits?: readonly Ulimit[] | undefined;
  readonly gpus?: number | undefined;
  readonly linuxParameters?: LinuxParameters | undefined;
  readonly dependsOn?: readonly ContainerDependency[] | undefined;
  readonly containerHealthCheck?: ContainerHealthCheck | undefined;
  readonly startTimeoutInSeconds?: number | undefined;
  readonly stopTimeoutInSeconds: number;
}

/** A container beside a service's own: one that starts first and ends, or one that runs all the time. */
export interface SidecarDescription extends ContainerDescription {
  /** Whether the task ends with it. */
  readonly essential: boolean;
  /** Port at which the service's own container reaches it. */
  readonly port?: number | undefined;
  /** Whether it gets the variables of the service's databases. */
  readonly databaseVariables: boolean;
}

export interface Ulimit {
  readonly name: string;
  readonly softLimit: number;
  readonly hardLimit: number;
}

export interface LinuxParameters {
  readonly capabilities?:
    { readonly add: readonly string[]; readonly drop: readonly string[] } | undefined;
  /** Size of /dev/shm. */
  readonly sharedMemorySizeInMib?: number | undefined;
}

/** What another container of the task must have come to before this one starts. */
export interface ContainerDependency {
  readonly containerName: string;
  readonly condition: "START" | "COMPLETE" | "SUCCESS" | "HEALTHY";
}

/** A command in the container that says whether it is well. */
export interface ContainerHealthCheck {
  readonly command: readonly string[];
  readonly intervalInSeconds: number;
  readonly timeoutInSeconds: number;
  readonly retries: number;
  readonly startPeriodInSeconds: number;
}

/** The containers of a task: its own first, then those beside it, by name. */
export function containersOf<Own, Beside extends { readonly name: string }>(
  task: Own & { readonly sidecars?: readonly Beside[] | undefined },
): readonly (Own | Beside)[] {
  const beside = [...(task.sidecars ?? [])];
  return [task, ...beside.sort((one, other) => (one.name < other.name ? -1 : 1))];
}

/** The environment variable that says where a container beside the service's own is. */
export function sidecarVariable(sidecar: string): string {
  return `${sidecar.toUpperCase().replaceAll("-", "_")}_SIDECAR_HOST`;
}

/** `arn:...:secret:orders-AbCdEf:password::` names one key of a secret's JSON; permission is for the whole. */
export function withoutKey(arn: string): string {
  return arn.split(":").slice(0, 7).join(":");
}
