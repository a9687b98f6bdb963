import {
  DescribeServicesCommand,
  DescribeTasksCommand,
  ECSClient,
  ListTasksCommand,
  type Service,
  type Task,
} from "@aws-sdk/client-ecs";
import type { Account } from "../../preflight/account";
import { SIDES, sidesOf, type DeployedService, type StackServices } from "./stackServices";
import { targetHealth, type TargetHealth } from "./targetHealth";

/** A task, as far as people ask for it. */
export interface TaskStatus {
  readonly id: string;
  readonly status: string;
  /** By the containers' own health checks; `UNKNOWN` where there is none. */
  readonly health: string;
  readonly image: string;
  readonly digest?: string;
  readonly startedAt?: string;
  /** Whether a session in it can be opened, by ECS Exec. */
  readonly exec: boolean;
}

/** A service on one side. */
export interface SideStatus {
  readonly service: string;
  readonly side: "cloud" | "on-prem";
  readonly ecsService: string;
  readonly desired: number;
  readonly running: number;
  readonly pending: number;
  /** The newest deployment, and what ECS says of it. */
  readonly deployment: {
    readonly state: string;
    readonly since?: string;
    readonly reason?: string;
  };
  readonly tasks: readonly TaskStatus[];
  /** Undefined for a service without hosts. */
  readonly targets?: readonly TargetHealth[];
  /** The newest ones first. */
  readonly events: readonly { readonly at?: string; readonly message: string }[];
}

/** Events that are shown of one side. */
const EVENTS = 5;

/** How services are, on both sides: by calls that only read. */
export async function statusOf(
  account: Account,
  { clusterName: cluster }: StackServices,
  services: readonly DeployedService[],
): Promise<SideStatus[]> {
  const ecs = account.client(ECSClient);
  const sides = services.flatMap((service) => sidesOf(service).map((at) => ({ service, ...at })));
  return Promise.all(
    sides.map(async ({ service, side, ecsService }) => {
      const described = await ecs.send(
        new DescribeServicesCommand({ cluster, services: [ecsService] }),
      );
      const arn = service.targetGroupArns[side];
      // A service that bursts has one target group, with the servers of the site in it.
      const targets = arn === undefined ? undefined : await targetHealth(account, arn);
      return {
        service: service.name,
        side: SIDES[side],
        ecsService,
        ...ofService(described.services?.[0]),
        tasks: (await tasksOf(ecs, cluster, ecsService)).map((task) => ofTask(task, service.name)),
        ...(targets && { targets }),
      };
    }),
  );
}

function ofService(
  service: Service | undefined,
): Pick<SideStatus, "desired" | "running" | "pending" | "deployment" | "events"> {
  const [newest] = service?.deployments ?? [];
  const { rolloutState, rolloutStateReason, updatedAt } = newest ?? {};
  return {
    desired: service?.desiredCount ?? 0,
    running: service?.runningCount ?? 0,
    pending: service?.pendingCount ?? 0,
    deployment: {
      state: service === undefined ? "MISSING" : (rolloutState ?? service.status ?? "UNKNOWN"),
      ...(updatedAt && { since: updatedAt.toISOString() }),
      ...(rolloutStateReason !== undefined && { reason: rolloutStateReason }),
    },
    events: (service?.events ?? []).slice(0, EVENTS).map(({ createdAt, message = "" }) => ({
      ...(createdAt && { at: createdAt.toISOString() }),
      message,
    })),
  };
}

/** The tasks of an ECS service, the newest first: a hundred at most, which is what one call has. */
export async function tasksOf(
  ecs: ECSClient,
  cluster: string,
  serviceName: string,
): Promise<Task[]> {
  const { taskArns = [] } = await ecs.send(new ListTasksCommand({ cluster, serviceName }));
  if (taskArns.length === 0) return [];
  const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster, tasks: taskArns }));
  const started = ({ startedAt }: Task) => startedAt?.getTime() ?? 0;
  return [...tasks].sort((one, other) => started(other) - started(one));
}

function ofTask(task: Task, service: string): TaskStatus {
  const own = task.containers?.find(({ name }) => name === service);
  return {
    id: task.taskArn?.split("/").at(-1) ?? "",
    status: task.lastStatus ?? "UNKNOWN",
    health: task.healthStatus ?? "UNKNOWN",
    image: own?.image ?? "",
    ...(own?.imageDigest !== undefined && { digest: own.imageDigest }),
    ...(task.startedAt && { startedAt: task.startedAt.toISOString() }),
    exec: task.enableExecuteCommand ?? false,
  };
}
