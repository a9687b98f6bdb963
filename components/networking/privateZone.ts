import * as pulumi from "@pulumi/pulumi";
import * as route53 from "@pulumi/aws/route53";

/** Arguments of {@link privateZone}. */
export interface PrivateZoneArgs {
  /** Name of the zone. */
  readonly zoneName: string;
  /**
   * ID of a zone of that name that is there already.
   * @default a zone is made
   */
  readonly zoneId?: string | undefined;
  /** The VPC that is answered. One that is there already has been associated with an existing zone by its owner. */
  readonly vpc: { readonly vpcId: pulumi.Input<string>; readonly isAdopted?: boolean };
  /** ID of another VPC whose resolver the data centre asks: that of an inbound endpoint. */
  readonly alsoAnswered?: pulumi.Input<string> | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** A private hosted zone: made, or found and associated with the VPC. */
export function privateZone(
  name: string,
  { zoneName, zoneId, vpc, alsoAnswered, tags }: PrivateZoneArgs,
  parent: pulumi.Resource,
): { readonly zoneId: pulumi.Output<string>; readonly zoneName: pulumi.Output<string> } {
  const { vpcId } = vpc;
  if (zoneId !== undefined) {
    if (!vpc.isAdopted)
      new route53.ZoneAssociation(`${name}-association`, { zoneId, vpcId }, { parent });
    return { zoneId: pulumi.output(zoneId), zoneName: pulumi.output(zoneName) };
  }
  // An endpoint may be in this VPC.
  const answered =
    alsoAnswered === undefined
      ? [{ vpcId }]
      : pulumi
          .all([vpcId, alsoAnswered])
          .apply((ids) => [...new Set(ids)].map((id) => ({ vpcId: id })));
  const zone = new route53.Zone(
    name,
    {
      name: zoneName,
      comment: "The platform's own names, for the VPC and the data centre",
      vpcs: answered,
      tags: { ...tags, Name: zoneName },
    },
    { parent },
  );
  return { zoneId: zone.zoneId, zoneName: zone.name };
}
