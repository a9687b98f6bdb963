import type { Program } from "../support/policy";
import { itJudges } from "./cases";
import { SmallNetwork } from "./network";

const tier = (value: string, key = "landbridge:tier") => ({ tags: { [key]: value } });
const handingOut = { mapPublicIpOnLaunch: true };

itJudges("disallow-public-addresses-in-private-subnets", [
  {
    what: "a public subnet that hands them out, and private ones that do not",
    program: (program) => {
      const network = new SmallNetwork(program);
      network.publicSubnet("public", handingOut);
      network.subnet("tagged", { ...handingOut, ...tier("public") });
      network.subnet("private", { mapPublicIpOnLaunch: false });
      network.subnet("unset");
    },
  },
  {
    what: "private ones that do: by their tag, or because no route makes them public",
    program: (program) => {
      const network = new SmallNetwork(program);
      network.subnet("tagged", { ...handingOut, ...tier("private") });
      network.subnet("untagged", handingOut);
    },
    rejects: ["tagged", "untagged"],
    says: /mapPublicIpOnLaunch: false/,
  },
]);

itJudges("disallow-isolated-default-route", [
  {
    what: "isolated subnets without one, with routes to the data centre only",
    program: (program) => {
      const network = new SmallNetwork(program);
      network.subnet("a", tier("isolated"));
      network.subnet("b", tier("isolated"), {
        destinationCidrBlock: "10.100.0.0/16",
        transitGatewayId: "tgw-1",
      });
    },
  },
  {
    what: "a way out of what is tagged isolated, for IPv4 and IPv6",
    program: (program) => {
      const network = new SmallNetwork(program);
      const nat = network.natGateway("nat", network.publicSubnet("public"));
      network.subnet("a", tier("isolated"), { natGatewayId: nat.id });
      network.subnet("b", tier("Isolated", "Tier"), {
        destinationCidrBlock: "",
        destinationIpv6CidrBlock: "::/0",
        egressOnlyGatewayId: "eigw-1",
      });
    },
    rejects: ["a", "b"],
    says: /sends (0\.0\.0\.0\/0|::\/0) out of it.*\n.*of aws\.ec2\.Route "[ab]-route"/,
  },
  {
    what: "a private subnet with a NAT gateway",
    program: (program) => {
      const network = new SmallNetwork(program);
      const nat = network.natGateway("nat", network.publicSubnet("public"));
      network.subnet("private", tier("private"), { natGatewayId: nat.id });
    },
  },
]);

function storesWithNat(program: Program): void {
  const network = new SmallNetwork(program);
  const nat = network.natGateway("nat", network.publicSubnet("public"));
  const subnet = network.subnet("data", tier("private"), { natGatewayId: nat.id });
  program.add("aws:elasticache/subnetGroup:SubnetGroup", "cache", { subnetIds: [subnet.id] });
}

itJudges("disallow-default-route-of-data-stores", [
  {
    what: "data stores in private subnets with a NAT gateway, where nothing forbids it, with advice",
    program: storesWithNat,
    unsure: ["cache"],
    says: /puts data stores into .*"data", and .* sends 0\.0\.0\.0\/0 out of it/,
  },
  {
    what: "the same, where the settings ask for isolated data stores",
    program: storesWithNat,
    config: { "configure-policy-pack": { isolatedDataStores: true } },
    rejects: ["cache"],
    says: /subnetIds of .*"cache": subnets without a default route/,
  },
  {
    what: "data stores in subnets with routes to the data centre only",
    program: (program) => {
      const route = { destinationCidrBlock: "10.100.0.0/16", transitGatewayId: "tgw-1" };
      const subnet = new SmallNetwork(program).subnet("data", tier("private"), route);
      program.add("aws:rds/subnetGroup:SubnetGroup", "postgres", { subnetIds: [subnet.id] });
    },
    config: { "configure-policy-pack": { isolatedDataStores: true } },
  },
]);

itJudges("configure-nat-gateway-per-zone", [
  {
    what: "a NAT gateway in each zone, and one for the whole region",
    program: (program) => {
      const network = new SmallNetwork(program);
      for (const zone of ["a", "b"]) {
        const at = { availabilityZone: `eu-west-1${zone}` };
        const nat = network.natGateway(`nat-${zone}`, network.publicSubnet(`public-${zone}`, at));
        network.subnet(`private-${zone}`, at, { natGatewayId: nat.id });
      }
      const regional = program.add("aws:ec2/natGateway:NatGateway", "regional", {
        availabilityMode: "regional",
        vpcId: network.vpc.id,
      });
      network.subnet("private-c", {}, { natGatewayId: regional.id });
    },
  },
  {
    what: "one NAT gateway for two zones",
    program: (program) => {
      const network = new SmallNetwork(program);
      const nat = network.natGateway("nat", network.publicSubnet("public"));
      network.subnet("private-a", {}, { natGatewayId: nat.id });
      network.subnet("private-b", { availabilityZone: "eu-west-1b" }, { natGatewayId: nat.id });
    },
    rejects: ["private-b"],
    says: /"private-b" \(eu-west-1b\) leaves through aws\.ec2\.NatGateway "nat" in eu-west-1a.*\n.*natGatewayId of aws\.ec2\.Route "private-b-route"/,
  },
  {
    what: "one route table for two zones",
    program: (program) => {
      const network = new SmallNetwork(program);
      const nat = network.natGateway("nat", network.publicSubnet("public"));
      const table = program.add("aws:ec2/routeTable:RouteTable", "shared", {
        routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: nat.id }],
      });
      for (const zone of ["a", "b"]) {
        const subnet = program.add("aws:ec2/subnet:Subnet", zone, {
          availabilityZone: `eu-west-1${zone}`,
        });
        program.add("aws:ec2/routeTableAssociation:RouteTableAssociation", `${zone}-association`, {
          subnetId: subnet.id,
          routeTableId: table.id,
        });
      }
    },
    rejects: ["b"],
    says: /routeTableId of aws\.ec2\.RouteTableAssociation "b-association"/,
  },
  {
    what: "a stack without NAT gateways, and a NAT gateway of another stack",
    program: (program) => {
      const network = new SmallNetwork(program);
      network.subnet("closed", tier("private"));
      network.subnet("elsewhere", tier("private"), { natGatewayId: "nat-1" });
    },
  },
]);

itJudges("disallow-internet-route-from-private-subnets", [
  {
    what: "each tier with the way out that it may have",
    program: (program) => {
      const network = new SmallNetwork(program);
      const nat = network.natGateway("nat", network.publicSubnet("public", tier("public")));
      network.subnet("private", tier("private"), { natGatewayId: nat.id });
      network.subnet("isolated", tier("isolated"));
      network.publicSubnet("untagged");
    },
  },
  {
    what: "private and isolated subnets with a route to an internet gateway",
    program: (program) => {
      const network = new SmallNetwork(program);
      network.publicSubnet("private", tier("private"));
      network.publicSubnet("isolated", tier("isolated", "tier"));
    },
    rejects: ["private", "isolated"],
    says: /in the (private|isolated) tier, yet aws\.ec2\.Route .* leads to an internet gateway/,
  },
  {
    what: "the tier that a tag of the company's own says",
    program: (program) => {
      const network = new SmallNetwork(program);
      network.publicSubnet("mine", tier("private", "corp:zone"));
      network.publicSubnet("ignored", tier("private", "landbridge:tier"));
    },
    config: { "configure-policy-pack": { tierTags: ["corp:zone"] } },
    rejects: ["mine"],
  },
  {
    what: "a default route to a gateway that left no trace",
    program: (program) => {
      const network = new SmallNetwork(program);
      const lookup = program.add("pulumi:pulumi:StackReference", "hub", {});
      network.subnet("private", tier("private"), { gatewayId: lookup.output("gatewayId") });
    },
    rejects: ["private"],
    says: /nothing shows that the gateway of aws\.ec2\.Route "private-route" is no internet gateway/,
    only: "preview",
  },
  {
    what: "another route to a gateway that left no trace",
    program: (program) => {
      const network = new SmallNetwork(program);
      const lookup = program.add("pulumi:pulumi:StackReference", "hub", {});
      network.subnet("private", tier("private"), {
        destinationCidrBlock: "10.100.0.0/16",
        gatewayId: lookup.output("gatewayId"),
      });
    },
    unsure: ["private"],
    only: "preview",
  },
]);
