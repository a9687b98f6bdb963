import * as assert from "node:assert/strict";
import { essentialEndpointServices } from "../../components/networking/endpointPlan";
import { goodStack, problemsOf } from "./stack";

const capacity = { general: { instanceTypes: ["m8g.large"], minSize: 2, maxSize: 4 } };

function stackOf(network: Record<string, unknown>, cluster: object = { capacity }): object {
  const stack = goodStack();
  return { ...stack, network: { ...stack.network, natGateways: "none", ...network }, cluster };
}

describe("interface endpoints without NAT gateways", () => {
  it("are all that an instance of the cluster calls, EC2's among them", () => {
    const interfaceEndpoints = [...essentialEndpointServices];
    assert.deepEqual(problemsOf(stackOf({ interfaceEndpoints })), [
      "landbridge:network.interfaceEndpoints: has no ec2, and natGateways none leaves instances of class general no other way to AWS: none of them joins the cluster; write essential, or add these, or have NAT gateways",
    ]);
    assert.deepEqual(
      problemsOf(stackOf({ interfaceEndpoints: [...interfaceEndpoints, "ec2"] })),
      [],
    );
    const [problem = ""] = problemsOf(stackOf({ interfaceEndpoints: "none" }));
    assert.match(problem, /has no ec2, no ecr\.api, .* no ssmmessages, and natGateways none/);
  });

  it("may be any where there is NAT, or no instance", () => {
    assert.deepEqual(problemsOf(stackOf({ interfaceEndpoints: "essential" })), []);
    assert.deepEqual(
      problemsOf(stackOf({ natGateways: "single", interfaceEndpoints: ["s3"] })),
      [],
    );
    assert.deepEqual(problemsOf(stackOf({ interfaceEndpoints: "none" }, {})), []);
  });
});
