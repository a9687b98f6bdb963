import {
  clientWays,
  directPort,
  type ClientWays,
  type Way,
} from "../../../components/ecs/service/clientWays";
import {
  databaseBlocks,
  databaseRoom,
  planDatabaseAdmission,
  type ClientServer,
} from "../../../components/rds/databaseAdmission";
import { isNetworkProtocol } from "../../../components/elb/networkProtocol";
import { aggregate } from "../../../components/networking/admission";
import { quotasOf, raising } from "../../quotas/quotasOf";
import type { Problem } from "../../errors";
import type { ConfigDraft } from "../../types";
import type { ConfigRule } from "../../rule";
import {
  entries,
  isExposed,
  known,
  runningServers,
  containersOf,
  runsInCloud,
  runsOnPremises,
  type ServiceDraft,
} from "./each";

/** What AWS has room for, whoever asks. */
const LIMITS = {
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entity-length
  rolePolicy: 10_240,
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html
  taskDefinition: 65_536,
  // https://docs.aws.amazon.com/storagegateway/latest/APIReference/API_CreateNFSFileShare.html, ClientList
  shareClients: 100,
} as const;

export const databaseClientsFit: ConfigRule = {
  summary:
    "A database has room for 140 networks in five security groups: `clientCidrs`, and servers of sites whose services use it, neighbours taken as one. All services in AWS that use it are one rule, and each of those with more than four databases and reached services is another; the first group has room for 18 of them besides many networks.",
  check: (config) =>
    (config.databases ?? []).flatMap((database, index): Problem[] => {
      const { name } = { ...database };
      if (name === undefined) return [];
      const clientCidrs = known(database?.clientCidrs);
      const servers = serversUsing(config, name);
      const { rules, alone } = clientRules(config, { kind: "database", name });
      const path = ["databases", index];
      const { rulesPerSecurityGroup } = quotasOf(config);
      const networks = databaseBlocks(clientCidrs, servers, rulesPerSecurityGroup);
      const most = databaseRoom(rulesPerSecurityGroup);
      if (networks.length > most) {
        const text = `has ${networks.length} networks as its clients (${servers.length} servers, ${clientCidrs.length} clientCidrs, neighbours taken as one); its security groups have room for ${most}. Name larger networks of servers in clientCidrs, give servers addresses that make up blocks, or ${raising("rulesPerSecurityGroup")}`;
        return [{ path, text }];
      }
      const plan = planDatabaseAdmission(clientCidrs, servers, rulesPerSecurityGroup);
      const first = plan.filter(({ group }) => group === 0);
      // Networks may all be others in one update, and one rule is the proxy's.
      const left = rulesPerSecurityGroup - 2 * first.length - 1;
      const text = `has ${alone} clients in AWS with more than four databases and reached services, a rule for each; its security group has ${left - (rules - alone)} left. Let services share a database's API, or ${raising("rulesPerSecurityGroup")}`;
      return rules > left ? [{ path, text }] : [];
    }),
};

/** Servers of the sites whose services use a database. */
function serversUsing(config: ConfigDraft, database: string): ClientServer[] {
  const users = entries(config).filter(
    ({ service }) =>
      runsOnPremises(service) && known(service.databases).some(({ name }) => name === database),
  );
  return known(config.onPremises?.sites).flatMap(({ name: site = "", servers }) => {
    const there = users.filter(({ service }) => service.site === site);
    const run = new Set(there.flatMap(({ service }) => runningServers(service, servers)));
    return known(servers)
      .filter((server) => run.has(server))
      .flatMap(({ name = "", address }) =>
        address === undefined ? [] : [{ site, name, address }],
      );
  });
}

export const callersFit: ConfigRule = {
  summary:
    "A service's security group has 60 rules: for the load balancer, for all services that reach it directly, and for each of those with more than four databases and reached services.",
  check: (config) =>
    entries(config).flatMap(({ service, path }): Problem[] => {
      const { name, placement, port, serviceConnect = true } = service;
      if (name === undefined || placement === undefined) return [];
      if (directPort({ placement, port, serviceConnect }) === undefined) return [];
      const { rules, alone } = clientRules(config, { kind: "service", name });
      const most = quotasOf(config).rulesPerSecurityGroup - 1;
      const text = `is reached directly by ${alone} services with more than four databases and reached services; its security group admits ${most - (rules - alone)} of them. Set serviceConnect: false, and they reach it by its hosts through the load balancer, or ${raising("rulesPerSecurityGroup")}`;
      return rules > most ? [{ path, text }] : [];
    }),
};

/** How a service's tasks get to databases and services; undefined where that can't be understood. */
function waysOf(service: ServiceDraft): ClientWays | undefined {
  const { placement, serviceConnect = true } = service;
  const databases = known(service.databases).flatMap(({ name }) =>
    name === undefined ? [] : [{ name, credentials: "iam" as const }],
  );
  const fileSystems = known(service.fileSystems).flatMap(({ name }) => name ?? []);
  const stores = { databases, fileSystems: fileSystems.map((name) => ({ name })) };
  return (
    placement &&
    clientWays({ placement, serviceConnect, ...stores, reaches: known(service.reaches) })
  );
}

/** Rules by which a target admits services in AWS: one for its client group, and one for each service alone. */
function clientRules(config: ConfigDraft, { kind, name }: Way): { rules: number; alone: number } {
  const isTo = (way: Way): boolean => way.kind === kind && way.name === name;
  const ways = entries(config).flatMap(({ service }) => waysOf(service) ?? []);
  const alone = ways.filter(({ byRule }) => byRule.some(isTo)).length;
  return { alone, rules: alone + (ways.some(({ byGroup }) => byGroup.some(isTo)) ? 1 : 0) };
}

export const destinationsFit: ConfigRule = {
  summary:
    "What a service's tasks connect to fits into the 60 rules of its security group: the load balancer, AWS's endpoints, each network and group of `reaches`, each port of the network load balancer, and the databases and services past four.",
  check: (config) =>
    entries(config).flatMap(({ service, path }): Problem[] => {
      if (!runsInCloud(service)) return [];
      const others = known(service.reaches).filter((each) => each.service === undefined).length;
      const ports = new Set(
        known(service.reaches).flatMap(({ service: name }) => networkPort(config, name) ?? []),
      );
      const count = 2 + others + ports.size + (waysOf(service)?.byRule.length ?? 0);
      const { rulesPerSecurityGroup: most } = quotasOf(config);
      const text = `need ${count} rules with those of databases, AWS's endpoints and the load balancer; a security group has ${most}. Name fewer, larger networks, or ${raising("rulesPerSecurityGroup")}`;
      return count > most ? [{ path: [...path, "reaches"], text }] : [];
    }),
};

/** The port of a service of TCP or TLS on the network load balancer. */
function networkPort(config: ConfigDraft, name: string | undefined): number | undefined {
  const reached = entries(config).find(({ service }) => service.name === name)?.service;
  if (reached === undefined || !isExposed(reached)) return undefined;
  return isNetworkProtocol(reached.protocol) ? (reached.listenerPort ?? reached.port) : undefined;
}

export const documentsFit: ConfigRule = {
  summary:
    "The variables of a service fit into a task definition (65,536 characters), and the ARNs of its secrets and environment files, and its `taskRoleStatements`, each into a role's policies (10,240).",
  check: (config) =>
    entries(config).flatMap(({ service, path }): Problem[] => {
      const containers = containersOf(service).map(({ container }) => container);
      const environments = containers.map(({ environment = {} }) => environment);
      const variables = environments.reduce((sum, each) => sum + JSON.stringify(each).length, 0);
      const statements = JSON.stringify(service.taskRoleStatements ?? []).length;
      const own = containers.flatMap(({ secrets, environmentFiles }) => [
        ...Object.values(secrets ?? {}),
        ...(environmentFiles ?? []),
      ]);
      const arns = [...new Set(own)];
      const secrets = JSON.stringify(arns).length;
      return [
        ...(variables > LIMITS.taskDefinition
          ? [
              {
                path: [...path, "environment"],
                text: `has ${variables} characters; a task definition has ${LIMITS.taskDefinition} in all. Put settings into a file of the image, or into one in S3 (environmentFiles)`,
              },
            ]
          : []),
        ...(statements > LIMITS.rolePolicy
          ? [
              {
                path: [...path, "taskRoleStatements"],
                text: `have ${statements} characters; the policies of a role have ${LIMITS.rolePolicy} in all. Name resources by patterns (arn:...:reports/*)`,
              },
            ]
          : []),
        ...(secrets > LIMITS.rolePolicy
          ? [
              {
                path: [...path, "secrets"],
                text: `have ARNs of ${secrets} characters; the policies of a role have ${LIMITS.rolePolicy} in all. Put several values into one secret, as JSON, and name its keys (<ARN>:<key>::)`,
              },
            ]
          : []),
      ];
    }),
};

export const shareClientsFit: ConfigRule = {
  summary:
    "A file share has 100 clients at most: its `clients`, the network of the instances and the servers whose services mount it, neighbours taken as one.",
  check: (config) =>
    (config.fileShares ?? []).flatMap((share, index): Problem[] => {
      const users = entries(config).filter(({ service }) =>
        known(service.volumes).some((volume) => volume.share === share?.name),
      );
      const servers = users
        .filter(({ service }) => runsOnPremises(service))
        .flatMap(({ service }) =>
          known(config.onPremises?.sites)
            .filter(({ name }) => name === service.site)
            .flatMap(({ servers: all }) => runningServers(service, all)),
        )
        .flatMap(({ address }) => address ?? []);
      const clients = [...known(share?.clients), ...servers.map((address) => `${address}/32`)];
      const inCloud = users.some(({ service }) => runsInCloud(service)) ? 1 : 0;
      const count = aggregate([...new Set(clients)]).length + inCloud;
      const text = `has ${count} clients, ${servers.length} of them servers whose services mount it; Storage Gateway takes ${LIMITS.shareClients}. Mount it on fewer servers, or give these addresses that make up blocks`;
      return count > LIMITS.shareClients ? [{ path: ["fileShares", index], text }] : [];
    }),
};
