import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import {
  architectureOf,
  hasGpu,
  imageParameter,
  userData,
  usesSpot,
} from "../../../components/ecs/capacityPlan";

describe("the plan of a capacity class", () => {
  it("knows Graviton by its name", () => {
    const arm = ["m8g.large", "c7gn.16xlarge", "r8gd.metal-24xl", "t4g.micro", "a1.large"];
    const intel = ["m7i.large", "c7i-flex.large", "g6.xlarge", "m6a.metal", "x2iedn.32xlarge"];
    for (const type of arm) assert.equal(architectureOf(type), "arm64", type);
    for (const type of intel) assert.equal(architectureOf(type), "x86_64", type);
    for (const type of ["large", "m8g", "M8G.large", ""])
      assert.equal(architectureOf(type), undefined);
  });

  it("knows the GPUs that the ECS image has drivers for", () => {
    for (const type of ["g6.xlarge", "gr6.4xlarge", "p5.48xlarge"]) assert.ok(hasGpu(type), type);
    for (const type of ["g4ad.xlarge", "g5g.xlarge", "m8g.large"]) assert.ok(!hasGpu(type), type);
  });

  it("lets EC2 find the image at each launch", () => {
    const image = "resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023";
    assert.equal(imageParameter("arm64", false), `${image}/arm64/recommended/image_id`);
    assert.equal(imageParameter("x86_64", false), `${image}/recommended/image_id`);
    assert.equal(imageParameter("x86_64", true), `${image}/gpu/recommended/image_id`);
  });

  it("uses Spot where something is left for it", () => {
    const sizes = { instanceTypes: ["m8g.large"], minSize: 0, maxSize: 4 };
    assert.equal(usesSpot(sizes), false);
    assert.equal(usesSpot({ ...sizes, onDemandPercentage: 50 }), true);
    assert.equal(usesSpot({ ...sizes, onDemandPercentage: 0, onDemandBaseCapacity: 4 }), false);
  });

  it("tells the agent its cluster and class, whatever they are called", () => {
    const name = fc.stringMatching(/^[\w-]{1,60}$/);
    fc.assert(
      fc.property(name, name, fc.boolean(), (cluster, className, gpu) => {
        const script = Buffer.from(userData(cluster, className, gpu), "base64").toString();
        const lines = script.split("\n");
        assert.ok(lines.includes(`ECS_CLUSTER=${cluster}`));
        assert.ok(
          lines.includes(`ECS_INSTANCE_ATTRIBUTES={"landbridge.capacity-class":"${className}"}`),
        );
        assert.equal(lines.includes("ECS_ENABLE_GPU_SUPPORT=true"), gpu);
        assert.ok(lines.includes("ECS_AWSVPC_BLOCK_IMDS=true"));
        assert.ok(lines.includes("ECS_IMAGE_PULL_BEHAVIOR=once"), "clean-up of images stays on");
      }),
    );
  });
});
