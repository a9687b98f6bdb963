import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import * as ec2 from "@pulumi/aws/ec2";
import { Provider } from "@pulumi/aws/provider";
import {
  explain,
  openSandbox,
  temporaryDirectory,
  type RunResult,
  type Sandbox,
} from "../support/engine";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Each test brings its own program; the sandbox runs whichever is set. */
let program: () => Record<string, unknown> | undefined = () => undefined;

const steps = ({ steps }: RunResult) =>
  steps.filter(({ op }) => op !== "same").map(({ op, name }) => `${op} ${name}`);
const error = ({ diagnostics }: RunResult) =>
  diagnostics.flatMap(({ severity, message }) => (severity === "error" ? message : [])).join("\n");

async function succeeds(run: Promise<RunResult>): Promise<RunResult> {
  const result = await run;
  assert.ok(result.succeeded, explain(result));
  return result;
}

describe("a stack on the real engine against the stand-in", function () {
  this.timeout(60_000);
  const workDir = temporaryDirectory();
  const open = (stack: string, env: Record<string, string> = {}) =>
    openSandbox({
      stack,
      workDir,
      env,
      policyPack: false,
      config: { "aws:region": "eu-central-1" },
      program: () => Promise.resolve(program()),
    });
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await open("network");
  });

  const network = (cidrBlock: string, name = "net") => {
    const vpc = new ec2.Vpc("vpc", { cidrBlock, tags: { Name: name } });
    const subnet = new ec2.Subnet("a", {
      vpcId: vpc.id,
      cidrBlock: cidrBlock.replace("/16", "/24"),
    });
    return { vpcId: vpc.id, cidr: vpc.cidrBlock, subnetArn: subnet.arn, pin: pulumi.secret(1234) };
  };

  it("previews with what is known, and unknowns for the rest", async () => {
    program = () => network("10.0.0.0/16");
    const { outputs, changes } = await succeeds(sandbox.preview());
    assert.deepEqual(changes, { create: 3 });
    assert.equal(outputs?.["cidr"], "10.0.0.0/16");
    assert.equal(outputs["vpcId"], unknown);
  });

  it("comes up, keeps secrets secret, and has nothing to do the second time", async () => {
    const { outputs, resources } = await succeeds(sandbox.up());
    assert.match(String(outputs?.["subnetArn"]), /^arn:aws:ec2:eu-central-1:123456789012:subnet\//);
    assert.equal(outputs?.["pin"], "[secret]");
    assert.equal((await sandbox.outputs())["pin"], "[secret]");
    assert.equal(resources, 3);
    assert.deepEqual(steps(await succeeds(sandbox.preview())), []);
  });

  it("updates in place what AWS can change, and replaces what it cannot", async () => {
    program = () => network("10.0.0.0/16", "renamed");
    const update = await succeeds(sandbox.preview());
    assert.deepEqual(steps(update), ["update vpc"]);
    assert.deepEqual(update.steps.find(({ name }) => name === "vpc")?.keys, ["tags", "tagsAll"]);
    program = () => network("10.1.0.0/16");
    const { vpcId } = await sandbox.outputs();
    const replaced = await succeeds(sandbox.up());
    assert.equal(replaced.changes["replace"], 2);
    assert.notEqual(replaced.outputs?.["vpcId"], vpcId);
  });

  it("finds what was changed behind its back, and puts it right", async () => {
    sandbox.tamper("vpc", { "tags.Name": "drifted", enableDnsSupport: false });
    assert.deepEqual(steps(await succeeds(sandbox.preview())), [], "a preview does not look");
    const drift = (await succeeds(sandbox.refresh())).steps.find(({ op }) => op === "update");
    assert.deepEqual([drift?.name, drift?.keys], ["vpc", ["enableDnsSupport", "tags"]]);
    assert.deepEqual(steps(await succeeds(sandbox.up())), ["update vpc"]);
    sandbox.tamper("a", null);
    assert.deepEqual(steps(await succeeds(sandbox.previewRefresh())), ["delete a"]);
    assert.throws(() => {
      sandbox.tamper("nobody", {});
    }, /has no resource nobody/);
  });

  it("takes up an existing resource by its id, from another stack of the account", async () => {
    const { vpcId } = await sandbox.outputs();
    const other = await open("import");
    program = () => {
      new ec2.Vpc(
        "mine",
        { cidrBlock: "10.1.0.0/16", tags: { Name: "net" } },
        { import: String(vpcId) },
      );
      return undefined;
    };
    const imported = steps(await succeeds(other.up()));
    assert.ok(imported.includes("import mine") && !imported.includes("create mine"));
  });

  it("serves two regions at once, with default tags, and one resource in a third", async () => {
    const regions = await open("regions");
    program = () => {
      const tags = { owner: "platform" };
      const outputs = ["eu-central-1", "eu-west-1"].map((region) => {
        const provider = new Provider(region, {
          region: region as "eu-west-1",
          defaultTags: { tags },
        });
        const vpc = new ec2.Vpc(
          region,
          { cidrBlock: "10.0.0.0/16", tags: { Name: region } },
          { provider },
        );
        return { arn: vpc.arn, tags: vpc.tagsAll };
      });
      const third = new ec2.Vpc("third", { cidrBlock: "10.0.0.0/16", region: "eu-north-1" });
      return { outputs, third: third.arn };
    };
    const { outputs } = await succeeds(regions.up());
    const [here, there] = outputs?.["outputs"] as { arn: string; tags: unknown }[];
    assert.match(String(here?.arn), /^arn:aws:ec2:eu-central-1:/);
    assert.match(String(there?.arn), /^arn:aws:ec2:eu-west-1:/);
    assert.deepEqual(there?.tags, { owner: "platform", Name: "eu-west-1" });
    assert.match(String(outputs?.["third"]), /^arn:aws:ec2:eu-north-1:/);
  });

  it("fails on purpose once, and goes on from there", async () => {
    const faulty = await open("faults", {
      LANDBRIDGE_SANDBOX_FAULTS: "aws:ec2/subnet:Subnet=once",
    });
    program = () => network("10.0.0.0/16");
    const first = await faulty.up();
    assert.equal(first.succeeded, false);
    assert.match(error(first), /creating a: ServiceUnavailable: failed on purpose/);
    assert.deepEqual(steps(await succeeds(faulty.up())), ["create a"]);
  });

  it("is slow on purpose, side by side, and keeps a log of it", async () => {
    const slow = await open("slow", { LANDBRIDGE_SANDBOX_MINUTE_MS: "2000" });
    program = () => {
      for (let i = 0; i < 40; i++) new ec2.Eip(`address-${i}`, { domain: "vpc" });
      return undefined;
    };
    await succeeds(slow.up());
    const log = fs
      .readFileSync(path.join(workDir, "aws", "operations.jsonl"), "utf8")
      .trim()
      .split("\n");
    const made = log
      .map((line) => JSON.parse(line) as { start: number; end: number; op: string; name: string })
      .filter(({ op, name }) => op === "create" && name.startsWith("address-"));
    assert.equal(made.length, 40, "none is lost");
    for (const { start, end } of made) assert.ok(end - start >= 195);
    const makespan =
      Math.max(...made.map(({ end }) => end)) - Math.min(...made.map(({ start }) => start));
    assert.ok(makespan < 40 * 200, `${makespan} ms`);
  });

  it("rejects by AWS's code and the resource's name, and leaves the rest standing", async () => {
    const broken = await open("broken");
    program = () => {
      const vpc = new ec2.Vpc("vpc", { cidrBlock: "10.0.0.0/16" });
      new ec2.Subnet("outside", { vpcId: vpc.id, cidrBlock: "10.9.0.0/24" });
      return undefined;
    };
    await succeeds(broken.preview());
    const result = await broken.up();
    assert.equal(result.succeeded, false);
    assert.match(error(result), /stand-in for AWS: creating outside: InvalidSubnet\.Range/);
    await succeeds(broken.destroy());
  });

  it("names what is protected from being destroyed, and by what", async () => {
    const kept = await open("protected");
    program = () => {
      new ec2.Vpc("vpc", { cidrBlock: "10.0.0.0/16" }, { protect: true });
      return undefined;
    };
    await succeeds(kept.up());
    assert.equal((await kept.destroy()).succeeded, false);
    const vpc = { name: "vpc", type: "aws:ec2/vpc:Vpc", by: "Pulumi's protect option" };
    assert.deepEqual(await kept.protectedResources(), [vpc]);
  });

  it("reports a program's own errors as diagnostics, by place in TypeScript", async () => {
    program = () => {
      throw new Error("the program is wrong");
    };
    const result = await sandbox.preview();
    assert.equal(result.succeeded, false);
    assert.match(error(result), /the program is wrong\n.*engine\.test\.ts:\d+/);
    program = () => {
      throw new pulumi.RunError("the config is wrong");
    };
    const message = error(await sandbox.preview());
    assert.match(message, /the config is wrong/);
    assert.doesNotMatch(message, /engine\.test\.ts/);
  });

  it("lets a test change one resource on its way to the engine", async () => {
    const mutated = await openSandbox({
      stack: "mutated",
      policyPack: false,
      config: { "aws:region": "eu-central-1" },
      program: () => Promise.resolve(network("10.0.0.0/16")),
      mutate: ({ name, props, opts }) =>
        name === "a" ? { props: { ...props, cidrBlock: "10.9.0.0/24" }, opts } : undefined,
    });
    assert.match(error(await mutated.up()), /creating a: InvalidSubnet\.Range/);
  });

  it("leaves nothing behind", async () => {
    program = () => undefined;
    await succeeds(sandbox.refresh());
    await succeeds(sandbox.destroy());
    const { changes } = await succeeds(sandbox.preview());
    assert.deepEqual(changes, { create: 1 }, "the stack itself");
  });
});
