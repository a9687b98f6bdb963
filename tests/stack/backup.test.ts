import * as assert from "node:assert/strict";
import { explain, openSandbox } from "../support/engine";

describe("copies of backups in another Region", function () {
  this.timeout(120_000);

  it("come with the recovery, and are dropped only after their protection has been taken off", async () => {
    const regions = "landbridge:residency.allowedRegions";
    const config = { "landbridge:recovery": null, [regions]: ["eu-west-1"] };
    const sandbox = await openSandbox({ stack: "prod", config, policyPack: false });
    const before = await sandbox.up();
    assert.ok(before.succeeded, explain(before));

    const recovery = { strategy: "backup-restore", region: "eu-central-1" };
    const both = ["eu-west-1", "eu-central-1"];
    await sandbox.setConfig({ "landbridge:recovery": recovery, [regions]: both });
    const more = await sandbox.up();
    assert.ok(more.succeeded, explain(more));
    assert.equal(more.steps.filter(({ op }) => op === "delete" || op === "replace").length, 0);
    const created = more.steps.filter(({ op }) => op === "create").map(({ name }) => name);
    assert.ok(created.includes("recovery-copies-vault"));

    await sandbox.setConfig(config);
    const less = await sandbox.preview();
    assert.equal(less.succeeded, false);
    assert.match(explain(less), /recovery-copies-(vault|lock).*cannot be deleted/s);
  });
});
