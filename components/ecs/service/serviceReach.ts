import * as pulumi from "@pulumi/pulumi";
import * as vpc from "@pulumi/aws/vpc";
import { isNetworkProtocol, networkListener, type Listening } from "../../elb/networkProtocol";
import { directPort } from "./clientWays";
import type { ServiceDescription } from "./description";

/** A service that another one reaches. */
export interface ReachedTarget {
  readonly service: Pick<
    ServiceDescription,
    "name" | "hosts" | "placement" | "serviceConnect" | "port"
  > &
    Listening;
  /** Whether a rule for this pair lets it in directly, besides what client groups do. */
  readonly byRule: boolean;
  /** Security group of its tasks in AWS. */
  readonly securityGroupId: pulumi.Output<string> | undefined;
}

/** Arguments of {@link ServiceReach}. */
export interface ServiceReachArgs {
  /** Security group of the tasks in AWS of the service that reaches the others. */
  readonly securityGroupId: pulumi.Output<string>;
  readonly reached: readonly ReachedTarget[];
  /** Security group of the load balancer, by which services with hosts are reached. */
  readonly loadBalancerSecurityGroupId: pulumi.Output<string> | undefined;
  /** That of the network load balancer, by which those of TCP and TLS are reached. */
  readonly networkSecurityGroupId?: pulumi.Output<string> | undefined;
}

/**
 * The ways from one service to others. A service with hosts is reached by the load balancer, wherever
 * it runs: moving it changes nothing here. Where both are in AWS, they also reach each other directly,
 * by Service Connect: as a member of the other's client group, or by a rule here where there is no room for that.
 */
export class ServiceReach extends pulumi.ComponentResource {
  constructor(name: string, args: ServiceReachArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:ecs:ServiceReach", name, {}, opts);
    const child = { parent: this };
    const { securityGroupId, reached, loadBalancerSecurityGroupId, networkSecurityGroupId } = args;
    const tcp = (port: number) => ({ ipProtocol: "tcp", fromPort: port, toPort: port });

    const named = reached.filter(
      ({ service }) => service.hosts.length > 0 && !isNetworkProtocol(service.protocol),
    );
    if (named.length > 0 && loadBalancerSecurityGroupId) {
      new vpc.SecurityGroupEgressRule(
        `${name}-load-balancer`,
        {
          securityGroupId,
          description: "Services by their host names",
          referencedSecurityGroupId: loadBalancerSecurityGroupId,
          ...tcp(443),
        },
        child,
      );
    }
    const ports = reached.flatMap(({ service }) => networkListener(service)?.port ?? []);
    for (const port of networkSecurityGroupId ? new Set(ports) : []) {
      new vpc.SecurityGroupEgressRule(
        `${name}-network-load-balancer-${port}`,
        {
          securityGroupId,
          description: `Port ${port} of the network load balancer`,
          referencedSecurityGroupId: networkSecurityGroupId,
          ...tcp(port),
        },
        child,
      );
    }
    for (const { service, byRule, securityGroupId: target } of reached) {
      const { name: other } = service;
      const port = directPort(service);
      if (!byRule || port === undefined || target === undefined) {
        continue;
      }
      new vpc.SecurityGroupEgressRule(
        // A service may be called load-balancer; services' names have 20 characters, so none is called this.
        other === "load-balancer" ? `${name}-service-called-load-balancer` : `${name}-${other}`,
        {
          securityGroupId,
          description: `${other} by Service Connect`,
          referencedSecurityGroupId: target,
          ...tcp(port),
        },
        child,
      );
      new vpc.SecurityGroupIngressRule(
        `${name}-${other}`,
        {
          securityGroupId: target,
          description: `From ${name} by Service Connect`,
          referencedSecurityGroupId: securityGroupId,
          ...tcp(port),
        },
        child,
      );
    }
    this.registerOutputs({});
  }
}
