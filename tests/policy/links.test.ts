import type { Declared } from "../support/declared";
import type { Program } from "../support/policy";
import { itJudges } from "./cases";

/** A VPC behind a virtual private gateway, and links to the data centre on it. */
class Linked {
  readonly vpc: Declared;
  readonly gateway: Declared;

  constructor(readonly program: Program) {
    this.vpc = program.add("aws:ec2/vpc:Vpc", "main", { cidrBlock: "10.0.0.0/16" });
    this.gateway = program.add("aws:ec2/vpnGateway:VpnGateway", "hub", { vpcId: this.vpc.id });
  }

  direct(inputs: Record<string, unknown> = {}, gateway = this.gateway): Declared {
    const type = "aws:directconnect/gatewayAssociation:GatewayAssociation";
    return this.program.add(type, "direct", {
      dxGatewayId: "abcd1234-dcba-5678-be23-cdef9876ab45",
      associatedGatewayId: gateway.id,
      ...inputs,
    });
  }

  vpn(gateway = this.gateway, inputs: Record<string, unknown> = {}): Declared {
    return this.program.add("aws:ec2/vpnConnection:VpnConnection", "vpn", {
      vpnGatewayId: gateway.id,
      ...inputs,
    });
  }

  virtualInterface(): Declared {
    const type = "aws:directconnect/privateVirtualInterface:PrivateVirtualInterface";
    return this.program.add(type, "vif", { vlan: 101 });
  }

  otherGateway(): Declared {
    return this.program.add("aws:ec2/vpnGateway:VpnGateway", "other", {});
  }
}

itJudges("require-links-on-one-gateway", [
  {
    what: "Direct Connect and VPN on one gateway",
    program: (program) => {
      const linked = new Linked(program);
      linked.direct();
      linked.vpn();
    },
  },
  {
    what: "both on a transit gateway",
    program: (program) => {
      const transit = program.add("aws:ec2transitgateway/transitGateway:TransitGateway", "tgw", {});
      const linked = new Linked(program);
      linked.direct({}, transit);
      program.add("aws:ec2/vpnConnection:VpnConnection", "vpn", { transitGatewayId: transit.id });
    },
  },
  {
    what: "one of them only, which is another rule's business",
    program: (program) => {
      new Linked(program).vpn();
    },
  },
  {
    what: "a VPN on another gateway",
    program: (program) => {
      const linked = new Linked(program);
      linked.direct();
      linked.vpn(linked.otherGateway());
    },
    rejects: ["direct", "vpn"],
    says: /ends on aws\.ec2\.VpnGateway "(hub|other)", where no (VPN connection|Direct Connect gateway) ends/,
  },
  {
    what: "gateways of other stacks, by their ids",
    program: (program) => {
      const linked = new Linked(program);
      linked.direct({ associatedGatewayId: "vgw-1" });
      linked.vpn(undefined, { vpnGatewayId: "vgw-2" });
    },
    rejects: ["direct", "vpn"],
    says: /ends on vgw-[12]/,
  },
]);

function endpoint(program: Program, ...zones: string[]): void {
  const ipAddresses = zones.map((availabilityZone, index) => ({
    subnetId: program.add("aws:ec2/subnet:Subnet", `subnet-${index}`, { availabilityZone }).id,
  }));
  program.add("aws:route53/resolverEndpoint:ResolverEndpoint", "dns", { ipAddresses });
}

itJudges("require-resolver-endpoint-zones", [
  {
    what: "an endpoint in two zones",
    program: (program) => endpoint(program, "eu-west-1a", "eu-west-1b"),
  },
  {
    what: "two addresses in one zone",
    program: (program) => endpoint(program, "eu-west-1a", "eu-west-1a"),
    rejects: ["dns"],
    says: /in one zone only, eu-west-1a.*\n.*ipAddresses of aws\.route53\.ResolverEndpoint "dns"/,
  },
  {
    what: "subnets of another stack",
    program: (program) => {
      const ipAddresses = [{ subnetId: "subnet-1" }, { subnetId: "subnet-2" }];
      program.add("aws:route53/resolverEndpoint:ResolverEndpoint", "dns", { ipAddresses });
    },
    unsure: ["dns"],
  },
]);

const strongTunnel = (tunnel: string) => ({
  [`${tunnel}IkeVersions`]: ["ikev2"],
  [`${tunnel}Phase1EncryptionAlgorithms`]: ["AES256-GCM-16"],
  [`${tunnel}Phase2EncryptionAlgorithms`]: ["AES256-GCM-16"],
  [`${tunnel}Phase1IntegrityAlgorithms`]: ["SHA2-384"],
  [`${tunnel}Phase2IntegrityAlgorithms`]: ["SHA2-512"],
  [`${tunnel}Phase1DhGroupNumbers`]: [19, 20],
  [`${tunnel}Phase2DhGroupNumbers`]: [21],
  [`${tunnel}DpdTimeoutAction`]: "restart",
  [`${tunnel}LogOptions`]: { cloudwatchLogOptions: { logEnabled: true } },
});
const strong = { ...strongTunnel("tunnel1"), ...strongTunnel("tunnel2") };

function tunnels(change: Record<string, unknown>): (program: Program) => void {
  return (program) => {
    program.add("aws:ec2/vpnConnection:VpnConnection", "vpn", { ...strong, ...change });
  };
}

itJudges("require-strong-vpn-tunnels", [
  { what: "strong options on both tunnels", program: tunnels({}) },
  {
    what: "IKEv1 beside IKEv2",
    program: tunnels({ tunnel2IkeVersions: ["ikev1", "ikev2"] }),
    rejects: ["vpn"],
    says: /takes ikev1 in tunnel2IkeVersions.*\n.*tunnel2IkeVersions: ikev2 and nothing else/,
  },
  {
    what: "a group with a high number and weak mathematics",
    program: tunnels({ tunnel1Phase1DhGroupNumbers: [20, 24] }),
    rejects: ["vpn"],
    says: /takes 24 in tunnel1Phase1DhGroupNumbers/,
  },
  {
    what: "SHA-1, and AES without GCM",
    program: tunnels({
      tunnel1Phase2IntegrityAlgorithms: ["SHA1"],
      tunnel1Phase2EncryptionAlgorithms: ["AES256"],
    }),
    rejects: ["vpn", "vpn"],
    says: /takes (SHA1|AES256) in tunnel1Phase2/,
  },
  {
    what: "options that are left to AWS",
    program: tunnels({ tunnel1IkeVersions: null }),
    rejects: ["vpn"],
    says: /leaves tunnel1IkeVersions to AWS, which admits weak ones/,
  },
  {
    what: "dead peers that nobody looks for, and no logs",
    program: tunnels({ tunnel1DpdTimeoutAction: "none", tunnel2LogOptions: null }),
    rejects: ["vpn", "vpn"],
    says: /(does nothing when its peer is dead|does not log what its tunnels negotiate)/,
  },
]);

itJudges("configure-allowed-prefixes", [
  {
    what: "the VPC's own block, and none given, which means the same",
    program: (program) => {
      const linked = new Linked(program);
      linked.direct({ allowedPrefixes: ["10.0.0.0/16"] });
      program.add("aws:directconnect/gatewayAssociation:GatewayAssociation", "default", {
        associatedGatewayId: linked.gateway.id,
      });
    },
  },
  {
    what: "a second block of the VPC that is left out",
    program: (program) => {
      const linked = new Linked(program);
      linked.direct({ allowedPrefixes: ["10.0.0.0/16"] });
      const type = "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation";
      program.add(type, "more", { vpcId: linked.vpc.id, cidrBlock: "10.1.0.0/16" });
    },
    rejects: ["direct"],
    says: /does not advertise 10\.1\.0\.0\/16 of the VPC to the data centre.*\n.*\["10\.0\.0\.0\/16", "10\.1\.0\.0\/16"\]/,
  },
  {
    what: "more than the VPC",
    program: (program) => {
      new Linked(program).direct({ allowedPrefixes: ["10.0.0.0/8"] });
    },
    rejects: ["direct"],
    says: /advertises 10\.0\.0\.0\/8 to the data centre, which is more than the VPC \(10\.0\.0\.0\/16\)/,
  },
  {
    what: "the VPC behind a transit gateway",
    program: (program) => {
      const transit = program.add("aws:ec2transitgateway/transitGateway:TransitGateway", "tgw", {});
      const linked = new Linked(program);
      const type = "aws:ec2transitgateway/vpcAttachment:VpcAttachment";
      program.add(type, "attachment", { transitGatewayId: transit.id, vpcId: linked.vpc.id });
      linked.direct({ allowedPrefixes: ["10.9.0.0/16"] }, transit);
    },
    rejects: ["direct", "direct"],
  },
  {
    what: "a gateway of another stack",
    program: (program) => {
      const linked = new Linked(program);
      linked.direct({ associatedGatewayId: "vgw-1", allowedPrefixes: ["10.0.0.0/16"] });
    },
    unsure: ["direct"],
  },
]);

/** Direct Connect with a virtual interface in each location; undefined where another stack has the connection. */
function interfaces(program: Program, ...locations: (string | undefined)[]): void {
  new Linked(program).direct();
  locations.forEach((location, index) => {
    const connectionId =
      location === undefined
        ? `dxcon-${index}`
        : program.add("aws:directconnect/connection:Connection", `connection-${index}`, {
            location,
          }).id;
    program.add(
      "aws:directconnect/privateVirtualInterface:PrivateVirtualInterface",
      `vif-${index}`,
      { connectionId },
    );
  });
}

/** A VPN connection for each address of a device. */
function devices(program: Program, ...addresses: string[]): void {
  addresses.forEach((ipAddress, index) => {
    const type = "aws:ec2/customerGateway:CustomerGateway";
    const device = program.add(type, `device-${index}`, { ipAddress });
    program.add("aws:ec2/vpnConnection:VpnConnection", `vpn-${index}`, {
      customerGatewayId: device.id,
    });
  });
}

itJudges("require-second-path", [
  {
    what: "Direct Connect with a VPN, and no link at all",
    program: (program) => {
      const linked = new Linked(program);
      linked.direct();
      linked.virtualInterface();
      linked.vpn();
    },
  },
  {
    what: "a stack without links",
    program: (program) => {
      new Linked(program);
    },
  },
  {
    what: "a virtual interface without a VPN",
    program: (program) => {
      const linked = new Linked(program);
      linked.direct();
      linked.virtualInterface();
    },
    rejects: ["vif"],
    says: /PrivateVirtualInterface "vif" is in the only location of Direct Connect/,
  },
  {
    what: "virtual interfaces in two locations",
    program: (program) => interfaces(program, "EqDB2", "TCDB1"),
  },
  {
    what: "virtual interfaces in one location",
    program: (program) => interfaces(program, "EqDB2", "EqDB2"),
    rejects: ["vif-0", "vif-1"],
    says: /\nChange: connectionId of another virtual interface: a connection in a second location/,
  },
  {
    what: "virtual interfaces on connections that were made elsewhere",
    program: (program) => interfaces(program, "EqDB2", undefined),
    unsure: ["vif-0", "vif-1"],
  },
  {
    what: "a gateway that virtual interfaces of another stack may lead to",
    program: (program) => {
      new Linked(program).direct();
    },
    unsure: ["direct"],
  },
  {
    what: "VPN connections to two devices",
    program: (program) => devices(program, "203.0.113.10", "203.0.113.20"),
  },
  {
    what: "VPN connections to two gateways that are one device",
    program: (program) => devices(program, "203.0.113.10", "203.0.113.10"),
    rejects: ["vpn-0", "vpn-1"],
  },
  {
    what: "a VPN with one device",
    program: (program) => devices(program, "203.0.113.10"),
    rejects: ["vpn-0"],
    says: /"vpn-0" leads to the only device of the data centre.*\n.*customerGatewayId of another/,
  },
  {
    what: "VPN connections to customer gateways of another stack",
    program: (program) => {
      for (const id of ["cgw-1", "cgw-2"]) {
        program.add("aws:ec2/vpnConnection:VpnConnection", id, { customerGatewayId: id });
      }
    },
  },
]);
