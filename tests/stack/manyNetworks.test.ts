import * as assert from "node:assert/strict";
import { explain, openSandbox } from "../support/engine";

describe("a data centre of many networks", function () {
  this.timeout(300_000);

  it("comes up with the default quotas of AWS, and stays as it is", async () => {
    // No two of them are neighbours: nothing can be taken as one.
    const cidrs = Array.from({ length: 55 }, (_, i) => `172.20.${2 * i}.0/24`);
    const config = {
      "landbridge:onPremises.cidrs": ["10.100.0.0/16", "192.168.0.0/20", ...cidrs],
      "landbridge:network.isolatedNetworkAcls": false,
      "landbridge:network.interfaceEndpoints": ["s3", "storagegateway", "ecr.api", "logs"],
      "landbridge:databases": [],
      "landbridge:services": [],
      "landbridge:jobs": [],
      "landbridge:cluster.capacity": null,
    };
    const sandbox = await openSandbox({ stack: "dev", config, policyPack: false });
    const up = await sandbox.up();
    assert.ok(up.succeeded, explain(up));
    const names = up.steps.map(({ name }) => name);
    assert.ok(names.includes("network-endpoints-security-group-2"), names.join());
    assert.ok(names.includes("internal-sg-2"));
    const again = await sandbox.preview();
    assert.deepEqual(
      again.steps.filter(({ op }) => op !== "same"),
      [],
      explain(again),
    );
  });
});
