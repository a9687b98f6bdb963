import { isNetworkProtocol } from "../../components/elb/networkProtocol";
import { covers } from "../../components/networking/admission";
import type { ConfigRule } from "../rule";
import { eachService, known, runningServers, runsOnPremises } from "../services/rules/each";

/** What keeps files admits hosts and groups of the platform's own services. */
const noFiles: ConfigRule = {
  summary:
    "A service of a stack of its own mounts no file share and no file system of the platform's.",
  check: eachService((service) =>
    (["volumes", "fileSystems"] as const).flatMap((key) =>
      (service[key] ?? []).length === 0
        ? []
        : [
            {
              at: [key],
              text: "are for services of the platform's own stack, which its file gateways and file systems admit; leave the service there",
            },
          ],
    ),
  ),
};

/** What a database admits of the data centre is the platform's. */
const databasesAdmitServers: ConfigRule = {
  summary:
    "A database that a service on premises uses admits the servers of its site by `landbridge:databases[].clientCidrs` of the platform.",
  check: eachService((service, { databases, onPremises }) => {
    if (!runsOnPremises(service)) return [];
    const site = known(onPremises?.sites).find(({ name }) => name === service.site);
    const servers = runningServers(service, site?.servers);
    return (service.databases ?? []).flatMap((use, index) => {
      const database = known(databases).find(({ name }) => name === use?.name);
      if (database === undefined) return [];
      const shut = servers.find(
        ({ address }) =>
          !known(database.clientCidrs).some((cidr) => covers(cidr, `${String(address)}/32`)),
      );
      const text = `"${String(use?.name)}" does not admit ${String(shut?.address)} (${String(shut?.name)}); the platform's landbridge:databases has to name the site's network in its clientCidrs`;
      return shut === undefined ? [] : [{ at: ["databases", index, "name"], text }];
    });
  }),
};

/** Only what the platform has made can serve. */
const loadBalancerIsThere: ConfigRule = {
  summary: "`loadBalancer` of a service is one that the platform has.",
  check: eachService(({ loadBalancer = 1, hosts }, { platformLoadBalancers = [] }) =>
    (hosts ?? []).length === 0 || platformLoadBalancers.includes(loadBalancer)
      ? []
      : [
          {
            at: ["loadBalancer"],
            text: `${loadBalancer} is not one of the platform's (${platformLoadBalancers.join(", ") || "it has none"})`,
          },
        ],
  ),
};

/** The platform's network load balancer has the listeners of its own services alone, and its group is not offered. */
const noConnections: ConfigRule = {
  summary:
    "A service of a stack of its own speaks HTTP, or nobody calls it: not TCP or TLS. One of the platform's that does is reached by `cidr` or `securityGroupId`.",
  check: eachService(({ protocol, reaches }, { elsewhere }) => {
    const own = isNetworkProtocol(protocol)
      ? [
          {
            at: ["protocol"],
            text: `${String(protocol)} is for services of the platform's own stack, which makes their network load balancer; leave the service there`,
          },
        ]
      : [];
    const reached = known(reaches).flatMap(({ service: name }, index) => {
      const other = known(elsewhere).find((each) => each.name === name);
      const text = `"${String(name)}" speaks ${String(other?.protocol)} by the platform's network load balancer; name that one's networks (cidr) or security group, and the port`;
      return isNetworkProtocol(other?.protocol)
        ? [{ at: ["reaches", index, "service"], text }]
        : [];
    });
    return [...own, ...reached];
  }),
};

/** The client secret is in the state of the stack that has the load balancer, and in no other's. */
const noLogin: ConfigRule = {
  summary: "A service of a stack of its own has no `login`.",
  check: eachService(({ login }) =>
    login === undefined
      ? []
      : [
          {
            at: ["login"],
            text: `"${login}" is for services of the platform's own stack, which reads the client secret; leave the service there`,
          },
        ],
  ),
};

/** Rules for stacks of services, besides those that all services keep. */
export const serviceStackRules: readonly ConfigRule[] = [
  noFiles,
  databasesAdmitServers,
  loadBalancerIsThere,
  noConnections,
  noLogin,
];
