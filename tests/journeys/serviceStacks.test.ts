import * as assert from "node:assert/strict";
import { explain, openSandbox, temporaryDirectory, type Sandbox } from "../support/engine";

const stock = {
  name: "stock",
  placement: "cloud",
  dataClassification: "confidential", // as the database's
  image: "ghcr.io/stefanprodan/podinfo:6.14.1",
  imageArchitectures: ["arm64", "x86_64"],
  cpu: 256,
  memory: 256,
  port: 9898,
  hosts: ["stock"],
  healthCheck: { path: "/healthz" },
  replicas: { cloud: 2, onPrem: 2 },
  site: "frankfurt",
  hostPort: 18090,
  traffic: { cloud: 100, onPrem: 0 },
  databases: [{ name: "orders" }],
  reaches: [{ service: "orders" }],
};
const tidy = {
  name: "tidy",
  placement: "cloud",
  dataClassification: "internal",
  image: "public.ecr.aws/docker/library/busybox:1.37.0",
  cpu: 128,
  memory: 128,
  schedule: { expression: "rate(1 hour)" },
};
const tags = { owner: "stock-team", costCenter: "CC-2001" };

describe("stacks of services", function () {
  this.timeout(600_000);
  const workDir = temporaryDirectory();
  let platform: Sandbox;
  let team: Sandbox;

  const openTeam = (stack: string, services: readonly unknown[], jobs: readonly unknown[] = []) =>
    openSandbox({
      stack,
      workDir,
      project: "services",
      config: {
        "landbridge:platform": "landbridge/prod",
        "landbridge:tags": tags,
        "landbridge:services": services,
        "landbridge:jobs": jobs,
      },
    });

  before(async () => {
    platform = await openSandbox({ stack: "prod", workDir });
    team = await openTeam("stock", [stock], [tidy]);
  });

  const preview = async (services: readonly unknown[], jobs: readonly unknown[] = [tidy]) => {
    await team.setConfig({ "landbridge:services": services, "landbridge:jobs": jobs });
    return explain(await team.preview());
  };
  const unchanged = async (sandbox: Sandbox) => {
    const again = await sandbox.preview();
    assert.deepEqual(
      again.steps
        .filter(({ op }) => !["same", "read"].includes(op))
        .map(({ op, name }) => `${op} ${name}`),
      [],
      explain(again),
    );
  };

  it("are told that the platform is not there yet", async () => {
    assert.match(
      explain(await team.preview()),
      /landbridge:platform: stack "landbridge\/prod" exports no platform/,
    );
  });

  it("are checked against the platform's configuration, by the rules of its own services", async () => {
    const made = await platform.up();
    assert.ok(made.succeeded, explain(made));
    const wrong = { ...stock, dataClassification: "internal", capacityClass: "huge", cpus: 1 };
    await team.setConfig({ "landbridge:moved": ["nobody"] });
    const said = await preview([{ ...wrong, loadBalancer: 2, reaches: [{ service: "nobody" }] }]);
    for (const problem of [
      /services\[0\]\.databases\[0\]\.name: "orders" holds confidential data/,
      /services\[0\]\.capacityClass: "huge" is not a class of landbridge:cluster\.capacity \(.*batch/,
      /landbridge:moved\[0\]: "nobody" is none of landbridge:services/,
      /services\[0\]\.cpus: is not a known key/,
      /services\[0\]\.loadBalancer: 2 is not one of the platform's \(1\)/,
      /services\[0\]\.reaches\[0\]\.service: "nobody" is not a service/,
    ]) {
      assert.match(said, problem);
    }
    await team.setConfig({ "landbridge:moved": [] });
    assert.match(
      await preview([
        { ...stock, placement: "on-prem", volumes: [{ share: "reports", path: "/reports" }] },
      ]),
      /services\[0\]\.volumes: are for services of the platform's own stack/,
    );
  });

  it("are rejected with what another stack has already", async () => {
    const alone = { databases: [], reaches: [] };
    const said = await preview(
      [
        { ...stock, ...alone, name: "orders", hosts: ["orders2"] },
        { ...stock, ...alone, name: "stock2", hosts: ["shop"], placement: "both", hostPort: 18080 },
      ],
      [{ ...tidy, name: "stock-check" }],
    );
    for (const problem of [
      /service orders: stack prod has a service or job of this name/,
      /service stock2: host shop is of service orders of stack prod/,
      /service stock2: hostPort 18080 at site frankfurt is of service orders-api of stack prod/,
      /service stock-check: stack prod has a service or job of this name/,
    ]) {
      assert.match(said, problem);
    }
  });

  it("come up beside the platform's, policies on, and stay as they are", async () => {
    await team.setConfig({ "landbridge:services": [stock], "landbridge:jobs": [tidy] });
    const up = await team.up();
    assert.ok(up.succeeded, explain(up));
    assert.deepEqual(up.violations, []);
    assert.match(JSON.stringify(up.outputs?.["urls"]), /https:\/\/stock\./);
    assert.ok(up.steps.some(({ name }) => name === "clients-database-orders"));
    await unchanged(team);
  });

  it("move a service to the other side by one line", async () => {
    await team.setConfig({ "landbridge:services": [{ ...stock, placement: "both" }] });
    assert.match(
      explain(await team.preview()),
      /services\[0\]\.databases\[0\]\.name: "orders" does not admit 10\./,
    );
    const both = { ...stock, databases: [], placement: "both" };
    await team.setConfig({ "landbridge:services": [both] });
    const moved = await team.up();
    assert.ok(moved.succeeded, explain(moved));
    const names = moved.steps.filter(({ op }) => op === "create").map(({ name }) => name);
    assert.ok(names.includes("stock-ext-tg") || names.includes("stock-ext"), names.join());
    await unchanged(team);
  });

  it("see each other by what they claim, and keep what they use of the platform there", async () => {
    const other = await openTeam("other", [
      { ...stock, databases: [], placement: "both", hosts: ["depot"], name: "depot" },
    ]);
    assert.match(
      explain(await other.preview()),
      /service depot: hostPort 18090 at site frankfurt is of service stock of stack landbridge-services\/stock/,
    );
    const changed = await openSandbox({
      stack: "prod",
      workDir,
      config: { "landbridge:jobs": [tidy] },
    });
    assert.match(
      explain(await changed.preview()),
      /service tidy: stack landbridge-services\/stock has a service or job of this name/,
    );
    await platform.setConfig({}); // As it is committed.
  });

  it("are destroyed without a touch of the platform", async () => {
    const before = platform.accountResources().length;
    const gone = await team.destroy();
    assert.ok(gone.succeeded, explain(gone));
    assert.equal(platform.accountResources().length, before);
    await unchanged(platform);
  });
});
