import * as pulumi from "@pulumi/pulumi";
import * as route53 from "@pulumi/aws/route53";

/** A private hosted zone. */
export interface DatabaseZone {
  readonly zoneId: pulumi.Input<string>;
  readonly zoneName: pulumi.Input<string>;
}

/**
 * A name in the private zone for one address or several; none for none. Several take turns under `all.<label>`, which
 * the name then leads to: Route 53 takes no weighted record beside a simple one of the same name, so that the name itself
 * could not go from one address to two in place.
 */
export function databaseRecord(
  name: string,
  zone: DatabaseZone | undefined,
  label: string,
  addresses: readonly pulumi.Output<string>[],
  opts: pulumi.CustomResourceOptions,
): void {
  const [first] = addresses;
  if (zone === undefined || first === undefined) {
    return;
  }
  const called = (prefix: string) => pulumi.interpolate`${prefix}${label}.${zone.zoneName}`;
  const common = { zoneId: zone.zoneId, type: "CNAME", ttl: 30 }; // Soon enough after a restore; RDS moves its own names at a failover.
  const turns = addresses.length > 1 ? addresses : [];
  const all = turns.map(
    (address, index) =>
      new route53.Record(
        `${name}-all-${index + 1}`,
        {
          ...common,
          name: called("all."),
          records: [address],
          setIdentifier: `${index + 1}`,
          weightedRoutingPolicies: [{ weight: 1 }],
        },
        opts,
      ),
  );
  new route53.Record(
    name,
    { ...common, name: called(""), records: [all.length > 0 ? called("all.") : first] },
    { ...opts, dependsOn: all },
  );
}
