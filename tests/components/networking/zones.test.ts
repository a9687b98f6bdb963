import * as assert from "node:assert/strict";
import { zoneComplaint } from "../../../components/networking/zones";
import { openSandbox } from "../../support/engine";

describe("requireZones", function () {
  this.timeout(120_000);

  it("says which letters are no zones, and which are", () => {
    const names = ["us-west-1b", "us-west-1c", "us-west-1-lax-1a"];
    assert.equal(zoneComplaint(["b", "c"], "us-west-1", names), undefined);
    assert.equal(
      zoneComplaint(["a", "b"], "us-west-1", names),
      "landbridge:network.availabilityZones: this account has no us-west-1a; choose among b, c",
    );
  });

  it("stops a preview before anything is made", async () => {
    const sandbox = await openSandbox({
      stack: "dev",
      policyPack: false,
      config: { "landbridge:network.availabilityZones": ["a", "d"] },
    });
    const { succeeded, diagnostics, steps } = await sandbox.preview();
    assert.equal(succeeded, false);
    const said = diagnostics.map(({ message }) => message).join("\n");
    assert.match(said, /availabilityZones: this account has no eu-west-1d; choose among a, b, c/);
    const made = steps.filter(({ type }) => !/^pulumi:/.test(type));
    assert.deepEqual(made, []);
  });
});
