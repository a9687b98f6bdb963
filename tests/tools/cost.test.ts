import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { standardBackupPlans } from "../../components/backup/backupPlans";
import {
  describeRecovery,
  recoveryStrategies,
  recoveryTimeHours,
} from "../../components/recovery/strategies";
import { resourcesOf } from "../../tools/cost/deployed";
import { difference } from "../../tools/cost/difference";
import { estimate, rounded, total, type Estimate } from "../../tools/cost/estimate";
import { partsOf } from "../../tools/cost/parts";
import { Prices } from "../../tools/cost/priceTable";
import { Resources, type Resource } from "../../tools/cost/resources";
import { Stacks, workingTree } from "../../tools/cost/stacks";
import { strategyCosts } from "../../tools/cost/strategies";
import { estimateText } from "../../tools/cost/text";
import { Deployment } from "../../tools/deployment/deployment";
import { temporaryDirectory } from "../../tools/temporaryDirectory";
import { edited, prod } from "../changes/edits";

const root = path.resolve(__dirname, "../..");
const prices = Prices.committed();

/** A resource in eu-west-1 that is a part of nothing. */
function resource(type: string, properties: Record<string, unknown> = {}): Resource {
  return { type, name: "it", id: "id-1", region: "eu-west-1", components: ["it"], properties };
}

function resources(...all: readonly Resource[]): Resources {
  return new Resources(all);
}

/** A month of some resources. */
function month(...all: readonly Resource[]): number {
  return estimate("test", resources(...all), prices).usd;
}

describe("the estimate of costs", function () {
  this.timeout(120_000);

  describe("has, by hand from the table's source,", () => {
    it("0.048 an hour for a NAT gateway: 35.04", () => {
      assert.equal(month(resource("aws:ec2/natGateway:NatGateway")), 35.04);
    });

    it("0.011 an hour for an interface endpoint in each of three zones: 24.09; nothing for a gateway endpoint", () => {
      const subnetIds = ["a", "b", "c"];
      const type = "aws:ec2/vpcEndpoint:VpcEndpoint";
      assert.equal(month(resource(type, { vpcEndpointType: "Interface", subnetIds })), 24.09);
      assert.equal(month(resource(type, { vpcEndpointType: "Gateway" })), 0);
    });

    it("0.05 an hour for a VPN connection, and as much again at a transit gateway: 36.50, 73.00", () => {
      const type = "aws:ec2/vpnConnection:VpnConnection";
      assert.equal(month(resource(type, { vpnGatewayId: "vgw-1" })), 36.5);
      assert.equal(month(resource(type, { transitGatewayId: "tgw-1" })), 73);
    });

    it("0.125 an hour for each address of a Resolver endpoint: 182.50 for two", () => {
      const ipAddresses = [{ subnetId: "a" }, { subnetId: "b" }];
      const type = "aws:route53/resolverEndpoint:ResolverEndpoint";
      assert.equal(month(resource(type, { ipAddresses })), 182.5);
    });

    it("0.20008 an hour for an m8g.xlarge and 0.088 for a GB of gp3: 451.38 for three with 50 GB each", () => {
      const template = resource("aws:ec2/launchTemplate:LaunchTemplate", {
        blockDeviceMappings: [{ ebs: { volumeSize: 50, volumeType: "gp3" } }],
      });
      const group = resource("aws:autoscaling/group:Group", {
        minSize: 3,
        mixedInstancesPolicy: {
          launchTemplate: {
            launchTemplateSpecification: { launchTemplateId: template.id },
            overrides: [{ instanceType: "m8g.xlarge" }, { instanceType: "m7g.xlarge" }],
          },
        },
      });
      assert.equal(month(template, group), 438.18 + 13.2);
    });

    it("0.069 an hour for a db.t4g.medium and 0.127 for a GB: 52.91 with 20 GB, twice that in two zones", () => {
      const database = { instanceClass: "db.t4g.medium", allocatedStorage: 20, storageType: "gp3" };
      const type = "aws:rds/instance:Instance";
      assert.equal(month(resource(type, database)), rounded(50.37 + 2.54));
      assert.equal(month(resource(type, { ...database, multiAz: true })), rounded(100.74 + 5.08));
    });

    it("0.10 for each metric of an alarm, three times that for an anomaly, 0.30 by the second", () => {
      const type = "aws:cloudwatch/metricAlarm:MetricAlarm";
      const query = (period: number) => ({ metric: { period } });
      const anomaly = { metricQueries: [query(60), { expression: "" }], thresholdMetricId: "band" };
      assert.equal(month(resource(type, { period: 60 })), 0.1);
      assert.equal(month(resource(type, { metricQueries: [query(60), query(300)] })), 0.2);
      assert.equal(rounded(month(resource(type, anomaly))), 0.3);
      assert.equal(month(resource(type, { period: 10 })), 0.3);
    });
  });

  it("gives a replica the storage of what it follows, by its id or its ARN", () => {
    const type = "aws:rds/instance:Instance";
    const source = resource(type, { arn: "arn:1", allocatedStorage: 70, storageType: "gp3" });
    for (const replicateSourceDb of ["id-1", "arn:1"]) {
      const replica = { ...resource(type, { replicateSourceDb }), id: "id-2" };
      const [, storage] = partsOf(replica, resources(source, replica));
      assert.deepEqual(storage, { of: "RDS storage", key: "gp3", quantity: 70 });
    }
  });

  it("leaves out what the table has no source of, and says so", () => {
    const huge = { ...resource("aws:rds/instance:Instance"), region: "eu-west-3" };
    const found = estimate("test", resources(huge), prices);
    assert.deepEqual([found.usd, found.lines.map(({ usd }) => usd)], [0, [undefined]]);
    assert.match(estimateText(found), /without 1 that no source gives a price of/);
    assert.match(estimateText(found), / {2}1 RDS instance of unknown kind in eu-west-3\n/);
    assert.match(estimateText(found), /\nLeft out:\n {2}data transfer, /);
  });

  it("takes a company's own prices before the table's, and rejects a file that is no table", () => {
    const file = path.join(temporaryDirectory(), "prices.json");
    const own = {
      currency: "USD",
      hoursInMonth: 730,
      sources: { contract: { what: "our contract", date: "2026-11-01" } },
      tables: [
        {
          of: "network",
          unit: "month",
          source: "contract",
          prices: { "NAT gateway": { "*": 20 } },
        },
      ],
    };
    fs.writeFileSync(file, JSON.stringify(own));
    const nat = resources(resource("aws:ec2/natGateway:NatGateway"));
    assert.equal(estimate("test", nat, prices.with(file)).usd, 20);
    fs.writeFileSync(file, JSON.stringify({ ...own, sources: {} }));
    assert.throws(() => prices.with(file), /no table of prices.*\n.*a source that is not among/);
    assert.throws(() => prices.with(`${file}.not`), /^Error: there is no /);
  });

  it("has for each Region of the committed stacks what every network there is made of", () => {
    const keys = ["NAT gateway", "interface endpoint in a zone", "VPN connection"];
    const all = [...keys, "Application Load Balancer", "Resolver endpoint address", "hosted zone"];
    for (const region of ["eu-west-1", "eu-central-1"]) {
      for (const key of all) {
        const price = prices.find("network", key, region);
        assert.ok(price && price.usd > 0 && price.source.what !== "", `${key} in ${region}`);
      }
    }
  });

  describe("of prod", () => {
    let now: Estimate;

    before(async () => {
      now = estimate("prod", await new Stacks(workingTree(root)).resourcesOf("prod"), prices);
    });

    it("adds up: lines to subsystems, and those to the whole", () => {
      const names = [...new Set(now.lines.map(({ subsystem }) => subsystem))];
      const sums = names.map((name) => total(now.lines.filter((each) => each.subsystem === name)));
      assert.equal(rounded(sums.reduce((sum, each) => sum + each, 0)), now.usd);
      assert.ok(now.usd > 2000, `${now.usd}`);
      for (const name of ["network", "connectivity", "orders", "capacity"]) {
        assert.ok(names.includes(name), name);
      }
    });

    it("counts the recovery Region's keys there", () => {
      const found = now.lines.find(({ component }) => component === "recovery-database");
      assert.deepEqual([found?.region, found?.usd], ["eu-central-1", 1]);
    });

    it("has the difference that a change makes: a replica less takes its storage and its alarms", async () => {
      const without = edited({ "databases[0].readReplicas": 0 });
      const then = resourcesOf(await Deployment.up(without));
      const changed = difference(estimate("prod", then, prices), now);
      assert.deepEqual(
        new Set(changed.changes.map(({ subsystem }) => subsystem)),
        new Set(["databases"]),
      );
      const of = (part: string) => changed.changes.find((each) => each.part === part);
      assert.deepEqual([of("RDS storage gp3")?.before, of("RDS storage gp3")?.after], [200, 300]);
      assert.equal(of("RDS storage gp3")?.usd, 12.7);
      assert.equal(of("RDS instance db.r8g.large")?.usd, undefined);
      const sum = changed.changes.reduce((all, { usd = 0 }) => all + usd, 0);
      assert.equal(rounded(sum), changed.usd);
      assert.equal(rounded(changed.after - changed.before), changed.usd);
    });

    it("has no difference to the same configuration", async () => {
      const same = estimate("prod", resourcesOf(await Deployment.up(prod)), prices);
      assert.deepEqual(difference(same, now).changes, []);
    });
  });

  it("costs more with each strategy of recovery, and says what an hour less does", async () => {
    const costs = await strategyCosts("dr", workingTree(root), prices);
    assert.deepEqual(
      costs.map(({ strategy }) => strategy),
      recoveryStrategies,
    );
    for (const [index, { usd, recoveryTimeHours: hours, usdForHourLess }] of costs.entries()) {
      const before = costs[index - 1];
      if (!before) continue;
      assert.ok(usd > before.usd);
      assert.equal(
        usdForHourLess,
        rounded((usd - before.usd) / (before.recoveryTimeHours - hours)),
      );
    }
  });

  it("takes the recovery times that stacks report", () => {
    for (const strategy of recoveryStrategies) {
      const settings = { strategy, region: "eu-central-1", role: "primary" } as const;
      const { recoveryTime = "" } = describeRecovery(settings, standardBackupPlans);
      const [, amount = "", unit] =
        /(\d+) (hours?|minutes)(?! for what only)[^;]*$/.exec(recoveryTime) ?? [];
      const hours = Number(amount) / (unit === "minutes" ? 60 : 1);
      assert.equal(hours, recoveryTimeHours[strategy], recoveryTime);
    }
  });

  it("compares with a revision of git, and says which it does not find", () => {
    const run = (...args: readonly string[]) =>
      spawnSync(process.execPath, ["tools/cost.js", ...args], { cwd: root, encoding: "utf8" });
    const same = run("dr", "--against", "HEAD", "--json");
    assert.equal(same.status, 0, same.stderr);
    assert.equal((JSON.parse(same.stdout) as { stack: string }).stack, "dr");
    const none = run("dr", "--against", "no-such-revision");
    assert.equal(none.status, 2);
    assert.match(
      none.stderr,
      /--against no-such-revision: there is no such file, and no Pulumi\.dr\.yaml/,
    );
    const unknown = run("--compare", "dev", "nowhere");
    assert.equal(unknown.status, 2);
    assert.match(unknown.stderr, /there is no Pulumi\.nowhere\.yaml \(there are: dev, /);
  });
});
