import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as ec2 from "@pulumi/aws/ec2";
import { getRegionOutput } from "@pulumi/aws/getRegion";
import * as kinesis from "@pulumi/aws/kinesis";
import { runWithMocks } from "../support/mocks";

describe("mocks", () => {
  it("fail a program that makes a resource of a type that they don't know", async () => {
    await assert.rejects(
      runWithMocks(() => new kinesis.Stream("orders")),
      /knows no resource type aws:kinesis\/stream:Stream \(orders\)/,
    );
  });

  it("fail a program that calls a function that they don't know", async () => {
    await assert.rejects(
      runWithMocks(() => ec2.getAmiOutput({ owners: ["amazon"] })),
      /knows no function aws:ec2\/getAmi:getAmi/,
    );
  });

  it("remember nothing of an earlier run", async () => {
    await runWithMocks(() => new ec2.Vpc("one", { cidrBlock: "10.0.0.0/16" }));
    const made = await runWithMocks(() => new ec2.Vpc("two", { cidrBlock: "10.0.0.0/16" }));
    assert.deepEqual(
      made.resources.map(({ name }) => name),
      ["two"],
    );
    assert.deepEqual(made.calls, []);
  });

  it("wait for a resource that a program makes late", async () => {
    const made = await runWithMocks(() => {
      const late = getRegionOutput().region.apply(
        (region) =>
          new Promise<string>((resolve) =>
            setTimeout(() => {
              resolve(region);
            }, 20),
          ),
      );
      new ec2.Vpc("late", { cidrBlock: "10.0.0.0/16", tags: { region: late } });
    });
    assert.deepEqual(made.get("late").inputs.tags, { region: "eu-west-1" });
  });

  it("tell parents, options and registered outputs", async () => {
    class Network extends pulumi.ComponentResource {
      constructor(name: string) {
        super("test:index:Network", name);
        const vpc = new ec2.Vpc(
          `${name}-vpc`,
          { cidrBlock: "10.0.0.0/16" },
          { parent: this, protect: true, retainOnDelete: true },
        );
        this.registerOutputs({ vpcId: vpc.id });
      }
    }
    const made = await runWithMocks(() => new Network("net"));
    const vpc = made.get("net-vpc");
    assert.equal(vpc.parent, made.get("net").urn);
    assert.deepEqual([vpc.protect, vpc.retainOnDelete], [true, true]);
    assert.deepEqual(made.outputsOf("net"), { vpcId: vpc.id });
  });

  it("say when a component never registered its outputs", async () => {
    const made = await runWithMocks(() => new pulumi.ComponentResource("test:index:Bare", "bare"));
    assert.throws(() => made.outputsOf("bare"), /bare registered no outputs/);
  });
});
