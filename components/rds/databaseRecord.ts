import * as pulumi from "@pulumi/pulumi";
import * as route53 from "@pulumi/aws/route53";

/** A private hosted zone. */
export interface DatabaseZone {
  readonly zoneId: pulumi.Input<string>;
  readonly zoneName: pulumi.Input<string>;
}

/** A name in the private zone for one address or several, which take turns; none for none. */
export function databaseRecord(
  name: string,
  zone: DatabaseZone | undefined,
  label: string,
  addresses: readonly pulumi.Output<string>[],
  opts: pulumi.CustomResourceOptions,
): void {
  if (zone === undefined) {
    return;
  }
  addresses.forEach((address, index) => {
    const turns = addresses.length > 1;
    new route53.Record(
      turns ? `${name}-${index + 1}` : name,
      {
        zoneId: zone.zoneId,
        name: pulumi.interpolate`${label}.${zone.zoneName}`,
        type: "CNAME",
        ttl: 30, // Soon enough after a restore; RDS moves its own names at a failover.
        records: [address],
        ...(turns && {
          setIdentifier: `${index + 1}`,
          weightedRoutingPolicies: [{ weight: 1 }],
        }),
      },
      opts,
    );
  });
}
