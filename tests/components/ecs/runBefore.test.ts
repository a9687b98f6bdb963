import * as assert from "node:assert/strict";
import { isDeployment } from "../../../components/ecs/jobs/runBefore";

const at = (revision: number, desiredCount = 2) => ({
  taskDefinition: `arn:aws:ecs:eu-west-1:123456789012:task-definition/orders:${revision}`,
  desiredCount,
});

describe("A step of an ECS service", () => {
  it("is a deployment where its task definition is new", () => {
    assert.ok(isDeployment({ oldInputs: at(1), newInputs: at(2) }));
    assert.ok(isDeployment({ newInputs: at(1) }));
  });

  it("is none where other settings change, nor where a new service waits for its image", () => {
    assert.ok(!isDeployment({ oldInputs: at(1), newInputs: at(1, 3) }));
    assert.ok(!isDeployment({ newInputs: at(1, 0) }));
  });
});
