import * as assert from "node:assert/strict";
import { Account } from "../../preflight/account";
import { accountFacts } from "../../sandbox/account/facts";
import { runningOf } from "../../sandbox/account/running";
import { standInSurroundings } from "../../sandbox/account/surroundings";
import { execCommand, type ExecQuery } from "../../tools/running/exec";
import { logEvents, sinceOf } from "../../tools/running/logs";
import { serviceOf, stackServices } from "../../tools/running/stackServices";
import { statusOf } from "../../tools/running/status";
import { detailTables, statusTable } from "../../tools/running/table";
import { targetHealth } from "../../tools/running/targetHealth";

const cluster = "arn:aws:ecs:eu-west-1:123456789012:cluster/main";
const group = (name: string) =>
  `arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/${name}/1`;

const resource = (type: string, outputs: Readonly<Record<string, unknown>>) => ({
  urn: `urn:${type}`,
  type,
  outputs,
});

/** A stack with one service on both sides, two tasks on each, and three servers; and a worker. */
const deployment = {
  resources: [
    resource("pulumi:pulumi:Stack", {
      region: "eu-west-1",
      clusterName: "main",
      services: {
        worker: {
          logGroupName: "worker-logs-1",
          serviceNames: { cloud: "worker-cloud-service-1a2b3c4" },
          targetGroupArns: {},
        },
        orders: {
          logGroupName: "orders-logs-1",
          serviceNames: {
            cloud: "orders-cloud-service-1a2b3c4",
            onPrem: "orders-on-prem-service-1a2b3c4",
          },
          targetGroupArns: { cloud: group("orders-ec2"), onPrem: group("orders-ext") },
        },
      },
    }),
    ...["cloud", "on-prem"].flatMap((side) => [
      resource("aws:ecs/taskDefinition:TaskDefinition", {
        arn: `task-${side}`,
        containerDefinitions: JSON.stringify([
          {
            name: "orders",
            image: "registry/shop/orders:1.4.2",
            portMappings: [{ containerPort: 8080, hostPort: side === "cloud" ? 8080 : 18080 }],
          },
          { name: "otel", image: "registry/otel:1.0.0" },
        ]),
      }),
      resource("aws:ecs/service:Service", {
        name: `orders-${side}-service-1a2b3c4`,
        cluster,
        desiredCount: 2,
        taskDefinition: `task-${side}`,
        launchType: side === "cloud" ? "" : "EXTERNAL",
        enableExecuteCommand: side === "cloud",
        loadBalancers:
          side === "cloud" ? [{ targetGroupArn: group("orders-ec2"), containerPort: 8080 }] : [],
      }),
    ]),
    resource("aws:ecs/service:Service", {
      name: "worker-cloud-service-1a2b3c4",
      cluster,
      desiredCount: 0,
      taskDefinition: "task-cloud",
    }),
    ...["10.100.4.11", "10.100.4.12", "10.100.4.13"].map((targetId) =>
      resource("aws:lb/targetGroupAttachment:TargetGroupAttachment", {
        targetGroupArn: group("orders-ext"),
        targetId,
        port: 18080,
      }),
    ),
  ],
};

const found = stackServices(deployment, "dev");
const accountWith = (otherwise: object = {}) => {
  const facts = accountFacts({ running: runningOf(deployment.resources), ...otherwise });
  return new Account("eu-west-1", standInSurroundings(facts));
};

describe("npm run status", () => {
  it("has a line for each side of each service, with its tasks, targets, deployment and event", async () => {
    const sides = await statusOf(accountWith(), found, found.services);
    assert.deepEqual(
      sides.map(({ service, side, running, desired, targets }) => [
        `${service} ${side}`,
        `${running}/${desired}`,
        targets?.map(({ state }) => state).join(),
      ]),
      [
        ["orders cloud", "2/2", "healthy,healthy"],
        ["orders on-prem", "2/2", "healthy,healthy,unhealthy"],
        ["worker cloud", "0/0", undefined],
      ],
    );
    const [cloud, onPrem] = sides;
    assert.equal(cloud?.tasks[0]?.image, "registry/shop/orders:1.4.2");
    assert.match(cloud.tasks[0].digest ?? "", /^sha256:[0-9a-f]{64}$/);
    assert.deepEqual([cloud.tasks[0].exec, onPrem?.tasks[0]?.exec], [true, false]);
    assert.equal(onPrem?.targets?.[2]?.reason, "Request timed out");
    const lines = statusTable(sides, false).split("\n");
    assert.ok(lines.some((line) => /orders +│ on-prem +│ 2\/2 +│ 2\/3 +│ COMPLETED/.test(line)));
    assert.ok(lines.some((line) => line.includes("shop/orders:1.4.2 sha256:")));
    assert.ok(lines.some((line) => /worker .*│ 0\/0 +│ none +│.*│ no task/.test(line)));
  });

  it("shows each task, target and event of one service", async () => {
    const sides = await statusOf(accountWith(), found, [serviceOf(found, "orders")]);
    const text = detailTables(sides);
    for (const { id } of sides.flatMap(({ tasks }) => tasks)) assert.ok(text.includes(id));
    assert.match(text, /on-prem +│ 10\.100\.4\.13:18080 +│ unhealthy +│ Request timed out/);
    assert.match(text, /reached a steady state/);
  });

  it("colours what is missing, and not a server that has no task to serve", async () => {
    const [cloud, onPrem] = await statusOf(accountWith(), found, [serviceOf(found, "orders")]);
    assert.ok(cloud && onPrem);
    const coloured = statusTable(
      [
        { ...cloud, running: 1 },
        { ...onPrem, running: 0 },
      ],
      true,
    );
    assert.ok(coloured.includes("\u001b[33m1/2"));
    assert.ok(coloured.includes("\u001b[31m0/2"));
    assert.ok(coloured.includes("\u001b[32m2/3"));
  });

  it("says which services there are, and that a stack has none", () => {
    assert.throws(
      () => serviceOf(found, "stock"),
      /"stock" is not a service of the stack \(orders, worker\)/,
    );
    assert.throws(
      () => stackServices({ resources: [] }, "dev"),
      /stack dev has no services: update it first/,
    );
  });

  it("ends with AWS's own words where it may not ask", async () => {
    const account = accountWith({ denied: ["elasticloadbalancing:DescribeTargetHealth"] });
    await assert.rejects(targetHealth(account, group("orders-ec2")), {
      name: "AccessDeniedException",
      message: /is not authorized to perform: elasticloadbalancing:DescribeTargetHealth/,
    });
  });
});

describe("npm run logs", () => {
  it("has the events of both sides, of one container where it is asked for", async () => {
    const events = await logEvents(accountWith(), { logGroupName: "orders-logs-1" }, 0);
    assert.equal(events.length, 8);
    const asked = { logGroupName: "orders-logs-1", container: "otel" };
    const own = await logEvents(accountWith(), asked, 0);
    assert.deepEqual([...new Set(own.map(({ container }) => container))], ["otel"]);
    assert.match(own[0]?.task ?? "", /^[0-9a-f]{8}$/);
  });

  it("goes back by seconds, minutes, hours and days", () => {
    assert.deepEqual(["30s", "10m", "4h", "2d"].map(sinceOf), [30, 600, 14_400, 172_800]);
    assert.deepEqual(["10", "m", "1w", "-1m"].map(sinceOf), [
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe("npm run exec", () => {
  const task = (id: string, enableExecuteCommand = true, lastStatus = "RUNNING") => ({
    taskArn: `arn:aws:ecs:eu-west-1:123456789012:task/main/${id}`,
    lastStatus,
    enableExecuteCommand,
    containers: [{ name: "orders" }, { name: "otel" }],
  });
  const command = (changes: Partial<ExecQuery> = {}) =>
    execCommand({
      region: "eu-west-1",
      clusterName: "main",
      service: "orders",
      tasks: [
        { side: "cloud", task: task("starting", true, "PENDING") },
        { side: "cloud", task: task("aaaa1") },
        { side: "on-prem", task: task("bbbb1", false) },
      ],
      command: "/bin/sh -c ls",
      ...changes,
    });

  it("is the AWS CLI's command into the newest task that runs", () => {
    const line = command().slice(0, -1).join(" ");
    assert.equal(
      line,
      "aws ecs execute-command --region eu-west-1 --cluster main --task aaaa1 --container orders --interactive --command",
    );
    assert.equal(command().at(-1), "/bin/sh -c ls");
    assert.ok(command({ task: "aa", container: "otel" }).includes("otel"));
  });

  it("says what is in the way", () => {
    assert.throws(
      () => command({ side: "on-prem" }),
      /task bbbb1 lets nobody in: give service orders executeCommand: true/,
    );
    assert.throws(
      () => command({ task: "cc", side: "cloud" }),
      /no running task on side cloud whose ID begins with cc/,
    );
    assert.throws(
      () => command({ container: "db" }),
      /"db" is not a container of the task \(orders, otel\)/,
    );
  });
});
