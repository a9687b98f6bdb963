import type { Concern, Opening } from "./concern";
import { serverRegistration } from "./serverRegistration";

/** Servers of the data centre as ECS Anywhere and Systems Manager nodes. */
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-anywhere.html
export const containers: Concern = {
  files: ({ sites = [] }) =>
    sites.flatMap((site) =>
      serverRegistration(site).map(({ path, content, executable }) => ({
        path: `servers/${site.site}/${path}`,
        text: content,
        executable,
      })),
    ),
  openings: ({ connectivity, sites = [] }) => {
    const from = `servers in ${connectivity.onPremisesCidrs.join(", ")}`;
    const to = `interface endpoints in ${connectivity.vpcCidr}`;
    const https = (purpose: string) =>
      ({ from, to, protocol: "TCP", ports: "443", purpose }) as const;
    const toServices = sites.flatMap(({ site, servers, hostPorts = [] }): Opening[] => {
      const addresses = servers.map(({ address }) => address).join(", ");
      const ports = hostPorts.join(", ");
      const balancer = `load balancer in ${connectivity.vpcCidr}`;
      const purpose = `Services at ${site}, and their health checks`;
      return ports === ""
        ? []
        : [{ from: balancer, to: addresses, protocol: "TCP", ports, purpose }];
    });
    const toDatabases = sites.flatMap(({ servers, databases = [] }): Opening[] => {
      const addresses = servers.map(({ address }) => address).join(", ");
      const purpose = `Databases of services: ${databases.join(", ")}`;
      const to = `databases in ${connectivity.vpcCidr}`;
      return databases.length === 0
        ? []
        : [{ from: addresses, to, protocol: "TCP", ports: "5432", purpose }];
    });
    return [
      ...toServices,
      ...toDatabases,
      https("Systems Manager: ssm, ssmmessages"),
      https("ECS agent: ecs, ecs-agent, ecs-telemetry"),
      https("Images: ecr.api, ecr.dkr, and their layers from s3"),
      https("Logs, keys and secrets: logs, kms, secretsmanager"),
    ];
  },
};
