import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { plainProject, type PlainCli } from "../support/plainCli";

/** What each stack comes to at least: a smaller plan has left something out. */
const resources = { dev: 350, prod: 450, dr: 60 };

/** One command after the other, as docs/deploying.md has them; dr follows what prod exports. */
describe("the pulumi command line on the committed files, without the sandbox", function () {
  this.timeout(600_000);
  let cli: PlainCli;

  before(async () => {
    cli = await plainProject();
  });

  for (const [stack, fewest] of Object.entries(resources)) {
    const policies = ["--policy-pack", "policy", "--policy-pack-config", `policy/${stack}.json`];

    it(`makes ${stack}: stack init, preview, up, and a second preview with nothing to change`, async () => {
      await cli.pulumi("stack", "init", stack);
      const planned = await cli.pulumi("preview", "--stack", stack, ...policies);
      const creates = Number(/\+ (\d+) to create/.exec(planned)?.[1] ?? 0);
      assert.ok(creates >= fewest, planned);
      await cli.pulumi("up", "--yes", "--skip-preview", "--stack", stack, ...policies);
      await cli.pulumi("preview", "--expect-no-changes", "--stack", stack, ...policies);
    });
  }

  it("makes what services need before them by npm run first-run, and then the services", async () => {
    const other = await plainProject();
    await other.pulumi("stack", "init", "dev");
    const first = await other.tool("firstRun.js", "dev", "--yes");
    assert.match(first, /\+ \d+ created/);
    assert.match(first, /docker buildx build --platform \S+ --tag \S+ --push/);
    const resources = await other.pulumi("stack", "--stack", "dev", "--show-ids");
    assert.match(resources, /aws:ecr\/repository:Repository/);
    assert.doesNotMatch(resources, /aws:ecs\/service:Service/);
    const rest = await other.pulumi("preview", "--stack", "dev");
    assert.match(rest, /\+ \d+ to create/);
    assert.doesNotMatch(rest, /to (delete|replace)/);
    // A development stack by production's rules: what they reject is a report for code scanning.
    const events = path.join(other.project, "events.json");
    const strict = ["--policy-pack", "policy", "--policy-pack-config", "policy/prod.json"];
    await assert.rejects(
      other.pulumi("preview", "--stack", "dev", "--event-log", events, ...strict),
      /configure-rds-multi-az/,
    );
    const report = await other.tool("policy.js", "report", events, "--format", "json");
    assert.match(
      report,
      /"policy": "configure-rds-multi-az",\s+"pack": "landbridge",\s+"enforcementLevel": "mandatory"/,
    );
  });

  it("ends with what is wrong in the config, and nothing after it", async () => {
    const file = path.join(cli.project, "Pulumi.dev.yaml");
    const text = fs.readFileSync(file, "utf8");
    fs.writeFileSync(file, text.replace("vpcCidr: 10.20.0.0/16", "vpcCidr: 10.20.0.1/16"));
    await assert.rejects(cli.pulumi("preview", "--stack", "dev"), ({ message }: Error) => {
      assert.match(message, /landbridge:network\.vpcCidr: "10\.20\.0\.1\/16" has host bits/);
      assert.doesNotMatch(message, /non-zero exit code|at .*\.ts:\d/);
      return true;
    });
    fs.writeFileSync(file, text);
  });
});
