import { sharesSite } from "../../../components/ecs/service/siteServers";
import { isNetworkProtocol } from "../../../components/elb/networkProtocol";
import type { ConfigRule } from "../../rule";
import { formatPath, type Problem } from "../../errors";
import type { ConfigDraft } from "../../types";
import {
  eachService,
  entries,
  isExposed,
  known,
  runningServers,
  runsInCloud,
  runsOnPremises,
  missing,
} from "./each";

/** Attributes of a site beside landbridge.site and landbridge.slot, of ten that ECS takes. */
const MOST_BESIDE_SLOT = 8;

export const sensitiveStaysOnPremises: ConfigRule = {
  summary: "A service whose data is classed `on-prem-only` has the placement `on-prem`.",
  check: eachService((service) =>
    service.dataClassification === "on-prem-only" && runsInCloud(service)
      ? [
          {
            at: ["placement"],
            text: `"${String(service.placement)}" takes data classed on-prem-only to AWS; it must be on-prem`,
          },
        ]
      : [],
  ),
};

export const capacityClassExists: ConfigRule = {
  summary: "A service in AWS names a capacity class of `landbridge:cluster`.",
  check: eachService((service, { cluster }) => {
    const classes = Object.keys(cluster?.capacity ?? {});
    const capacityClass = service.capacityClass ?? cluster?.defaultCapacityClass;
    if (!runsInCloud(service) || capacityClass === undefined) {
      return [];
    }
    return classes.includes(capacityClass)
      ? []
      : [
          {
            at: ["capacityClass"],
            text: `"${capacityClass}" is not a class of landbridge:cluster.capacity (${classes.join(", ") || "which has none"})`,
          },
        ];
  }),
};

export const onPremisesSettings: ConfigRule = {
  summary:
    "A service on premises names a site of `landbridge:onPremises.sites`, has a fixed `hostPort` when it has a port, and has no more tasks there than the site has servers.",
  check: eachService((service, { onPremises }) => {
    if (!runsOnPremises(service)) {
      return [];
    }
    const sites = known(onPremises?.sites);
    const names = sites.flatMap(({ name }) => name ?? []);
    const site = sites.find(({ name }) => name === service.site);
    const servers = site?.servers && runningServers(service, site.servers).length;
    const attributes = Object.keys(site?.attributes ?? {}).length;
    const tasks = service.replicas?.onPrem;
    return [
      ...(service.site === undefined
        ? [
            {
              at: ["site"],
              text: `is missing; a service on premises runs at a site (${names.join(", ")})`,
            },
          ]
        : []),
      ...(service.site !== undefined && onPremises !== undefined && site === undefined
        ? [
            {
              at: ["site"],
              text: `"${service.site}" is not a site of landbridge:onPremises.sites (${names.join(", ")})`,
            },
          ]
        : []),
      ...(service.port !== undefined && service.hostPort === undefined
        ? [
            missing(
              ["hostPort"],
              "on premises a service's port is reached by a fixed port of the servers",
            ),
          ]
        : []),
      ...((service.hostPort !== undefined || sharesSite(service)) &&
      servers !== undefined &&
      tasks !== undefined &&
      tasks > servers
        ? [
            {
              at: ["replicas", "onPrem"],
              text: `${tasks} tasks need a server each, as their host port is fixed; site ${String(service.site)} has ${servers}${sharesSite(service) ? ` for it by its siteShare (${service.siteShare})` : ""}`,
            },
          ]
        : []),
      ...(sharesSite(service) && attributes > MOST_BESIDE_SLOT
        ? [
            {
              at: ["siteShare"],
              text: `goes by an attribute of the servers, of which ECS takes 10: site ${String(service.site)} has ${attributes} of its own; leave it ${MOST_BESIDE_SLOT} at most`,
            },
          ]
        : []),
    ];
  }),
};

/** Checks of connections where nothing is said about them, as components/elb/networkRoute.ts has them. */
const UNSAID = { unhealthyThreshold: 3, intervalInSeconds: 10, timeoutInSeconds: 5 };

export const stopsAfterRotation: ConfigRule = {
  summary:
    "A service on premises behind the load balancer has a `stopTimeoutInSeconds` of `unhealthyThreshold` x `intervalInSeconds` + `timeoutInSeconds` at least: so long a server that stops still gets requests.",
  check: eachService((service) => {
    const { healthCheck, stopTimeoutInSeconds: stop } = service;
    if (!runsOnPremises(service) || !isExposed(service) || stop === undefined) {
      return [];
    }
    const { unhealthyThreshold, intervalInSeconds, timeoutInSeconds } =
      healthCheck ?? (isNetworkProtocol(service.protocol) ? UNSAID : {});
    if (
      unhealthyThreshold === undefined ||
      intervalInSeconds === undefined ||
      timeoutInSeconds === undefined
    ) {
      return [];
    }
    const noticed = unhealthyThreshold * intervalInSeconds + timeoutInSeconds;
    return stop < noticed
      ? [
          {
            at: ["stopTimeoutInSeconds"],
            text: `${stop} is less than the ${noticed} seconds until the load balancer notices that a server stops (unhealthyThreshold ${unhealthyThreshold} x intervalInSeconds ${intervalInSeconds} + timeoutInSeconds ${timeoutInSeconds}); make it ${noticed} at least, or the health check faster`,
          },
        ]
      : [];
  }),
};

export const hostPortsPerSite: ConfigRule = {
  summary: "Services at the same site have different host ports.",
  check: (config: ConfigDraft): Problem[] => {
    const there = entries(config).filter(({ service }) => runsOnPremises(service));
    return there.flatMap(({ service, path }, index) => {
      const { site, hostPort } = service;
      const first = there
        .slice(0, index)
        .find((earlier) => earlier.service.site === site && earlier.service.hostPort === hostPort);
      if (site === undefined || hostPort === undefined || first === undefined) {
        return [];
      }
      const taken = `is taken at site ${site} by ${formatPath(first.path)} (${String(first.service.name)})`;
      return [{ path: [...path, "hostPort"], text: `${hostPort} ${taken}; choose another` }];
    });
  },
};
