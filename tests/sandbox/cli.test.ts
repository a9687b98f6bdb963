import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as path from "node:path";

const cli = path.join(__dirname, "..", "..", "sandbox", "cli.js");

function sandbox(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

describe("npm run sandbox", function () {
  this.timeout(60_000);

  it("explains itself", () => {
    const { status, stdout } = sandbox("help");
    assert.equal(status, 0);
    for (const command of ["demo", "preview", "up", "refresh", "outputs", "tamper", "destroy"]) {
      assert.match(stdout, new RegExp(`^  ${command} <stack>`, "m"));
    }
    assert.equal(sandbox().status, 2);
  });

  it("takes a region away and gives it back", () => {
    const { status, stdout } = sandbox("outage", "eu-north-1");
    assert.equal(status, 0);
    assert.match(stdout, /eu-north-1 fails every call, until npm run sandbox -- outage --end/);
    assert.match(sandbox("outage", "--end", "eu-north-1").stdout, /every region answers/);
    assert.match(sandbox("outage", "europe").stderr, /"europe" is no region of AWS/);
    assert.match(sandbox("outage", "--end").stderr, /outage takes one region/);
  });

  it("suggests the command that was meant", () => {
    const { status, stderr } = sandbox("previw", "dev");
    assert.equal(status, 2);
    assert.match(stderr, /no command "previw"; did you mean "preview"\?/);
  });

  it("suggests the stack that was meant, and names them all when none is", () => {
    const { status, stderr } = sandbox("up", "prd");
    assert.equal(status, 2);
    assert.match(stderr, /no stack "prd"; did you mean "prod"\?/);
    assert.match(sandbox("up").stderr, /up needs a stack: .*dev/);
  });

  it("refuses what it would not heed", () => {
    const { status, stderr } = sandbox("up", "dev", "--yes");
    assert.equal(status, 2);
    assert.match(stderr, /up takes a stack and nothing else, got --yes/);
    assert.doesNotMatch(stderr, /\n\s+at /, "no stack trace");
  });
});
