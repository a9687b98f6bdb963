import * as assert from "node:assert/strict";
import type { Props, Resource } from "../../sandbox/provider/store";
import { Account } from "./account";

const types = {
  vpc: "aws:ec2/vpc:Vpc",
  subnet: "aws:ec2/subnet:Subnet",
  vgw: "aws:ec2/vpnGateway:VpnGateway",
  tgw: "aws:ec2transitgateway/transitGateway:TransitGateway",
  attachment: "aws:ec2transitgateway/vpcAttachment:VpcAttachment",
  cgw: "aws:ec2/customerGateway:CustomerGateway",
  vpn: "aws:ec2/vpnConnection:VpnConnection",
  dxgw: "aws:directconnect/gateway:Gateway",
  association: "aws:directconnect/gatewayAssociation:GatewayAssociation",
  connection: "aws:directconnect/connection:Connection",
  vif: "aws:directconnect/privateVirtualInterface:PrivateVirtualInterface",
  transitVif: "aws:directconnect/transitVirtualInterface:TransitVirtualInterface",
  endpoint: "aws:route53/resolverEndpoint:ResolverEndpoint",
  rule: "aws:route53/resolverRule:ResolverRule",
  composite: "aws:cloudwatch/compositeAlarm:CompositeAlarm",
} as const;

describe("the stand-in's rules of VPN, Direct Connect, transit gateways, Resolver and alarms", () => {
  let account: Account;
  let names = 0;
  const make = (kind: keyof typeof types, inputs: Props = {}): Promise<Resource> =>
    account.create(types[kind], `${kind}-${names++}`, inputs);

  beforeEach(() => {
    account = new Account();
  });

  const vpc = () => make("vpc", { cidrBlock: "10.30.0.0/16" });
  const vgw = async () => make("vgw", { vpcId: (await vpc()).id });
  const dxgw = (amazonSideAsn = "64513") => make("dxgw", { amazonSideAsn });
  const cgw = (bgpAsn = "65010") =>
    make("cgw", { type: "ipsec.1", bgpAsn, ipAddress: "203.0.113.1" });
  const connection = () => make("connection", { bandwidth: "10Gbps", location: "EqDB2" });
  const vifInputs = async (change: Props = {}): Promise<Props> => ({
    connectionId: (await connection()).id,
    dxGatewayId: (await dxgw()).id,
    addressFamily: "ipv4",
    vlan: 101,
    bgpAsn: 65010,
    ...change,
  });

  it("keep ASNs of AWS's side private, and different from the data centre's", async () => {
    await assert.rejects(dxgw("64511"), /expected amazonSideAsn to be in the range/);
    await assert.rejects(make("tgw", { amazonSideAsn: 65535 }), /expected amazonSideAsn/);
    await assert.rejects(make("vgw", { amazonSideAsn: "7224" }), /expected amazonSideAsn/);
    const [gateway, customer] = [await vgw(), await cgw("64512")];
    const same = make("vpn", {
      type: "ipsec.1",
      vpnGatewayId: gateway.id,
      customerGatewayId: customer.id,
    });
    await assert.rejects(same, /InvalidParameterValue: The ASN 64512 .* as well/);
  });

  it("attach one virtual private gateway to a VPC", async () => {
    const { id: vpcId } = await vpc();
    await make("vgw", { vpcId });
    await assert.rejects(make("vgw", { vpcId }), /VpnGatewayAttachmentLimitExceeded/);
  });

  it("take inside CIDRs that are /30s of 169.254.0.0/16, not reserved, and not in use on the gateway", async () => {
    const [gateway, customer] = [await vgw(), await cgw()];
    const vpn = (tunnel1InsideCidr: string, tunnel2InsideCidr = "169.254.70.4/30") =>
      make("vpn", {
        type: "ipsec.1",
        vpnGatewayId: gateway.id,
        customerGatewayId: customer.id,
        tunnel1InsideCidr,
        tunnel2InsideCidr,
      });
    await assert.rejects(vpn("169.254.70.0/29"), /to be a \/30 of 169\.254\.0\.0\/16/);
    await assert.rejects(vpn("10.0.0.0/30"), /to be a \/30 of 169\.254\.0\.0\/16/);
    await assert.rejects(vpn("169.254.5.0/30"), /169\.254\.5\.0\/30 is reserved/);
    await assert.rejects(vpn("169.254.169.252/30"), /is reserved/);
    await assert.rejects(vpn("169.254.70.4/30"), /Both tunnels have the inside CIDR/);
    const made = await vpn("169.254.70.0/30");
    assert.equal(made.attributes["tunnel1VgwInsideAddress"], "169.254.70.1");
    assert.equal(made.attributes["tunnel2CgwInsideAddress"], "169.254.70.6");
    await assert.rejects(vpn("169.254.80.0/30"), /169\.254\.70\.4\/30 is in use by vpn-/);
  });

  it("take VLANs from 1 to 4094, each once on a connection", async () => {
    await assert.rejects(make("vif", await vifInputs({ vlan: 0 })), /range \(1 - 4094\)/);
    await assert.rejects(make("vif", await vifInputs({ vlan: 4095 })), /range \(1 - 4094\)/);
    const inputs = await vifInputs();
    await make("vif", inputs);
    await assert.rejects(make("vif", inputs), /VLAN 101 is already in use on dxcon-/);
    await make("vif", { ...inputs, vlan: 102 });
  });

  it("want both peer addresses or neither, and an MTU of the interface's kind", async () => {
    const amazonAddress = "169.254.100.1/30";
    await assert.rejects(make("vif", await vifInputs({ amazonAddress })), /both or neither/);
    await assert.rejects(make("vif", await vifInputs({ mtu: 8500 })), /one of \[1500,9001\]/);
    await assert.rejects(
      make("transitVif", await vifInputs({ mtu: 9001 })),
      /one of \[1500,8500\]/,
    );
    const made = await make("vif", await vifInputs());
    assert.match(String(made.attributes["amazonAddress"]), /^169\.254\.\d+\.\d+\/30$/);
    assert.match(String(made.attributes["bgpAuthKey"]), /^[0-9a-f]{24}$/);
  });

  it("keep a Direct Connect gateway to hubs of one kind", async () => {
    const [gateway, other, own] = [await dxgw(), await dxgw(), await vgw()];
    const transit = await make("tgw", { amazonSideAsn: 64600 });
    const associate = (hub: Resource, { id: dxGatewayId } = gateway) =>
      make("association", {
        dxGatewayId,
        associatedGatewayId: hub.id,
        allowedPrefixes: ["10.30.0.0/16"],
      });
    await associate(own);
    await assert.rejects(associate(transit), /cannot have tgw-\w+ beside ga-/);
    await assert.rejects(
      associate(own, other),
      /is already associated with a Direct Connect gateway/,
    );
    const inputs = await vifInputs({ dxGatewayId: gateway.id });
    await assert.rejects(make("transitVif", inputs), /is associated with ga-/);
    await make("vif", inputs);
  });

  it("reject a transit gateway on a Direct Connect gateway with a private virtual interface", async () => {
    const inputs = await vifInputs();
    await make("vif", inputs);
    const transit = await make("tgw", { amazonSideAsn: 64600 });
    const associate = make("association", {
      dxGatewayId: inputs["dxGatewayId"],
      associatedGatewayId: transit.id,
      allowedPrefixes: ["10.30.0.0/16"],
    });
    await assert.rejects(associate, /cannot have tgw-\w+ beside dxvif-/);
  });

  it("reject one ASN on both sides of an association", async () => {
    const [gateway, own] = [await dxgw("64512"), await vgw()];
    const inputs = { dxGatewayId: gateway.id, associatedGatewayId: own.id };
    await assert.rejects(make("association", inputs), /have the same Amazon side ASN/);
  });

  it("delete no gateway and no connection that something still leads to", async () => {
    const inputs = await vifInputs();
    const vif = await make("vif", inputs);
    const gateway = account.provider().cloud.get(types.dxgw, inputs["dxGatewayId"]);
    const port = account.provider().cloud.get(types.connection, inputs["connectionId"]);
    assert.ok(gateway && port);
    await assert.rejects(account.delete(gateway), /Direct Connect gateway .* has dxvif-/);
    await assert.rejects(account.delete(port), /DependencyViolation/);
    await account.delete(vif);
    await account.delete(port);
    await account.delete(gateway);
  });

  const subnets = async (...zones: string[]) => {
    const { id: vpcId } = await vpc();
    const made = await Promise.all(
      zones.map((zone, index) =>
        make("subnet", {
          vpcId,
          cidrBlock: `10.30.${index}.0/24`,
          availabilityZone: `eu-central-1${zone}`,
        }),
      ),
    );
    return { vpcId, subnetIds: made.map(({ id }) => id) };
  };

  it("attach a VPC to a transit gateway by one subnet in each zone", async () => {
    const { id: transitGatewayId } = await make("tgw");
    const doubled = { transitGatewayId, ...(await subnets("a", "a")) };
    await assert.rejects(make("attachment", doubled), /DuplicateSubnetsInSameZone/);
    await make("attachment", { transitGatewayId, ...(await subnets("a", "b")) });
  });

  it("want two addresses in two zones of a Resolver endpoint, and give it the rest", async () => {
    const endpoint = (subnetIds: string[], direction = "INBOUND") => {
      const ipAddresses = subnetIds.map((subnetId) => ({ subnetId }));
      return make("endpoint", { direction, ipAddresses, securityGroupIds: ["sg-1"] });
    };
    const near = await subnets("a", "a");
    await assert.rejects(endpoint(near.subnetIds), /in at least 2 Availability Zones/);
    await assert.rejects(
      endpoint(near.subnetIds.slice(1)),
      /at 'ipAddresses' .* length greater than or equal to 2/,
    );
    const inbound = await endpoint((await subnets("a", "b")).subnetIds);
    const addresses = inbound.attributes["ipAddresses"] as Props[];
    assert.match(String(addresses[0]?.["ip"]), /^10\.30\.0\.\d+$/);
    assert.match(String(addresses[1]?.["ip"]), /^10\.30\.1\.\d+$/);
    const forward = make("rule", {
      ruleType: "FORWARD",
      domainName: "corp.example.com",
      resolverEndpointId: inbound.id,
      targetIps: [{ ip: "10.100.0.10" }],
    });
    await assert.rejects(forward, /is not an outbound endpoint/);
  });

  it("know the alarms that a composite alarm is made of", async () => {
    const alarm = make("composite", { alarmName: "both", alarmRule: 'ALARM("no-such-alarm")' });
    await assert.rejects(alarm, /no alarm is named no-such-alarm/);
  });
});
