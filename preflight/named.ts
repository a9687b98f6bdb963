import { containersOf, withoutKey } from "../components/ecs/service/container";
import type { StackConfig } from "../config/settled";

/** Something that the stack's config names by its ARN, and where. */
export interface Named {
  readonly arn: string;
  /** What needs it. */
  readonly by: string;
}

/** Secrets and parameters that tasks, caches and gateways read. */
export function namedSecrets({ services, registry, fileGateways }: StackConfig): Named[] {
  const list: Named[] = [
    ...services.flatMap((service) =>
      containersOf(service).flatMap(({ secrets, repositoryCredentials }) => [
        ...Object.entries(secrets).map(([variable, arn]) => ({
          arn: withoutKey(arn),
          by: `service ${service.name}, ${variable}`,
        })),
        ...(repositoryCredentials === undefined
          ? []
          : [{ arn: repositoryCredentials, by: `service ${service.name}, repositoryCredentials` }]),
      ]),
    ),
    ...(registry.dockerHub
      ? [{ arn: registry.dockerHub.credentialsSecretArn, by: "registry.dockerHub" }]
      : []),
    ...fileGateways.flatMap(({ name, activeDirectory }) =>
      activeDirectory
        ? [{ arn: activeDirectory.credentialsSecretArn, by: `file gateway ${name}` }]
        : [],
    ),
  ];
  return list.filter(({ arn }, i) => list.findIndex((each) => each.arn === arn) === i);
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
