import * as assert from "node:assert/strict";
import { goodStack, parse, problemsOf } from "./stack";

const ids = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"];
const existing = {
  vpcId: "vpc-0a1b2c3d4e5f60718",
  subnets: { private: ids, isolated: { tags: { tier: "data" } } },
};

const withNetwork = (network: object) => ({
  ...goodStack(),
  network: { ...goodStack().network, ...network },
});

describe("landbridge:network.existing", () => {
  it("takes subnets by ids and by tags, in a VPC of any size", () => {
    assert.deepEqual(problemsOf(withNetwork({ existing, vpcCidr: "10.20.0.0/24" })), []);
    const { network } = parse(withNetwork({ existing }));
    assert.deepEqual(network.existing, { ...existing, endpoints: {} });
    // Nothing of these is made: whatever counts them counts none.
    assert.deepEqual([network.natGateways, network.interfaceEndpoints], ["none", "none"]);
  });

  for (const [what, network, says] of [
    [
      "a VPC made here that is too small for its plan",
      { vpcCidr: "10.20.0.0/24" },
      'landbridge:network.vpcCidr: "10.20.0.0/24" is too small for a VPC that is made here; /16 to /20 is allowed',
    ],
    [
      "a list that is short of a zone",
      { existing: { ...existing, subnets: { ...existing.subnets, private: ids.slice(1) } } },
      "landbridge:network.existing.subnets.private: has 1 subnet for 2 zones of landbridge:network.availabilityZones; one in each is needed",
    ],
    [
      "something that is no subnet",
      {
        existing: { ...existing, subnets: { ...existing.subnets, private: ["subnet-1", ids[0]] } },
      },
      'landbridge:network.existing.subnets.private[0]: "subnet-1" is not the ID of a subnet (such as subnet-0a1b2c3d4e5f60718)',
    ],
    [
      "tags without any",
      { existing: { ...existing, subnets: { ...existing.subnets, isolated: { tags: {} } } } },
      "landbridge:network.existing.subnets.isolated.tags: has no tag; give one at least",
    ],
    [
      "what only a VPC made here has",
      { existing, natGateways: "single" },
      "landbridge:network.natGateways: is of a VPC that is made here; leave it out, as the VPC of landbridge:network.existing has its owner's",
    ],
    [
      "an endpoint of a service that nothing asks for",
      { existing: { ...existing, endpoints: { sqs: "vpce-0a1b2c3d4e5f60718" } } },
      /^landbridge:network\.existing\.endpoints/,
    ],
  ] as const) {
    it(`reports ${what}`, () => {
      const problems = problemsOf(withNetwork(network));
      assert.equal(problems.length, 1, problems.join("\n"));
      if (typeof says === "string") assert.equal(problems[0], says);
      else assert.match(problems[0] ?? "", says);
    });
  }

  it("has the endpoints by which a file gateway reaches AWS", () => {
    const gateway = { name: "dc1", appliance: { address: "10.100.20.10", cacheDisk: "/dev/sdb" } };
    const stack = (endpoints: object) => ({
      ...withNetwork({ existing: { ...existing, endpoints } }),
      fileGateways: [gateway],
    });
    const s3 = "vpce-0a1b2c3d4e5f60718";
    assert.match(
      problemsOf(stack({ s3 })).join(),
      /^landbridge:network\.existing\.endpoints: the list has no storagegateway, by which/,
    );
    assert.deepEqual(problemsOf(stack({ s3, storagegateway: s3 })), []);
  });
});
