import * as pulumi from "@pulumi/pulumi";
import type { input } from "@pulumi/aws/types";
import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as vpc from "@pulumi/aws/vpc";
import type { ServiceDescription } from "../ecs/service/description";

/**
 * The company's identity provider, by whom people log in at the load balancer.
 *
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html
 */
export interface OpenIdConnect {
  readonly issuer: string;
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly userInfoEndpoint: string;
  readonly clientId: string;
  /** ARN of the secret in Secrets Manager that holds the client secret, and nothing else. */
  readonly clientSecretArn: string;
  /** Claims that are asked for, with a space between them. */
  readonly scope: string;
  /** How long somebody stays logged in, in seconds. */
  readonly sessionTimeoutInSeconds: number;
  /** Networks outside of the company's own in which the token and user info endpoints are. */
  readonly cidrs: readonly string[];
}

/** It, with what the load balancer shows the provider. */
export interface LoginProvider extends OpenIdConnect {
  readonly clientSecret: pulumi.Output<string>;
}

/** Reads the client secret: in each run, into the stack's state, as a secret of it. */
export function loginProvider(provider: OpenIdConnect, parent: pulumi.Resource): LoginProvider {
  const { secretString } = secretsmanager.getSecretVersionOutput(
    { secretId: provider.clientSecretArn },
    { parent },
  );
  return { ...provider, clientSecret: pulumi.secret(secretString) };
}

/** Lets a load balancer ask the provider, where that is in none of the networks that its targets are in. */
export function admitProvider(
  name: string,
  securityGroupId: pulumi.Input<string>,
  { cidrs }: Pick<OpenIdConnect, "cidrs">,
  child: pulumi.CustomResourceOptions,
): void {
  for (const cidrIpv4 of cidrs) {
    new vpc.SecurityGroupEgressRule(
      `${name}-login-${cidrIpv4.replace(/[./]/g, "-")}`,
      {
        securityGroupId,
        cidrIpv4,
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        description: `Identity provider in ${cidrIpv4}`,
      },
      child,
    );
  }
}

/** The actions of a service's rule: the login first, where there is one. AWS wants an order of several. */
export function withLogin(
  { name, login }: Pick<ServiceDescription, "name" | "login">,
  provider: LoginProvider | undefined,
  forward: input.lb.ListenerRuleAction,
): input.lb.ListenerRuleAction[] {
  if (login === undefined) return [forward];
  if (provider === undefined) {
    throw new Error(`service ${name}: login needs an identity provider of its load balancer`);
  }
  const { issuer, authorizationEndpoint, tokenEndpoint, userInfoEndpoint, clientId } = provider;
  return [
    {
      type: "authenticate-oidc",
      order: 1,
      authenticateOidc: {
        issuer,
        authorizationEndpoint,
        tokenEndpoint,
        userInfoEndpoint,
        clientId,
        clientSecret: provider.clientSecret,
        scope: provider.scope,
        sessionTimeout: provider.sessionTimeoutInSeconds,
        onUnauthenticatedRequest: login,
      },
    },
    { ...forward, order: 2 },
  ];
}
