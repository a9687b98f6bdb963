import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { loadConfig, parseConfig } from "../../config";
import { readStackFile } from "../support/stackFile";

type Outputs = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What prod exports for its standbys. */
function followed(peerCidr: string): Record<string, unknown> {
  const raw = Object.entries(readStackFile("prod").config).map(([key, value]) => {
    return [key.replace("landbridge:", ""), value] as const;
  });
  const own = raw.filter(([key]) => !key.includes(":"));
  const prod = parseConfig(Object.fromEntries(own), { stack: "prod", region: "eu-west-1" });
  const made = { strategy: "backup-restore", databases: {}, files: {} };
  return { ...prod.followed, peerCidr, made };
}

/** Hands dr's values to the program as the engine does: strings as they are, the rest as JSON. */
function runStandby(recovery: object): void {
  const { config } = readStackFile("dr");
  const own = { ...(config["landbridge:recovery"] as object), ...recovery };
  const values = Object.entries({ ...config, "landbridge:recovery": own }).map(([key, value]) => {
    return [key, typeof value === "string" ? value : JSON.stringify(value)];
  });
  pulumi.runtime.setAllConfig(Object.fromEntries(values) as Record<string, string>);
}

const asking = (outputs: Outputs) => (stack: string, key: string) =>
  Promise.resolve(outputs[stack]?.[key]);

describe("what a standby follows", () => {
  const snapshot = "arn:aws:rds:eu-central-1:123456789012:snapshot:awsbackup:copyjob-1";
  const active = { role: "active", restore: { databases: { orders: { snapshot } } } };

  before(async () => {
    const nothing = () => {
      throw new Error("configuration makes no resources and calls nothing");
    };
    await pulumi.runtime.setMocks({ call: nothing, newResource: nothing }, "landbridge", "dr");
  });

  after(() => {
    pulumi.runtime.setAllConfig({});
  });

  it("is its primary as it is by now, as long as it waits", async () => {
    runStandby({});
    const dr = { promotedWith: followed("10.50.0.0/16") };
    const config = await loadConfig(asking({ prod: { followed: followed("10.60.0.0/16") }, dr }));
    assert.ok(config.network.peerCidrs.includes("10.60.0.0/16"));
    assert.equal(config.promotedWith, undefined);
  });

  it("is its primary as it was on promotion from then on, which each update exports for the next", async () => {
    runStandby(active);
    const then = followed("10.50.0.0/16");
    const first = await loadConfig(asking({ prod: { followed: then } }));
    assert.deepEqual(first.promotedWith, then);

    // By now prod has another database, which would be made empty here.
    const [orders] = then["databases"] as object[];
    const now = { ...then, databases: [orders, { ...orders, name: "back" }] };
    const dr = { promotedWith: then, databaseArns: { orders: "arn" } };
    const next = await loadConfig(asking({ prod: { followed: now }, dr }));
    assert.deepEqual(
      next.databases.map(({ name }) => name),
      ["orders"],
    );
    assert.deepEqual(next.promotedWith, then);
  });

  it("is there for a promoted stack even where the primary's stack is gone", async () => {
    runStandby(active);
    const dr = { promotedWith: followed("10.50.0.0/16") };
    assert.equal((await loadConfig(asking({ dr }))).databases.length, 1);
  });
});
