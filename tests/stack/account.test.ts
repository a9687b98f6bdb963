import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { Permissions } from "../iam/account";
import { optionsOfProd } from "../iam/optionalAgents";
import { permissionsOf } from "../iam/permissions";
import { modelsOf, type StateResource } from "../sandbox/usedProperties";
import { explain, openSandbox, temporaryDirectory } from "../support/engine";

/** What the engine's state of a stack holds. */
function stateOf(workDir: string, stack: string): StateResource[] {
  const file = path.join(workDir, "state", ".pulumi", "stacks", "landbridge", `${stack}.json`);
  const { checkpoint } = JSON.parse(fs.readFileSync(file, "utf8")) as {
    checkpoint: { latest: { resources: StateResource[] } };
  };
  return checkpoint.latest.resources;
}

describe("the account of dev, prod and dr", function () {
  this.timeout(600_000);
  const workDir = temporaryDirectory();
  const stacks = ["dev", "prod", "dr"];
  let account: Permissions;
  let resources: StateResource[];

  before(async () => {
    // What it holds is checked here, and the pack's rules in the tests of the stacks.
    for (const stack of stacks) {
      const config = stack === "prod" ? optionsOfProd : {};
      const result = await (await openSandbox({ stack, workDir, policyPack: false, config })).up();
      assert.ok(result.succeeded, explain(result));
    }
    account = new Permissions(workDir, "prod");
    resources = stacks.flatMap((stack) => stateOf(workDir, stack));
  });

  describe("by its permissions", () => {
    permissionsOf(() => account);
  });
  describe("by the stand-in's knowledge", () => {
    modelsOf(() => resources);
  });
});
