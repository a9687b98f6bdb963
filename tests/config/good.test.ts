import * as assert from "node:assert/strict";
import { committedStacks, readStackConfig } from "../support/stackFile";
import { parseConfig } from "../../config";
import { goodStack, inProduction, parse, problemsOf } from "./stack";

describe("good configuration", () => {
  it("is given back whole, with the stack and its Region", () => {
    const config = parse(goodStack());
    assert.equal(config.stack, "test");
    assert.equal(config.region, "eu-west-1");
    assert.equal(config.network.vpcCidr, "10.20.0.0/16");
    assert.deepEqual(config.onPremises.cidrs, ["10.100.0.0/16"]);
  });

  it("has the safe defaults where it says nothing", () => {
    const config = parse({ ...goodStack(), ...inProduction, environmentType: undefined });
    assert.equal(config.environmentType, "production");
    assert.deepEqual(config.network, {
      vpcCidr: "10.20.0.0/16",
      availabilityZones: ["a", "b"],
      natGateways: "per-zone",
      interfaceEndpoints: "essential",
      flowLogs: { retentionInDays: 365 },
      isolatedNetworkAcls: true,
      peerCidrs: [],
    });
  });

  it("has AWS's DNS servers in DHCP options that name none", () => {
    const stack = goodStack();
    stack.network["dhcpOptions"] = { domainName: "corp.example.com" };
    assert.deepEqual(parse(stack).network.dhcpOptions, {
      domainName: "corp.example.com",
      domainNameServers: ["AmazonProvidedDNS"],
    });
  });

  it("keeps tags besides the required ones", () => {
    const stack = goodStack();
    stack.tags["data-steward"] = "Jörg Müller <none>".slice(0, 11);
    assert.equal(parse(stack).tags["data-steward"], "Jörg Müller");
  });

  it("takes a list of interface endpoints", () => {
    const stack = goodStack();
    stack.network["interfaceEndpoints"] = ["ecr.api", "s3"];
    assert.deepEqual(parse(stack).network.interfaceEndpoints, ["ecr.api", "s3"]);
  });

  it("takes neighbouring networks that share no address", () => {
    const stack = goodStack();
    stack.network["peerCidrs"] = ["10.21.0.0/16", "10.19.0.0/16"];
    stack.onPremises["cidrs"] = ["10.22.0.0/15", "192.168.0.0/20", "192.168.16.0/20"];
    assert.deepEqual(problemsOf(stack), []);
  });

  it("takes Regions of every partition", () => {
    const regions = ["eu-west-1", "us-gov-west-1", "cn-north-1", "eusc-de-east-1", "us-iso-east-1"];
    for (const region of regions) {
      const stack = goodStack();
      stack.residency["allowedRegions"] = [region];
      assert.deepEqual(problemsOf(stack, region), []);
    }
  });

  it("is frozen all the way down, and leaves what it was made from alone", () => {
    const stack = goodStack();
    const config = parse(stack);
    for (const part of [config, config.network, config.network.flowLogs, config.onPremises.cidrs]) {
      assert.ok(Object.isFrozen(part));
    }
    assert.throws(() => (config.network.availabilityZones as string[]).push("c"), TypeError);
    assert.ok(!Object.isFrozen(stack.network));
  });
});

describe("the committed stacks", () => {
  it("are dev and prod at least", () => {
    assert.ok(["dev", "prod"].every((stack) => committedStacks.includes(stack)));
  });

  for (const stack of committedStacks) {
    it(`have nothing wrong in ${stack}`, () => {
      const { raw, region } = readStackConfig(stack);
      assert.equal(parseConfig(raw, { stack, region }).stack, stack);
    });
  }

  it("give prod three zones with a NAT gateway each, and dev two zones with one for both", () => {
    const [prod, dev] = ["prod", "dev"].map((stack) => {
      const { raw, region } = readStackConfig(stack);
      return parseConfig(raw, { stack, region });
    });
    assert.equal(prod?.environmentType, "production");
    assert.deepEqual(prod.network.availabilityZones, ["a", "b", "c"]);
    assert.equal(prod.network.natGateways, "per-zone");
    assert.equal(dev?.environmentType, "development");
    assert.deepEqual(dev.network.availabilityZones, ["a", "b"]);
    assert.equal(dev.network.natGateways, "single");
  });
});
