import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { awsContext } from "../../../components/awsContext";
import { Registry } from "../../../components/ecr/registry";
import { ClientGroups } from "../../../components/ecs/service/clientGroups";
import { clientWays } from "../../../components/ecs/service/clientWays";
import { NOBODY_CALLS, type JobDescription } from "../../../components/ecs/jobs/description";
import { Job } from "../../../components/ecs/jobs/job";
import { LogBucket } from "../../../components/s3/logBucket";
import { runWithMocks, statementsOf, type Recording } from "../../support/mocks";
import { aService } from "../../support/service";

type Section = Readonly<Record<string, unknown>>;

const arn = (service: string, path: string): string =>
  `arn:aws:${service}:eu-west-1:123456789012:${path}`;

const nightly = {
  expression: "cron(0 2 * * ? *)",
  timezone: "Europe/Berlin",
  retries: 10,
  retryForInMinutes: 60,
  enabled: true,
};

function aJob(changes: Partial<JobDescription> = {}): JobDescription {
  const rest = aService({ port: undefined, hostPort: undefined, healthCheck: undefined });
  const name = "report";
  return { ...rest, ...NOBODY_CALLS, name, placement: "cloud", schedule: nightly, ...changes };
}

/** One job, in a platform made of names. */
function deploy(changes: Partial<JobDescription> = {}): Promise<Recording<Job>> {
  return runWithMocks(() => {
    const vpcId = "vpc-1" as unknown as pulumi.Output<string>;
    const job = aJob(changes);
    const ways = clientWays(job);
    const databases = {
      orders: {
        hostname: pulumi.output("orders.dev.example.com"),
        securityGroupId: pulumi.output("sg-orders"),
        port: 5432,
        databaseName: "shop",
        connectArn: pulumi.output(arn("rds-db", "dbuser:db-ABC/*")),
        arn: pulumi.output(arn("rds", "db:orders")),
        secretArn: pulumi.output(arn("secretsmanager", "secret:orders-AbCdEf")),
      },
    };
    const clients = new ClientGroups("clients", { vpcId, ways: ways.byGroup, databases });
    const platform = {
      vpcId,
      privateSubnetIds: ["subnet-a", "subnet-b"],
      context: awsContext(clients),
      endpointSecurityGroupId: "sg-endpoints",
      clusterArn: arn("ecs", "cluster/main"),
      clusterName: "main",
      execStatements: [],
      capacityProviderNames: { general: "general-provider" },
      architectures: { general: "arm64" as const },
      defaultCapacityClass: "general",
      capacityAssociation: new LogBucket("association"),
      serviceConnectNamespaceArn: arn("servicediscovery", "namespace/ns-1"),
      sites: {
        dublin: { placementExpression: "attribute:landbridge.site == dublin", servers: [] },
      },
      alarmTopics: { critical: arn("sns", "alarms"), warning: arn("sns", "warnings") },
      logsKmsKeyArn: arn("kms", "key/1"),
      registry: new Registry("registry", {
        repositories: [],
        kmsKeyArn: arn("kms", "key/2"),
        namePrefix: "landbridge-dev",
      }),
      databases,
      clientWays: { [job.name]: ways },
      clientGroups: clients.groups,
      databaseKmsKeyArn: arn("kms", "key/3"),
      computeKmsKeyArn: arn("kms", "key/4"),
      fileSystems: {},
      accessPoints: {},
      mountTargets: {},
      retainLogs: true,
    };
    return new Job(job.name, { job, platform });
  });
}

interface Timer {
  readonly state: string;
  readonly scheduleExpression: string;
  readonly scheduleExpressionTimezone: string;
  readonly flexibleTimeWindow: unknown;
  readonly target: {
    readonly arn: string;
    readonly ecsParameters: Readonly<Record<string, unknown>>;
    readonly retryPolicy: unknown;
    readonly deadLetterConfig: { readonly arn: string };
  };
}

const timerOf = (made: Recording<Job>): Timer =>
  made.get("report-schedule-timer").inputs as unknown as Timer;

describe("A job in AWS", () => {
  let made: Recording<Job>;
  before(async () => {
    made = await deploy({ databases: [{ name: "orders", credentials: "iam" }] });
  });

  it("is started by its schedule, in its time zone, on its class and in its network", () => {
    const { target, ...timer } = timerOf(made);
    assert.equal(timer.scheduleExpression, "cron(0 2 * * ? *)");
    assert.equal(timer.scheduleExpressionTimezone, "Europe/Berlin");
    assert.equal(timer.state, "ENABLED");
    assert.deepEqual(timer.flexibleTimeWindow, { mode: "OFF" });
    assert.equal(target.arn, arn("ecs", "cluster/main"));
    assert.deepEqual(target.ecsParameters["capacityProviderStrategies"], [
      { capacityProvider: "general-provider", weight: 1 },
    ]);
    assert.equal(target.ecsParameters["launchType"], undefined);
    assert.deepEqual(target.ecsParameters["networkConfiguration"], {
      subnets: ["subnet-a", "subnet-b"],
      // Its own, and that of the database's clients.
      securityGroups: [made.get("report-sg").id, made.get("clients-database-orders").id],
      assignPublicIp: false,
    });
  });

  it("has a task definition as a service has, without a port", () => {
    const { inputs } = made.get("report-task");
    assert.equal(inputs["networkMode"], "awsvpc");
    const [container] = JSON.parse(String(inputs["containerDefinitions"])) as [Section];
    assert.equal(container["readonlyRootFilesystem"], true);
    assert.equal(container["portMappings"], undefined);
    const environment = container["environment"] as { name: string }[];
    assert.ok(environment.some(({ name }) => name === "ORDERS_DATABASE_HOST"));
  });

  it("is tried again as long as its schedule says, and then kept in an encrypted queue", () => {
    const { target } = timerOf(made);
    const queue = made.get("report-schedule-dead-letters");
    assert.deepEqual(target.retryPolicy, {
      maximumRetryAttempts: 10,
      maximumEventAgeInSeconds: 3600,
    });
    assert.equal(target.deadLetterConfig.arn, arn("sqs", queue.id));
    assert.equal(queue.inputs["kmsMasterKeyId"], arn("kms", "key/4"));
    assert.equal(queue.inputs["messageRetentionSeconds"], 1_209_600);
  });

  it("lets its schedule run that task in that cluster, and pass its two roles to ECS alone", () => {
    const roleArn = (name: string): string => {
      const role = made.ofType("aws:iam/role:Role").find((each) => each.name === name);
      return `arn:aws:iam::123456789012:role/${role?.id}`;
    };
    const statements = statementsOf(made.get("report-schedule-policy").inputs["policy"]);
    const of = (sid: string) => statements.find(({ Sid }) => Sid === sid);
    assert.equal(of("RunTask")?.Resource, arn("ecs", "task-definition/main-report-task:*"));
    assert.deepEqual(of("RunTask")?.Condition, {
      ArnEquals: { "ecs:cluster": arn("ecs", "cluster/main") },
    });
    assert.equal(of("TagTask")?.Resource, arn("ecs", "task/main/*"));
    assert.deepEqual(of("PassRoles")?.Resource, [
      roleArn("report-roles-execution"),
      roleArn("report-roles-task"),
    ]);
    assert.deepEqual(of("PassRoles")?.Condition, {
      StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" },
    });
    const group = made.get("report-schedule-group").id;
    const [trust] = statementsOf(made.get("report-schedule-role").inputs["assumeRolePolicy"]);
    assert.deepEqual(trust?.Condition, {
      StringEquals: { "aws:SourceAccount": "123456789012" },
      ArnLike: { "aws:SourceArn": arn("scheduler", `schedule-group/${group}`) },
    });
  });

  it("reports a start that fails, by the metrics of its own group", () => {
    for (const [name, metric, speaks] of [
      ["report-schedule-target-errors", "TargetErrorCount", []],
      ["report-schedule-dropped", "InvocationDroppedCount", [arn("sns", "alarms")]],
    ] as const) {
      const { inputs } = made.get(name);
      assert.equal(inputs["metricName"], metric);
      assert.deepEqual(inputs["dimensions"], {
        ScheduleGroup: made.get("report-schedule-group").id,
      });
      assert.deepEqual(inputs["alarmActions"], speaks);
    }
    // A start that is tried again is a warning, and none once the job is given up.
    const { inputs } = made.get("report-schedule-warning");
    assert.deepEqual(inputs["alarmActions"], [arn("sns", "warnings")]);
    const { alarm } = inputs["actionsSuppressor"] as { alarm: string };
    assert.match(alarm, new RegExp(made.get("report-schedule-dropped").id));
  });

  it("reports a task that fails, whichever revision it is of and whoever started it", () => {
    const pattern = JSON.parse(String(made.get("report-failures-rule").inputs["eventPattern"])) as {
      detail: Section;
    };
    const ofJob = [{ prefix: arn("ecs", "task-definition/main-report-task:") }];
    const stopped = {
      clusterArn: [arn("ecs", "cluster/main")],
      taskDefinitionArn: ofJob,
      lastStatus: ["STOPPED"],
    };
    assert.deepEqual(pattern.detail, {
      $or: [
        { ...stopped, containers: { name: ["report"], exitCode: [{ "anything-but": [0] }] } },
        { ...stopped, stopCode: [{ "anything-but": ["EssentialContainerExited"] }] },
        // No task, and no event of ECS's: only CloudTrail tells that it found no place.
        {
          eventName: ["RunTask"],
          requestParameters: { taskDefinition: ofJob },
          responseElements: { failures: { reason: [{ exists: true }] } },
        },
      ],
    });
    assert.equal(made.get("report-failures-target").inputs["arn"], arn("sns", "alarms"));
  });
});

describe("A job on a site's servers", () => {
  it("is started on them, without what external instances don't have", async () => {
    const made = await deploy({ placement: "on-prem", site: "dublin" });
    const { ecsParameters } = timerOf(made).target;
    assert.equal(ecsParameters["launchType"], "EXTERNAL");
    assert.deepEqual(ecsParameters["placementConstraints"], [
      { type: "memberOf", expression: "attribute:landbridge.site == dublin" },
    ]);
    assert.equal(ecsParameters["networkConfiguration"], undefined);
    assert.equal(ecsParameters["capacityProviderStrategies"], undefined);
    const { inputs } = made.get("report-task");
    assert.equal(inputs["networkMode"], "bridge");
    assert.deepEqual(inputs["requiresCompatibilities"], ["EXTERNAL"]);
    assert.equal(made.result.securityGroupId, undefined);
  });
});

describe("A job's schedule", () => {
  it("may begin later, and may wait", async () => {
    const schedule = { ...nightly, windowInMinutes: 15, enabled: false };
    const timer = timerOf(await deploy({ schedule }));
    assert.deepEqual(timer.flexibleTimeWindow, { mode: "FLEXIBLE", maximumWindowInMinutes: 15 });
    assert.equal(timer.state, "DISABLED");
  });

  it("may be absent: nothing starts it then, and a failure is reported all the same", async () => {
    const made = await deploy({ schedule: undefined });
    assert.deepEqual(made.ofType("aws:scheduler/schedule:Schedule"), []);
    assert.deepEqual(made.ofType("aws:sqs/queue:Queue"), []);
    assert.equal(made.ofType("aws:cloudwatch/eventRule:EventRule").length, 1);
  });
});
