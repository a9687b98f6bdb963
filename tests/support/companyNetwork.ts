import * as ec2 from "@pulumi/aws/ec2";

/** Zones of the company's network. */
const zones = ["a", "b"];

const region = "eu-west-1";

/**
 * A network that a company has already, as another team's program made it: three subnets in each of two zones, one way
 * out, and an endpoint. Its outputs are what the adopting stack's configuration names.
 */
export function companyNetwork() {
  const vpc = new ec2.Vpc("company", { cidrBlock: "10.60.0.0/16", enableDnsHostnames: true });
  new ec2.VpcIpv4CidrBlockAssociation("more", { vpcId: vpc.id, cidrBlock: "100.64.0.0/24" });
  const internet = new ec2.InternetGateway("internet", { vpcId: vpc.id });
  const tiers = Object.fromEntries(
    ["public", "app", "data"].map((tier, i) => [
      tier,
      zones.map((zone, j) => subnet(vpc, `${tier}-${zone}`, zone, `10.60.${16 * i + j}.0/24`)),
    ]),
  );
  const address = new ec2.Eip("out", { domain: "vpc" });
  const nat = new ec2.NatGateway("out", {
    subnetId: tiers["public"]?.[0]?.subnetId ?? "",
    allocationId: address.allocationId,
  });
  const out = { destinationCidrBlock: "0.0.0.0/0" };
  for (const [i, { routeTableId }] of (tiers["public"] ?? []).entries()) {
    new ec2.Route(`public-${i}`, { routeTableId, ...out, gatewayId: internet.id });
  }
  for (const [i, { routeTableId }] of (tiers["app"] ?? []).entries()) {
    new ec2.Route(`app-${i}`, { routeTableId, ...out, natGatewayId: nat.id });
  }
  const group = new ec2.SecurityGroup("endpoints", { vpcId: vpc.id, description: "Endpoints" });
  const logs = new ec2.VpcEndpoint("logs", {
    vpcId: vpc.id,
    serviceName: `com.amazonaws.${region}.logs`,
    vpcEndpointType: "Interface",
    privateDnsEnabled: true,
    subnetIds: (tiers["app"] ?? []).map(({ subnetId }) => subnetId),
    securityGroupIds: [group.id],
  });
  return {
    vpcId: vpc.id,
    publicSubnets: (tiers["public"] ?? []).map(({ subnetId }) => subnetId),
    appSubnets: (tiers["app"] ?? []).map(({ subnetId }) => subnetId),
    logsEndpoint: logs.id,
  };
}

function subnet(vpc: ec2.Vpc, name: string, zone: string, cidrBlock: string) {
  const [tier = ""] = name.split("-");
  const made = new ec2.Subnet(name, {
    vpcId: vpc.id,
    cidrBlock,
    availabilityZone: region + zone,
    tags: { tier },
  });
  const table = new ec2.RouteTable(name, { vpcId: vpc.id });
  new ec2.RouteTableAssociation(name, { subnetId: made.id, routeTableId: table.id });
  return { subnetId: made.id, routeTableId: table.id };
}
