import * as assert from "node:assert/strict";
import { Connectivity, type ConnectivityArgs } from "../../../components/connectivity/connectivity";
import { missingRoutes } from "../../../components/connectivity/lookUpTransitGateway";
import type { FoundNetwork, FoundSubnet } from "../../../components/networking/adoptedNetwork";
import { HybridDns } from "../../../components/networking/hybridDns";
import { runWithMocks } from "../../support/mocks";

const arn = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const id = "tgw-0a1b2c3d4e5f60718";

function make(transitGateway: NonNullable<ConnectivityArgs["transitGateway"]>) {
  return runWithMocks(
    () =>
      new Connectivity("link", {
        mode: "transit-gateway",
        hub: "transit-gateway",
        transitGateway,
        amazonSideAsn: 64512,
        customerSideAsn: 65010,
        vpc: {
          vpcId: "vpc-1",
          availabilityZones: ["a", "b"],
          privateSubnetIds: ["subnet-a", "subnet-b"],
          privateRouteTableIds: ["rtb-private-a", "rtb-private-b"],
          isolatedRouteTableIds: ["rtb-isolated-a", "rtb-isolated-b"],
        },
        vpcCidr: "10.30.0.0/16",
        onPremisesCidrs: ["10.100.0.0/16", "192.168.0.0/20"],
        logsKeyArn: arn,
        secretsKeyArn: arn,
        alarmTopics: {
          critical: "arn:aws:sns:eu-west-1:123456789012:alarms",
          warning: "arn:aws:sns:eu-west-1:123456789012:warnings",
        },
      }),
  );
}

describe("connectivity over a transit gateway that is there already", () => {
  it("attaches the VPC in its private subnets, and leads both tiers to the data centre once it is", async () => {
    const made = await make({ id });
    const attachment = made.get("link-hub-vpc");
    assert.deepEqual(attachment.inputs["subnetIds"], ["subnet-a", "subnet-b"]);
    // A gateway that is shared takes neither: hashicorp/terraform-provider-aws, ec2_transit_gateway_vpc_attachment.
    const defaults = Object.keys(attachment.inputs).filter((key) => key.includes("Default"));
    assert.deepEqual(defaults, []);
    const routes = made.ofType("aws:ec2/route:Route");
    assert.equal(routes.length, 8);
    for (const { inputs, dependencies } of routes) {
      assert.equal(inputs["transitGatewayId"], id);
      assert.ok(dependencies.includes(attachment.urn));
    }
    assert.deepEqual(made.outputsOf("link")["gatewayId"], id);
    const custom = made.resources.filter(({ type }) => type.startsWith("aws:"));
    assert.equal(custom.length, 9, "no gateway, no table of it, no alarm");
  });

  it("makes nothing where the VPC is attached already", async () => {
    const made = await make({ id, attachmentId: "tgw-attach-0a1b2c3d4e5f60718" });
    assert.deepEqual(
      made.resources.filter(({ type }) => type.startsWith("aws:")),
      [],
    );
    assert.equal(made.outputsOf("link-hub")["attachmentId"], "tgw-attach-0a1b2c3d4e5f60718");
  });
});

describe("routes of an attached network", () => {
  const subnet = (name: string, ...routes: FoundSubnet["routes"]): FoundSubnet => ({
    id: `subnet-${name}`,
    vpcId: "vpc-1",
    availabilityZone: "eu-west-1a",
    cidrBlock: "10.60.0.0/24",
    mapPublicIpOnLaunch: false,
    routeTableId: `rtb-${name}`,
    routes,
  });
  const network = (...routes: FoundSubnet["routes"]): FoundNetwork => ({
    vpcId: "vpc-1",
    cidrBlocks: ["10.60.0.0/16"],
    enableDnsSupport: true,
    enableDnsHostnames: true,
    subnets: {
      private: [subnet("app", { cidrBlock: "0.0.0.0/0", target: id })],
      isolated: [subnet("data", ...routes)],
    },
    endpoints: [],
  });
  const home = ["10.100.0.0/16", "10.101.0.0/16"];

  it("lead to the data centre by blocks that hold its networks", () => {
    assert.deepEqual(
      missingRoutes(network({ cidrBlock: "10.100.0.0/15", target: id }), id, home),
      [],
    );
  });

  for (const [what, cidrBlock, target, missing] of [
    ["one that holds a part", "10.100.0.0/17", id, "10.100.0.0/16, 10.101.0.0/16"],
    ["one that holds one network", "10.101.0.0/16", id, "10.100.0.0/16"],
    ["one that leads elsewhere", "10.100.0.0/15", "tgw-other", "10.100.0.0/16, 10.101.0.0/16"],
    ["one to a prefix list", "", id, "10.100.0.0/16, 10.101.0.0/16"],
  ] as const) {
    it(`do not by ${what}`, () => {
      assert.deepEqual(missingRoutes(network({ cidrBlock, target }), id, home), [
        `landbridge:network.existing.subnets.isolated: subnet-data has no route to ${id} for ${missing} of landbridge:onPremises.cidrs; its route table is rtb-data`,
      ]);
    });
  }
});

describe("a private zone that is there already", () => {
  const make = (isAdopted: boolean) =>
    runWithMocks(
      () =>
        new HybridDns("dns", {
          vpc: { vpcId: "vpc-1", privateSubnetIds: ["subnet-a", "subnet-b"], isAdopted },
          vpcCidr: "10.30.0.0/16",
          onPremisesCidrs: ["10.100.0.0/16"],
          zoneName: "aws.example.com",
          zoneId: "Z0123456789ABCDEFGHIJ",
          onPremisesDomains: [],
          logsKeyArn: arn,
        }),
    );

  it("is associated with a VPC of the stack, and left alone by one that has its owner", async () => {
    const own = await make(false);
    const { inputs } = own.get("dns-zone-association");
    assert.deepEqual(inputs, { zoneId: "Z0123456789ABCDEFGHIJ", vpcId: "vpc-1" });
    const adopted = await make(true);
    for (const made of [own, adopted]) {
      assert.deepEqual(made.ofType("aws:route53/zone:Zone"), []);
      assert.equal(made.outputsOf("dns")["zoneId"], "Z0123456789ABCDEFGHIJ");
    }
    assert.deepEqual(adopted.ofType("aws:route53/zoneAssociation:ZoneAssociation"), []);
  });
});
