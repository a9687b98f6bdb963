import { containersOf, withoutKey } from "../components/ecs/service/container";
import type { StackConfig } from "../config/settled";

/** Something that the stack's config names by its ARN, and where. */
export interface Named {
  readonly arn: string;
  /** What needs it. */
  readonly by: string;
}

/** Secrets and parameters that tasks, caches and gateways read. */
export function namedSecrets(config: StackConfig): Named[] {
  const { services, jobs, registry, fileGateways, loadBalancer } = config;
  const list: Named[] = [
    ...services.flatMap((service) => secretsOf(`service ${service.name}`, service)),
    ...jobs.flatMap((job) => secretsOf(`job ${job.name}`, job)),
    ...(registry.dockerHub
      ? [{ arn: registry.dockerHub.credentialsSecretArn, by: "registry.dockerHub" }]
      : []),
    ...(loadBalancer.openIdConnect
      ? [{ arn: loadBalancer.openIdConnect.clientSecretArn, by: "loadBalancer.openIdConnect" }]
      : []),
    ...fileGateways.flatMap(({ name, activeDirectory }) =>
      activeDirectory
        ? [{ arn: activeDirectory.credentialsSecretArn, by: `file gateway ${name}` }]
        : [],
    ),
  ];
  return list.filter(({ arn }, i) => list.findIndex((each) => each.arn === arn) === i);
}

function secretsOf(called: string, task: StackConfig["tasks"][number]): Named[] {
  return containersOf(task).flatMap(({ secrets, repositoryCredentials: credentials }) => [
    ...Object.entries(secrets).map(([variable, arn]) => ({
      arn: withoutKey(arn),
      by: `${called}, ${variable}`,
    })),
    ...(credentials === undefined
      ? []
      : [{ arn: credentials, by: `${called}, repositoryCredentials` }]),
  ]);
}

/** The load balancer's certificate, or what issues it. */
function namedCertificates({ loadBalancer }: StackConfig): Named[] {
  const { certificateArn, certificateAuthorityArn } = loadBalancer;
  return [certificateArn, certificateAuthorityArn].flatMap((arn) =>
    arn === undefined ? [] : [{ arn, by: "loadBalancer" }],
  );
}

/** ARNs of what must be in the stack's own account. */
export function accountArns(config: StackConfig): string[] {
  return [...namedSecrets(config), ...namedCertificates(config)].map(({ arn }) => arn);
}
