import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { type PlainCli, plainProject } from "../support/plainCli";

/** Beside tests/stack/committedStacks.test.ts, which brings the stacks up. */
describe("the pulumi command line on the committed dev stack, without the sandbox", function () {
  this.timeout(600_000);
  let cli: PlainCli;

  before(async () => {
    cli = await plainProject();
  });

  it("makes what services need before them by npm run first-run, and then the services", async () => {
    await cli.pulumi("stack", "init", "dev");
    const first = await cli.tool("firstRun.js", "dev", "--yes");
    assert.match(first, /\+ \d+ created/);
    assert.match(first, /docker buildx build --platform \S+ --tag \S+ --push/);
    const resources = await cli.pulumi("stack", "--stack", "dev", "--show-ids");
    assert.match(resources, /aws:ecr\/repository:Repository/);
    assert.doesNotMatch(resources, /aws:ecs\/service:Service/);
    const plan = path.join(cli.project, "plan.json");
    const rest = await cli.pulumi("preview", "--stack", "dev", "--save-plan", plan);
    assert.match(rest, /\+ \d+ to create/);
    assert.doesNotMatch(rest, /to (delete|replace)/);
    // A development stack by production's rules: what they reject is a report for code scanning.
    const events = path.join(cli.project, "events.json");
    const strict = ["--policy-pack", "policy", "--policy-pack-config", "policy/prod.json"];
    await assert.rejects(
      cli.pulumi("preview", "--stack", "dev", "--event-log", events, ...strict),
      /configure-rds-multi-az/,
    );
    const report = await cli.tool("policy.js", "report", events, "--format", "json");
    assert.match(
      report,
      /"policy": "configure-rds-multi-az",\s+"pack": "landbridge",\s+"enforcementLevel": "mandatory"/,
    );
    const comment = await cli.tool("pullRequest.js", "comment", "dev", events);
    assert.match(comment, /^### dev: 1 updated, \d+ created\n[^]*\| services \| +\| \d+ \|\n/);
    assert.match(
      comment,
      /- mandatory `configure-rds-multi-az` on `databases-orders-instance`\n {2}```text\n/,
    );
    // As .github/workflows/deploy-stack.yml deploys: by the plan of a preview, which holds no other change.
    await cli.tool("pullRequest.js", "plan", plan);
    const up = ["up", "--yes", "--skip-preview", "--stack", "dev", "--plan", plan];
    assert.match(await cli.pulumi(...up), /\+ \d+ created/);
    const config = path.join(cli.project, "Pulumi.dev.yaml");
    const text = fs.readFileSync(config, "utf8");
    fs.writeFileSync(config, text.replace("costCenter: ", "costCenter: X"));
    await assert.rejects(cli.pulumi(...up), /violates plan/);
    fs.writeFileSync(config, text);
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
