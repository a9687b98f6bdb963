import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { ConfigError, loadConfig } from "../../config";
import { sections } from "../../config/sections";
import { readStackFile } from "../support/stackFile";

/** Hands a stack file's values to the program as the engine does: strings as they are, the rest as JSON. */
function runStack(config: Record<string, unknown>): void {
  const values = Object.entries(config).map(([key, value]) => [
    key,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  pulumi.runtime.setAllConfig(Object.fromEntries(values) as Record<string, string>);
}

const load = () => loadConfig(() => Promise.reject(new Error("the stack follows none")));

async function problemsWhenLoaded(config: Record<string, unknown>): Promise<readonly string[]> {
  runStack(config);
  try {
    await load();
    return [];
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.problems;
  }
}

describe("loading the running stack's configuration", () => {
  const dev = () => readStackFile("dev").config;

  before(async () => {
    const noResources = () => {
      throw new Error("configuration makes no resources and calls nothing");
    };
    const mocks = { call: noResources, newResource: noResources };
    await pulumi.runtime.setMocks(mocks, "landbridge", "dev");
  });

  after(() => {
    pulumi.runtime.setAllConfig({});
  });

  it("reads strings as they are, objects from JSON, and the AWS provider's Region", async () => {
    runStack(dev());
    const config = await load();
    assert.equal(config.stack, "dev");
    assert.equal(config.region, "eu-west-1");
    assert.equal(config.environmentType, "development");
    assert.equal(config.network.vpcCidr, "10.20.0.0/16");
  });

  it("reads what is there now, not what was there the last time", async () => {
    runStack(dev());
    await load();
    // Pulumi.yaml's empty default stands for a path that is left out.
    const apart = {
      "landbridge:connectivity": {},
      "landbridge:dns": {},
      "landbridge:databases": [],
      "landbridge:services": [],
      "landbridge:jobs": [],
      "landbridge:cluster": {},
    };
    runStack({ ...dev(), ...apart, "landbridge:deletionProtection": true });
    assert.equal((await load()).deletionProtection, true);
  });

  it("asks where services are as soon as these take half of a load balancer, and keeps them there", async () => {
    const config = dev();
    const [first, ...rest] = config["landbridge:services"] as Record<string, unknown>[];
    const many = (count: number) =>
      Array.from({ length: count }, (_, i) => {
        const own = { name: `more-${i}`, hosts: [`more-${i}`], priority: 40_000 + i };
        return { ...first, ...own, replicas: { cloud: 0 }, autoscaling: undefined };
      });
    const asked: string[] = [];
    const answers = { loadBalancers: { "more-1": 4 } as Record<string, number> };
    const numbers = async (count: number) => {
      runStack({ ...config, "landbridge:services": [first, ...rest, ...many(count)] });
      const loaded = await loadConfig((stack, output) => {
        asked.push(`${stack} ${output}`);
        return Promise.resolve(answers[output as keyof typeof answers]);
      });
      return Object.fromEntries(loaded.services.map((each) => [each.name, each.loadBalancer]));
    };
    assert.equal((await numbers(2))["more-1"], 1);
    assert.deepEqual(asked, []);
    const placed = await numbers(60);
    assert.deepEqual(asked, ["dev loadBalancers"]);
    assert.deepEqual([placed["more-0"], placed["more-1"]], [1, 4]);
  });

  it("warns of what is likely a mistake, and goes on", async () => {
    const config = dev();
    const [database] = config["landbridge:databases"] as Record<string, unknown>[];
    runStack({
      ...config,
      "landbridge:databases": [{ ...database, instanceClass: "db.r99g.large" }],
    });
    const { warn, error } = console;
    const said: string[] = [];
    console.warn = console.error = (line: string) => void said.push(line);
    try {
      assert.equal((await load()).databases.length, 1);
    } finally {
      Object.assign(console, { warn, error });
    }
    assert.match(
      said.join("\n"),
      /warn.*landbridge:databases\[0\]\.instanceClass: "db.r99g.large" is no DB instance class/,
    );
  });

  it("sees unknown keys of the project's namespace, and leaves those of others alone", async () => {
    const config = { ...dev(), "landbridge:tagz": {}, "aws:maxRetries": 3, "other:network": {} };
    assert.deepEqual(await problemsWhenLoaded(config), [
      `landbridge:tagz: is not a known key; did you mean tags? (known keys: ${Object.keys(sections).join(", ")})`,
    ]);
  });

  it("takes a Region under the project's namespace for the unknown key that it is", async () => {
    const problems = await problemsWhenLoaded({ ...dev(), "landbridge:region": "us-east-1" });
    assert.equal(problems.length, 1);
    assert.match(problems[0] ?? "", /^landbridge:region: is not a known key/);
  });

  it("says what is wrong with a value that is not even JSON", async () => {
    assert.deepEqual(
      await problemsWhenLoaded({ ...dev(), "landbridge:network": "{vpcCidr: 10.0" }),
      ['landbridge:network: "{vpcCidr: 10.0" is a string, not an object'],
    );
  });

  it("misses the Region when the stack has none", async () => {
    assert.deepEqual(await problemsWhenLoaded({ ...dev(), "aws:region": "" }), [
      'aws:region: "" is not the name of an AWS Region (such as eu-west-1)',
    ]);
    const { "aws:region": region, ...rest } = dev();
    assert.equal(region, "eu-west-1");
    assert.deepEqual(await problemsWhenLoaded(rest), [
      'aws:region: is missing; it must be a string, such as "eu-west-1"',
    ]);
  });
});
