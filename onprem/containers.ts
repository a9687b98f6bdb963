import type { Concern, Opening } from "./concern";
import { installerHosts, serverRegistration } from "./serverRegistration";

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
    const hosts = [...new Set(sites.flatMap(installerHosts))].join(", ");
    const outside = (to: string, purpose: string) =>
      ({ from, to, protocol: "TCP", ports: "443", purpose }) as const;
    // scripts/ecs-anywhere-install.sh of amazon-ecs-agent; the others have no endpoint in a VPC.
    const toInternet =
      sites.length === 0
        ? []
        : [
            outside(
              `${hosts}, download.docker.com, the operating system's repositories`,
              "Registration of servers: installer, keys, Docker, packages",
            ),
            outside(
              "public.ecr.aws, *.cloudfront.net, registry-1.docker.io, auth.docker.io, production.cloudflare.docker.com",
              "Images of services from ECR Public and Docker Hub",
            ),
          ];
    return [
      ...toServices,
      ...toInternet,
      ...toDatabases,
      https("Systems Manager: ssm, ssmmessages"),
      https("ECS agent: ecs, ecs-agent, ecs-telemetry"),
      https("Images: ecr.api, ecr.dkr, and their layers from s3"),
      https("Logs, keys and secrets: logs, kms, secretsmanager"),
    ];
  },
};
