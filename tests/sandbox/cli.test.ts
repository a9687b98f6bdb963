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

  it("explains itself, and each command", () => {
    assert.match(sandbox("help").stdout, /^Usage: npm run sandbox -- /);
    const { status, stdout } = sandbox("help", "tamper");
    assert.equal(status, 0);
    assert.match(stdout, /\n {2}changes +<property>=<value>\n[^]*--delete/);
    const alone = sandbox();
    assert.equal(alone.status, 2);
    assert.match(alone.stderr, /^Usage: npm run sandbox -- /);
  });

  it("takes a Region away and gives it back", () => {
    const { status, stdout } = sandbox("outage", "eu-north-1");
    assert.equal(status, 0);
    assert.match(stdout, /eu-north-1 fails every call, until npm run sandbox -- outage --end/);
    assert.match(sandbox("outage", "--end", "eu-north-1").stdout, /every Region answers/);
    assert.match(sandbox("outage", "europe").stderr, /'europe' .* It is no Region of AWS/);
    assert.match(sandbox("outage", "--end").stderr, /option '--end <region>' argument missing/);
  });

  it("suggests the command that was meant", () => {
    const { status, stderr } = sandbox("previw", "dev");
    assert.equal(status, 2);
    assert.match(stderr, /unknown command 'previw'\n\(Did you mean preview\?\)/);
  });

  it("names the stacks where there is no such one", () => {
    const { status, stderr } = sandbox("up", "prd");
    assert.equal(status, 2);
    assert.match(stderr, /'prd' is invalid for argument 'stack'\. Allowed choices are dev, .*prod/);
    assert.match(sandbox("up").stderr, /missing required argument 'stack'/);
  });

  it("rejects what it would not heed", () => {
    const { status, stderr } = sandbox("up", "dev", "--yes");
    assert.equal(status, 2);
    assert.match(stderr, /unknown option '--yes'/);
    assert.doesNotMatch(stderr, /\n\s+at /, "no stack trace");
    assert.match(sandbox("up", "dev", "prod").stderr, /too many arguments for 'up'/);
    assert.match(sandbox("config", "dev", "x").stderr, /'x' .* It is not <name>=<value>/);
  });

  it("tampers with no resource that the stack lacks, and only by a change", () => {
    assert.match(
      sandbox("tamper", "dev", "network-vpc").stderr,
      /^error: tamper needs <property>=/,
    );
    const missing = sandbox("tamper", "dev", "no-such-vpc", "a=1");
    assert.equal(missing.status, 2);
    assert.match(missing.stderr, /^error: no resource "no-such-vpc"/);
  });
});
