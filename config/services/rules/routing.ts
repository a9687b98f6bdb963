import { servedNames } from "../../../components/rds/servedNames";
import {
  collisions,
  conditionsKey,
  shadows,
  type Route,
} from "../../../components/elb/listenerPriorities";
import { isNetworkProtocol } from "../../../components/elb/networkProtocol";
import type { ConfigRule } from "../../rule";
import { formatPath, type Problem } from "../../errors";
import type { ConfigDraft } from "../../types";
import { eachService, entries, isExposed, known, type Entry, missing } from "./each";

/** AWS takes five values in all of a rule's conditions. */
const MOST_CONDITION_VALUES = 5;

export const uniqueServiceNames: ConfigRule = {
  summary: "Services have different names.",
  check: (config) => {
    const all = entries(config);
    return all.flatMap(({ service, path }, index) => {
      const first = all.slice(0, index).find((earlier) => earlier.service.name === service.name);
      return service.name === undefined || first === undefined
        ? []
        : [
            {
              path: [...path, "name"],
              text: `"${service.name}" is the name of ${formatPath(first.path)}`,
            },
          ];
    });
  },
};

export const hostsBesideDatabases: ConfigRule = {
  summary:
    "A service's hosts are not the names of databases: both are records of the private zone.",
  check: (config) => {
    const taken = servedNames(config.databases ?? []).flatMap((label) => {
      return label === undefined ? [] : [label, `${label}-ro`];
    });
    const all = entries(config).flatMap(({ service, path }) => [
      { hosts: service.hosts, path },
      ...(service.redirects ?? []).map((redirect, i) => ({
        hosts: redirect?.hosts,
        path: [...path, "redirects", i],
      })),
    ]);
    return all.flatMap(({ hosts, path }) =>
      (hosts ?? []).flatMap((host, index) =>
        host !== undefined && taken.includes(host)
          ? [
              {
                path: [...path, "hosts", index],
                text: `"${host}" is the name of a database in the private zone; choose another`,
              },
            ]
          : [],
      ),
    );
  },
};

export const exposedServices: ConfigRule = {
  summary:
    "A service with hosts has a port, a health check whose time limit is below its interval, and a load balancer with a certificate (one of protocol `TCP` may go without both); in production it has two tasks at least.",
  check: eachService((service, config) => {
    const { port, healthCheck, hosts, paths, replicas } = service;
    if (!isExposed(service)) {
      return (paths ?? []).length === 0 || isNetworkProtocol(service.protocol)
        ? []
        : [{ at: ["paths"], text: "has no meaning without hosts, of which they are the paths" }];
    }
    const sides = {
      cloud: replicas?.cloud ?? 0,
      "on-prem": replicas?.onPrem ?? 0,
      both: (replicas?.cloud ?? 0) + (replicas?.onPrem ?? 0),
    };
    const tasks = service.placement === undefined ? undefined : sides[service.placement];
    const isNetwork = isNetworkProtocol(service.protocol);
    const { intervalInSeconds, timeoutInSeconds } = healthCheck ?? {};
    const { httpHeaders, httpRequestMethods, queryStrings } = service.conditions ?? {};
    const values =
      (hosts?.length ?? 0) +
      (paths?.length ?? 0) +
      known(httpHeaders).reduce((sum, header) => sum + (header.values?.length ?? 0), 0) +
      (httpRequestMethods?.length ?? 0) +
      (queryStrings?.length ?? 0);
    return [
      ...(!isNetwork && config.loadBalancer !== undefined && !hasCertificate(config)
        ? [
            {
              at: ["hosts"],
              text: "needs HTTPS: landbridge:loadBalancer says no certificate (certificateArn or certificateAuthorityArn)",
            },
          ]
        : []),
      ...(config.dns === undefined && (isNetwork || hasCertificate(config))
        ? [{ at: ["hosts"], text: "needs a zone for its names: landbridge:dns has no zoneName" }]
        : []),
      ...(port === undefined ? [missing(["port"], "a service with hosts listens on a port")] : []),
      ...(healthCheck === undefined && !isNetwork
        ? [missing(["healthCheck"], "a service with hosts says how its health is checked")]
        : []),
      ...(intervalInSeconds !== undefined &&
      timeoutInSeconds !== undefined &&
      timeoutInSeconds >= intervalInSeconds
        ? [
            {
              at: ["healthCheck", "timeoutInSeconds"],
              text: `${timeoutInSeconds} is not less than intervalInSeconds (${intervalInSeconds})`,
            },
          ]
        : []),
      ...(values > MOST_CONDITION_VALUES && !isNetwork
        ? [
            {
              at: ["paths"],
              text: `with hosts${service.conditions ? " and conditions" : ""} makes ${values} conditions; a listener rule takes ${MOST_CONDITION_VALUES} at most`,
            },
          ]
        : []),
      ...(config.environmentType === "production" && tasks !== undefined && tasks < 2
        ? [
            {
              at: ["replicas"],
              text: `makes ${tasks === 1 ? "1 task" : `${tasks} tasks`} where it is placed (${String(service.placement)}); in production a service with hosts has 2 at least`,
            },
          ]
        : []),
    ];
  }),
};

export function hasCertificate({ loadBalancer }: ConfigDraft): boolean {
  const { certificateArn, certificateAuthorityArn } = loadBalancer ?? {};
  return (certificateArn ?? certificateAuthorityArn) !== undefined;
}

export const listenerRules: ConfigRule = {
  summary:
    "No two services have the same host, path and `conditions`, or the same priority of their listener rules; and none hides another whose path is more specific.",
  check: (config: ConfigDraft): Problem[] => {
    const routed = entries(config)
      .flatMap((entry) => [...toRoute(entry), ...toRedirects(entry)])
      // A duplicate name is reported elsewhere, and has the same priority of course.
      .filter(
        ({ route }, index, all) =>
          all.findIndex((each) => each.route.name === route.name) === index,
      );
    const routes = routed.map(({ route }) => route);
    const pathOf = (name: string) => routed.find(({ route }) => route.name === name)?.path ?? [];
    return [
      ...sameRoutes(routed),
      ...collisions(routes).map(({ priority, names: [first, second], free }) => ({
        path: [...pathOf(second), "priority"],
        text: `${priority} is the priority of ${formatPath(pathOf(first))} (${first}) already; write priority: ${free} at the newer of the two`,
      })),
      ...shadows(routes).map(({ hidden, hiding, path, below }) => ({
        path: [...pathOf(hidden), "priority"],
        text: `leaves ${path} to ${formatPath(pathOf(hiding))} (${hiding}), which is asked first; it must be less than ${below}`,
      })),
    ];
  },
};

interface Routed {
  readonly route: Route;
  readonly path: readonly PropertyKey[];
}

function toRoute({ service, path }: Entry): Routed[] {
  const { name, hosts, paths, priority } = service;
  const conditions = conditionsKey(service.conditions);
  return name === undefined || !isExposed(service) || isNetworkProtocol(service.protocol)
    ? []
    : [{ route: { name, hosts: known(hosts), paths: known(paths), conditions, priority }, path }];
}

function toRedirects({ service, path }: Entry): Routed[] {
  const { name } = service;
  if (name === undefined || !isExposed(service) || isNetworkProtocol(service.protocol)) return [];
  return (service.redirects ?? []).flatMap((redirect, index) => {
    if (redirect?.name === undefined) return [];
    const { hosts = service.hosts, paths, priority } = redirect;
    const route = {
      name: `${name}/${redirect.name}`,
      hosts: known(hosts),
      paths: known(paths),
      priority,
    };
    return [{ route, path: [...path, "redirects", index] }];
  });
}

function sameRoutes(routed: readonly Routed[]): Problem[] {
  return routed.flatMap(({ route, path }, index) =>
    routed.slice(0, index).flatMap((earlier) => {
      const host = route.hosts.find((own) => earlier.route.hosts.includes(own));
      const isSame =
        route.paths.length === 0
          ? earlier.route.paths.length === 0
          : route.paths.some((own) => earlier.route.paths.includes(own));
      if (host === undefined || !isSame || route.conditions !== earlier.route.conditions) {
        return [];
      }
      const key = route.paths.length === 0 ? "hosts" : "paths";
      return [
        {
          path: [...path, key],
          text: `are those of ${formatPath(earlier.path)} (${earlier.route.name}) at host ${host}; one of them would get nothing`,
        },
      ];
    }),
  );
}
