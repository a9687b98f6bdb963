import * as assert from "node:assert/strict";
import { everything } from "../../../tools/report/drawing/diagram";
import { drawingFile } from "../../../tools/report/drawing/svg";
import { reportOf, type Material } from "../../../tools/report/make";
import { page } from "../../../tools/report/page/page";
import { exemptions, policyResults } from "../../../tools/report/policies";
import { reach } from "../../../tools/report/reach";
import { masked, StackState } from "../../../tools/report/state";
import { assertSound, assertTidy } from "../../support/reportChecks";
import { HOSTILE, secret, SECRETS, smallResource, smallState } from "../../support/reportState";

const today = new Date("2026-11-26T22:00:00Z");
const material: Material = {
  deployment: smallState(),
  source: "a test",
  isStandIn: true,
  today,
};

describe("the report of a stack", function () {
  this.timeout(120_000);

  it("is a sound document with every resource once, and nothing secret or hostile in it", async () => {
    const report = await reportOf(material);
    const html = page(report);
    assertSound(html, report);
    for (const each of [...SECRETS, "preshared"]) assert.ok(!html.includes(each), each);
    assert.ok(html.includes("[secret]"));
    assert.ok(!html.includes(HOSTILE));
    assert.ok(html.includes("&lt;/script&gt;&lt;img src=x onerror=&quot;alert(1)&quot;&gt;"));
    assert.match(html, /stand-in for AWS/);
    assert.match(html, /24 hours/);
  });

  it("lists jobs with when and where they run, those that wait and those that somebody starts", async () => {
    const parent = (name: string) => smallResource("landbridge:ecs:Job", name);
    const [nightly, hand] = [parent("nightly"), parent("by-hand")];
    const tags = { "data-classification": "internal" };
    const timer = {
      scheduleExpression: "cron(0 2 * * ? *)",
      scheduleExpressionTimezone: "Europe/Berlin",
      state: "DISABLED",
    };
    const { resources = [], ...rest } = smallState([
      nightly,
      hand,
      smallResource("aws:scheduler/schedule:Schedule", "timer", timer, nightly.urn),
      smallResource("aws:ecs/taskDefinition:TaskDefinition", "task", { tags }, nightly.urn),
    ]);
    const places = { "by-hand": { placementExpression: "attribute:landbridge.site == berlin" } };
    const deployment = {
      ...rest,
      resources: resources.map((each) =>
        each.type === "pulumi:pulumi:Stack"
          ? { ...each, outputs: { ...each.outputs, jobs: places } }
          : each,
      ),
    };
    const report = await reportOf({ ...material, deployment });
    const nobody = { when: "", waits: false, site: "berlin", dataClass: "" };
    const when = "cron(0 2 * * ? *) Europe/Berlin";
    assert.deepEqual(report.jobs, [
      { name: "by-hand", ...nobody },
      { name: "nightly", when, waits: true, site: "", dataClass: "internal" },
    ]);
    const html = page(report);
    assertSound(html, report);
    assert.match(html, /when somebody starts it/);
    assert.match(html, /cron\(0 2 \* \* \? \*\) Europe\/Berlin<\/code>, waits/);
    assert.ok(!page(await reportOf(material)).includes('id="jobs"'));
  });

  it("draws both sides, the links between them and the copies, with nothing on anything else", async () => {
    const report = await reportOf(material);
    assertTidy(report);
    const titles = everything(report.diagram.frames).map(({ title }) => title);
    for (const title of [
      "Data centre",
      "Site berlin",
      "router-1",
      "Link primary",
      "VPN router-1",
    ]) {
      assert.ok(titles.includes(title), title);
    }
    const drawn = report.diagram.lines.map(({ from, to, kind }) => `${kind} ${from} ${to}`);
    for (const line of [
      "path draw-device-router-1 draw-privatevirtualinterface-vif",
      "path draw-gateway-dx draw-vpngateway-hub",
      "failover draw-vpnconnection-vpn draw-vpngateway-hub",
      "request draw-service-orders-cloud draw-instance-database",
      "copy draw-instance-database draw-instanceautomatedbackupsreplication-copy",
    ]) {
      assert.ok(drawn.includes(line), `${line} in\n${drawn.join("\n")}`);
    }
    const cloud = everything(report.diagram.frames).find(({ id }) => id.endsWith("orders-cloud"));
    assert.deepEqual(cloud && "zones" in cloud && cloud.zones, ["a", "b"]);
  });

  it("draws each job where its tasks run: at its site, or on its capacity class in AWS", async () => {
    const provider = smallResource("aws:ecs/capacityProvider:CapacityProvider", "spot", {
      name: "spot-1",
      autoScalingGroupProvider: { autoScalingGroupArn: "arn:group" },
    });
    const group = smallResource("aws:autoscaling/group:Group", "batch", { arn: "arn:group" });
    const parent = (name: string) => smallResource("landbridge:ecs:Job", name);
    const [nightly, hand] = [parent("nightly"), parent("by-hand")];
    const timer = { scheduleExpression: "rate(1 hour)", state: "DISABLED" };
    const { resources = [], ...rest } = smallState([
      provider,
      group,
      nightly,
      hand,
      smallResource("aws:scheduler/schedule:Schedule", "timer", timer, nightly.urn),
    ]);
    const jobs = {
      nightly: { capacityProvider: "spot-1", securityGroupIds: ["sg-tasks"] },
      "by-hand": { placementExpression: "attribute:landbridge.site == berlin" },
    };
    const deployment = {
      ...rest,
      resources: resources.map((each) =>
        each.type === "pulumi:pulumi:Stack"
          ? { ...each, outputs: { ...each.outputs, jobs } }
          : each,
      ),
    };
    const report = await reportOf({ ...material, deployment });
    assertTidy(report);
    assertSound(page(report), report);
    const all = everything(report.diagram.frames);
    const frameOf = (title: string) =>
      all.find((each) => "children" in each && each.children.some((box) => box.title === title));
    assert.equal(frameOf("nightly")?.id, "draw-group-batch");
    assert.equal(frameOf("by-hand")?.title, "Site berlin");
    const box = all.find(({ title }) => title === "nightly");
    assert.deepEqual(box && "details" in box && box.details, ["rate(1 hour), waits"]);
    const drawn = report.diagram.lines.map(({ from, to }) => `${from} ${to}`);
    assert.ok(drawn.includes("draw-job-nightly draw-instance-database"), drawn.join("\n"));
  });

  it("is the same whatever order the engine wrote the resources in", async () => {
    const { resources = [], ...rest } = smallState();
    const reversed = { ...rest, resources: [...resources].reverse() };
    const [one, other] = [
      await reportOf(material),
      await reportOf({ ...material, deployment: reversed }),
    ];
    assert.equal(page(one), page(other));
    const file = drawingFile(one.diagram, one.layout, "x");
    assert.equal(file, drawingFile(other.diagram, other.layout, "x"));
    assert.doesNotMatch(file, /href=/);
  });

  it("names the links that there are, and tells a replica of a bucket from another bucket there", async () => {
    const { resources = [], ...rest } = smallState();
    const there = { region: "eu-central-1" };
    const bucket = (name: string) =>
      smallResource("aws:s3/bucket:Bucket", name, { ...there, id: name, arn: `arn:${name}` });
    const replication = smallResource(
      "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
      "replication",
      { bucket: "hostile", rules: [{ destination: { bucket: "arn:files" } }] },
    );
    const withoutDx = resources.filter(({ type }) => !type.startsWith("aws:directconnect/"));
    const deployment = {
      ...rest,
      resources: [...withoutDx, bucket("files"), bucket("logs"), replication],
    };
    const { diagram } = await reportOf({ ...material, deployment });
    const all = everything(diagram.frames);
    const find = (title: string) => all.find((each) => each.title === title);
    const links = find("Links");
    assert.equal(links && "subtitle" in links && links.subtitle, "VPN");
    const details = ["files", "logs"].map((title) => {
      const box = find(title);
      return box && "details" in box && box.details[0];
    });
    assert.deepEqual(details, ["S3 replica", "S3"]);
    const kinds = new Set(
      diagram.lines.filter(({ to }) => to.includes("vpn")).map(({ kind }) => kind),
    );
    assert.deepEqual([...kinds], ["path"]);
  });

  it("is there for a stack that has a Region and nothing else", async () => {
    const { resources = [] } = smallState();
    const report = await reportOf({
      ...material,
      deployment: { resources: resources.slice(0, 1) },
    });
    assertTidy(report);
    assertSound(page(report), report);
  });
});

describe("who may reach what", () => {
  const cellsOf = (name: string, deployment = smallState()) => {
    const { sources } = reach(new StackState(deployment));
    const found = sources.find((each) => each.name === name)?.cells ?? new Map<string, never>();
    return Object.fromEntries([...found].map(([key, { ports }]) => [key, ports.join(", ")]));
  };

  it("needs both groups: what leaves the one and enters the other", () => {
    assert.deepEqual(cellsOf("Tasks"), { "sg-db": "5432", "10.100.8.0/24": "1521" });
    assert.deepEqual(cellsOf("Other"), {});
  });

  it("keeps protocols apart: what leaves by UDP enters by UDP, or by any protocol", () => {
    const udp = smallResource(
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
      "other-to-db",
      {
        securityGroupId: "sg-other",
        cidrIpv4: "10.30.0.0/16",
        ipProtocol: "udp",
        fromPort: 1,
        toPort: 65535,
      },
    );
    assert.deepEqual(cellsOf("Other", smallState([udp])), {});
    const all = { ...udp, outputs: { ...udp.outputs, ipProtocol: "-1" } };
    assert.deepEqual(cellsOf("Other", smallState([all])), { "sg-db": "5432" });
  });

  it("has networks that groups admit, with whatever larger networks may do as well", () => {
    assert.deepEqual(cellsOf("10.100.10.0/24"), { "sg-db": "5432" });
    const wider = smallResource(
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      "tasks-from-site",
      {
        securityGroupId: "sg-tasks",
        cidrIpv4: "10.100.0.0/16",
        ipProtocol: "tcp",
        fromPort: 8080,
        toPort: 8090,
      },
    );
    const state = smallState([wider]);
    assert.deepEqual(cellsOf("10.100.10.0/24", state), {
      "sg-db": "5432",
      "sg-tasks": "8080-8090",
    });
    assert.deepEqual(cellsOf("10.100.0.0/16", state), { "sg-tasks": "8080-8090" });
  });

  it("counts rules that a group has in itself", () => {
    const group = smallResource("aws:ec2/securityGroup:SecurityGroup", "inline", {
      id: "sg-inline",
      description: "Inline",
      ingress: [{ protocol: "udp", fromPort: 53, toPort: 53, cidrBlocks: ["10.30.0.0/16"] }],
      egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
    });
    const state = smallState([group]);
    assert.deepEqual(cellsOf("VPC 10.30.0.0/16", state), { "sg-inline": "53 udp" });
    assert.equal(cellsOf("Inline", state)["0.0.0.0/0"], "everything");
  });
});

describe("what a report says of policies", () => {
  const violation = {
    policyEvent: {
      policyName: "require-protect",
      policyPackName: "landbridge",
      enforcementLevel: "mandatory",
      resourceUrn: smallState().resources?.[2]?.urn,
      message: "not protected <here>",
    },
  };
  const summary = {
    policyAnalyzeSummaryEvent: { passed: ["require-tags"], failed: ["require-protect"] },
  };
  const eventLog = [violation, summary].map((each) => JSON.stringify(each)).join("\n");

  it("counts the policies of an event log, and shows each violation at its resource", async () => {
    const results = policyResults(eventLog);
    assert.equal(results.evaluated, 2);
    assert.deepEqual(
      results.violations.map(({ policy }) => policy),
      ["require-protect"],
    );
    const report = await reportOf({ ...material, eventLog });
    const html = page(report);
    assertSound(html, report);
    assert.match(html, /2 policies evaluated, 1 violation\./);
    assert.match(html, /not protected &lt;here&gt;/);
  });

  it("has the days that are left of each exemption", () => {
    const of = (expires: string) => ({ rule: "x", urn: "*", reason: "y", owner: "z", expires });
    const config = {
      "configure-policy-pack": {
        exemptions: ["2026-12-01", "2026-11-26", "2026-11-25"].map(of),
      },
    };
    const days = exemptions(config, today).map((each) => each.days);
    assert.deepEqual(days, [-1, 0, 5]);
  });

  it("says what it was made without", async () => {
    assert.match(page(await reportOf(material)), /No results: .* without a preview's event log/);
  });
});

describe("secrets in a state", () => {
  it("are masked wherever they are, and references to resources as well", () => {
    const reference = { "4dabf18193072939515e22adb298388d": "5cf8f73096256a8f31e491e813e4eb8e" };
    assert.deepEqual(masked({ a: [secret("x")], b: reference, c: 1 }), {
      a: ["[secret]"],
      b: "[resource]",
      c: 1,
    });
  });
});
