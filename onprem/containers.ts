import type { Concern } from "./concern";
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
  openings: ({ connectivity }) => {
    const from = `servers in ${connectivity.onPremisesCidrs.join(", ")}`;
    const to = `interface endpoints in ${connectivity.vpcCidr}`;
    const https = (purpose: string) =>
      ({ from, to, protocol: "TCP", ports: "443", purpose }) as const;
    return [
      https("Systems Manager: ssm, ssmmessages"),
      https("ECS agent: ecs, ecs-agent, ecs-telemetry"),
      https("Images: ecr.api, ecr.dkr, and their layers from s3"),
      https("Logs, keys and secrets: logs, kms, secretsmanager"),
    ];
  },
};
