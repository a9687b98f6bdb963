import { instanceLimits } from "../../../components/ecs/instanceTypes";
import { taskSize } from "../../../components/ecs/taskSize";
import type { ConfigRule } from "../../rule";
import type { ConfigDraft } from "../../types";
import type { Problem } from "../../errors";
import { eachService, entries, known, runsInCloud, type ServiceDraft } from "./each";

type Need = Readonly<Record<"cpu" | "memory" | "tasks", number>>;

const UNITS = { cpu: "CPU units", memory: "MiB", tasks: "tasks" } as const;
const RESOURCES = ["cpu", "memory", "tasks"] as const;

/** Limits of each instance type of a class; none where one of them is not known. */
function limitsOf(config: ConfigDraft, className: string | undefined) {
  const types = known(config.cluster?.capacity?.[className ?? ""]?.instanceTypes);
  const limits = types.flatMap((type) => instanceLimits(type) ?? []);
  return limits.length === types.length ? limits : [];
}

function classOf({ capacityClass }: ServiceDraft, { cluster }: ConfigDraft): string | undefined {
  return capacityClass ?? cluster?.defaultCapacityClass;
}

function sizeOf({ cpu, memory, serviceConnect = true, sidecars: beside }: ServiceDraft) {
  const sidecars = known(beside).map((each) => ({ cpu: each.cpu ?? 0, memory: each.memory ?? 0 }));
  return cpu === undefined || memory === undefined
    ? undefined
    : taskSize({ cpu, memory, serviceConnect, sidecars }, "cloud");
}

export const tasksFitInstances: ConfigRule = {
  summary:
    "A task in AWS, with its sidecars, and 256 CPU units and 64 MiB for Service Connect's proxy, fits an instance of its capacity class.",
  check: eachService((service, config) => {
    const size = sizeOf(service);
    const className = classOf(service, config);
    const limits = limitsOf(config, className);
    if (!runsInCloud(service) || size === undefined || limits.length === 0) {
      return [];
    }
    return (["cpu", "memory"] as const).flatMap((what) => {
      const most = Math.max(...limits.map((limit) => limit[what]));
      const others = size[what] - (service[what] ?? 0);
      const names = [
        ...((service.sidecars?.length ?? 0) > 0 ? ["sidecars"] : []),
        ...(service.serviceConnect === false ? [] : ["Service Connect"]),
      ];
      const proxy = others > 0 ? `, with ${others} for ${names.join(" and ")},` : "";
      return size[what] > most
        ? [
            {
              at: [what],
              text: `${service[what]}${proxy} is more than the ${most} ${UNITS[what]} of the largest instance type of class ${className}; make the task smaller, or the class's instanceTypes larger`,
            },
          ]
        : [];
    });
  }),
};

/** The most tasks that a service has at a time: its limit, and its successors during a deployment. */
function mostTasks({ replicas, autoscaling }: ServiceDraft): number {
  const floor = replicas?.cloud ?? 0;
  if (floor === 0) {
    return 0;
  }
  const scheduled = known(autoscaling?.schedules).map(({ maxReplicas = 0 }) => maxReplicas);
  return 2 * Math.max(floor, autoscaling?.maxReplicas ?? 0, ...scheduled);
}

function needOf(services: readonly ServiceDraft[]): Need {
  const need = { cpu: 0, memory: 0, tasks: 0 };
  for (const service of services) {
    const tasks = mostTasks(service);
    const size = sizeOf(service);
    need.tasks += tasks;
    need.cpu += tasks * (size?.cpu ?? 0);
    need.memory += tasks * (size?.memory ?? 0);
  }
  return need;
}

export const classesHoldTheirTasks: ConfigRule = {
  summary:
    "A capacity class holds, with `maxSize` of its smallest instance type, the most tasks of all its services twice, as a deployment runs old and new ones: by CPU, memory and network interfaces (with `awsvpcTrunking`). Types that are not listed are not counted.",
  check: (config): Problem[] => {
    const inCloud = entries(config).flatMap(({ service }) => (runsInCloud(service) ? service : []));
    return Object.entries(config.cluster?.capacity ?? {}).flatMap(([name, settings]) => {
      const limits = limitsOf(config, name);
      const maxSize = settings?.maxSize;
      if (maxSize === undefined || limits.length === 0) {
        return [];
      }
      const need = needOf(inCloud.filter((service) => classOf(service, config) === name));
      const short = RESOURCES.flatMap((what) => {
        const each = Math.min(...limits.map((limit) => limit[what]));
        const count = Math.ceil(need[what] / each);
        return count > maxSize ? [{ count, text: `${need[what]} ${UNITS[what]}` }] : [];
      });
      if (short.length === 0) {
        return [];
      }
      const count = Math.max(...short.map((one) => one.count));
      const text = `${maxSize} instances are too few for its services at their most, twice while they are deployed (${short.map((one) => one.text).join(", ")}); make it ${count} at least, or the instances larger`;
      return [{ path: ["cluster", "capacity", name, "maxSize"], text }];
    });
  },
};
