import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import {
  networkProblems,
  type FoundEndpoint,
  type FoundNetwork,
  type FoundSubnet,
} from "../../../components/networking/adoptedNetwork";
import { AdoptedVpc } from "../../../components/networking/adoptedVpc";
import { cidrBlockOf } from "../../../components/networking/coveringBlock";
import { cidrContains } from "../../../config/schema/cidr";
import { runWithMocks } from "../../support/mocks";

const expected = { region: "eu-west-1", vpcCidr: "10.60.0.0/16", availabilityZones: ["b", "a"] };

const subnet = (id: string, zone: string, changes: Partial<FoundSubnet> = {}): FoundSubnet => ({
  id: `subnet-${id}`,
  vpcId: "vpc-1",
  availabilityZone: `eu-west-1${zone}`,
  cidrBlock: zone === "a" ? "10.60.0.0/24" : "10.60.1.0/24",
  mapPublicIpOnLaunch: false,
  routeTableId: `rtb-${id}`,
  routes: [],
  ...changes,
});

const endpoint = (service: string, ...securityGroupIds: string[]): FoundEndpoint => ({
  id: `vpce-${service}`,
  service,
  serviceName: `com.amazonaws.eu-west-1.${service}`,
  dnsName: `${service}.example`,
  securityGroupIds,
});

const nat = { cidrBlock: "0.0.0.0/0", target: "nat-1" };

const good: FoundNetwork = {
  vpcId: "vpc-1",
  cidrBlocks: ["100.64.0.0/24", "10.60.0.0/16"],
  enableDnsSupport: true,
  enableDnsHostnames: true,
  subnets: {
    private: [subnet("2", "b", { routes: [nat] }), subnet("1", "a", { routes: [nat] })],
    isolated: [subnet("3", "a"), subnet("4", "b")],
  },
  endpoints: [endpoint("logs", "sg-0", "sg-1"), endpoint("ecr.api", "sg-1")],
};

const AT = "landbridge:network.existing";

/** What makes the network unfit, and what is said of it. */
const unfit: Readonly<Record<string, [changes: Partial<FoundNetwork>, says: string]>> = {
  "another block": [
    { cidrBlocks: ["10.61.0.0/16"] },
    'landbridge:network.vpcCidr: "10.60.0.0/16" is no block of vpc-1, which has 10.61.0.0/16',
  ],
  "no DNS host names": [
    { enableDnsHostnames: false },
    `${AT}.vpcId: vpc-1 has enableDnsHostnames off, without which no private name is answered; switch it on`,
  ],
  "no DNS": [
    { enableDnsSupport: false },
    `${AT}.vpcId: vpc-1 has enableDnsSupport off, without which no private name is answered; switch it on`,
  ],
  "a zone without a subnet": [
    { subnets: { ...good.subnets, isolated: [subnet("3", "a")] } },
    `${AT}.subnets.isolated: one subnet in each zone is needed; eu-west-1b has none`,
  ],
  "two subnets in a zone": [
    { subnets: { ...good.subnets, isolated: [...good.subnets.isolated, subnet("5", "b")] } },
    `${AT}.subnets.isolated: one subnet in each zone is needed; eu-west-1b has subnet-4, subnet-5`,
  ],
  "a subnet of another VPC": [
    {
      subnets: {
        ...good.subnets,
        isolated: [subnet("3", "a"), subnet("4", "b", { vpcId: "vpc-2" })],
      },
    },
    `${AT}.subnets.isolated: subnet-4 is in vpc-2, not in vpc-1`,
  ],
  "a subnet in a zone that is not the stack's": [
    { subnets: { ...good.subnets, isolated: [...good.subnets.isolated, subnet("5", "c")] } },
    `${AT}.subnets.isolated: subnet-5 is in eu-west-1c, which is none of landbridge:network.availabilityZones`,
  ],
  "public addresses": [
    {
      subnets: {
        ...good.subnets,
        isolated: [subnet("3", "a"), subnet("4", "b", { mapPublicIpOnLaunch: true })],
      },
    },
    `${AT}.subnets.isolated: subnet-4 gives public addresses to what starts in it (mapPublicIpOnLaunch); switch that off`,
  ],
  "a public subnet": [
    {
      subnets: {
        ...good.subnets,
        private: [
          subnet("1", "a"),
          subnet("2", "b", { routes: [{ cidrBlock: "10.0.0.0/8", target: "igw-1" }] }),
        ],
      },
    },
    `${AT}.subnets.private: subnet-2 has a route to the internet gateway igw-1: it is public`,
  ],
  "data stores with a way out": [
    {
      subnets: {
        ...good.subnets,
        isolated: [subnet("3", "a"), subnet("4", "b", { routes: [nat] })],
      },
    },
    `${AT}.subnets.isolated: subnet-4 has a default route (to nat-1), by which data could leave; isolated subnets have none`,
  ],
  "an endpoint of another service": [
    { endpoints: [{ ...endpoint("logs", "sg-1"), serviceName: "com.amazonaws.eu-west-1.ssm" }] },
    `${AT}.endpoints.logs: vpce-logs is of com.amazonaws.eu-west-1.ssm`,
  ],
  "endpoints with nothing in common": [
    { endpoints: [endpoint("logs", "sg-1"), endpoint("ssm", "sg-2")] },
    `${AT}.endpoints: have no security group in common, which services would be let out to; give them one`,
  ],
};

describe("a network that is there already", () => {
  it("is reached at the endpoints' port once: AWS refuses the rule twice", () => {
    const to = (securityGroupId: string, port: number) =>
      networkProblems(good, {
        ...expected,
        reached: [{ at: "landbridge:jobs[1].reaches[0]", securityGroupId, port }],
      });
    assert.deepEqual(to("sg-1", 443), [
      `landbridge:jobs[1].reaches[0]: sg-1 at port 443 is the group of ${AT}.endpoints, which every service reaches already; take it away`,
    ]);
    assert.deepEqual([...to("sg-1", 80), ...to("sg-2", 443)], []);
  });

  it("is fit for the platform as it should be", () => {
    assert.deepEqual(networkProblems(good, expected), []);
  });

  for (const [what, [changes, says]] of Object.entries(unfit)) {
    it(`is rejected: ${what}`, () => {
      assert.deepEqual(networkProblems({ ...good, ...changes }, expected), [says]);
    });
  }

  it("has its ids in the order of the zones, whatever order they were found in", async () => {
    const run = await runWithMocks(
      () => new AdoptedVpc("network", { ...expected, found: good, cidrBlock: expected.vpcCidr }),
    );
    const outputs = run.outputsOf("network");
    assert.deepEqual(outputs["privateSubnetIds"], ["subnet-1", "subnet-2"]);
    assert.deepEqual(outputs["isolatedSubnetIds"], ["subnet-3", "subnet-4"]);
    assert.deepEqual(outputs["interfaceEndpointIds"], {
      logs: "vpce-logs",
      "ecr.api": "vpce-ecr.api",
    });
    assert.equal(run.resources.length, 1);
    assert.deepEqual(run.result.availabilityZones, ["a", "b"]);
    assert.equal(run.result.tierCidrBlocks.private, "10.60.0.0/23");
  });
});

describe("the block of a tier", () => {
  const block = fc
    .tuple(fc.nat({ max: 2 ** 16 - 1 }), fc.integer({ min: 20, max: 28 }))
    .map(([address, prefix]) => {
      const start = Math.floor((address * 256) / 2 ** (32 - prefix)) * 2 ** (32 - prefix);
      return `10.${Math.floor(start / 2 ** 16) % 256}.${Math.floor(start / 256) % 256}.${start % 256}/${prefix}`;
    });

  it("holds every subnet, and neither half of it does", () => {
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 6 }), (blocks) => {
        const whole = cidrBlockOf(blocks);
        const holds = (outer: string) => blocks.every((inner) => cidrContains(outer, inner));
        assert.ok(holds(whole), whole);
        const [address = "", prefix = ""] = whole.split("/");
        const start = address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
        const half = 2 ** (31 - Number(prefix));
        for (const first of [start, start + half]) {
          const octets = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256);
          assert.ok(Number(prefix) === 32 || !holds(`${octets.join(".")}/${Number(prefix) + 1}`));
        }
      }),
    );
  });
});
