import * as assert from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { changes } from "../../sandbox/events";
import { parseUrn } from "../../sandbox/provider/values";
import { forget } from "../../sandbox/interrupted";
import { explain, Sandbox, temporaryDirectory } from "../support/engine";
import { prodStack, slowStack } from "../support/runToBeKilled";

const root = path.join(__dirname, "../..");
const locks = path.join(".pulumi", "locks", "organization", "landbridge");

describe("a killed run of the sandbox", function () {
  this.timeout(300_000);

  for (const made of [1, 7]) {
    it(`leaves a lock and ${made} resources or more in no state, which the next run clears away`, async () => {
      const workDir = temporaryDirectory();
      await killAfter(workDir, made);
      let said = "";
      const sandbox = await Sandbox.open(slowStack(workDir, (text) => (said += text)));
      assert.match(
        said,
        /the last run of killed was killed\. Its lock is taken away, and so are \d+/,
      );
      assert.deepEqual(sandbox.accountResources(), []);
      const up = await sandbox.up();
      assert.ok(up.succeeded, explain(up));
      assert.equal(sandbox.accountResources().length, 16);
      assert.deepEqual((await sandbox.preview()).changes, { same: 17 });
      forget(workDir, "killed");
      const anew = await Sandbox.open(slowStack(workDir, () => undefined));
      assert.deepEqual(anew.accountResources(), []);
      assert.deepEqual(await anew.state(), []);
    });
  }
});

describe("a killed run of prod (LANDBRIDGE_LARGE=1)", function () {
  this.timeout(3_600_000);

  it("leaves nothing behind, at ten moments of chance", async function () {
    if (process.env["LANDBRIDGE_LARGE"] !== "1") this.skip();
    for (let run = 0; run < 10; run++) {
      const workDir = temporaryDirectory();
      const resources = 1 + Math.floor(Math.random() * 400);
      await killAfter(workDir, resources, "prod");
      let said = "";
      const sandbox = await Sandbox.open(prodStack(workDir, (text) => (said += text)));
      assert.match(said, /the last run of prod was killed/, `${resources} resources`);
      const up = await sandbox.up();
      assert.ok(up.succeeded, `${resources} resources: ${explain(up)}`);
      const again = await sandbox.preview();
      assert.deepEqual(again.steps.filter(changes), [], `${resources} resources`);
      const urns = (await sandbox.state()).map(({ urn }) => parseUrn(urn));
      const made = urns.filter(({ type }) => type.startsWith("aws:"));
      assert.deepEqual(
        sandbox.accountResources().sort(),
        made.map(({ name }) => name).sort(),
        `${resources} resources`,
      );
      console.log(`      killed after ${resources} resources: up ${Math.round(up.seconds)} s`);
    }
  });
});

/** Starts the update in another process, and kills the CLI once the account has so many resources. */
async function killAfter(workDir: string, resources: number, stack = "killed"): Promise<void> {
  const child = fork(path.join(root, "tests/support/runToBeKilled.ts"), [workDir, stack], {
    execArgv: ["-r", path.join(root, "sandbox/register.js")],
    env: { ...process.env, LANDBRIDGE_SANDBOX_MINUTE_MS: stack === "prod" ? "0" : "1000" },
    stdio: "ignore",
  });
  const ended = once(child, "exit");
  const account = path.join(workDir, "aws", "123456789012.jsonl");
  const count = () =>
    fs.existsSync(account) ? fs.readFileSync(account, "utf8").split('{"put"').length - 1 : 0;
  while (count() < resources) await sleep(20);
  const directory = path.join(workDir, "state", locks, stack);
  const [lock = ""] = fs.readdirSync(directory);
  const { pid } = JSON.parse(fs.readFileSync(path.join(directory, lock), "utf8")) as {
    pid: number;
  };
  process.kill(pid, "SIGKILL");
  await ended;
}
