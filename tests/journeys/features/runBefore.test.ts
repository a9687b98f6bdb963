import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { answering } from "../../../sandbox/account/endpoint";
import { standInTasks } from "../../../sandbox/account/tasks";
import { plainProject } from "../../support/plainCli";
import { explain, openSandbox, temporaryDirectory, type Sandbox } from "../../support/engine";
import { readStackConfig } from "../../support/stackFile";

type Section = Record<string, unknown>;

const { raw } = readStackConfig("dev");
const migrate = {
  name: "migrate",
  placement: "cloud",
  dataClassification: "confidential",
  image: "orders:1.4.2",
  imageFrom: "repository",
  cpu: 128,
  memory: 128,
  command: ["/migrate"],
  runBefore: ["orders", "orders-api"],
};

/** The configuration with another variable for a service, whose tasks are new with it. */
function configuration(service: string, version: string): Record<string, unknown> {
  const alone = { databases: [], reaches: [] };
  const services = (raw["services"] as Section[])
    .filter(({ name }) => migrate.runBefore.includes(String(name)))
    .map((each) => ({
      ...each,
      ...alone,
      ...(each["name"] === service && { environment: { VERSION: version } }),
    }));
  return {
    "landbridge:databases": [],
    "landbridge:fileShares": [],
    "landbridge:fileGateways": [],
    "landbridge:jobs": [migrate],
    "landbridge:services": services,
  };
}

describe("A job that runs before a deployment, on the real engine", function () {
  this.timeout(600_000);
  const workDir = temporaryDirectory();
  const said: string[] = [];
  let sandbox: Sandbox;

  const open = (env: Readonly<Record<string, string>> = {}) =>
    openSandbox({
      workDir,
      stack: "dev",
      policyPack: false,
      env,
      onEvent: ({ diagnosticEvent }) => {
        said.push(diagnosticEvent?.message ?? "");
      },
    });

  /** The runs of the job that the last update told of. */
  function runs(): string[] {
    const ended = /migrate, before (\S+): job migrate ended with exit code (\d+)/;
    const lines = said.splice(0).flatMap((line) => ended.exec(line) ?? []);
    return lines.filter((line) => line.startsWith("migrate, ")).sort();
  }

  async function ordersService(): Promise<unknown> {
    const state = await sandbox.state();
    return state.find(({ urn }) => urn.endsWith("::orders-cloud-service"));
  }

  before(async () => {
    sandbox = await open();
    await sandbox.setConfig(configuration("orders", "1"));
  });

  it("runs in the first update, before each service, and never in a preview", async () => {
    const planned = await sandbox.preview();
    assert.ok(planned.succeeded, explain(planned));
    assert.deepEqual(runs(), []);
    const result = await sandbox.up();
    assert.ok(result.succeeded, explain(result));
    assert.deepEqual(runs(), [
      "migrate, before orders-api: job migrate ended with exit code 0",
      "migrate, before orders: job migrate ended with exit code 0",
    ]);
  });

  it("doesn't run where no deployment is new", async () => {
    const again = await sandbox.up();
    assert.ok(again.succeeded, explain(again));
    assert.deepEqual(runs(), []);
  });

  it("runs once for both sides of a service", async () => {
    await sandbox.setConfig(configuration("orders-api", "2"));
    const result = await sandbox.up();
    assert.ok(result.succeeded, explain(result));
    assert.deepEqual(runs(), [
      "migrate, before orders-api: job migrate ended with exit code 0",
      "migrate, before orders: job migrate ended with exit code 0",
    ]);
  });

  it("fails the update with the end of its log, and leaves the service as it was", async () => {
    const service = await ordersService();
    const failing = await open({ LANDBRIDGE_SANDBOX_EXIT_CODE: "3" });
    await failing.setConfig(configuration("orders", "3"));
    const result = await failing.up();
    assert.ok(!result.succeeded);
    const problem = explain(result);
    assert.match(problem, /migrate runs before orders and failed, so that orders stays as it is/);
    assert.match(problem, /job migrate ended with exit code 3/);
    assert.deepEqual(await ordersService(), service);
  });
});

describe("A job that runs before a deployment, by the pulumi command line", function () {
  this.timeout(600_000);

  it("runs in an update and in no preview", async () => {
    const directory = temporaryDirectory();
    const tasks = standInTasks(path.join(directory, "aws"), 0);
    await answering(tasks, async () => {
      const cli = await plainProject(directory);
      const file = path.join(cli.project, "Pulumi.dev.yaml");
      const text = fs.readFileSync(file, "utf8");
      const before = "    - name: nightly-report\n";
      fs.writeFileSync(file, text.replace(before, `${before}      runBefore: [orders]\n`));
      await cli.pulumi("stack", "init", "dev");
      const ended = /nightly-report, before orders: job nightly-report ended with exit code 0/;
      assert.doesNotMatch(await cli.pulumi("preview", "--stack", "dev"), ended);
      assert.match(await cli.pulumi("up", "--yes", "--skip-preview", "--stack", "dev"), ended);
    });
  });
});
