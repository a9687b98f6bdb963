import { sidecarVariable } from "../../../components/ecs/service/container";
import type { ConfigRule } from "../../rule";
import {
  containersOf,
  eachContainer,
  eachService,
  known,
  runsInCloud,
  runsOnPremises,
  type Complaint,
  type ServiceDraft,
} from "./each";

export const containerNames: ConfigRule = {
  summary:
    "Containers of a service have different names, none of them the service's, and ports of their own: in AWS they share a network interface.",
  check: eachService((service) => {
    const { name, port, sidecars = [] } = service;
    return sidecars.flatMap((sidecar, index): Complaint[] => {
      const others = [{ name, port }, ...sidecars.slice(0, index).map((each) => ({ ...each }))];
      const own = { ...sidecar };
      const at = ["sidecars", index];
      const isTaken = own.name !== undefined && others.some((each) => each.name === own.name);
      const hasPort = own.port !== undefined && others.some((each) => each.port === own.port);
      return [
        ...(isTaken
          ? [
              {
                at: [...at, "name"],
                text: `"${String(own.name)}" is another container of the service; choose another`,
              },
            ]
          : []),
        ...(hasPort
          ? [
              {
                at: [...at, "port"],
                text: `${String(own.port)} is another container's, and in AWS all of a task share one network interface; choose another`,
              },
            ]
          : []),
      ];
    });
  }),
};

export const containersInOrder: ConfigRule = {
  summary:
    "A container depends on others of its task, in no circle: `COMPLETE` and `SUCCESS` on one that is not `essential`, `HEALTHY` on one with a `containerHealthCheck`.",
  check: eachContainer(({ name, dependsOn }, service) => {
    const others = containersOf(service).map(({ container }) => container);
    const names = others.flatMap((each) => each.name ?? []);
    return (dependsOn ?? []).flatMap((dependency, index): Complaint[] => {
      const { containerName, condition } = dependency ?? {};
      if (containerName === undefined) return [];
      const at = ["dependsOn", index];
      const other = others.find((each) => each.name === containerName);
      if (other === undefined || containerName === name) {
        const rest = names.filter((each) => each !== name).join(", ");
        const text =
          other === undefined
            ? `"${containerName}" is not a container of the service (${rest || "there is no other"})`
            : `"${containerName}" is the container itself`;
        return [{ at: [...at, "containerName"], text }];
      }
      const ends = condition === "COMPLETE" || condition === "SUCCESS";
      return [
        ...(ends && other.essential !== false
          ? [
              {
                at: [...at, "condition"],
                text: `${condition} waits for the end of ${containerName}, with which the whole task ends; give ${containerName} essential: false`,
              },
            ]
          : []),
        ...(condition === "HEALTHY" && other.containerHealthCheck === undefined
          ? [
              {
                at: [...at, "condition"],
                text: `HEALTHY needs a containerHealthCheck of ${containerName}, which has none`,
              },
            ]
          : []),
        ...(name !== undefined && waitsFor(service, containerName, name)
          ? [
              {
                at: [...at, "containerName"],
                text: `"${containerName}" waits for ${name} as well: neither would ever start`,
              },
            ]
          : []),
      ];
    });
  }),
};

/** Whether one container waits for another, directly or by others. */
function waitsFor(service: ServiceDraft, from: string, to: string): boolean {
  const next = new Map(
    containersOf(service).map(({ container: { name, dependsOn } }) => [
      name,
      known(dependsOn).flatMap(({ containerName }) => containerName ?? []),
    ]),
  );
  const seen = new Set<string>();
  const visit = (name: string): boolean =>
    name === to ||
    (!seen.has(name) && seen.add(name).has(name) && (next.get(name) ?? []).some(visit));
  return visit(from);
}

export const containerSettings: ConfigRule = {
  summary:
    "`writablePathSizesInMib` are of `writablePaths`, and together less than the container's memory; a `softLimit` is its `hardLimit` at most, and each limit is there once.",
  check: eachContainer(({ memory, writablePaths, writablePathSizesInMib: sizes = {}, ulimits }) => {
    const sum = Object.values(sizes).reduce<number>((total, size) => total + (size ?? 0), 0);
    const names = (ulimits ?? []).map((each) => each?.name);
    return [
      ...Object.keys(sizes).flatMap((path) =>
        (writablePaths ?? []).includes(path)
          ? []
          : [
              {
                at: ["writablePathSizesInMib", path],
                text: "is not one of writablePaths; add it there",
              },
            ],
      ),
      ...(memory !== undefined && sum >= memory
        ? [
            {
              at: ["writablePathSizesInMib"],
              text: `add up to ${sum} MiB, and what is written there counts as memory, of which the container has ${memory}; make them smaller, or memory larger`,
            },
          ]
        : []),
      ...(ulimits ?? []).flatMap((ulimit, index): Complaint[] => {
        const { name, softLimit, hardLimit } = ulimit ?? {};
        const isAbove =
          softLimit !== undefined &&
          hardLimit !== undefined &&
          hardLimit !== -1 && // None.
          (softLimit === -1 || softLimit > hardLimit);
        return [
          ...(isAbove
            ? [
                {
                  at: ["ulimits", index, "softLimit"],
                  text: `${softLimit} is more than hardLimit (${hardLimit})`,
                },
              ]
            : []),
          ...(name !== undefined && names.indexOf(name) < index
            ? [{ at: ["ulimits", index, "name"], text: `"${name}" is there twice` }]
            : []),
        ];
      }),
    ];
  }),
};

export const sharedFolders: ConfigRule = {
  summary: "`sharedPaths` are no folders of `volumes`, nor of any container's `writablePaths`.",
  check: eachService((service) =>
    (service.sharedPaths ?? []).flatMap((path, index): Complaint[] => {
      const isMounted =
        known(service.volumes).some((each) => each.path === path) ||
        containersOf(service).some(({ container }) =>
          (container.writablePaths ?? []).some((each) => each === path),
        );
      const text = `"${String(path)}" is a volume's or in writablePaths as well; a container takes one mount at a place`;
      return isMounted ? [{ at: ["sharedPaths", index], text }] : [];
    }),
  ),
};

export const gpusWhereTheyAre: ConfigRule = {
  summary:
    "A service with `gpus` runs on a capacity class, and at a site, that says `gpu: true`: ECS places its tasks nowhere else.",
  check: eachContainer(({ gpus }, service, { cluster, onPremises }) => {
    if (gpus === undefined) return [];
    const name = service.capacityClass ?? cluster?.defaultCapacityClass ?? "";
    const settings = cluster?.capacity?.[name];
    const site = known(onPremises?.sites).find((each) => each.name === service.site);
    const lacks = (what: string) => ({
      at: ["gpus"],
      text: `${gpus} needs servers with GPUs, and ${what} does not say gpu: true; say it there, or run the service elsewhere`,
    });
    return [
      ...(runsInCloud(service) && settings?.gpu === false
        ? [lacks(`landbridge:cluster.capacity.${name}`)]
        : []),
      ...(runsOnPremises(service) && site?.gpu === false
        ? [lacks(`site ${String(site.name)} of landbridge:onPremises.sites`)]
        : []),
    ];
  }),
};

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-anywhere.html, Considerations */
export const sidecarsOnPremises: ConfigRule = {
  summary:
    "On premises, where external instances have no awsvpc, the service's container reaches those beside it by `<NAME>_SIDECAR_HOST` and not at localhost; none of those with a port waits for it; and the variable is not another one of its own.",
  check: eachService((service) => {
    const reached = (service.sidecars ?? []).flatMap((sidecar, index) =>
      sidecar?.name === undefined || sidecar.port === undefined
        ? []
        : [{ name: sidecar.name, port: sidecar.port, index }],
    );
    const own = { ...service.environment, ...service.secrets };
    const taken = reached
      .map(({ name }) => sidecarVariable(name))
      .filter((variable) => variable in own)
      .map((variable) => ({
        at: [variable in (service.environment ?? {}) ? "environment" : "secrets", variable],
        text: "is what the service gets for a sidecar; take it out",
      }));
    if (!runsOnPremises(service)) return taken;
    const local = Object.entries(service.environment ?? {}).flatMap(([variable, value = ""]) =>
      reached.flatMap(({ name, port }): Complaint[] =>
        new RegExp(String.raw`\b(localhost|127\.0\.0\.1):${port}\b`).test(value)
          ? [
              {
                at: ["environment", variable],
                text: `"${value}" is the service's container itself on premises: external instances have no awsvpc, in which containers share localhost. Read the host from ${sidecarVariable(name)}, which is right on both sides`,
              },
            ]
          : [],
      ),
    );
    const circles = reached.flatMap(({ name, index }): Complaint[] =>
      service.name !== undefined && waitsFor(service, name, service.name)
        ? [
            {
              at: ["sidecars", index, "dependsOn"],
              text: `waits for ${service.name}, which reaches ${name} at its port: on premises that is a link of Docker's, for which ${name} has to be there first, as external instances have no awsvpc. Take port or dependsOn out, or run the service in AWS only`,
            },
          ]
        : [],
    );
    return [...taken, ...local, ...circles];
  }),
};
