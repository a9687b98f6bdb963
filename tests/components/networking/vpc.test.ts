import * as assert from "node:assert/strict";
import { Vpc, type VpcArgs } from "../../../components/networking/vpc";
import { runWithMocks, valueOf, type Recording } from "../../support/mocks";

const kmsKeyArn = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

function vpc(args: Partial<VpcArgs> = {}): Promise<Recording<Vpc>> {
  return runWithMocks(
    () =>
      new Vpc("net", {
        cidrBlock: "10.20.0.0/16",
        availabilityZones: ["a", "b", "c"],
        onPremisesCidrs: ["10.100.0.0/16"],
        flowLogs: { kmsKeyArn },
        ...args,
      }),
  );
}

/** The routes of a route table, as `destination -> name of the target`. */
function routesOf(made: Recording<Vpc>, routeTableName: string): string[] {
  return made
    .ofType("aws:ec2/route:Route")
    .filter(({ inputs }) => inputs.routeTableId === made.get(routeTableName).id)
    .map(({ inputs }) => {
      const target = made.byId(inputs.natGatewayId ?? inputs.gatewayId).name;
      return `${String(inputs.destinationCidrBlock)} -> ${target}`;
    });
}

/** Name of the route table that a subnet is associated with. */
function routeTableOf(made: Recording<Vpc>, subnetName: string): string {
  const [association, another] = made
    .ofType("aws:ec2/routeTableAssociation:RouteTableAssociation")
    .filter(({ inputs }) => inputs.subnetId === made.get(subnetName).id);
  assert.ok(association && !another, `${subnetName} has one association`);
  return made.byId(association.inputs.routeTableId).name;
}

const names = (resources: { name: string }[]) => resources.map(({ name }) => name).sort();

describe("Vpc", () => {
  /** A VPC with every default, which most tests look at. */
  let standard: Recording<Vpc>;
  before(async () => {
    standard = await vpc();
  });

  it("has DNS support and hostnames, which private DNS of endpoints needs", () => {
    const { inputs } = standard.get("net-vpc");
    assert.equal(inputs.cidrBlock, "10.20.0.0/16");
    assert.equal(inputs.enableDnsSupport, true);
    assert.equal(inputs.enableDnsHostnames, true);
  });

  it("has a subnet of each tier in each zone, in the zone's fixed block", () => {
    const made = standard;
    const subnets = made
      .ofType("aws:ec2/subnet:Subnet")
      .map(({ name, inputs }) => [name, inputs.availabilityZone, inputs.cidrBlock]);
    assert.deepEqual(subnets.sort(), [
      ["net-isolated-a", "eu-west-1a", "10.20.128.0/21"],
      ["net-isolated-b", "eu-west-1b", "10.20.136.0/21"],
      ["net-isolated-c", "eu-west-1c", "10.20.144.0/21"],
      ["net-private-a", "eu-west-1a", "10.20.0.0/20"],
      ["net-private-b", "eu-west-1b", "10.20.16.0/20"],
      ["net-private-c", "eu-west-1c", "10.20.32.0/20"],
      ["net-public-a", "eu-west-1a", "10.20.192.0/23"],
      ["net-public-b", "eu-west-1b", "10.20.194.0/23"],
      ["net-public-c", "eu-west-1c", "10.20.196.0/23"],
    ]);
  });

  it("hands out no public address in any subnet", () => {
    for (const { name, inputs } of standard.ofType("aws:ec2/subnet:Subnet")) {
      assert.equal(inputs.mapPublicIpOnLaunch, false, name);
    }
  });

  it("says each subnet's and route table's tier in a tag", async () => {
    const made = await vpc({ tags: { team: "platform" } });
    for (const tier of ["public", "private", "isolated"]) {
      assert.deepEqual(made.get(`net-${tier}-b`).inputs.tags, {
        Name: `net-${tier}-b`,
        "landbridge:tier": tier,
        team: "platform",
      });
      const table = made.get(routeTableOf(made, `net-${tier}-b`));
      assert.equal((table.inputs.tags as Record<string, string>)["landbridge:tier"], tier);
    }
  });

  it("makes the same resources in whatever order the zones are listed", async () => {
    const [one, other] = [
      await vpc({ availabilityZones: ["a", "b", "c"] }),
      await vpc({ availabilityZones: ["c", "a", "b"] }),
    ];
    const described = (made: Recording<Vpc>) =>
      made.resources.map(({ urn, inputs }) => JSON.stringify([urn, inputs])).sort();
    assert.deepEqual(described(one), described(other));
  });

  it("changes nothing of the first two zones when a third comes in, but adds endpoints to it", async () => {
    const before = await vpc({ availabilityZones: ["a", "b"] });
    const after = await vpc({ availabilityZones: ["a", "b", "c"] });
    const changed = before.resources
      .filter(({ type }) => type.startsWith("aws:"))
      .filter(({ name, inputs }) => {
        assert.equal(after.get(name).urn, before.get(name).urn);
        return JSON.stringify(after.get(name).inputs) !== JSON.stringify(inputs);
      });
    assert.ok(changed.length > 0);
    for (const { name, type, inputs } of changed) {
      assert.equal(type, "aws:ec2/vpcEndpoint:VpcEndpoint", name);
      assert.deepEqual(after.get(name).inputs, {
        ...inputs,
        subnetIds: [...(inputs.subnetIds as string[]), after.get("net-private-c").id],
      });
    }
  });

  describe("routing", () => {
    it("gives the public subnets one route table, to the internet gateway", () => {
      const made = standard;
      for (const zone of ["a", "b", "c"]) {
        assert.equal(routeTableOf(made, `net-public-${zone}`), "net-internet-routes");
      }
      assert.deepEqual(routesOf(made, "net-internet-routes"), ["0.0.0.0/0 -> net-internet-igw"]);
    });

    it("routes each private subnet through a NAT gateway of its own zone by default", () => {
      const made = standard;
      for (const zone of ["a", "b", "c"]) {
        const table = routeTableOf(made, `net-private-${zone}`);
        assert.equal(table, `net-private-${zone}-routes`);
        assert.deepEqual(routesOf(made, table), [`0.0.0.0/0 -> net-nat-${zone}`]);
        const gateway = made.get(`net-nat-${zone}`);
        assert.equal(gateway.inputs.subnetId, made.get(`net-public-${zone}`).id);
        assert.equal(gateway.inputs.allocationId, made.get(`net-nat-${zone}-address`).id);
      }
    });

    it("routes every zone through one NAT gateway, in the first zone listed, when single", async () => {
      const made = await vpc({ natGateways: "single", availabilityZones: ["b", "a", "c"] });
      assert.deepEqual(names(made.ofType("aws:ec2/natGateway:NatGateway")), ["net-nat-b"]);
      assert.equal(made.ofType("aws:ec2/eip:Eip").length, 1);
      for (const zone of ["a", "b", "c"]) {
        assert.deepEqual(routesOf(made, `net-private-${zone}-routes`), ["0.0.0.0/0 -> net-nat-b"]);
      }
    });

    it("keeps the single NAT gateway where it is when a zone is added after the first", async () => {
      const made = await vpc({ natGateways: "single", availabilityZones: ["b", "c", "a"] });
      assert.deepEqual(names(made.ofType("aws:ec2/natGateway:NatGateway")), ["net-nat-b"]);
    });

    it("leaves the private tier without default route when there are no NAT gateways", async () => {
      const made = await vpc({ natGateways: "none" });
      assert.deepEqual(made.ofType("aws:ec2/natGateway:NatGateway"), []);
      assert.deepEqual(made.ofType("aws:ec2/eip:Eip"), []);
      assert.deepEqual(routesOf(made, "net-private-a-routes"), []);
      assert.deepEqual(made.outputsOf("net").natGatewayPublicIps, []);
    });

    it("gives the isolated tier a route table per zone and no route at all", async () => {
      for (const natGateways of ["per-zone", "single", "none"] as const) {
        const made = await vpc({ natGateways });
        for (const zone of ["a", "b", "c"]) {
          assert.equal(routeTableOf(made, `net-isolated-${zone}`), `net-isolated-${zone}-routes`);
          assert.deepEqual(routesOf(made, `net-isolated-${zone}-routes`), []);
        }
      }
    });

    it("writes no route inside a route table, where policies would not see it", () => {
      for (const { name, inputs } of standard.ofType("aws:ec2/routeTable:RouteTable")) {
        assert.equal(inputs.routes, undefined, name);
      }
    });

    it("makes NAT gateways after the internet gateway", () => {
      const made = standard;
      const internetGateway = made.get("net-internet-igw").urn;
      for (const gateway of made.ofType("aws:ec2/natGateway:NatGateway")) {
        assert.ok(gateway.dependencies.includes(internetGateway), gateway.name);
      }
    });
  });

  describe("defaults of AWS", () => {
    it("closes the default security group both ways", () => {
      const made = standard;
      const { inputs } = made.get("net-default-security-group");
      assert.equal(inputs.vpcId, made.get("net-vpc").id);
      assert.deepEqual([inputs.ingress, inputs.egress], [[], []]);
    });

    it("empties the main route table", () => {
      const { inputs } = standard.get("net-default-routes");
      assert.match(String(inputs.defaultRouteTableId), /^rtb-/);
      assert.deepEqual(inputs.routes, []);
    });

    it("leaves DHCP to AWS when nobody asks", () => {
      const made = standard;
      assert.deepEqual(made.ofType("aws:ec2/vpcDhcpOptions:VpcDhcpOptions"), []);
    });

    it("tells hosts by DHCP what it is asked to, and always the name servers", async () => {
      const made = await vpc({
        dhcpOptions: { domainName: "corp.example.com", ntpServers: ["10.100.0.10"] },
      });
      const { inputs } = made.get("net-dhcp-set");
      assert.equal(inputs.domainName, "corp.example.com");
      assert.deepEqual(inputs.domainNameServers, ["AmazonProvidedDNS"]);
      assert.deepEqual(inputs.ntpServers, ["10.100.0.10"]);
      assert.deepEqual(made.get("net-dhcp-association").inputs, {
        vpcId: made.get("net-vpc").id,
        dhcpOptionsId: made.get("net-dhcp-set").id,
      });
    });

    it("tells hosts the data centre's name servers", async () => {
      const made = await vpc({ dhcpOptions: { domainNameServers: ["10.100.0.2"] } });
      assert.deepEqual(made.get("net-dhcp-set").inputs.domainNameServers, ["10.100.0.2"]);
    });
  });

  describe("network ACL of the isolated tier", () => {
    it("admits the VPC and the data centre both ways, answers included, and nothing else", () => {
      const { inputs } = standard.get("net-isolated-acl-rules");
      const all = { action: "allow", protocol: "-1", fromPort: 0, toPort: 0 };
      const rules = [
        { ...all, ruleNo: 100, cidrBlock: "10.20.0.0/16" },
        { ...all, ruleNo: 110, cidrBlock: "10.100.0.0/16" },
      ];
      assert.deepEqual(inputs.ingress, rules);
      assert.deepEqual(inputs.egress, rules);
    });

    it("holds for every isolated subnet and no other", () => {
      const made = standard;
      const subnets = made
        .ofType("aws:ec2/networkAclAssociation:NetworkAclAssociation")
        .map(({ inputs }) => made.byId(inputs.subnetId));
      assert.deepEqual(names(subnets), ["net-isolated-a", "net-isolated-b", "net-isolated-c"]);
    });

    it("can be left out", async () => {
      const made = await vpc({ isolatedNetworkAcls: false });
      assert.deepEqual(made.ofType("aws:ec2/networkAcl:NetworkAcl"), []);
      assert.deepEqual(made.ofType("aws:ec2/networkAclAssociation:NetworkAclAssociation"), []);
    });
  });

  describe("as a component", () => {
    it("says which block each tier has, whichever zones are in use", () => {
      assert.deepEqual(standard.result.tierCidrBlocks, {
        public: "10.20.192.0/20",
        private: "10.20.0.0/17",
        isolated: "10.20.128.0/18",
      });
    });

    it("hands out its IDs in zone order", async () => {
      const made = await vpc({ availabilityZones: ["c", "a"] });
      const id = (name: string) => made.get(name).id;
      const all = (outputs: Vpc["privateSubnetIds"]) => Promise.all(outputs.map(valueOf));
      const { result } = made;
      assert.equal(await valueOf(result.vpcId), id("net-vpc"));
      for (const tier of ["public", "private", "isolated"] as const) {
        assert.deepEqual(await all(result[`${tier}SubnetIds`]), [
          id(`net-${tier}-a`),
          id(`net-${tier}-c`),
        ]);
      }
      for (const tier of ["private", "isolated"] as const) {
        assert.deepEqual(await all(result[`${tier}RouteTableIds`]), [
          id(`net-${tier}-a-routes`),
          id(`net-${tier}-c-routes`),
        ]);
      }
      assert.equal(await valueOf(result.publicRouteTableId), id("net-internet-routes"));
      assert.equal((await all(result.natGatewayPublicIps)).length, 2);
    });

    it("registers every public property as an output", () => {
      const made = standard;
      const own = Object.keys(made.result).filter((key) => !key.startsWith("__") && key !== "urn");
      assert.deepEqual(Object.keys(made.outputsOf("net")).sort(), own.sort());
      for (const { name, type } of made.resources) {
        if (type.startsWith("landbridge:")) {
          assert.notDeepEqual(made.outputsOf(name), {}, name);
        }
      }
    });

    it("is the ancestor of everything, and its name begins every name", async () => {
      const made = await vpc({ dhcpOptions: { domainName: "corp.example.com" } });
      const parents = new Map(made.resources.map(({ urn, parent }) => [urn, parent]));
      for (const { urn, name, type } of made.resources) {
        let top = urn;
        for (let up = parents.get(top); up; up = parents.get(top)) {
          top = up;
        }
        assert.equal(top, made.get("net").urn, `${name} descends from the VPC`);
        assert.ok(name === "net" || name.startsWith("net-"), name);
        assert.match(type, /^(aws:|landbridge:networking:)/);
      }
    });

    it("asks its provider where it works once", () => {
      assert.deepEqual([...standard.calls].sort(), [
        "aws:index/getCallerIdentity:getCallerIdentity",
        "aws:index/getPartition:getPartition",
        "aws:index/getRegion:getRegion",
      ]);
    });
  });
});
