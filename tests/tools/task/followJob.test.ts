import * as assert from "node:assert/strict";
import type { JobFacts } from "../../../components/ecs/jobs/jobFacts";
import { accountFacts } from "../../../sandbox/account/facts";
import { Refused, type Input, type Operation } from "../../../sandbox/account/operation";
import { standInSurroundings } from "../../../sandbox/account/surroundings";
import { standInTasks } from "../../../sandbox/account/tasks";
import { followJob } from "../../../tools/task/followJob";
import { jobOf } from "../../../tools/task/job";
import { Account } from "../../sandbox/account";

const region = "eu-central-1";
const clusterArn = `arn:aws:ecs:${region}:123456789012:cluster/main`;
const taskDefinitionArn = `arn:aws:ecs:${region}:123456789012:task-definition/report:7`;

const inAws: JobFacts = {
  name: "report",
  region,
  clusterArn,
  taskDefinitionArn,
  logGroupName: "report-logs",
  capacityProvider: "general",
  subnetIds: ["subnet-1", "subnet-2"],
  securityGroupIds: ["sg-1"],
};
const onSite: JobFacts = {
  name: "report",
  region,
  clusterArn,
  taskDefinitionArn,
  logGroupName: "report-logs",
  placementExpression: "attribute:landbridge.site == dublin",
};

/** What is said of a job, and what was asked of ECS, where AWS answers as it is told. */
async function follow(job: JobFacts, answers: Readonly<Record<string, object | Error>> = {}) {
  const asked: Input[] = [];
  const said: string[] = [];
  const ok: Readonly<Record<string, object | Error>> = {
    "ecs:RunTask": { tasks: [{ taskArn: `${clusterArn.replace(":cluster/", ":task/")}/0123` }] },
    "ecs:DescribeTasks": {
      tasks: [{ lastStatus: "STOPPED", containers: [{ name: "report", exitCode: 0 }] }],
    },
    "logs:GetLogEvents": { events: [{ message: "done" }], nextForwardToken: "f/1" },
    ...answers,
  };
  const operations = Object.entries(ok).map(([action, answer]) => {
    const operation: Operation = (input) => {
      if (action === "ecs:RunTask") asked.push(input);
      if (answer instanceof Error) throw answer;
      return input["nextToken"] === undefined ? answer : { events: [], nextForwardToken: "f/1" };
    };
    return [action, operation] as const;
  });
  const ended = await followJob(job, {
    surroundings: standInSurroundings(accountFacts(), Object.fromEntries(operations)),
    say: (line) => said.push(line),
    pause: () => Promise.resolve(),
  });
  return { ...ended, said, asked: asked[0] ?? {} };
}

describe("npm run task", () => {
  it("runs a task in AWS as the job's schedule does, with its tags", async () => {
    const { asked, exitCode, said, ...ended } = await follow(inAws);
    assert.equal(asked["cluster"], clusterArn);
    assert.equal(asked["taskDefinition"], taskDefinitionArn);
    assert.deepEqual(asked["capacityProviderStrategy"], [
      { capacityProvider: "general", weight: 1 },
    ]);
    assert.deepEqual(asked["networkConfiguration"], {
      awsvpcConfiguration: {
        subnets: ["subnet-1", "subnet-2"],
        securityGroups: ["sg-1"],
        assignPublicIp: "DISABLED",
      },
    });
    assert.equal(asked["propagateTags"], "TASK_DEFINITION");
    assert.equal(asked["launchType"], undefined);
    assert.equal(exitCode, 0);
    assert.deepEqual(ended.log, ["done"]);
    assert.equal(ended.logStreamName, "report/report/0123");
    assert.deepEqual(said.slice(1), [
      "log report-logs, report/report/0123",
      "STOPPED",
      "  done",
      "job report ended with exit code 0",
    ]);
  });

  it("runs one on a site's servers, without what external instances don't have", async () => {
    const { asked } = await follow(onSite);
    assert.equal(asked["launchType"], "EXTERNAL");
    assert.deepEqual(asked["placementConstraints"], [
      { type: "memberOf", expression: "attribute:landbridge.site == dublin" },
    ]);
    assert.equal(asked["networkConfiguration"], undefined);
    assert.equal(asked["capacityProviderStrategy"], undefined);
  });

  it("ends with the exit code of the job's own container, not of one beside it", async () => {
    const containers = [
      { name: "agent", exitCode: 137 },
      { name: "report", exitCode: 3 },
    ];
    const { exitCode } = await follow(onSite, {
      "ecs:DescribeTasks": { tasks: [{ lastStatus: "STOPPED", containers }] },
    });
    assert.equal(exitCode, 3);
  });

  it("fails with ECS's reasons where the container never started", async () => {
    const stopped = {
      lastStatus: "STOPPED",
      stopCode: "TaskFailedToStart",
      stoppedReason: "Task failed to start",
      containers: [{ name: "report", reason: "CannotPullContainerError: not found" }],
    };
    const { exitCode, reason, said } = await follow(inAws, {
      "ecs:DescribeTasks": { tasks: [stopped] },
    });
    assert.equal(exitCode, null);
    assert.equal(reason, "Task failed to start; CannotPullContainerError: not found");
    assert.equal(
      said.at(-1),
      "job report has no exit code: Task failed to start; CannotPullContainerError: not found",
    );
  });

  it("says why ECS starts nothing, and where to look", async () => {
    const failures = [{ arn: "arn:1", reason: "RESOURCE:MEMORY" }, { reason: "AGENT" }];
    await assert.rejects(
      follow(onSite, { "ecs:RunTask": { tasks: [], failures } }),
      /^Error: ECS did not start job report: RESOURCE:MEMORY; AGENT \(is there room on its site's servers, and is their agent connected\?\)$/,
    );
  });

  it("goes on without a log that can't be read or is not there yet", async () => {
    const denied = await follow(inAws, {
      "logs:GetLogEvents": new Refused("AccessDeniedException", "no logs:GetLogEvents"),
    });
    assert.equal(denied.exitCode, 0);
    assert.ok(denied.said.includes("its log can't be read here: no logs:GetLogEvents"));
    const absent = await follow(inAws, {
      "logs:GetLogEvents": new Refused("ResourceNotFoundException", "no such stream"),
    });
    assert.ok(!absent.said.some((line) => line.includes("can't be read")));
  });

  it("names the jobs that there are", () => {
    const outputs = { region, jobs: { report: { clusterArn } } };
    assert.equal(jobOf(outputs, "dev", "report").region, region);
    assert.throws(
      () => jobOf(outputs, "dev", "import"),
      /^UserError: stack dev has no job "import" \(report\)$|has no job "import" \(report\)/,
    );
    assert.throws(() => jobOf({}, "dev", "import"), /has no job "import" \(it has none\)/);
  });

  describe("in the stand-in", () => {
    async function standIn(exitCode: number, networkMode: string) {
      const account = new Account();
      const cluster = await account.create("aws:ecs/cluster:Cluster", "main", { name: "main" });
      const task = await account.create("aws:ecs/taskDefinition:TaskDefinition", "task", {
        family: "report",
        memory: "128",
        networkMode,
        requiresCompatibilities: [networkMode === "awsvpc" ? "EC2" : "EXTERNAL"],
        containerDefinitions: JSON.stringify([{ name: "report", image: "app:1.0.0" }]),
      });
      const said: string[] = [];
      const job = {
        ...onSite,
        clusterArn: String(cluster.attributes["arn"]),
        taskDefinitionArn: String(task.attributes["arn"]),
      };
      return {
        said,
        job,
        run: (facts: JobFacts) =>
          followJob(facts, {
            surroundings: standInTasks(account.directory, exitCode),
            say: (line) => said.push(line),
            pause: () => Promise.resolve(),
          }),
      };
    }

    it("goes through a task's statuses, and ends as it is told", async () => {
      const { run, job, said } = await standIn(4, "bridge");
      assert.equal((await run(job)).exitCode, 4);
      const statuses = said.filter((line) => /^[A-Z]+$/.test(line));
      assert.deepEqual(statuses, ["PENDING", "RUNNING", "STOPPED"]);
    });

    it("refuses what ECS refuses", async () => {
      const { run, job } = await standIn(0, "awsvpc");
      await assert.rejects(run(job), /does not support launch_type EXTERNAL/);
      const other = { ...job, clusterArn: `${job.clusterArn}-2` };
      await assert.rejects(run(other), /Cluster not found/);
    });
  });
});
