import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { ECSClient, ListAccountSettingsCommand } from "@aws-sdk/client-ecs";
import { readActions } from "../../preflight";
import { Account } from "../../preflight/account";
import { check, type Finding } from "../../preflight/check";
import { table } from "../../preflight/report";
import { readStack } from "../../preflight/stackConfig";
import { realSurroundings } from "../../preflight/surroundings";
import { temporaryDirectory } from "../support/engine";

// The SDK's notice on the ends of Node.js versions.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";
const root = path.join(__dirname, "../..");

function preflight(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const command = ["tools/preflight.js", ...args];
  // In CI, where picocolors has colours without a terminal.
  const env = { ...process.env, CI: "true" };
  const ran = spawnSync("node", command, { cwd: root, env, encoding: "utf8" });
  const { status, stdout, stderr } = ran;
  return { status, stdout, stderr };
}

describe("npm run preflight", function () {
  this.timeout(120_000);

  it("shows a table, says that a stand-in answered, and ends with 0 where nothing failed", () => {
    const { status, stdout, stderr } = preflight("--sandbox", "prod");
    assert.equal(status, 0, stdout + stderr);
    assert.match(stderr, /^stand-in for AWS: nothing here reaches AWS/);
    assert.match(stdout, /│ Regions +│ ok +│ eu-west-1 is enabled/);
    assert.match(stdout, /\n\d+ ok, 0 failed, 1 not checked\n$/);
    assert.ok(!stdout.includes("\u001b"), "colours only on a terminal");
  });

  it("ends with 1 where a check failed, and gives its findings as JSON", () => {
    const file = path.join(temporaryDirectory(), "account.json");
    fs.writeFileSync(file, JSON.stringify({ configRecorder: "none" }));
    const { status, stdout } = preflight("prod", "--account", file, "--json");
    assert.equal(status, 1);
    const failed = (JSON.parse(stdout) as Finding[]).filter(({ result }) => result === "failed");
    assert.deepEqual(
      failed.map((each) => each.check),
      ["AWS Config"],
    );
  });

  it("ends with 2 for a wrong command line or config", () => {
    const without = preflight("--sandbox");
    assert.deepEqual([without.status, without.stdout], [2, ""]);
    assert.match(without.stderr, /^error: missing required argument 'stack'\n/);
    const { status, stderr } = preflight("nowhere", "--sandbox");
    assert.equal(status, 2);
    assert.match(stderr, /there is no Pulumi\.nowhere\.yaml \(there are: .*prod/);
  });

  it("writes the policy that it needs, as docs/deploying.md has it", () => {
    const { status, stdout } = preflight("--policy");
    assert.equal(status, 0);
    const docs = fs.readFileSync(path.join(root, "docs/deploying.md"), "utf8");
    for (const action of readActions) {
      assert.match(action, /^[a-z0-9-]+:(BatchGet|Describe|Get|List)\w+$/, "only reads");
      assert.ok(stdout.includes(`"${action}"`));
      assert.ok(docs.includes(`\`${action}\``), `docs/deploying.md misses ${action}`);
    }
  });
});

describe("the report of preflight", () => {
  const findings: Finding[] = [
    { check: "A", result: "ok", found: "fine" },
    { check: "B", result: "failed", found: "not fine", todo: `aws ${"x".repeat(100)} end` },
  ];

  it("leaves no command out, however long", () => {
    const text = table(findings, { width: 80, colours: false });
    assert.equal(text.match(/x/g)?.length, 100);
    assert.match(text, /1 ok, 1 failed$/);
  });

  it("has colours on a terminal", () => {
    const text = table(findings, { width: 80, colours: true });
    assert.ok(text.includes("\u001b[31mfailed\u001b[39m"));
  });
});

describe("a check of preflight", () => {
  it("says what AWS said where it gave no answer", async () => {
    const { config } = readStack(root, "dev");
    const broken = {
      ...realSurroundings,
      clients: {
        credentials: { accessKeyId: "none", secretAccessKey: "none" },
        maxAttempts: 1,
        requestHandler: {
          handle: () => Promise.reject(new Error("getaddrinfo ENOTFOUND\nat somewhere")),
        },
      },
    };
    const settings = check<unknown>({
      name: "Settings",
      actions: ["ecs:ListAccountSettings"],
      ask: ({ account }) => account.client(ECSClient).send(new ListAccountSettingsCommand({})),
      judge: () => [],
    });
    const [finding] = await settings.run({ account: new Account("eu-west-1", broken), config });
    assert.equal(finding?.result, "not checked");
    assert.equal(finding.found, "AWS gave no answer: Error: getaddrinfo ENOTFOUND");
  });
});
