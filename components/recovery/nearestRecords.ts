import * as pulumi from "@pulumi/pulumi";
import { HostRecords } from "../elb/hostRecords";

/** Where a stack's services are reached. */
export interface Front {
  readonly region: pulumi.Input<string>;
  readonly stack: string;
  /** ID of its private zone. */
  readonly zoneId: pulumi.Input<string>;
  readonly dnsName: pulumi.Input<string>;
  /** Names of the load balancers of the hosts that are on another one. */
  readonly dnsNames?: Readonly<Record<string, pulumi.Input<string>>>;
  /** Hosted zone of AWS's that the load balancer's name is in. */
  readonly hostedZoneId: pulumi.Input<string>;
  /** Zones of those hosts: a network load balancer's name is in another one. */
  readonly hostedZoneIds?: Readonly<Record<string, pulumi.Input<string>>>;
}

/** Arguments of {@link NearestRecords}. */
export interface NearestRecordsArgs {
  readonly zoneName: pulumi.Input<string>;
  readonly hosts: readonly string[];
  readonly own: Front;
  readonly primary: Front;
}

/**
 * Names that lead to the nearer of two stacks that is well: each one's load balancer, in the other one's zone,
 * beside its own. The standby makes both. Route 53 is no part of any Region, so this works while one is down.
 *
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-private-hosted-zones.html
 */
export class NearestRecords extends pulumi.ComponentResource {
  constructor(name: string, args: NearestRecordsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:recovery:NearestRecords", name, {}, opts);
    const { own, primary } = args;
    records(`${name}-here`, args, { of: primary, to: own.zoneId }, this);
    records(`${name}-there`, args, { of: own, to: primary.zoneId }, this);
    this.registerOutputs({});
  }
}

function records(
  name: string,
  { zoneName, hosts }: NearestRecordsArgs,
  { of, to }: { readonly of: Front; readonly to: pulumi.Input<string> },
  parent: pulumi.Resource,
): void {
  const loadBalancerOf = (host: string) => ({
    dnsName: pulumi.output(of.dnsNames?.[host] ?? of.dnsName),
    hostedZoneId: pulumi.output(of.hostedZoneIds?.[host] ?? of.hostedZoneId),
  });
  const { region, stack: setIdentifier } = of;
  const args = { zoneId: to, zoneName, hosts, loadBalancerOf, region, setIdentifier };
  new HostRecords(name, args, { parent });
}
