import * as pulumi from "@pulumi/pulumi";
import * as lb from "@pulumi/aws/lb";
import type { Side } from "../ecs/service/description";
import { targetGroups } from "../ecs/service/sides";
import { TLS_POLICY } from "./internalLoadBalancer";
import type { NetworkLoadBalancer } from "./networkLoadBalancer";
import { networkListener } from "./networkProtocol";
import type { ServiceRoute } from "./serviceRoute";
import { registerServers, suffixOf, watchTargets, type TargetsArgs } from "./targets";

/** Arguments of {@link NetworkRoute}. */
export interface NetworkRouteArgs extends TargetsArgs {
  readonly vpcId: pulumi.Input<string>;
  readonly loadBalancer: NetworkLoadBalancer;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * The way to a service of TCP or TLS: a target group for each side, the servers of its site as targets, and its own
 * listener, which shares new connections between the sides.
 *
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-target-groups.html
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html
 */
export class NetworkRoute
  extends pulumi.ComponentResource
  implements
    Pick<ServiceRoute, "targetGroupArns" | "targetGroupArnSuffixes" | "deploymentAlarmNames">
{
  public readonly targetGroupArns: Readonly<Partial<Record<Side, pulumi.Output<string>>>>;
  public readonly targetGroupArnSuffixes: Readonly<Partial<Record<Side, pulumi.Output<string>>>>;
  /** Alarms that, going off during a deployment in AWS, undo it. */
  public readonly deploymentAlarmNames: readonly pulumi.Output<string>[];

  constructor(name: string, args: NetworkRouteArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:elb:NetworkRoute", name, {}, opts);
    const child = { parent: this };
    const { service } = args;

    const groups = targetGroups(service).map((plan) => ({
      plan,
      group: targetGroup(`${name}-${suffixOf(plan, service)}`, plan.port, args, child),
    }));
    const servers = groups.flatMap(({ plan, group }) =>
      plan.hasServers
        ? registerServers(`${name}-${suffixOf(plan, service)}`, group, args, child)
        : [],
    );
    const weighted = groups.map(({ plan, group }) => ({ arn: group.arn, weight: plan.weight }));
    listener(name, args, weighted, { ...child, dependsOn: [...servers, ...args.after] });
    const watched = watchTargets(name, groups, args, child);

    const bySide = (pick: (group: lb.TargetGroup) => pulumi.Output<string>) =>
      Object.fromEntries(groups.map(({ plan, group }) => [plan.side, pick(group)]));
    this.targetGroupArns = bySide(({ arn }) => arn);
    this.targetGroupArnSuffixes = bySide(({ arnSuffix }) => arnSuffix);
    this.deploymentAlarmNames = watched.undoing.map((alarm) => alarm.name);
    this.registerOutputs({
      targetGroupArns: this.targetGroupArns,
      targetGroupArnSuffixes: this.targetGroupArnSuffixes,
      deploymentAlarmNames: this.deploymentAlarmNames,
    });
  }
}

function targetGroup(
  name: string,
  port: number,
  { service, vpcId, tags }: NetworkRouteArgs,
  child: pulumi.CustomResourceOptions,
): lb.TargetGroup {
  const { healthCheck: check, protocol } = service;
  const asked = protocol === "TLS" ? "HTTPS" : "HTTP";
  return new lb.TargetGroup(
    name,
    {
      vpcId,
      targetType: "ip",
      protocol,
      port,
      // A server outside of the VPC answers to whoever called, and would answer past the load balancer.
      preserveClientIp: "false",
      proxyProtocolV2: service.proxyProtocol ?? false,
      deregistrationDelay: service.deregistrationDelayInSeconds,
      // Connections may go on for ever, also with the side that a service has left.
      connectionTermination: true,
      healthCheck: {
        enabled: true,
        port: "traffic-port",
        ...(check?.path === undefined
          ? { protocol: "TCP" }
          : { protocol: asked, path: check.path, matcher: check.matcher }),
        interval: check?.intervalInSeconds ?? 10,
        timeout: check?.timeoutInSeconds ?? 5,
        healthyThreshold: check?.healthyThreshold ?? 2,
        unhealthyThreshold: check?.unhealthyThreshold ?? 3,
      },
      tags: { ...tags, Name: name },
    },
    { ...child, ignoreChanges: ["port"] }, // Each target has a port of its own.
  );
}

function listener(
  name: string,
  { service, loadBalancer, tags }: NetworkRouteArgs,
  targetGroups: readonly { readonly arn: pulumi.Output<string>; readonly weight: number }[],
  opts: pulumi.CustomResourceOptions,
): void {
  const own = networkListener(service);
  if (own === undefined) {
    throw new Error(`service ${service.name}: port is missing for protocol ${service.protocol}`);
  }
  const { certificateArn } = loadBalancer;
  const [only, other] = targetGroups;
  new lb.Listener(
    `${name}-listener`,
    {
      loadBalancerArn: loadBalancer.arn,
      port: own.port,
      protocol: own.protocol,
      ...(own.protocol === "TLS" && { sslPolicy: TLS_POLICY, certificateArn }),
      defaultActions: [
        only && !other
          ? { type: "forward", targetGroupArn: only.arn }
          : { type: "forward", forward: { targetGroups: [...targetGroups] } },
      ],
      tags: { ...tags, Name: name },
    },
    opts,
  );
}
