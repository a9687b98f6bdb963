import * as pulumi from "@pulumi/pulumi";
import * as route53 from "@pulumi/aws/route53";
import type { InternalLoadBalancer } from "./internalLoadBalancer";

/** Arguments of {@link HostRecords}. */
export interface HostRecordsArgs {
  /** ID of the private hosted zone. */
  readonly zoneId: pulumi.Input<string>;
  /** Name of the private hosted zone. */
  readonly zoneName: pulumi.Input<string>;
  /** First labels of the names; each has one record, however many services share it. */
  readonly hosts: readonly string[];
  /** What the names lead to. */
  readonly loadBalancer: InternalLoadBalancer;
}

/** The services' names in the private zone, all leading to the load balancer. */
export class HostRecords extends pulumi.ComponentResource {
  /** URL of each host. */
  public readonly urls: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: HostRecordsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:elb:HostRecords", name, {}, opts);
    const { zoneId, zoneName, loadBalancer } = args;

    const hosts = [...new Set(args.hosts)];
    this.urls = Object.fromEntries(
      hosts.map((host) => {
        const record = new route53.Record(
          `${name}-${host}`,
          {
            zoneId,
            name: pulumi.interpolate`${host}.${zoneName}`,
            type: "A",
            aliases: [
              {
                name: loadBalancer.dnsName,
                zoneId: loadBalancer.hostedZoneId,
                evaluateTargetHealth: true,
              },
            ],
          },
          { parent: this },
        );
        return [host, pulumi.interpolate`https://${record.name}`];
      }),
    );
    this.registerOutputs({ urls: this.urls });
  }
}
