import * as pulumi from "@pulumi/pulumi";
import * as lb from "@pulumi/aws/lb";
import type { input } from "@pulumi/aws/types";
import type { Redirect, ServiceDescription } from "../ecs/service/description";
import { listenerPriority, type Route } from "./listenerPriorities";

type Redirecting = Pick<ServiceDescription, "name" | "hosts" | "redirects">;

interface RedirectRulesArgs {
  readonly service: Redirecting;
  readonly zoneName: pulumi.Input<string>;
  readonly loadBalancer: { readonly httpsListenerArn: pulumi.Input<string> };
  readonly tags: Readonly<Record<string, string>>;
}

/** What decides which requests each redirect of a service takes, and when it is asked. */
export function redirectRoutes({ name, hosts, redirects = [] }: Redirecting): Route[] {
  return redirects.map((redirect) => ({
    name: `${name}/${redirect.name}`,
    hosts: redirect.hosts ?? hosts,
    paths: redirect.paths,
    priority: redirect.priority,
  }));
}

/** Every name under which the load balancer answers for a service, by itself or by leading elsewhere. */
export function answeredHosts(service: Redirecting): string[] {
  const redirected = redirectRoutes(service).flatMap(({ hosts }) => hosts);
  return [...new Set([...service.hosts, ...redirected])];
}

/**
 * The rules that answer a service's old names and paths with its new ones.
 *
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RedirectActionConfig.html
 */
export function redirectRules(
  name: string,
  { service, loadBalancer, zoneName, tags }: RedirectRulesArgs,
  child: pulumi.CustomResourceOptions,
): void {
  const routes = redirectRoutes(service);
  for (const [i, redirect] of (service.redirects ?? []).entries()) {
    const route = routes[i];
    if (route === undefined) continue;
    const own = `${name}-redirect-${redirect.name}`;
    new lb.ListenerRule(
      own,
      {
        listenerArn: loadBalancer.httpsListenerArn,
        priority: listenerPriority(route),
        conditions: [
          {
            hostHeader: {
              values: route.hosts.map((host) => pulumi.interpolate`${host}.${zoneName}`),
            },
          },
          ...(route.paths.length > 0 ? [{ pathPattern: { values: [...route.paths] } }] : []),
        ],
        actions: [{ type: "redirect", redirect: redirectTo(redirect, zoneName) }],
        tags: { ...tags, Name: own },
      },
      child,
    );
  }
}

/** What is not said stays as the request has it. */
function redirectTo(
  { host, path, query, statusCode }: Redirect,
  zoneName: pulumi.Input<string>,
): input.lb.ListenerRuleActionRedirect {
  return {
    protocol: "HTTPS",
    port: "443",
    statusCode,
    ...(host !== undefined && {
      host: host.includes(".") ? host : pulumi.interpolate`${host}.${zoneName}`,
    }),
    ...(path !== undefined && { path }),
    ...(query !== undefined && { query }),
  };
}
