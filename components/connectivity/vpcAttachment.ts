import type * as pulumi from "@pulumi/pulumi";
import * as ec2 from "@pulumi/aws/ec2";
import type * as tgw from "@pulumi/aws/ec2transitgateway";
import { connectedRouteTables, type ConnectedVpc } from "./hub";

/** What leads from a VPC to the data centre by a transit gateway. */
export interface AttachedVpc {
  readonly vpc: ConnectedVpc;
  /** CIDRs of the data centre. */
  readonly onPremisesCidrs: readonly string[];
  readonly transitGatewayId: pulumi.Input<string>;
  /** The VPC's attachment: AWS takes a route only to a gateway that is attached. */
  readonly attachment: tgw.VpcAttachment;
}

/** Routes of the private and the isolated tier to the data centre. */
export function routeToTransitGateway(
  name: string,
  { vpc, onPremisesCidrs, transitGatewayId, attachment }: AttachedVpc,
  parent: pulumi.Resource,
): void {
  for (const { name: table, routeTableId } of connectedRouteTables(vpc)) {
    for (const destinationCidrBlock of onPremisesCidrs) {
      new ec2.Route(
        `${name}-${table}-${destinationCidrBlock}`,
        { routeTableId, destinationCidrBlock, transitGatewayId },
        { parent, dependsOn: [attachment] },
      );
    }
  }
}
