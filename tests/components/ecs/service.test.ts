import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { awsContext } from "../../../components/awsContext";
import { Registry } from "../../../components/ecr/registry";
import { ClientGroups } from "../../../components/ecs/service/clientGroups";
import { clientWays } from "../../../components/ecs/service/clientWays";
import { plannedMinutes } from "../../../components/ecs/service/deployment";
import type { ScalingSchedule } from "../../../components/ecs/service/autoscalingDescription";
import type { ServiceDescription } from "../../../components/ecs/service/description";
import { Service } from "../../../components/ecs/service/service";
import {
  InternalLoadBalancer,
  type InternalLoadBalancerArgs,
} from "../../../components/elb/internalLoadBalancer";
import type { DatabaseAccess } from "../../../components/rds/databasesArgs";
import type { MountTarget } from "../../../components/storagegateway/fileStorageArgs";
import { LogBucket } from "../../../components/s3/logBucket";
import { runWithMocks, statementsOf, type Recording } from "../../support/mocks";
import { aService } from "../../support/service";

const arn = (service: string, path: string): string =>
  `arn:aws:${service}:eu-west-1:123456789012:${path}`;
const certificateArn = arn("acm", "certificate/0f3f8c1a");

function ordersDatabase(): DatabaseAccess {
  return {
    hostname: pulumi.output("orders.dev.example.com"),
    securityGroupId: pulumi.output("sg-orders-proxy"),
    port: 5432,
    databaseName: "shop",
    connectArn: pulumi.output(arn("rds-db", "dbuser:db-ABC/*")),
    arn: pulumi.output(arn("rds", "db:orders")),
    secretArn: pulumi.output(arn("secretsmanager", "secret:orders-AbCdEf")),
  };
}

function reportsShare(): MountTarget {
  const [address, path] = [pulumi.output("10.100.20.10"), pulumi.output("/reports")];
  return { gateway: "dc1", protocol: "nfs", readOnly: false, address, path };
}

/** One service, behind a load balancer, in a platform made of names. */
function deploy(changes: Partial<ServiceDescription> = {}): Promise<Recording<Service>> {
  return runWithMocks(() => {
    const logBucket = new LogBucket("logs");
    const vpc = {
      vpcId: "vpc-1" as unknown as pulumi.Output<string>,
      privateSubnetIds: ["subnet-a", "subnet-b"] as unknown as pulumi.Output<string>[],
    };
    const loadBalancer = new InternalLoadBalancer("lb", {
      vpc,
      cidrs: ["10.20.0.0/16", "10.100.0.0/16"],
      certificateArn,
      logBucket,
    });
    const service = aService(changes);
    const ways = clientWays(service);
    const databases = { orders: ordersDatabase() };
    const clients = new ClientGroups("clients", { ...vpc, ways: ways.byGroup, databases });
    const platform = {
      ...vpc,
      context: awsContext(loadBalancer),
      endpointSecurityGroupId: "sg-endpoints",
      clusterArn: arn("ecs", "cluster/main"),
      clusterName: "main",
      execStatements: [],
      capacityProviderNames: { general: "general-provider", batch: "batch-provider" },
      architectures: { general: "arm64" as const, batch: "x86_64" as const },
      defaultCapacityClass: "general",
      capacityAssociation: loadBalancer,
      serviceConnectNamespaceArn: arn("servicediscovery", "namespace/ns-1"),
      sites: {
        dublin: {
          placementExpression: "attribute:landbridge.site == dublin",
          servers: [
            { name: "app-1", address: "10.100.4.11" },
            { name: "app-2", address: "10.100.4.12" },
          ],
        },
      },
      loadBalancer,
      alarmTopics: { critical: arn("sns", "alarms"), warning: arn("sns", "warnings") },
      logsKmsKeyArn: arn("kms", "key/1"),
      registry: new Registry("registry", {
        namePrefix: "landbridge-dev",
        repositories: ["orders"],
        kmsKeyArn: arn("kms", "key/2"),
        dockerHub: { credentialsSecretArn: arn("secretsmanager", "secret:ecr-pullthroughcache/x") },
      }),
      databases,
      clientWays: { [service.name]: ways },
      clientGroups: clients.groups,
      databaseKmsKeyArn: arn("kms", "key/3"),
      computeKmsKeyArn: arn("kms", "key/4"),
      fileSystems: {},
      accessPoints: {},
      mountTargets: { reports: reportsShare() },
      retainLogs: true,
    };
    return new Service(service.name, { service, platform, zoneName: "dev.example.com" });
  });
}

describe("A service in AWS", () => {
  let made: Recording<Service>;
  before(async () => {
    made = await deploy();
  });

  it("runs in the private subnets, spread over zones, without public addresses", () => {
    const { inputs } = made.get("orders-cloud-service");
    assert.deepEqual(inputs.networkConfiguration, {
      subnets: ["subnet-a", "subnet-b"],
      securityGroups: [made.get("orders-cloud-sg").id],
      assignPublicIp: false,
    });
    assert.deepEqual((inputs.orderedPlacementStrategies as unknown[])[0], {
      type: "spread",
      field: "attribute:ecs.availability-zone",
    });
    assert.equal(inputs.availabilityZoneRebalancing, "ENABLED");
  });

  it("has no task where no message waits, and its first one when some do", async () => {
    const queues = [{ name: "requests", messagesPerTask: 50, steps: [] }];
    const autoscaling = { maxReplicas: 4, toZero: true, queues, steps: [], schedules: [] };
    const worker = await deploy({ hosts: [], autoscaling });
    assert.equal(worker.get("orders-cloud-scaling-target").inputs.minCapacity, 0);
    const tracked = JSON.stringify(worker.get("orders-cloud-scaling-queue-requests").inputs);
    assert.match(tracked, /ApproximateNumberOfMessagesNotVisible/);
    assert.match(tracked, /FILL\(load, 0\) \+ FILL\(hidden, 0\)/);
    const first = worker
      .ofType("aws:appautoscaling/policy:Policy")
      .find(({ name }) => name === "orders-cloud-scaling-queue-requests-first");
    assert.deepEqual(first?.inputs.stepScalingPolicyConfiguration, {
      adjustmentType: "ExactCapacity",
      metricAggregationType: "Maximum",
      cooldown: 60,
      stepAdjustments: [{ metricIntervalLowerBound: "0", scalingAdjustment: 1 }],
    });
    const alarm = worker
      .ofType("aws:cloudwatch/metricAlarm:MetricAlarm")
      .find(({ name }) => name === "orders-cloud-scaling-queue-requests-first");
    assert.match(JSON.stringify(alarm?.inputs.metricQueries), /FILL\(tasks, 0\) < 1 AND/);
    const kept = await deploy({ hosts: [], autoscaling: { ...autoscaling, toZero: false } });
    assert.equal(kept.get("orders-cloud-scaling-target").inputs.minCapacity, 2);
    assert.ok(!kept.resources.some(({ name }) => name.endsWith("-first")));
  });

  it("has tasks ahead of its load by a forecast of requests, once it may", async () => {
    const predictive = { metric: "requests", mode: "scale", bufferInSeconds: 600 } as const;
    const autoscaling = {
      maxReplicas: 4,
      requestsPerTarget: 1200,
      predictive,
      steps: [],
      schedules: [],
    };
    const { inputs } = (await deploy({ autoscaling })).get("orders-cloud-scaling-forecast");
    assert.equal(inputs.policyType, "PredictiveScaling");
    const { mode, schedulingBufferTime, metricSpecifications } =
      inputs.predictiveScalingPolicyConfiguration as Record<string, unknown>;
    assert.deepEqual([mode, schedulingBufferTime], ["ForecastAndScale", 600]);
    const [specification] = metricSpecifications as Record<string, unknown>[];
    assert.equal(specification?.["targetValue"], "1200");
    assert.match(JSON.stringify(specification), /"predefinedMetricType":"ALBRequestCount"/);
    assert.match(JSON.stringify(specification), /"resourceLabel":"/);
  });

  it("has one task on every instance of its class as a daemon, and no number of its own", async () => {
    const { inputs } = (await deploy({ daemon: true, hosts: [] })).get("orders-cloud-service");
    assert.equal(inputs.schedulingStrategy, "DAEMON");
    assert.equal(inputs.launchType, "EC2");
    assert.deepEqual(inputs.placementConstraints, [
      { type: "memberOf", expression: "attribute:landbridge.capacity-class == general" },
    ]);
    for (const key of [
      "desiredCount",
      "capacityProviderStrategies",
      "orderedPlacementStrategies",
    ] as const) {
      assert.equal(inputs[key], undefined, key);
    }
    assert.deepEqual(
      [inputs.deploymentMinimumHealthyPercent, inputs.deploymentMaximumPercent],
      [0, 100],
    );
  });

  it("has one task on every server of its site as a daemon on premises", async () => {
    const made = await deploy({ daemon: true, hosts: [], placement: "on-prem" });
    const { inputs } = made.get("orders-on-prem-service");
    assert.equal(inputs.schedulingStrategy, "DAEMON");
    assert.equal(inputs.launchType, "EXTERNAL");
    assert.equal(inputs.desiredCount, undefined);
    assert.deepEqual(inputs.placementConstraints, [
      { type: "memberOf", expression: "attribute:landbridge.site == dublin" },
    ]);
  });

  it("fills the instances of a zone, so that empty ones go, unless it is to be spread", async () => {
    const second = (recording: Recording<Service>) =>
      (recording.get("orders-cloud-service").inputs.orderedPlacementStrategies as unknown[])[1];
    assert.deepEqual(second(made), { type: "binpack", field: "memory" });
    const spread = await deploy({ placementStrategy: "spread" });
    assert.deepEqual(second(spread), { type: "spread", field: "instanceId" });
  });

  it("follows a queue by its waiting messages for each task, and a metric as it is", async () => {
    const metric = {
      name: "jobs",
      namespace: "Shop",
      metricName: "WaitingJobs",
      dimensions: { Shop: "eu" },
      statistic: "Average" as const,
      target: 7,
      perTask: false,
      steps: [{ above: 100, add: 2 }],
    };
    const autoscaling = {
      maxReplicas: 10,
      steps: [],
      schedules: [],
      queues: [{ name: "requests", messagesPerTask: 50, steps: [] }],
      metrics: [metric],
    };
    const own = await deploy({ autoscaling });
    const tracking = (name: string) =>
      own.get(name).inputs.targetTrackingScalingPolicyConfiguration as {
        targetValue: number;
        customizedMetricSpecification: Record<string, unknown>;
      };
    const queue = tracking("orders-cloud-scaling-queue-requests");
    assert.equal(queue.targetValue, 50);
    const all = JSON.stringify(queue.customizedMetricSpecification);
    assert.match(all, /"name":"QueueName","value":"requests".*"namespace":"AWS\/SQS"/);
    assert.match(all, /"name":"ServiceName".*"metricName":"RunningTaskCount"/);
    assert.match(all, /"expression":"FILL\(load, 0\) \/ IF\(tasks < 1, 1, tasks\)"/);
    assert.deepEqual(tracking("orders-cloud-scaling-metric-jobs").customizedMetricSpecification, {
      namespace: "Shop",
      metricName: "WaitingJobs",
      statistic: "Average",
      dimensions: [{ name: "Shop", value: "eu" }],
    });
    const alarm = own.resources.find(
      ({ name, type }) => name.endsWith("-jobs-steps") && type.endsWith(":MetricAlarm"),
    );
    assert.equal(alarm?.inputs.threshold, 100);
    assert.deepEqual(alarm.inputs.dimensions, { Shop: "eu" });
  });

  it("is rolled back by the circuit breaker and by errors of its targets", () => {
    const { inputs } = made.get("orders-cloud-service");
    assert.deepEqual(inputs.deploymentCircuitBreaker, { enable: true, rollback: true });
    const alarmNames = [made.get("orders-ec2-errors").id];
    assert.deepEqual(inputs.alarms, { alarmNames, enable: true, rollback: true });
  });

  it("waits for the listener rule that leads to its target group", () => {
    const { dependencies } = made.get("orders-cloud-service");
    assert.ok(dependencies.includes(made.get("orders-rule").urn));
  });

  it("admits the load balancer at its port, and reaches endpoints of AWS and nothing else", () => {
    const into = made.ofType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
    const own = into.filter(({ name }) => name.startsWith("orders-"));
    assert.deepEqual(
      own.map(({ inputs }) => [inputs.referencedSecurityGroupId, inputs.fromPort, inputs.toPort]),
      [[made.get("lb-sg").id, 8080, 8080]],
    );
    const out = made.ofType("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule");
    assert.deepEqual(
      out.filter(({ name }) => name.startsWith("orders-")).map(({ name }) => name),
      ["orders-cloud-to-endpoints"],
    );
  });

  it("runs on the default capacity class, or on the one that it names", async () => {
    const strategy = (recording: Recording<Service>): unknown =>
      recording.get("orders-cloud-service").inputs.capacityProviderStrategies;
    assert.deepEqual(strategy(made), [{ capacityProvider: "general-provider", weight: 1 }]);
    const other = await deploy({ capacityClass: "batch" });
    assert.deepEqual(strategy(other), [{ capacityProvider: "batch-provider", weight: 1 }]);
    await assert.rejects(
      deploy({ capacityClass: "gpu" }),
      /orders: there is no capacity class gpu/,
    );
  });

  it("is placed on the processors of its class only, of which the image has to be", async () => {
    const { inputs } = made.get("orders-cloud-task");
    assert.deepEqual(inputs.runtimePlatform, {
      operatingSystemFamily: "LINUX",
      cpuArchitecture: "ARM64",
    });
    const batch = await deploy({ capacityClass: "batch" });
    const { runtimePlatform } = batch.get("orders-cloud-task").inputs;
    assert.equal((runtimePlatform as { cpuArchitecture: string }).cpuArchitecture, "X86_64");
  });

  it("has room in its tasks for the proxy of Service Connect, where it has one", async () => {
    const sizes = async (changes: Partial<ServiceDescription>) => {
      const { inputs } = (await deploy(changes)).get("orders-cloud-task");
      return [inputs.cpu, inputs.memory];
    };
    assert.deepEqual(await sizes({}), ["512", "576"]);
    assert.deepEqual(await sizes({ serviceConnect: false }), ["256", "512"]);
  });

  it("waits without tasks, and without what would start some, until it has a number", async () => {
    const schedules = [
      { name: "day", schedule: "rate(1 day)", timezone: "UTC", minReplicas: 2, maxReplicas: 4 },
    ];
    const autoscaling = { maxReplicas: 4, cpuUtilization: 60, steps: [], schedules };
    const waiting = await deploy({ replicas: { cloud: 0, onPrem: 0 }, autoscaling });
    assert.equal(waiting.get("orders-cloud-service").inputs.desiredCount, 0);
    const scaling = waiting.resources.filter(({ type }) => type.startsWith("aws:appautoscaling/"));
    assert.deepEqual(scaling, []);
  });

  it("leaves its limits to scheduled actions, which write them, where it has any", async () => {
    const ignored = async (schedules: readonly ScalingSchedule[]) => {
      const autoscaling = { maxReplicas: 4, steps: [], schedules };
      return (await deploy({ autoscaling })).get("orders-cloud-scaling-target").ignoreChanges;
    };
    const morning = { name: "morning", schedule: "cron(0 7 * * ? *)", timezone: "UTC" };
    assert.deepEqual(await ignored([]), []);
    assert.deepEqual(await ignored([{ ...morning, minReplicas: 3, maxReplicas: 4 }]), [
      "minCapacity",
      "maxCapacity",
    ]);
  });

  it("has no parts on premises, and reaches what it names", async () => {
    assert.equal(made.ofType("landbridge:ecs:OnPremisesService").length, 0);
    const reaches = [{ cidr: "10.100.8.0/24", port: 1521 }];
    const { inputs } = (await deploy({ reaches })).get("orders-cloud-to-10-100-8-0-24-1521");
    assert.deepEqual([inputs.cidrIpv4, inputs.fromPort], ["10.100.8.0/24", 1521]);
  });

  it("reaches its databases as one of their clients, and mounts its shares", async () => {
    const databases = [{ name: "orders", credentials: "iam" as const }];
    const volumes = [{ share: "reports", path: "/reports", readOnly: true }];
    const recording = await deploy({ databases, volumes });
    const clients = recording.get("clients-database-orders").id;
    const service = recording.get("orders-cloud-service");
    const { securityGroups } = service.inputs.networkConfiguration as Record<string, unknown>;
    assert.deepEqual(securityGroups, [recording.get("orders-cloud-sg").id, clients]);
    const [out, into] = ["egress", "ingress"].map((way) => {
      const rule = recording.get(`clients-database-orders-${way}`);
      assert.ok(service.dependencies.includes(rule.urn), "its tasks start when they are let in");
      return rule.inputs;
    });
    assert.deepEqual(
      [out?.securityGroupId, out?.referencedSecurityGroupId, out?.fromPort],
      [clients, "sg-orders-proxy", 5432],
    );
    assert.deepEqual(
      [into?.securityGroupId, into?.referencedSecurityGroupId],
      ["sg-orders-proxy", clients],
    );
    const { inputs } = recording.get("orders-cloud-task");
    assert.match(String(inputs.containerDefinitions), /"ORDERS_DATABASE_HOST"/);
    assert.match(String(inputs.containerDefinitions), /"containerPath":"\/reports"/);
    assert.match(JSON.stringify(inputs.volumes), /addr=10\.100\.20\.10,ro/);
  });

  it("writes to an encrypted log group that is kept", () => {
    const { inputs, retainOnDelete } = made.get("orders-logs");
    assert.deepEqual([inputs.kmsKeyId, inputs.retentionInDays], [arn("kms", "key/1"), 365]);
    assert.equal(retainOnDelete, true);
  });
});

describe("A service on a share of its site's servers", () => {
  it("keeps its tasks on them, and has no other targets", async () => {
    const made = await deploy({ placement: "on-prem", siteShare: 50 });
    const { placementConstraints } = made.get("orders-on-prem-service").inputs;
    const [atSite, onSome, alone] = placementConstraints as Record<string, string>[];
    assert.equal(atSite?.["expression"], "attribute:landbridge.site == dublin");
    assert.match(
      onSome?.["expression"] ?? "",
      /^attribute:landbridge\.slot in \[s\d+(, s\d+){49}\]$/,
    );
    assert.deepEqual(alone, { type: "distinctInstance" });
    const targets = made.ofType("aws:lb/targetGroupAttachment:TargetGroupAttachment");
    assert.deepEqual(
      targets.map(({ inputs }) => inputs["targetId"]),
      ["10.100.4.11"],
      "app-1 is in the half, app-2 is not",
    );
  });
});

describe("A service on premises", () => {
  let made: Recording<Service>;
  before(async () => {
    made = await deploy({ placement: "on-prem" });
  });

  it("runs on external instances of its site, without anything that these can't have", () => {
    const { inputs } = made.get("orders-on-prem-service");
    assert.equal(inputs.launchType, "EXTERNAL");
    assert.deepEqual(inputs.placementConstraints, [
      { type: "memberOf", expression: "attribute:landbridge.site == dublin" },
      { type: "distinctInstance" },
    ]);
    const impossible = ["loadBalancers", "serviceRegistries", "networkConfiguration"];
    for (const key of [
      ...impossible,
      "serviceConnectConfiguration",
      "capacityProviderStrategies",
    ]) {
      assert.equal(inputs[key], undefined, key);
    }
    assert.equal(inputs.availabilityZoneRebalancing, "DISABLED");
  });

  it("has a fixed port of the servers, by the bridge network", () => {
    const { inputs } = made.get("orders-on-prem-task");
    assert.equal(inputs.networkMode, "bridge");
    assert.deepEqual(inputs.requiresCompatibilities, ["EXTERNAL"]);
    assert.equal(inputs.runtimePlatform, undefined); // The API has it for tasks in AWS only.
    assert.match(String(inputs.containerDefinitions), /"hostPort":18080/);
  });

  it("is reached at the address of every server of the site, in no zone of the VPC", () => {
    const targets = made.ofType("aws:lb/targetGroupAttachment:TargetGroupAttachment");
    assert.deepEqual(
      targets.map(({ inputs }) => [inputs.targetId, inputs.port, inputs.availabilityZone]),
      [
        ["10.100.4.11", 18080, "all"],
        ["10.100.4.12", 18080, "all"],
      ],
    );
  });

  it("runs before its servers are targets, and these before the rule leads to them", () => {
    const [target] = made.ofType("aws:lb/targetGroupAttachment:TargetGroupAttachment");
    assert.ok(target);
    assert.ok(target.dependencies.includes(made.get("orders-on-prem-service").urn));
    assert.ok(made.get("orders-rule").dependencies.includes(target.urn));
  });

  it("has no parts in AWS but roles, log group and its way from the load balancer", () => {
    assert.equal(made.ofType("landbridge:ecs:CloudService").length, 0);
    assert.equal(made.ofType("aws:appautoscaling/target:Target").length, 0);
  });
});

describe("A service on both sides", () => {
  const weights = (made: Recording<Service>): unknown[] => {
    const [action] = made.get("orders-rule").inputs.actions as {
      forward: { targetGroups: { arn: string; weight: number }[] };
    }[];
    return (action?.forward.targetGroups ?? []).map(({ arn: id, weight }) => [
      made.byId(id).name,
      weight,
    ]);
  };

  it("shares requests by its weights", async () => {
    assert.deepEqual(weights(await deploy({ placement: "both" })), [
      ["orders-ec2", 30],
      ["orders-ext", 70],
    ]);
  });

  it("has, when it bursts, all targets in one group, scaled by requests per healthy target", async () => {
    const autoscaling = { maxReplicas: 10, requestsPerTarget: 600, steps: [], schedules: [] };
    const made = await deploy({ placement: "both", burst: true, traffic: undefined, autoscaling });
    assert.deepEqual(weights(made), [["orders-ec2", 100]]);
    const [target] = made.ofType("aws:lb/targetGroupAttachment:TargetGroupAttachment");
    assert.equal(target?.inputs.targetGroupArn, made.get("orders-ec2").id);
    const { inputs } = made.get("orders-cloud-scaling-burst");
    assert.match(JSON.stringify(inputs), /"FILL\(requests, 0\) \/ IF\(healthy < 1, 1, healthy\)"/);
    assert.match(JSON.stringify(inputs), /"targetValue":600/);
  });

  it("is asked for by host and path", async () => {
    const made = await deploy({ paths: ["/api/*"] });
    assert.deepEqual(made.get("orders-rule").inputs.conditions, [
      { hostHeader: { values: ["orders.dev.example.com"] } },
      { pathPattern: { values: ["/api/*"] } },
    ]);
  });
});

describe("The roles of a service", () => {
  it("are two, for tasks of this account only", async () => {
    const made = await deploy();
    for (const name of ["orders-roles-execution", "orders-roles-task"]) {
      const role = made.resources.find(
        (one) => one.name === name && one.type === "aws:iam/role:Role",
      );
      const [statement] = statementsOf(role?.inputs.assumeRolePolicy);
      assert.deepEqual(statement?.Principal, { Service: "ecs-tasks.amazonaws.com" });
      assert.match(JSON.stringify(statement.Condition), /"aws:SourceAccount":"123456789012"/);
    }
  });

  it("has a role for ECS that reads its environment files, and finds their bucket", async () => {
    const environmentFiles = [
      "arn:aws:s3:::settings/orders/1.env",
      "arn:aws:s3:::settings/all.env",
    ];
    const recording = await deploy({ environmentFiles });
    const policies = recording.ofType("aws:iam/rolePolicy:RolePolicy");
    const own = policies.find(({ name }) => name === "orders-roles-execution");
    const about = statementsOf(own?.inputs["policy"]).filter(({ Sid }) => Sid?.includes("Files"));
    assert.deepEqual(
      about.map(({ Action, Resource }) => [Action, Resource]),
      [
        ["s3:GetObject", ["arn:aws:s3:::settings/all.env", "arn:aws:s3:::settings/orders/1.env"]],
        ["s3:GetBucketLocation", ["arn:aws:s3:::settings"]],
      ],
    );
  });

  it("read exactly the secrets, and pull exactly the image, that the service names", async () => {
    const secret = arn("secretsmanager", "secret:orders-AbCdEf");
    const made = await deploy({
      image: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/orders:1.0.0",
      secrets: {
        USER: `${secret}:user::`,
        PASSWORD: `${secret}:password::`,
        KEY: arn("ssm", "parameter/key"),
      },
    });
    const policy = made.resources.find(
      ({ name, type }) => name === "orders-roles-execution" && type.endsWith("RolePolicy"),
    );
    const allowed = statementsOf(policy?.inputs.policy).map(({ Action, Resource }) => [
      Action,
      Resource,
    ]);
    assert.deepEqual(allowed.slice(1), [
      ["ecr:GetAuthorizationToken", "*"],
      [
        ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        arn("ecr", "repository/orders"),
      ],
      ["secretsmanager:GetSecretValue", [secret]],
      ["ssm:GetParameters", [arn("ssm", "parameter/key")]],
    ]);
    assert.match(
      String(allowed[0]?.[1]),
      new RegExp(`log-group:${made.get("orders-logs").id}:\\*$`),
    );
  });

  it("give the tasks themselves nothing, unless the service says what", async () => {
    const isTask = ({ name, type }: { name: string; type: string }): boolean =>
      name === "orders-roles-task" && type.endsWith("RolePolicy");
    assert.equal((await deploy()).resources.find(isTask), undefined);
    const taskRoleStatements = [{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::x/*"] }];
    const policy = (await deploy({ taskRoleStatements })).resources.find(isTask);
    assert.deepEqual(statementsOf(policy?.inputs.policy), [
      { Effect: "Allow", Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::x/*"] },
    ]);
  });
});

describe("The internal load balancer", () => {
  let made: Recording<Service>;
  before(async () => {
    made = await deploy();
  });

  it("is internal, protected and logged, and drops what is not HTTP", () => {
    const { inputs, protect } = made.get("lb-alb");
    assert.deepEqual(
      [inputs.internal, inputs.enableDeletionProtection, inputs.dropInvalidHeaderFields, protect],
      [true, true, true, true],
    );
    const bucket = made.get("logs-bucket").id;
    assert.deepEqual(inputs.accessLogs, { bucket, enabled: true, prefix: "lb/access" });
    assert.deepEqual(inputs.connectionLogs, { bucket, enabled: true, prefix: "lb/connection" });
  });

  it("waits for the bucket's policy, which AWS tries at once", () => {
    assert.ok(made.get("lb-alb").dependencies.includes(made.get("logs-policy").urn));
  });

  it("speaks TLS 1.3 and the best of 1.2, and redirects plain HTTP", () => {
    const https = made.get("lb-https").inputs;
    assert.equal(https.sslPolicy, "ELBSecurityPolicy-TLS13-1-2-2021-06");
    assert.equal(https.certificateArn, certificateArn);
    const [action] = made.get("lb-http").inputs.defaultActions as { type: string }[];
    assert.equal(action?.type, "redirect");
  });

  it("admits the VPC and the data centre, at its two ports only", () => {
    const into = made
      .ofType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
      .filter(({ name }) => name.startsWith("lb-"));
    assert.deepEqual(
      into.map(({ inputs }) => `${String(inputs.cidrIpv4)}:${String(inputs.fromPort)}`).sort(),
      ["10.100.0.0/16:443", "10.100.0.0/16:80", "10.20.0.0/16:443", "10.20.0.0/16:80"],
    );
  });

  const byPrivateCa = (more: Partial<InternalLoadBalancerArgs> = {}) => {
    const vpc = {
      vpcId: "vpc-1",
      privateSubnetIds: ["a", "b"],
    } as unknown as InternalLoadBalancerArgs["vpc"];
    const zone = { zoneName: "dev.example.com" };
    return runWithMocks(() => {
      const logBucket = new LogBucket("logs");
      const args = { vpc, cidrs: [], certificateAuthorityArn, zone, logBucket, ...more };
      return new InternalLoadBalancer("lb", args);
    });
  };
  const certificateAuthorityArn = arn("acm-pca", "certificate-authority/1");

  it("lets ACM renew the private CA's certificate, unless it may already", async () => {
    const made = await byPrivateCa();
    assert.deepEqual(made.get("lb-certificate-renewal").inputs, {
      certificateAuthorityArn,
      principal: "acm.amazonaws.com",
      actions: ["IssueCertificate", "GetCertificate", "ListPermissions"],
    });
    const granted = await byPrivateCa({ certificateRenewal: "granted" });
    assert.deepEqual(granted.ofType("aws:acmpca/permission:Permission"), []);
  });

  it("asks for a key of the CA's family", async () => {
    const algorithmOf = async (more?: Partial<InternalLoadBalancerArgs>) =>
      (await byPrivateCa(more)).get("lb-certificate").inputs.keyAlgorithm;
    assert.equal(await algorithmOf(), "EC_prime256v1");
    assert.equal(await algorithmOf({ certificateKeyAlgorithm: "RSA_2048" }), "RSA_2048");
  });

  it("gets its certificate from a private CA where one is named", async () => {
    const { get } = await byPrivateCa().then((made) => ({ get: made.get.bind(made) }));
    const { inputs } = get("lb-certificate");
    assert.equal(inputs.certificateAuthorityArn, certificateAuthorityArn);
    assert.deepEqual(inputs.subjectAlternativeNames, ["*.dev.example.com"]);
    assert.match(String(get("lb-https").inputs.certificateArn), /:acm:.*certificate/);
  });
});

describe("A service whose requests ECS moves", () => {
  const lambdaFunctionArn = arn("lambda", "function:check");
  const deployment = {
    strategy: "LINEAR",
    stepPercent: 25,
    alarmNames: ["checkout"],
    lifecycleHooks: [{ lambdaFunctionArn, stages: ["POST_SCALE_UP"] }],
  } as const;

  it("has two target groups, and a role for its own rule, groups and functions", async () => {
    const made = await deploy({ deployment });
    const { inputs } = made.get("orders-cloud-service");
    const [own] = inputs.loadBalancers as Record<string, unknown>[];
    assert.equal(own?.["targetGroupArn"], made.get("orders-ec2").id);
    const role = made.ofType("aws:iam/role:Role").find(({ name }) => name.endsWith("deployment"));
    assert.deepEqual(own["advancedConfiguration"], {
      alternateTargetGroupArn: made.get("orders-alt").id,
      productionListenerRule: made.get("orders-rule").id,
      roleArn: `arn:aws:iam::123456789012:role/${role?.id}`,
    });
    assert.equal(inputs.deploymentCircuitBreaker, undefined);
    assert.deepEqual((inputs.alarms as { alarmNames: string[] }).alarmNames.length, 3);
    const policies = made.ofType("aws:iam/rolePolicy:RolePolicy");
    const policy = policies.find(({ name }) => name === "orders-cloud-deployment");
    const statements = statementsOf(policy?.inputs.policy);
    assert.deepEqual(
      statements.map(({ Sid, Resource }) => [Sid, Resource]),
      [
        ["LookAround", "*"],
        ["MoveRequests", made.get("orders-rule").id],
        ["MoveTargets", [made.get("orders-ec2").id, made.get("orders-alt").id]],
        ["AskFunctions", [lambdaFunctionArn]],
      ],
    );
  });

  it("says its strategy's own numbers, and is waited for as long as it takes", async () => {
    const { inputs } = (await deploy({ deployment })).get("orders-cloud-service");
    const { strategy, bakeTimeInMinutes, linearConfiguration } =
      inputs.deploymentConfiguration as Record<string, unknown>;
    assert.deepEqual([strategy, bakeTimeInMinutes], ["LINEAR", "15"]);
    assert.deepEqual(linearConfiguration, { stepPercent: 25, stepBakeTimeInMinutes: "6" });
    assert.equal(plannedMinutes({ ...deployment }), 4 * 6 + 15);
    assert.equal(plannedMinutes({ ...deployment, strategy: "BLUE_GREEN" }), 15);
    assert.equal(plannedMinutes({ ...deployment, strategy: "CANARY" }), 10 + 15);
  });

  it("is deployed as ever by ROLLING, and on premises", async () => {
    const rolling = await deploy({ deployment: { ...deployment, strategy: "ROLLING" } });
    const { inputs } = rolling.get("orders-cloud-service");
    assert.equal(inputs.deploymentConfiguration, undefined);
    assert.deepEqual(inputs.deploymentCircuitBreaker, { enable: true, rollback: true });
    const there = await deploy({ deployment, placement: "on-prem" });
    const groups = there.ofType("aws:lb/targetGroup:TargetGroup").map(({ name }) => name);
    assert.deepEqual(groups, ["orders-ext"]);
  });
});
