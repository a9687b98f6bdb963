import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as path from "node:path";
import { pulumiCommand } from "../../sandbox/cliCommand";
import { environment } from "../../sandbox/environment";
import { explain, openSandbox, temporaryDirectory, type Sandbox } from "../support/engine";
import { blocksOf, commandsOf } from "../support/runbook";

const service = {
  placement: "cloud",
  dataClassification: "internal",
  image: "ghcr.io/stefanprodan/podinfo:6.14.1",
  imageArchitectures: ["arm64", "x86_64"],
  cpu: 256,
  memory: 512,
  port: 9898,
  healthCheck: { path: "/healthz" },
  replicas: { cloud: 2 },
};
const shop = { ...service, name: "shop", hosts: ["shop"] };
const stock = {
  ...service,
  name: "stock",
  hosts: ["stock"],
  databases: [{ name: "orders" }],
  reaches: [{ service: "shop" }],
};
const tags = { owner: "platform-team", costCenter: "CC-1042" };
const database = {
  name: "orders",
  dataClassification: "internal",
  backupPlan: "gold",
  engineVersion: "17",
  instanceClass: "db.t4g.medium",
  storage: { allocated: 20, maxAllocated: 50 },
  databaseName: "orders",
};

describe("a service that moves to a stack of its own", function () {
  this.timeout(300_000);
  const workDir = temporaryDirectory();
  let platform: Sandbox;
  let team: Sandbox;
  let ids: ReadonlyMap<string, string>;

  /** Ids of the service's resources in AWS, by name and type without those of its parents. */
  const idsOf = async (sandbox: Sandbox) => {
    const all = (await sandbox.state()).map(
      ({ urn, id }) => [urn.split("::").slice(2), id] as const,
    );
    const own = all.filter(
      ([[types = "", name = ""]]) =>
        /^landbridge:ecs:Service\$/.test(types) || name === "hosts-stock",
    );
    return new Map(
      own.flatMap(([[types, name], id]) =>
        id ? [[`${String(types?.split("$").at(-1))} ${String(name)}`, id]] : [],
      ),
    );
  };
  const changesOf = async (sandbox: Sandbox, ...ops: string[]) => {
    const preview = await sandbox.preview();
    assert.ok(preview.succeeded, explain(preview));
    return preview.steps
      .filter(({ op }) => ops.includes(op))
      .map(({ op, name }) => `${op} ${name}`);
  };

  before(async () => {
    platform = await openSandbox({
      stack: "small",
      workDir,
      policyPack: false,
      config: {
        "aws:region": "eu-west-1",
        "landbridge:environmentType": "development",
        "landbridge:tags": tags,
        "landbridge:residency": { allowedRegions: ["eu-west-1"] },
        "landbridge:network": { vpcCidr: "10.60.0.0/16", availabilityZones: ["a", "b"] },
        "landbridge:onPremises": { cidrs: ["10.100.0.0/16"] },
        "landbridge:connectivity": {
          mode: "vpn",
          customerSideAsn: 65010,
          vpn: { devices: [{ name: "router", ipAddress: "203.0.113.10" }] },
        },
        "landbridge:dns": { zoneName: "aws.example.com" },
        "landbridge:loadBalancer": {
          certificateArn:
            "arn:aws:acm:eu-west-1:123456789012:certificate/0f3f8c1a-6b1e-4d2c-9a5b-7c8d9e0f1a2b",
        },
        "landbridge:cluster": {
          capacity: { general: { instanceTypes: ["m8g.large"], minSize: 2, maxSize: 4 } },
        },
        "landbridge:databases": [database],
        "landbridge:services": [shop, stock],
      },
    });
    const made = await platform.up();
    assert.ok(made.succeeded, explain(made));
    team = await openSandbox({
      stack: "stock",
      workDir,
      project: "services",
      policyPack: false,
      config: {
        "landbridge:platform": "landbridge/small",
        "landbridge:tags": tags,
        "landbridge:services": [stock],
        "landbridge:moved": ["stock"],
      },
    });
    const all = await idsOf(platform);
    ids = new Map([...all].filter(([key]) => / (hosts-)?stock(-|$)/.test(key)));
    assert.ok(ids.size > 15, [...ids.keys()].join());
  });

  it("moves its state by the runbook's command, and nothing in AWS", async () => {
    const [block] = blocksOf("service-to-own-stack.md", String.raw`2\. Move its state`);
    assert.ok(block);
    const [[, ...args] = []] = commandsOf(block);
    const cli = await pulumiCommand(path.join(workDir, "cli"));
    const moved = spawnSync(
      cli.command,
      args.map((each) => each.replace(/prod$|(?<=pulumi:)prod/, "small")),
      {
        cwd: path.join(workDir, "stacks/small"),
        encoding: "utf8",
        env: {
          ...process.env,
          ...environment,
          PULUMI_BACKEND_URL: `file://${path.join(workDir, "state")}`,
          PULUMI_HOME: path.join(workDir, "home"),
        },
      },
    );
    assert.equal(moved.status, 0, moved.stderr);
    assert.deepEqual(await idsOf(team), ids);
  });

  it("keeps every resource in its own stack", async () => {
    assert.deepEqual(await changesOf(team, "delete", "replace", "create-replacement"), []);
    const up = await team.up();
    assert.ok(up.succeeded, explain(up));
    const kept = await idsOf(team);
    // A new revision of a task definition is another one.
    for (const [key, id] of ids) {
      if (!key.includes("taskDefinition")) assert.equal(kept.get(key), id, key);
    }
    assert.deepEqual(await changesOf(team, "create", "update", "delete", "replace"), []);
  });

  it("is not made again by the platform's stack, and leaves it without a trace", async () => {
    assert.match(
      explain(await platform.preview()),
      /service stock: stack landbridge-services\/stock has a service or job of this name/,
    );
    await platform.setConfig({ "landbridge:services": [shop] });
    const gone = await changesOf(platform, "delete", "replace", "create");
    assert.deepEqual(
      gone.filter(
        (each) => !/ clients-database-orders| clients-service-shop| shop-clients/.test(each),
      ),
      [],
    );
    const up = await platform.up();
    assert.ok(up.succeeded, explain(up));
    await team.setConfig({ "landbridge:moved": [] });
    assert.deepEqual(await changesOf(team, "create", "update", "delete", "replace"), []);
  });
});
