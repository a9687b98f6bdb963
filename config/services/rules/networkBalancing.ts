import { isNetworkProtocol } from "../../../components/elb/networkProtocol";
import { formatPath, type Problem } from "../../errors";
import type { ConfigRule } from "../../rule";
import { targetsOf } from "../loadBalancers";
import {
  eachService,
  entries,
  isExposed,
  known,
  missing,
  type Complaint,
  type Entry,
} from "./each";
import { hasCertificate } from "./routing";

/** What a load balancer does with requests, which it has to read for that. */
const OF_REQUESTS = [
  "conditions",
  "stickiness",
  "loadBalancingAlgorithm",
  "slowStartInSeconds",
  "priority",
  "loadBalancer",
] as const;

/** What it does with connections. */
const OF_CONNECTIONS = ["listenerPort", "listenerProtocol", "proxyProtocol"] as const;

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html */
export const networkServices: ConfigRule = {
  summary:
    "A service with protocol `TCP` or `TLS` has nothing that is about requests of HTTP: no `paths`, `conditions`, `stickiness`, `loadBalancingAlgorithm`, `slowStartInSeconds`, `priority`, `loadBalancer`, `protocolVersion`, `burst` or `autoscaling.requestsPerTarget`; and `listenerPort`, `listenerProtocol` and `proxyProtocol` are its alone. A listener of TLS needs a certificate, and is the only one for a container that speaks TLS to the load balancer. `healthCheck.path` is missing for no service of HTTP.",
  check: eachService((service, config): Complaint[] => {
    const { protocol, healthCheck, listenerProtocol } = service;
    if (protocol === undefined) return [];
    const without = (key: string, text: string): Complaint => ({ at: [key], text });
    if (!isNetworkProtocol(protocol)) {
      const text = `has no meaning for protocol ${protocol}: it is of connections; remove it, or write protocol: TCP`;
      const own = OF_CONNECTIONS.filter((key) => service[key] !== undefined);
      const path = isExposed(service) && healthCheck !== undefined && !("path" in healthCheck);
      return [
        ...own.map((key) => without(key, text)),
        ...(path
          ? [missing(["healthCheck", "path"], `the load balancer asks for it by ${protocol}`)]
          : []),
      ];
    }
    const text = `has no meaning for protocol ${protocol}: it is about requests of HTTP, which the network load balancer does not read; remove it`;
    const foreign = OF_REQUESTS.filter((key) => service[key] !== undefined);
    const speaksTls = (listenerProtocol ?? protocol) === "TLS";
    return [
      ...foreign.map((key) => without(key, text)),
      ...((service.paths ?? []).length > 0 ? [without("paths", text)] : []),
      ...((service.protocolVersion ?? "HTTP1") === "HTTP1"
        ? []
        : [without("protocolVersion", text)]),
      ...(service.burst
        ? [
            without(
              "burst",
              `true counts requests, which protocol ${protocol} has none of; share connections between the sides by traffic`,
            ),
          ]
        : []),
      ...(service.autoscaling?.requestsPerTarget === undefined
        ? []
        : [
            {
              at: ["autoscaling", "requestsPerTarget"],
              text: `can't be counted for protocol ${protocol}; scale by cpuUtilization, or by a metric of the service's own (autoscaling.metrics)`,
            },
          ]),
      ...(isExposed(service)
        ? []
        : OF_CONNECTIONS.filter((key) => service[key] !== undefined).map((key) =>
            without(key, "has no meaning without hosts: it is what the load balancer does"),
          )),
      ...(protocol === "TLS" && listenerProtocol === "TCP"
        ? [
            without(
              "listenerProtocol",
              "TCP does not go with protocol TLS: a listener of TCP leads to containers as TCP. Write protocol: TCP, and TLS goes through to the container's own certificate",
            ),
          ]
        : []),
      ...(isExposed(service) &&
      speaksTls &&
      config.loadBalancer !== undefined &&
      !hasCertificate(config)
        ? [
            without(
              listenerProtocol === undefined ? "protocol" : "listenerProtocol",
              "TLS needs a certificate: landbridge:loadBalancer says none (certificateArn or certificateAuthorityArn)",
            ),
          ]
        : []),
    ];
  }),
};

/** What a network load balancer has room for; AWS raises the number of targets alone. */
// https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-limits.html
const LISTENERS = 50;
const TARGETS = 500;

export const networkListeners: ConfigRule = {
  summary:
    "Services with protocol `TCP` or `TLS` and hosts have different ports on the network load balancer, no host of a service of HTTP, and are 50 with 500 targets at most: tasks in AWS, twice for deployments, and servers of their sites.",
  check: (config): Problem[] => {
    const exposed = entries(config).filter(({ service }) => isExposed(service));
    const listening = exposed.filter(({ service }) => isNetworkProtocol(service.protocol));
    const requests = exposed.filter(({ service }) => !isNetworkProtocol(service.protocol));
    const targets = listening.reduce((sum, { service }) => sum + targetsOf(config, service), 0);
    const most = (text: string): Problem => ({ path: ["services"], text });
    return [
      ...samePorts(listening),
      ...listening.flatMap((entry) => sharedHosts(entry, requests)),
      ...(listening.length > LISTENERS
        ? [
            most(
              `with protocol TCP or TLS are ${listening.length}; a network load balancer has ${LISTENERS} listeners. Put some of them into another stack`,
            ),
          ]
        : []),
      ...(targets > TARGETS
        ? [
            most(
              `with protocol TCP or TLS have ${targets} targets; a network load balancer whose zones share them has ${TARGETS}. Give them a share of their sites (siteShare), or put some of them into another stack`,
            ),
          ]
        : []),
    ];
  },
};

function samePorts(listening: readonly Entry[]): Problem[] {
  const portOf = ({ service }: Entry) => service.listenerPort ?? service.port;
  return listening.flatMap((entry, index) => {
    const port = portOf(entry);
    const first = listening.slice(0, index).find((earlier) => portOf(earlier) === port);
    if (port === undefined || first === undefined) return [];
    const text = `${port} is that of ${formatPath(first.path)} (${String(first.service.name)}) on the network load balancer; choose another listenerPort`;
    return [{ path: [...entry.path, "listenerPort"], text }];
  });
}

/** A name leads to one load balancer. */
function sharedHosts({ service, path }: Entry, requests: readonly Entry[]): Problem[] {
  return known(service.hosts).flatMap((host, index) => {
    const other = requests.find((each) => known(each.service.hosts).includes(host));
    if (other === undefined) return [];
    const text = `"${host}" is a host of ${formatPath(other.path)} (${String(other.service.name)}), which speaks HTTP: a name leads to one load balancer; choose another`;
    return [{ path: [...path, "hosts", index], text }];
  });
}
