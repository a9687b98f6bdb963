import * as assert from "node:assert/strict";
import { explain, openSandbox } from "../../support/engine";
import { readStackConfig } from "../../support/stackFile";

describe("A daemon of the dev stack, on the real engine", function () {
  this.timeout(300_000);

  it("comes up on both sides with the policies on, and a second preview shows no change", async () => {
    const sandbox = await openSandbox({ stack: "dev" });
    const services = readStackConfig("dev").raw["services"] as object[];
    const agent = {
      name: "agent",
      placement: "both",
      dataClassification: "internal",
      image: "ghcr.io/stefanprodan/podinfo:6.14.1",
      imageArchitectures: ["arm64", "x86_64"],
      cpu: 128,
      memory: 64,
      site: "lab",
      daemon: true,
    };
    await sandbox.setConfig({ "landbridge:services": [...services, agent] });
    const result = await sandbox.up();
    assert.ok(result.succeeded, explain(result));
    const again = await sandbox.preview();
    assert.ok(again.succeeded, explain(again));
    assert.deepEqual(
      again.steps.filter(({ op, type }) => op !== "same" && type.startsWith("aws:")),
      [],
    );
  });
});
