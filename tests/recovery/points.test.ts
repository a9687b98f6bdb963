import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { pinnedVersion } from "../../tools/pulumiCli";
import { temporaryDirectory } from "../support/engine";

const root = path.resolve(__dirname, "../..");

const copy = {
  time: "2026-11-01T03:00:00Z",
  resource: "orders",
  arn: "arn:aws:ec2:eu-central-1::snapshot/1",
};
const replicated = { time: "2026-11-02T04:05:00Z", resource: "archive", arn: "ab-1" };

/** A folder with a `pulumi` and an `aws` that answer as the real ones do. */
function programs(): string {
  const directory = temporaryDirectory();
  const write = (name: string, lines: readonly string[]) =>
    fs.writeFileSync(path.join(directory, name), ["#!/bin/sh", ...lines, ""].join("\n"), {
      mode: 0o755,
    });
  write("pulumi", [
    `[ "$1" = version ] && echo v${pinnedVersion()} && exit`,
    "echo arn:aws:backup:eu-central-1:123456789012:backup-vault:landbridge-prod-copies",
  ]);
  write("aws", [
    'case "$*" in',
    `  *"--backup-vault-name landbridge-prod-copies"*"--output json") echo '${JSON.stringify([copy])}' ;;`,
    `  "rds describe"*"--output json") echo '${JSON.stringify([replicated])}' ;;`,
    '  *) echo "$*" ;;',
    "esac",
  ]);
  return directory;
}

function points(...args: readonly string[]) {
  const PATH = `${programs()}${path.delimiter}${process.env["PATH"] ?? ""}`;
  return spawnSync(process.execPath, ["tools/recovery.js", "points", "dr", ...args], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, PATH },
  });
}

describe("what databases can be restored from", function () {
  this.timeout(60_000);

  it("is one list for scripts: copies, then replicated automated backups", () => {
    const { status, stdout, stderr } = points("--json");
    assert.equal(status, 0, stderr);
    assert.deepEqual(JSON.parse(stdout), [copy, replicated]);
  });

  it("is two tables for people", () => {
    const { status, stdout } = points();
    assert.equal(status, 0);
    assert.equal(stdout.match(/--region eu-central-1 --output table\n/g)?.length, 4);
  });

  it("is JSON of the stand-in as well, with nothing else on standard output", () => {
    const { status, stdout, stderr } = points("--sandbox", "--json");
    assert.equal(status, 0, stderr);
    assert.ok(Array.isArray(JSON.parse(stdout)), stdout);
  });
});
