import * as assert from "node:assert/strict";
import { explain, openSandbox } from "../support/engine";
import { readStackConfig } from "../support/stackFile";

/** What dev's stack file says, for a stack that has no file of its own. */
const { raw } = readStackConfig("dev");
const config = {
  ...Object.fromEntries(Object.entries(raw).map(([key, value]) => [`landbridge:${key}`, value])),
  "aws:region": "eu-west-1",
  "landbridge:services": [], // Their names are the same whatever the stack's is.
  "landbridge:jobs": [],
  "landbridge:cluster": {},
};

describe("a stack with a name that AWS has never seen", function () {
  this.timeout(300_000);

  for (const stack of ["Dev-Upper", "feature_x", "v1.2", "pr-1234-some-long-branch"]) {
    it(`comes up, and stays as it is: ${stack}`, async () => {
      const sandbox = await openSandbox({ stack, config, policyPack: false });
      const up = await sandbox.up();
      assert.ok(up.succeeded, explain(up));
      const again = await sandbox.preview();
      assert.deepEqual(
        again.steps.filter(({ op }) => op !== "same"),
        [],
        explain(again),
      );
    });
  }
});
