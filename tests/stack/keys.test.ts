import * as assert from "node:assert/strict";
import { Provider } from "@pulumi/aws/provider";
import { CustomerKeys } from "../../components/kms/customerKeys";
import { Key } from "../../components/kms/key";
import { explain, openSandbox } from "../support/engine";

describe("the platform's keys", () => {
  it("keep the key of the logs, which stood by itself at first", async function () {
    this.timeout(300_000);
    let program = (providers: Provider[]): unknown =>
      new Key("logs", { dataClass: "logs" }, { providers });
    const sandbox = await openSandbox({
      stack: "dev",
      policyPack: false,
      program: () => {
        program([new Provider("aws", { region: "eu-west-1" })]);
        return Promise.resolve({});
      },
    });
    const first = await sandbox.up();
    assert.ok(first.succeeded, explain(first));

    program = (providers) => new CustomerKeys("keys", {}, { providers });
    const { steps, succeeded, stderr } = await sandbox.preview();
    assert.ok(succeeded, stderr);
    const ofLogs = steps.filter(({ name }) => name.startsWith("keys-logs"));
    assert.deepEqual(ofLogs.map(({ name, op }) => [name, op]).sort(), [
      ["keys-logs", "same"],
      ["keys-logs-alias", "same"],
      ["keys-logs-key", "update"], // its Name tag
    ]);
    assert.equal(steps.filter(({ op }) => op === "delete" || op === "replace").length, 0);
  });
});
