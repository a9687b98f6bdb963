import * as assert from "node:assert/strict";
import { nodeOptions } from "../../tools/languageHost/nodeOptions";

describe("the language host for a CLI that has none", () => {
  it("compiles TypeScript unless Pulumi.yaml says otherwise", () => {
    assert.deepEqual(nodeOptions({}).environment, { PULUMI_NODEJS_TYPESCRIPT: "true" });
    assert.deepEqual(nodeOptions({ typescript: false }).environment, {});
  });

  it("passes on where the compiler's options are", () => {
    const { environment } = nodeOptions({ tsconfig: "tsconfig.run.json" });
    assert.equal(environment["PULUMI_NODEJS_TSCONFIG_PATH"], "tsconfig.run.json");
  });

  it("splits the arguments of node as a shell does", () => {
    const { nodeArguments } = nodeOptions({ nodeargs: `-r "./a b.js"  --title='x y' -v` });
    assert.deepEqual(nodeArguments, ["-r", "./a b.js", "--title=x y", "-v"]);
  });

  it("rejects what is of the wrong type, as the official host does", () => {
    assert.throws(() => nodeOptions({ nodeargs: ["-v"] }), /nodeargs option must be a string/);
    assert.throws(() => nodeOptions({ typescript: "yes" }), /typescript option must be a boolean/);
  });
});
