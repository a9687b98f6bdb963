import { aggregate } from "../../../components/networking/admission";
import type { Problem } from "../../errors";
import type { ConfigDraft } from "../../types";
import type { ConfigRule } from "../../rule";
import { entries, isExposed, known, runsInCloud, runsOnPremises, type Entry } from "./each";

/** What AWS has room for, where nobody has asked for more. */
const LIMITS = {
  // https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups
  rulesPerGroup: 60,
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
  targetGroups: 100,
  targets: 1000,
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entity-length
  rolePolicy: 10_240,
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html
  taskDefinition: 65_536,
  // https://docs.aws.amazon.com/storagegateway/latest/APIReference/API_CreateNFSFileShare.html, ClientList
  shareClients: 100,
} as const;

export const databaseClientsFit: ConfigRule = {
  summary:
    "A database has 60 clients at most: services in AWS, servers of sites whose services use it, and `clientCidrs`, each a rule of its security group.",
  check: (config) =>
    (config.databases ?? []).flatMap((database, index): Problem[] => {
      const { name, clientCidrs } = { ...database };
      if (name === undefined) return [];
      const users = entries(config).filter(({ service }) =>
        known(service.databases).some((use) => use.name === name),
      );
      const inCloud = users.filter(({ service }) => runsInCloud(service)).length;
      const sites = new Set(
        users.filter(({ service }) => runsOnPremises(service)).map(({ service }) => service.site),
      );
      const servers = [...sites].reduce((sum, site) => sum + serversOf(config, site), 0);
      const count = inCloud + servers + known(clientCidrs).length;
      if (count <= LIMITS.rulesPerGroup) return [];
      const text = `has ${count} clients (${inCloud} services in AWS, ${servers} servers, ${known(clientCidrs).length} clientCidrs); its security group has ${LIMITS.rulesPerGroup} rules. Let services share a database's API, or name networks of servers in clientCidrs`;
      return [{ path: ["databases", index], text }];
    }),
};

export const callersFit: ConfigRule = {
  summary:
    "A service is reached directly, by Service Connect, by 59 services at most: its security group has 60 rules, one for the load balancer.",
  check: (config) => {
    const all = entries(config);
    return all.flatMap(({ service, path }): Problem[] => {
      if (!runsInCloud(service) || service.serviceConnect !== true) return [];
      const callers = all.filter(
        ({ service: other }) =>
          runsInCloud(other) &&
          other.serviceConnect === true &&
          known(other.reaches).some((each) => each.service === service.name),
      ).length;
      const most = LIMITS.rulesPerGroup - 1;
      const text = `is reached by ${callers} services directly; its security group admits ${most} of them. Set serviceConnect: false, and they reach it by its hosts through the load balancer`;
      return callers > most ? [{ path, text }] : [];
    });
  },
};

export const targetsFit: ConfigRule = {
  summary:
    "The load balancer has 100 target groups at most, one for each side of a service with hosts (one for a bursting service), and 1,000 targets: servers of sites, once for each service there, and tasks in AWS.",
  check: (config) => {
    const exposed = entries(config).filter(({ service }) => isExposed(service));
    const groups = exposed.reduce((sum, { service }) => sum + sidesOf(service), 0);
    const targets = exposed.reduce((sum, { service }) => sum + targetsOf(config, service), 0);
    const path = ["services"];
    return [
      ...(groups > LIMITS.targetGroups
        ? [
            {
              path,
              text: `with hosts have ${groups} target groups; a load balancer has ${LIMITS.targetGroups}. Place fewer of them on both sides, or put them into another stack`,
            },
          ]
        : []),
      ...(targets > LIMITS.targets
        ? [
            {
              path,
              text: `with hosts have ${targets} targets; a load balancer has ${LIMITS.targets}. Each service on premises has every server of its site: split the site, or put services into another stack`,
            },
          ]
        : []),
    ];
  },
};

export const documentsFit: ConfigRule = {
  summary:
    "The variables of a service fit into a task definition (65,536 characters), and the ARNs of its secrets into a role's policies (10,240).",
  check: (config) =>
    entries(config).flatMap(({ service, path }): Problem[] => {
      const variables = JSON.stringify(service.environment ?? {}).length;
      const arns = [...new Set(Object.values(service.secrets ?? {}))];
      const secrets = JSON.stringify(arns).length;
      return [
        ...(variables > LIMITS.taskDefinition
          ? [
              {
                path: [...path, "environment"],
                text: `has ${variables} characters; a task definition has ${LIMITS.taskDefinition} in all. Put settings into a file of the image, or into S3`,
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
          known(config.onPremises?.sites).filter(({ name }) => name === service.site),
        )
        .flatMap((site) => known(site.servers).flatMap(({ address }) => address ?? []));
      const clients = [...known(share?.clients), ...servers.map((address) => `${address}/32`)];
      const inCloud = users.some(({ service }) => runsInCloud(service)) ? 1 : 0;
      const count = aggregate([...new Set(clients)]).length + inCloud;
      const text = `has ${count} clients, ${servers.length} of them servers whose services mount it; Storage Gateway takes ${LIMITS.shareClients}. Mount it on fewer servers, or give these addresses that make up blocks`;
      return count > LIMITS.shareClients ? [{ path: ["fileShares", index], text }] : [];
    }),
};

/** Target groups that a service has. */
function sidesOf(service: Entry["service"]): number {
  return service.placement === "both" && service.burst !== true ? 2 : 1;
}

function targetsOf(config: ConfigDraft, service: Entry["service"]): number {
  const tasks = runsInCloud(service) ? (service.replicas?.cloud ?? 0) : 0;
  return tasks + (runsOnPremises(service) ? serversOf(config, service.site) : 0);
}

function serversOf({ onPremises }: ConfigDraft, site: string | undefined): number {
  return known(onPremises?.sites).find(({ name }) => name === site)?.servers?.length ?? 0;
}
