import * as assert from "node:assert/strict";
import { databaseClasses, ec2Types } from "../../config/schema/instanceTypes";
import type { StackConfig } from "../../config/settled";
import { warningsOf } from "../../config/warnings";
import { readStackConfig } from "../support/stackFile";
import { parseConfig } from "../../config";
import { aService } from "../support/service";

type Changes = Partial<StackConfig>;

function prod(): StackConfig {
  const { raw, region } = readStackConfig("prod");
  return parseConfig(raw, { stack: "prod", region });
}

/** What is said about prod with changes, by path. */
function says(changes: (config: StackConfig) => Changes): string[] {
  const config = prod();
  return warningsOf({ ...config, ...changes(config) }).map(
    ({ path, text }) => `${path.join(".")}: ${text}`,
  );
}

describe("warnings of the configuration", () => {
  it("are none for the committed stacks", () => {
    for (const stack of ["dev", "prod"]) {
      const { raw, region } = readStackConfig(stack);
      assert.deepEqual(warningsOf(parseConfig(raw, { stack, region })), []);
    }
  });

  it("are said of instance types and classes that the dated list does not have", () => {
    const lines = says(({ cluster, databases }) => ({
      cluster: {
        ...cluster,
        capacity: Object.fromEntries(
          Object.entries(cluster.capacity).map(([name, each]) => {
            return [name, { ...each, instanceTypes: ["m8g.xlarge", "m88g.xlarge"] }];
          }),
        ),
      },
      databases: databases.map((each) => ({ ...each, instanceClass: "db.r8g.larg" })),
    }));
    assert.match(lines[0] ?? "", /^cluster\.capacity\.\w+\.instanceTypes\.1: "m88g\.xlarge" is no/);
    assert.match(lines.at(-1) ?? "", /^databases\.\d\.instanceClass: "db\.r8g\.larg" is no DB/);
    assert.ok(ec2Types.has("t4g.medium") && ec2Types.size > 1000);
    assert.ok(databaseClasses.has("db.r8g.large") && databaseClasses.has("db.t4g.micro"));
    assert.ok(!databaseClasses.has("db.p5.48xlarge"), "families of RDS's own");
  });

  it("are said of more servers than the standard tier has", () => {
    const lines = says(({ onPremises }) => ({
      onPremises: {
        ...onPremises,
        sites: onPremises.sites.map((site) => ({
          ...site,
          servers: Array.from({ length: 1001 }, (_, i) => ({
            name: `s${i}`,
            address: "10.100.4.4",
          })),
        })),
      },
    }));
    assert.match(lines.join(), /onPremises\.sites: have \d+ servers; past 1000 .* advanced tier/);
  });

  it("are said of secrets in another Region or account", () => {
    const arn = (region: string, account: string) =>
      `arn:aws:secretsmanager:${region}:${account}:secret:x-AbCdEf`;
    const secrets = {
      A: arn("eu-west-1", "123456789012"),
      B: arn("eu-west-1", "123456789012"),
      C: arn("eu-west-2", "123456789012"),
      D: arn("eu-west-1", "210987654321"),
    };
    const config = prod();
    const services = [
      { ...config.services[0], ...aService({ secrets }) },
    ] as StackConfig["services"];
    const lines = warningsOf({ ...config, region: "eu-west-1", services });
    assert.deepEqual(
      lines.map(({ path, text }) => [path.at(-1), /is in (.*?),/.exec(text)?.[1]]),
      [
        ["C", "eu-west-2"],
        ["D", "account 210987654321"],
      ],
    );
  });
});
