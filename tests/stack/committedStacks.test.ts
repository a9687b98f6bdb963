import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { withinBootstrap } from "../bootstrap/withinBootstrap";
import { Permissions } from "../iam/account";
import { optionsOfProd } from "../iam/optionalAgents";
import { permissionsOf } from "../iam/permissions";
import { modelsOf, type StateResource } from "../sandbox/usedProperties";
import { assertProdReport } from "../support/prodReport";
import { explain, openSandbox } from "../support/engine";
import { type PlainCli, plainProject } from "../support/plainCli";

/** What each stack comes to at least: a smaller plan has left something out. */
const resources = { dev: 350, prod: 450, dr: 60 };

/** What the policies say of each in its first preview: what it relaxes on purpose, and nothing else. */
const advised: Readonly<Record<string, readonly string[]>> = {
  dev: [
    "advisory configure-ecs-tasks",
    "advisory configure-nat-gateway-per-zone",
    "advisory configure-rds-multi-az",
    "advisory configure-service-capacity",
  ],
  prod: [],
  dr: ["advisory require-cross-region-backup-copies"],
};

/** Level and rule of whatever a run says of policies. */
function said(output: string): string[] {
  const lines = output.matchAll(/\[(advisory|mandatory)\](?: \[severity: \w+\])?\s+([\w-]+)/g);
  return [...new Set([...lines].map(([, level, rule]) => `${level} ${rule}`))].sort();
}

const LOGS = /log|exec|queries|-postgresql$|-upgrade$|-auth-error$|-health$|-audit$/;

/** What the engine's state of a stack holds. */
function stateOf(directory: string, stack: string): StateResource[] {
  const file = path.join(directory, "state", ".pulumi", "stacks", "landbridge", `${stack}.json`);
  const { checkpoint } = JSON.parse(fs.readFileSync(file, "utf8")) as {
    checkpoint: { latest: { resources: StateResource[] } };
  };
  return checkpoint.latest.resources;
}

/** One account from beginning to end: an update of a whole stack is dear, so all that reads one comes here. */
describe("dev, prod and dr as committed, in one account", function () {
  this.timeout(600_000);
  let cli: PlainCli;

  before(async () => {
    cli = await plainProject();
  });

  /** One command after the other, as docs/deploying.md has them; dr follows what prod exports. */
  describe("by the pulumi command line, without the sandbox", () => {
    for (const [stack, fewest] of Object.entries(resources)) {
      const policies = ["--policy-pack", "policy", "--policy-pack-config", `policy/${stack}.json`];

      it(`come up, ${stack}: stack init, preview, up, then a refresh and a preview with nothing to change`, async () => {
        await cli.pulumi("stack", "init", stack);
        const planned = await cli.pulumi("preview", "--stack", stack, ...policies);
        const creates = Number(/\+ (\d+) to create/.exec(planned)?.[1] ?? 0);
        assert.ok(creates >= fewest, planned);
        assert.deepEqual(said(planned), advised[stack]);
        await cli.pulumi("up", "--yes", "--skip-preview", "--stack", stack, ...policies);
        await cli.pulumi("refresh", "--yes", "--expect-no-changes", "--stack", stack);
        await cli.pulumi("preview", "--expect-no-changes", "--stack", stack, ...policies);
      });
    }

    it("have in prod three zones, each private subnet behind its own zone's NAT gateway", async () => {
      const outputs = await cli.pulumi("stack", "output", "--json", "--stack", "prod");
      const { natGatewayPublicIps } = JSON.parse(outputs) as { natGatewayPublicIps: string[] };
      assert.equal(natGatewayPublicIps.length, 3);
    });
  });

  describe("for people", () => {
    it("make a report of prod, whose drawing docs/prod.svg is", async () => {
      const exported = (...more: string[]) =>
        cli.pulumi("stack", "export", "--stack", "prod", ...more);
      await assertProdReport(await exported(), await exported("--show-secrets"));
    });
  });

  describe("with the options that prod leaves out", () => {
    let account: Permissions;
    let all: StateResource[];

    before(async () => {
      const options = { workDir: cli.directory, policyPack: false, config: optionsOfProd };
      const result = await (await openSandbox({ stack: "prod", ...options })).up();
      assert.ok(result.succeeded, explain(result));
      account = new Permissions(cli.directory, "prod");
      all = Object.keys(resources).flatMap((stack) => stateOf(cli.directory, stack));
    });

    describe("by their permissions", () => {
      permissionsOf(() => account);
    });
    describe("by what bootstrap/ allows", () => {
      withinBootstrap(
        () => account,
        () => all,
      );
    });
    describe("by the stand-in's knowledge", () => {
      modelsOf(() => all);
    });
  });

  describe("at prod's end", () => {
    const teardown = () =>
      openSandbox({ stack: "prod", workDir: cli.directory, policyPack: false, config: {} });

    it("say what keeps it, before anything goes", async () => {
      const prod = await teardown();
      const end = await prod.destroy();
      assert.equal(end.succeeded, false);
      const kept = await prod.protectedResources();
      assert.deepEqual(
        kept.filter(({ type }) => type === "aws:autoscaling/group:Group"),
        [
          {
            name: "capacity-general-group",
            type: "aws:autoscaling/group:Group",
            by: "scale-in protection without forceDelete",
          },
        ],
      );
      assert.ok(prod.accountResources().includes("capacity-general-group"));
    });

    it("leave the logs and every key in the account, once nothing is protected", async () => {
      // The policies of prod refuse to give the protection up: a teardown goes without them.
      const prod = await teardown();
      await prod.setConfig({ ...optionsOfProd, "landbridge:deletionProtection": false });
      const up = await prod.up();
      assert.ok(up.succeeded, explain(up));
      const end = await prod.destroy();
      assert.ok(end.succeeded, explain(end));
      const left = prod.accountResources();
      const logs = [
        "network-flow-logs-group",
        "databases-orders-postgresql",
        "databases-orders-proxy-logs",
        "files-dc1-health",
        "files-reports-share-audit",
        "orders-logs",
      ];
      for (const group of logs) assert.ok(left.includes(group), `${group}: ${left.join()}`);
      for (const of of ["backup", "compute", "database", "logs", "storage"]) {
        assert.ok(left.includes(`keys-${of}-key`), left.join());
      }
      assert.deepEqual(
        // ENI trunking is a setting of the account, which other stacks go by.
        left.filter((name) => !/-key$|-group$|-trunking$/.test(name) && !LOGS.test(name)),
        [],
      );
    });
  });
});
