import type * as pulumi from "@pulumi/pulumi";

/**
 * What the links to the data centre end on. `virtual-private-gateway`: one per VPC, at no charge.
 * `transit-gateway`: one for many VPCs, charged by attachment and traffic. docs/adr/0010 weighs them.
 */
export type HubKind = "virtual-private-gateway" | "transit-gateway";

/** Which path there is between the data centre and the VPC; `transit-gateway`: one that ends on an existing gateway. */
export type ConnectivityMode =
  "vpn" | "direct-connect" | "direct-connect-with-vpn" | "transit-gateway";

/** A gateway on AWS's side. Whoever uses it need not know of which kind it is. */
export interface Hub {
  readonly kind: HubKind;
  /** ID of the gateway: `vgw-...` or `tgw-...`. */
  readonly gatewayId: pulumi.Output<string>;
  /** How a VPN connection names the gateway that it ends on. */
  readonly vpnTarget: VpnTarget;
  /** What VPN connections are replaced with: AWS deletes no gateway that one of them is on. */
  readonly replacedWith?: pulumi.Resource;
}

/** The part of a VPN connection's arguments that says where it ends. */
export type VpnTarget =
  | { readonly vpnGatewayId: pulumi.Output<string> }
  | { readonly transitGatewayId: pulumi.Output<string> };

/** The parts of a VPC that are connected with the data centre. */
export interface ConnectedVpc {
  readonly vpcId: pulumi.Input<string>;
  /** Letters of the availability zones; the lists below are in their alphabetical order. */
  readonly availabilityZones: readonly string[];
  readonly privateSubnetIds: readonly pulumi.Input<string>[];
  readonly privateRouteTableIds: readonly pulumi.Input<string>[];
  readonly isolatedRouteTableIds: readonly pulumi.Input<string>[];
}

/** A route table of the VPC and a name for it that stays when zones come and go. */
export interface ConnectedRouteTable {
  readonly name: string;
  readonly routeTableId: pulumi.Input<string>;
}

/** The route tables that lead to the data centre: the private and the isolated tier's, never the public one. */
export function connectedRouteTables(vpc: ConnectedVpc): ConnectedRouteTable[] {
  const zones = [...vpc.availabilityZones].sort();
  const tier = (name: string, ids: readonly pulumi.Input<string>[]) =>
    zones.flatMap((zone, index) => {
      const routeTableId = ids[index];
      return routeTableId === undefined ? [] : [{ name: `${name}-${zone}`, routeTableId }];
    });
  return [
    ...tier("private", vpc.privateRouteTableIds),
    ...tier("isolated", vpc.isolatedRouteTableIds),
  ];
}
