import type { Part, PartsOf } from "./part";
import type { Resource } from "./resources";

/** Parts of the network that are charged by the hour, or by the month, used or not. */
export const networkParts: Readonly<Record<string, PartsOf>> = {
  "aws:ec2/natGateway:NatGateway": () => network("NAT gateway"),
  "aws:ec2/eip:Eip": () => network("public IPv4 address"),
  "aws:ec2/vpcEndpoint:VpcEndpoint": ({ properties }) =>
    properties["vpcEndpointType"] === "Interface"
      ? network("interface endpoint in a zone", lengthOf(properties["subnetIds"]))
      : [],
  "aws:ec2/vpnConnection:VpnConnection": ({ properties }) => [
    ...network("VPN connection"),
    ...(isTransitGateway(properties["transitGatewayId"]) ? attachment("a VPN") : []),
  ],
  "aws:ec2transitgateway/vpcAttachment:VpcAttachment": () => attachment("a VPC"),
  "aws:directconnect/gatewayAssociation:GatewayAssociation": ({ properties }) =>
    isTransitGateway(properties["associatedGatewayId"]) ? attachment("Direct Connect") : [],
  "aws:directconnect/connection:Connection": ({ properties }) =>
    network(`Direct Connect port ${String(properties["bandwidth"])}`),
  "aws:lb/loadBalancer:LoadBalancer": loadBalancer,
  "aws:route53/resolverEndpoint:ResolverEndpoint": ({ properties }) =>
    network("Resolver endpoint address", lengthOf(properties["ipAddresses"])),
  "aws:route53/zone:Zone": () => network("hosted zone"),
};

function network(key: string, quantity = 1): Part[] {
  return [{ of: "network", key, quantity }];
}

function attachment(of: string): Part[] {
  return network(`transit gateway attachment of ${of}`);
}

function loadBalancer({ properties }: Resource): Part[] {
  const { loadBalancerType = "application" } = properties;
  return network(
    loadBalancerType === "application" ? "Application Load Balancer" : "Network Load Balancer",
  );
}

function isTransitGateway(id: unknown): boolean {
  return typeof id === "string" && id.startsWith("tgw-");
}

function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}
