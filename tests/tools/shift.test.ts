import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import * as fc from "fast-check";
import { parse } from "yaml";
import { Account } from "../../preflight/account";
import { standInRunning } from "../../sandbox/account/surroundings";
import { alarmsThatRing } from "../../tools/running/alarms";
import { describedIn } from "../../tools/shift/described";
import { deployedWeights, type GuardingAlarm } from "../../tools/shift/deployed";
import { typedInShell, upCommand } from "../../tools/shift/onAws";
import { mayBegin, shift, type ShiftPlan } from "../../tools/shift/shift";
import {
  sharingService,
  shiftSteps,
  withWeights,
  withWeightsInList,
} from "../../tools/shift/weights";
import { temporaryDirectory } from "../../tools/temporaryDirectory";

const root = path.resolve(__dirname, "../..");

const CLOUD = "orders-ec2-errors-1a2b3c4";
const SITE = "orders-ext-healthy-1a2b3c4";
const OWN = "checkout-failures";

const alarms: readonly GuardingAlarm[] = [
  { name: CLOUD, side: "cloud" },
  { name: SITE, side: "onPrem" },
  { name: OWN },
];

/** What a shift did, one after the other, where alarms are on as `ringing` has them, look by look. */
async function shifted(
  plan: Partial<ShiftPlan>,
  ringing: readonly (readonly string[])[] = [],
  fails: readonly number[] = [],
) {
  const log: string[] = [];
  let looks = 0;
  let updates = 0;
  const whole = { service: "orders", from: 20, steps: [30, 40], alarms, looks: 2, ...plan };
  const ended = await shift(whole, {
    write: (cloud) => log.push(`write ${cloud}`),
    update: (takingBack) => {
      log.push(takingBack ? "back" : "up");
      return Promise.resolve(!fails.includes(++updates));
    },
    ringing: (names) =>
      Promise.resolve((ringing[looks++] ?? []).filter((name) => names.includes(name))),
    pause: () => Promise.resolve(),
    say: () => undefined,
  }).catch((error: unknown) => error);
  const failure = ended instanceof Error ? ended.message : "";
  return { log: log.join(", "), ended, failure };
}

describe("npm run shift", () => {
  it("goes step by step to where it is told, and to nowhere from there", () => {
    assert.deepEqual(shiftSteps(20, 45, 10), [30, 40, 45]);
    assert.deepEqual(shiftSteps(20, 0, 15), [5, 0]);
    const share = fc.integer({ min: 0, max: 100 });
    fc.assert(
      fc.property(share, share, fc.integer({ min: 1, max: 100 }), (from, to, most) => {
        const all = [from, ...shiftSteps(from, to, most)];
        assert.equal(all.at(-1), to);
        for (const [i, each] of all.slice(1).entries()) {
          const moved = (each - (all[i] ?? 0)) * Math.sign(to - from);
          assert.ok(moved > 0 && moved <= most);
        }
      }),
    );
  });

  it("updates after each change of the file, and looks at the alarms before and after", async () => {
    const { log, ended } = await shifted({});
    assert.equal(log, "write 30, up, write 40, up");
    assert.deepEqual(ended, { cloud: 40, done: [30, 40] });
  });

  it("takes the step back, and only that, when an alarm goes off after it", async () => {
    const { log, ended } = await shifted({}, [[], [], [], [], [], [CLOUD]]);
    assert.equal(log, "write 30, up, write 40, up, write 30, back");
    assert.deepEqual(ended, { cloud: 30, done: [30], takenBack: { cloud: 40, alarms: [CLOUD] } });
  });

  it("begins no step while an alarm of the side that gets more is on, or one of yours", async () => {
    for (const [name, steps] of [
      [CLOUD, [30]],
      [SITE, [10]],
      [OWN, [30]],
      [OWN, [10]],
    ] as const) {
      const { log, failure } = await shifted({ steps }, [[name]]);
      assert.equal(log, "");
      assert.match(failure, new RegExp(`while ${name} is on`));
    }
    const plan = { service: "orders", from: 20, steps: [30], alarms };
    await assert.rejects(
      mayBegin(plan, () => Promise.resolve([CLOUD, OWN])),
      /gets no more requests in AWS while orders-ec2-errors-1a2b3c4, checkout-failures are on/,
    );
    await mayBegin({ ...plan, steps: [] }, () => Promise.resolve([CLOUD]));
  });

  it("leaves a side whose alarm is on", async () => {
    const { ended } = await shifted({ steps: [100] }, [[SITE], [SITE], [SITE]]);
    assert.deepEqual(ended, { cloud: 100, done: [100] });
  });

  it("puts the configuration back where an update fails, and says when it could not go back", async () => {
    const failed = await shifted({}, [], [1]);
    assert.equal(failed.log, "write 30, up, write 20");
    assert.match(failed.failure, /the configuration says 20 % in AWS, 80 % on premises again/);
    const stuck = await shifted({}, [[], [CLOUD]], [2]);
    assert.equal(stuck.log, "write 30, up, write 20, back");
    assert.match(stuck.failure, /run pulumi up at once/);
  });

  it("changes the weights of one service in the stack's file, and not another byte", () => {
    const before = fs.readFileSync(path.join(root, "Pulumi.prod.yaml"), "utf8");
    const after = withWeights(before, "orders-api", 30);
    const changed = after.split("\n").filter((line, i) => line !== before.split("\n")[i]);
    assert.deepEqual(changed, ["      traffic: { cloud: 30, onPrem: 70 }"]);
    assert.equal(withWeights(after, "orders-api", 20), before);
  });

  it("changes them in the file of a team that has the service, and finds that file", () => {
    const list = [
      "# The orders team's.",
      "- name: orders # on both sides",
      "  placement: both",
      "",
      "  traffic: { cloud: 20, onPrem: 80 } # by steps",
      "- name: stock",
      "  traffic: { cloud: 5, onPrem: 95 }",
      "",
    ].join("\n");
    const changed = list.replace("cloud: 20, onPrem: 80", "cloud: 0, onPrem: 100");
    assert.equal(withWeightsInList(list, "orders", 0), changed);

    const project = temporaryDirectory();
    const file = path.join(project, "orders.yaml");
    const own = "config:\n  landbridge:serviceFiles: [orders.yaml]\n  landbridge:services: []\n";
    fs.writeFileSync(path.join(project, "Pulumi.dev.yaml"), own);
    fs.writeFileSync(file, list);
    const described = describedIn(project, "dev", "orders");
    assert.equal(described.file, "orders.yaml");
    assert.equal(sharingService(described.said, "dev", "orders").cloud, 20);
    described.write(0);
    assert.equal(fs.readFileSync(file, "utf8"), changed);
    assert.equal(describedIn(project, "dev", "nobody").file, "Pulumi.dev.yaml");
  });

  it("says which services have weights, and why another one has none", () => {
    const file = fs.readFileSync(path.join(root, "Pulumi.prod.yaml"), "utf8");
    const { config } = parse(file, { version: "1.1" }) as { config: Record<string, unknown> };
    assert.equal(sharingService(config, "prod", "orders-api").cloud, 20);
    assert.throws(
      () => sharingService(config, "prod", "stock"),
      /"stock" is not one of landbridge:services in Pulumi.prod.yaml \(.*orders-api.* weights\)/,
    );
    assert.throws(
      () => sharingService(config, "prod", "customers"),
      /customers has no weights to shift, as its placement is on-prem/,
    );
    const bursts = { "landbridge:services": [{ name: "a", placement: "both", burst: true }] };
    assert.throws(() => sharingService(bursts, "prod", "a"), /as it bursts/);
  });

  it("asks before a step, and updates the listener rule alone", () => {
    const urn = "urn:pulumi:prod::landbridge::rule";
    const line = upCommand({ stack: "prod", urn }, false).join(" ");
    assert.equal(
      line,
      `up --stack prod --target ${urn} --policy-pack policy --policy-pack-config policy/prod.json`,
    );
    assert.equal(upCommand({ stack: "prod", urn }, true).at(-1), "--yes");
    assert.equal(
      typedInShell(["up", "--target", "urn:pulumi:prod::landbridge::a$aws:lb/x:X::rule"]),
      "pulumi up --target 'urn:pulumi:prod::landbridge::a$aws:lb/x:X::rule'",
    );
  });
});

const group = (name: string) =>
  `arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/${name}/1`;

const alarm = (name: string, of: object) => ({
  urn: `urn:${name}`,
  type: "aws:cloudwatch/metricAlarm:MetricAlarm",
  outputs: { name, dimensions: of },
});

const rule = (key: string, type: string) => ({
  urn: `urn:${type}`,
  type,
  outputs: {
    [key]: [
      {
        type: "forward",
        forward: {
          targetGroups: [
            { arn: group("orders-ec2"), weight: 20 },
            { arn: group("orders-ext"), weight: 80 },
          ],
        },
      },
    ],
  },
});

describe("the weights of a service in its stack's state", () => {
  const watching = [
    alarm(CLOUD, { LoadBalancer: "app/x/1", TargetGroup: "targetgroup/orders-ec2/1" }),
    alarm(SITE, { LoadBalancer: "app/x/1", TargetGroup: "targetgroup/orders-ext/1" }),
    alarm("stock-ec2-errors", { LoadBalancer: "app/x/1", TargetGroup: "targetgroup/stock-ec2/1" }),
    alarm("orders-scale-out", { ServiceName: "orders" }),
  ];
  const targetGroupArns = { cloud: group("orders-ec2"), onPrem: group("orders-ext") };
  const orders = { name: "orders", logGroupName: "", serviceNames: {}, targetGroupArns };

  it("are of its listener rule, or of the listener that it has for itself", () => {
    for (const [key, type] of [
      ["actions", "aws:lb/listenerRule:ListenerRule"],
      ["defaultActions", "aws:lb/listener:Listener"],
    ] as const) {
      const found = deployedWeights({ resources: [...watching, rule(key, type)] }, orders);
      assert.deepEqual(found, {
        urn: `urn:${type}`,
        cloud: 20,
        alarms: [
          { name: CLOUD, side: "cloud" },
          { name: SITE, side: "onPrem" },
        ],
      });
    }
  });

  it("are its configuration's where a login's secret hides them", () => {
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
    const type = "aws:lb/listenerRule:ListenerRule";
    const urn = `urn:pulumi:prod::landbridge::${type}::orders-rule`;
    const hidden = { urn, type, outputs: { actions: secret } };
    const found = deployedWeights({ resources: [...watching, hidden] }, orders);
    assert.deepEqual([found.urn, found.cloud, found.alarms.length], [urn, undefined, 2]);
  });

  it("are missing while it is on one side", () => {
    assert.throws(
      () => deployedWeights({ resources: watching }, orders),
      /service orders is not on both sides yet: update the stack first/,
    );
  });

  it("are watched by the alarms that CloudWatch says are on", async () => {
    const { surroundings } = standInRunning(watching, ["orders-ext", "stock"]);
    const account = new Account("eu-west-1", surroundings);
    assert.deepEqual(await alarmsThatRing(account, [CLOUD, SITE]), [SITE]);
    assert.deepEqual(await alarmsThatRing(account, [CLOUD]), []);
  });
});
