import * as assert from "node:assert/strict";
import { explain, openSandbox, type Sandbox } from "../../support/engine";
import { readStackConfig } from "../../support/stackFile";

type Section = Record<string, unknown>;

describe("A file system of the dev stack, on the real engine", function () {
  this.timeout(300_000);
  let sandbox: Sandbox;

  before(async () => {
    sandbox = await openSandbox({ stack: "dev" });
    const services = readStackConfig("dev").raw["services"] as Section[];
    const fileSystems = [{ name: "uploads", path: "/uploads" }];
    await sandbox.setConfig({
      "landbridge:fileSystems": [
        { name: "uploads", dataClassification: "internal", backupPlan: "bronze" },
      ],
      "landbridge:services": services.map((service) =>
        service["name"] === "orders" ? { ...service, fileSystems } : service,
      ),
    });
  });

  it("comes up with the policies on, and a second preview shows no change", async () => {
    const result = await sandbox.up();
    assert.ok(result.succeeded, explain(result));
    const names = result.steps.map(({ name }) => name);
    for (const name of ["file-systems-uploads-a", "file-access-orders-to-uploads"]) {
      assert.ok(names.includes(name), name);
    }
    const again = await sandbox.preview();
    assert.ok(again.succeeded, explain(again));
    assert.deepEqual(
      again.steps.filter(({ op, type }) => op !== "same" && type.startsWith("aws:")),
      [],
    );
  });
});
