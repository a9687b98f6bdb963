import * as pulumi from "@pulumi/pulumi";
import * as route53 from "@pulumi/aws/route53";
import type { Named } from "./loadBalancers";

/** Arguments of {@link HostRecords}. */
export interface HostRecordsArgs {
  /** ID of the private hosted zone. */
  readonly zoneId: pulumi.Input<string>;
  /** Name of the private hosted zone. */
  readonly zoneName: pulumi.Input<string>;
  /** First labels of the names; each has one record, however many services share it. */
  readonly hosts: readonly string[];
  /** What each name leads to. */
  readonly loadBalancerOf: (host: string) => Named;
  /** What distinguishes these records from another stack's of the same names, such as the stack's name. */
  readonly setIdentifier: string;
  /** Where the load balancer is. */
  readonly region: pulumi.Input<string>;
}

/**
 * The services' names in the private zone, each leading to its services' load balancer. They are latency records even where
 * they are alone, so that another Region's can stand beside them without a change of these.
 *
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-latency.html
 */
export class HostRecords extends pulumi.ComponentResource {
  /** URL of each host. */
  public readonly urls: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: HostRecordsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:elb:HostRecords", name, {}, opts);
    const { zoneId, zoneName, loadBalancerOf } = args;

    const hosts = [...new Set(args.hosts)];
    this.urls = Object.fromEntries(
      hosts.map((host) => {
        const loadBalancer = loadBalancerOf(host);
        const record = new route53.Record(
          `${name}-${host}`,
          {
            zoneId,
            name: pulumi.interpolate`${host}.${zoneName}`,
            type: "A",
            setIdentifier: args.setIdentifier,
            latencyRoutingPolicies: [{ region: args.region }],
            aliases: [
              {
                name: loadBalancer.dnsName,
                zoneId: loadBalancer.hostedZoneId,
                evaluateTargetHealth: true,
              },
            ],
          },
          // `pulumi state move` leaves this component where it was, and puts a record under the stack.
          { parent: this, aliases: [{ parent: pulumi.rootStackResource }] },
        );
        return [host, pulumi.interpolate`https://${record.name}`];
      }),
    );
    this.registerOutputs({ urls: this.urls });
  }
}
