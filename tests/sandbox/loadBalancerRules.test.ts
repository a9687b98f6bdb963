import * as assert from "node:assert/strict";
import type { Props, Resource } from "../../sandbox/provider/store";
import { Account } from "./account";

const types = {
  vpc: "aws:ec2/vpc:Vpc",
  subnet: "aws:ec2/subnet:Subnet",
  bucket: "aws:s3/bucket:Bucket",
  bucketPolicy: "aws:s3/bucketPolicy:BucketPolicy",
  balancer: "aws:lb/loadBalancer:LoadBalancer",
  targetGroup: "aws:lb/targetGroup:TargetGroup",
  listener: "aws:lb/listener:Listener",
  rule: "aws:lb/listenerRule:ListenerRule",
  attachment: "aws:lb/targetGroupAttachment:TargetGroupAttachment",
  cluster: "aws:ecs/cluster:Cluster",
  task: "aws:ecs/taskDefinition:TaskDefinition",
  service: "aws:ecs/service:Service",
  scaling: "aws:appautoscaling/target:Target",
  policy: "aws:appautoscaling/policy:Policy",
  renewal: "aws:acmpca/permission:Permission",
} as const;

const fixed = [{ type: "fixed-response", fixedResponse: { contentType: "text/plain" } }];
const host = (value: string): Props[] => [{ hostHeader: { values: [value] } }];

describe("the stand-in's rules for load balancers and ECS services", () => {
  let account: Account;
  let vpc: Resource;
  let subnets: string[];

  const create = (type: keyof typeof types, name: string, inputs: Props): Promise<Resource> =>
    account.create(types[type], name, inputs);
  const group = (name: string, inputs: Props = {}): Promise<Resource> =>
    create("targetGroup", name, {
      targetType: "ip",
      port: 80,
      protocol: "HTTP",
      vpcId: vpc.id,
      ...inputs,
    });
  const listener = async (): Promise<Resource> => {
    const balancer = await create("balancer", "alb", { internal: true, subnets });
    const inputs = { loadBalancerArn: balancer.id, port: 80, defaultActions: fixed };
    return create("listener", "http", inputs);
  };
  const rule = (
    name: string,
    listenerArn: string,
    priority: number,
    arn?: string,
  ): Promise<Resource> =>
    create("rule", name, {
      listenerArn,
      priority,
      conditions: host(name),
      actions: arn ? [{ type: "forward", forward: { targetGroups: [{ arn, weight: 1 }] } }] : fixed,
    });

  it("know what target groups take together", async () => {
    const slow = { slowStart: 60, loadBalancingAlgorithmType: "least_outstanding_requests" };
    await assert.rejects(group("slow", slow), /Slow start and least outstanding requests/);
    await assert.rejects(group("short", { slowStart: 20 }), /must be 0 or 30 to 900 seconds/);
    const codes = (protocolVersion: string, matcher: string) =>
      group(`codes-${protocolVersion}`, { protocolVersion, healthCheck: { matcher } });
    await assert.rejects(codes("GRPC", "200-299"), /must be of codes from 0 to 99/);
    await assert.rejects(codes("HTTP2", "0"), /must be of codes from 200 to 499/);
    await codes("GRPC", "0");
  });

  it("want logins before what they are for, by HTTPS, in an order that is said", async () => {
    const balancer = await create("balancer", "alb", { internal: true, subnets });
    const certificateArn = "arn:aws:acm:eu-central-1:123456789012:certificate/1";
    const common = { loadBalancerArn: balancer.id, defaultActions: fixed };
    const https = { ...common, port: 443, protocol: "HTTPS", certificateArn };
    const [secure, plain] = [
      await create("listener", "https", https),
      await create("listener", "http", { ...common, port: 80, protocol: "HTTP" }),
    ];
    let priority = 1;
    const acting = (actions: readonly Props[], on = secure) =>
      create("rule", `login-${priority}`, {
        listenerArn: on.id,
        priority: priority++,
        conditions: host("shop"),
        actions,
      });
    const login = { type: "authenticate-oidc", authenticateOidc: { clientId: "a" } };
    const [then] = fixed;
    await acting([
      { ...login, order: 1 },
      { ...then, order: 2 },
    ]);
    await assert.rejects(
      acting([
        { ...login, order: 2 },
        { ...then, order: 1 },
      ]),
      /The last action of a rule must be forward/,
    );
    await assert.rejects(acting([login, { ...then }]), /have an order each/);
    const ordered = [
      { ...login, order: 1 },
      { ...then, order: 2 },
    ];
    await assert.rejects(acting(ordered, plain), /Authenticate actions are of HTTPS listeners/);
  });

  it("lead no request back to itself, and none from HTTPS to HTTP", async () => {
    const balancer = await create("balancer", "alb", { internal: true, subnets });
    const certificateArn = "arn:aws:acm:eu-central-1:123456789012:certificate/1";
    const https = await create("listener", "https", {
      loadBalancerArn: balancer.id,
      port: 443,
      protocol: "HTTPS",
      certificateArn,
      defaultActions: fixed,
    });
    let priority = 1;
    const leading = (redirect: Props) =>
      create("rule", `redirect-${priority}`, {
        listenerArn: https.id,
        priority: priority++,
        conditions: host("old"),
        actions: [{ type: "redirect", redirect: { statusCode: "HTTP_302", ...redirect } }],
      });
    const same = { protocol: "HTTPS", port: "443" };
    await leading({ ...same, host: "new" });
    await leading({ ...same, path: "/new/#{path}" });
    await assert.rejects(leading({ ...same, query: "a=1" }), /it creates a loop/);
    await assert.rejects(leading({ ...same, path: "/#{path}" }), /it creates a loop/);
    await assert.rejects(leading({ protocol: "HTTP" }), /You can't redirect HTTPS to HTTP/);
  });

  it("want a trust store for mutual TLS that they verify, and HTTPS", async () => {
    const balancer = await create("balancer", "alb", { internal: true, subnets });
    const trustStoreArn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:truststore/a/1";
    const certificateArn = "arn:aws:acm:eu-central-1:123456789012:certificate/1";
    let port = 443;
    const asking = (mutualAuthentication: Props, protocol = "HTTPS") =>
      create("listener", `mutual-${port}`, {
        loadBalancerArn: balancer.id,
        port: port++,
        protocol,
        ...(protocol === "HTTPS" && { certificateArn }),
        mutualAuthentication,
        defaultActions: fixed,
      });
    await asking({ mode: "verify", trustStoreArn });
    await asking({ mode: "passthrough" });
    await assert.rejects(asking({ mode: "verify" }), /A trust store must be specified/);
    await assert.rejects(
      asking({ mode: "passthrough", trustStoreArn }),
      /A trust store must not be specified/,
    );
    await assert.rejects(asking({ mode: "passthrough" }, "HTTP"), /is of HTTPS listeners/);
  });

  it("want stickiness between groups where one is sticky, and HTTPS before gRPC", async () => {
    const { id } = await listener();
    const sticky = await group("sticky", { stickiness: { enabled: true, type: "lb_cookie" } });
    const other = await group("other");
    const both = (name: string, more: Props) =>
      create("rule", name, {
        listenerArn: id,
        priority: 1,
        conditions: [{ queryStrings: [{ key: "a", value: "b" }] }],
        actions: [
          {
            type: "forward",
            forward: {
              targetGroups: [sticky, other].map((each) => ({ arn: each.id, weight: 1 })),
              ...more,
            },
          },
        ],
      });
    await assert.rejects(both("wrong", {}), /You must enable group stickiness on a rule/);
    await both("right", { stickiness: { enabled: true, duration: 60 } });
    const grpc = await group("grpc", { protocolVersion: "GRPC" });
    await assert.rejects(rule("grpc", id, 2, grpc.id), /GRPC, which needs an HTTPS listener/);
  });

  beforeEach(async () => {
    account = new Account();
    vpc = await create("vpc", "net", { cidrBlock: "10.0.0.0/16" });
    const made = ["a", "b"].map((zone, index) =>
      create("subnet", zone, {
        vpcId: vpc.id,
        cidrBlock: `10.0.${index}.0/24`,
        availabilityZone: `eu-central-1${zone}`,
      }),
    );
    subnets = (await Promise.all(made)).map(({ id }) => id);
  });

  describe("on load balancers", () => {
    it("want two zones, and one subnet of each", async () => {
      const one = create("balancer", "alb", { subnets: subnets.slice(0, 1) });
      await assert.rejects(one, /creating alb: ValidationError: At least two subnets in two/);
      const twin = await create("subnet", "c", {
        vpcId: vpc.id,
        cidrBlock: "10.0.8.0/24",
        availabilityZone: "eu-central-1a",
      });
      const same = create("balancer", "alb", { subnets: [...subnets, twin.id] });
      await assert.rejects(same, /multiple subnets in the same Availability Zone/);
    });

    it("have ARNs, names and addresses as AWS makes them", async () => {
      const { id, attributes } = await create("balancer", "alb", { internal: true, subnets });
      const arn =
        /^arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer\/(app\/alb-[0-9a-f]{7}\/[0-9a-f]{16})$/;
      assert.equal(arn.exec(id)?.[1], attributes["arnSuffix"]);
      assert.equal(attributes["arn"], id);
      assert.match(
        String(attributes["dnsName"]),
        /^internal-alb-[0-9a-f]{7}-\d+\.eu-central-1\.elb\.amazonaws\.com$/,
      );
      assert.equal(attributes["zoneId"], "Z215JYRZR1TBD5");
    });

    it("reject names of more than 32 characters, made-up ones included", async () => {
      const longest = await group("x".repeat(24));
      assert.equal(String(longest.attributes["name"]).length, 32);
      await assert.rejects(group("x".repeat(25)), /"name" cannot be longer than 32 characters/);
      await assert.rejects(group("a_b"), /only alphanumeric characters and hyphens/);
    });

    it("are kept while deletion protection is on", async () => {
      const inputs = { subnets, enableDeletionProtection: true };
      const kept = await create("balancer", "alb", inputs);
      await assert.rejects(account.delete(kept), /OperationNotPermitted/);
    });

    it("get certificates renewed by a CA of the account and Region, on one permission for each", async () => {
      const principal = "acm.amazonaws.com";
      const actions = ["IssueCertificate", "GetCertificate", "ListPermissions"];
      const allow = (name: string, home: string): Promise<Resource> => {
        const certificateAuthorityArn = `arn:aws:acm-pca:${home}:certificate-authority/1`;
        return create("renewal", name, { certificateAuthorityArn, principal, actions });
      };
      await allow("first", "eu-central-1:123456789012");
      await assert.rejects(allow("second", "eu-central-1:123456789012"), /AlreadyExists/);
      for (const home of ["eu-central-1:210987654321", "eu-west-1:123456789012"]) {
        await assert.rejects(allow("abroad", home), /ResourceNotFoundException/);
      }
    });

    it("write logs only to a bucket that admits them", async () => {
      const bucket = await create("bucket", "logs", {});
      const accessLogs = { bucket: bucket.id, enabled: true };
      const rejected = create("balancer", "alb", { subnets, accessLogs });
      await assert.rejects(rejected, /InvalidConfigurationRequest: Access Denied for bucket/);
      const Principal = { Service: "logdelivery.elasticloadbalancing.amazonaws.com" };
      const arn = String(bucket.attributes["arn"]);
      const Statement = [
        { Effect: "Allow", Principal, Action: "s3:PutObject", Resource: `${arn}/*` },
      ];
      const policy = JSON.stringify({ Version: "2012-10-17", Statement });
      await create("bucketPolicy", "logs", { bucket: bucket.id, policy });
      await create("balancer", "alb", { subnets, accessLogs });
    });
  });

  describe("on target groups", () => {
    it("take addresses of the VPC in its zones, and private ones of elsewhere in all", async () => {
      const targetGroupArn = (await group("servers")).id;
      const attach = (targetId: string, availabilityZone?: string): Promise<Resource> =>
        create("attachment", targetId, {
          targetGroupArn,
          targetId,
          ...(availabilityZone && { availabilityZone }),
        });
      await attach("10.100.4.11", "all");
      await attach("10.0.1.5");
      await assert.rejects(attach("10.100.4.12"), /is outside of the VPC, so it must be 'all'/);
      await assert.rejects(attach("10.0.1.6", "all"), /is inside of the VPC, so it can't be 'all'/);
      await assert.rejects(
        attach("203.0.113.9", "all"),
        /outside of the VPC and of 10\.0\.0\.0\/8/,
      );
    });

    it("are kept while a rule leads to them", async () => {
      const http = await listener();
      const used = await group("used");
      const leading = await rule("one", http.id, 1, used.id);
      await assert.rejects(account.delete(used), /ResourceInUse/);
      await account.delete(leading);
      await account.delete(used);
    });

    it("wait less for an answer than between two checks", async () => {
      const slow = group("slow", { healthCheck: { timeout: 10, interval: 10 } });
      await assert.rejects(slow, /interval must be greater than the timeout/);
    });
  });

  describe("on target groups of a load balancer", () => {
    const attach = (targetGroupArn: string, i: number): Promise<Resource> =>
      create("attachment", `target-${i}`, {
        targetGroupArn,
        targetId: `10.100.${Math.floor(i / 250)}.${i % 250}`,
        availabilityZone: "all",
      });

    it("have no other load balancer", async () => {
      const [one, other] = [await listener(), await listener()];
      const { id } = await group("shared");
      await rule("one", one.id, 1, id);
      await rule("again", one.id, 2, id);
      await assert.rejects(rule("other", other.id, 1, id), /TargetGroupAssociationLimit/);
    });

    it("are a hundred at most, of a thousand targets", async () => {
      const { id: http } = await listener();
      const { id: large } = await group("large");
      for (let i = 0; i < 1001; i++) await attach(large, i);
      await assert.rejects(rule("large", http, 1, large), /TooManyTargets/);
    });
  });

  describe("on listener rules", () => {
    it("have a priority each", async () => {
      const { id } = await listener();
      await rule("one", id, 7);
      await assert.rejects(rule("two", id, 7), /creating two: PriorityInUse: Priority '7'/);
      await rule("two", id, 8);
    });

    it("have five condition values at most, and at least one", async () => {
      const { id } = await listener();
      const values = ["a", "b", "c", "d", "e", "f"];
      const inputs = { listenerArn: id, actions: fixed };
      const many = create("rule", "many", { ...inputs, conditions: [{ hostHeader: { values } }] });
      await assert.rejects(many, /1 to 5 condition values, this one has 6/);
      await assert.rejects(create("rule", "none", { ...inputs, conditions: [] }), /this one has 0/);
    });

    it("have weights of 0 to 999", async () => {
      const { id } = await listener();
      const { id: arn } = await group("targets");
      const actions = [{ type: "forward", forward: { targetGroups: [{ arn, weight: 1000 }] } }];
      const heavy = create("rule", "heavy", { listenerArn: id, conditions: host("x"), actions });
      await assert.rejects(heavy, /Weight '1000' must be between 0 and 999/);
    });
  });

  describe("on ECS services", () => {
    const container = { name: "app", image: "app:1.0.0", portMappings: [{ containerPort: 80 }] };
    const task = (name: string, inputs: Props, changes: Props = {}): Promise<Resource> =>
      create("task", name, {
        family: name,
        memory: "128",
        containerDefinitions: JSON.stringify([{ ...container, ...changes }]),
        ...inputs,
      });
    const awsvpc = (): Promise<Resource> =>
      task("cloud", { networkMode: "awsvpc", requiresCompatibilities: ["EC2"] });
    const external = (): Promise<Resource> =>
      task("site", { networkMode: "bridge", requiresCompatibilities: ["EXTERNAL"] });
    const service = async (taskDefinition: Resource, inputs: Props): Promise<Resource> => {
      const cluster = account.store.all(types.cluster)[0] ?? (await create("cluster", "main", {}));
      const arn = {
        cluster: cluster.attributes["arn"],
        taskDefinition: taskDefinition.attributes["arn"],
      };
      return create("service", "app", { ...arn, ...inputs });
    };

    it("count the revisions of a task definition", async () => {
      const first = await awsvpc();
      assert.match(String(first.attributes["arn"]), /:task-definition\/cloud:1$/);
      const second = await task("again", { family: "cloud", networkMode: "awsvpc" });
      assert.match(String(second.attributes["arn"]), /:task-definition\/cloud:2$/);
    });

    it("reject awsvpc on external instances, and other host ports than the container's with it", async () => {
      const inputs = { networkMode: "awsvpc", requiresCompatibilities: ["EXTERNAL"] };
      await assert.rejects(task("site", inputs), /ClientException: .*awsvpc/);
      const portMappings = [{ containerPort: 80, hostPort: 8080 }];
      const moved = task("cloud", { networkMode: "awsvpc" }, { portMappings });
      await assert.rejects(moved, /host ports and container ports in port mappings must match/);
    });

    it("want a role for secrets, and names once", async () => {
      const secrets = [{ name: "TOKEN", valueFrom: "arn:aws:ssm:x" }];
      await assert.rejects(task("app", {}, { secrets }), /executionRoleArn/);
      const environment = [{ name: "TOKEN", value: "x" }];
      const twice = task("app", { executionRoleArn: "arn" }, { secrets, environment });
      await assert.rejects(twice, /must be unique/);
    });

    it("take ten environment files of S3 at most, and want a role for them", async () => {
      const file = (value: string) => ({ type: "s3", value: `arn:aws:s3:::settings/${value}` });
      const role = { executionRoleArn: "arn" };
      await task("app", role, { environmentFiles: [file("a.env")] });
      await assert.rejects(task("app", {}, { environmentFiles: [file("a.env")] }), /executionRole/);
      await assert.rejects(
        task("app", role, { environmentFiles: [file("a.txt")] }),
        /end in \.env/,
      );
      const many = Array.from({ length: 11 }, (_, i) => file(`${i}.env`));
      await assert.rejects(task("app", role, { environmentFiles: many }), /ten environment files/);
    });

    it("give external instances no load balancer, registry, network, Service Connect or rebalancing", async () => {
      const site = await external();
      const targetGroupArn = (await group("targets")).id;
      const rejected: Props = {
        loadBalancers: [{ targetGroupArn, containerName: "app", containerPort: 80 }],
        serviceRegistries: { registryArn: "arn" },
        networkConfiguration: { subnets },
        serviceConnectConfiguration: { enabled: true },
      };
      for (const [property, value] of Object.entries(rejected)) {
        const made = service(site, { launchType: "EXTERNAL", [property]: value });
        await assert.rejects(made, /InvalidParameterException: The EXTERNAL launch type does not/);
      }
      const rebalanced = { launchType: "EXTERNAL", availabilityZoneRebalancing: "ENABLED" };
      await assert.rejects(service(site, rebalanced), /rebalancing/);
      await assert.rejects(
        service(await awsvpc(), { launchType: "EXTERNAL" }),
        /does not support launch_type EXTERNAL/,
      );
      await service(site, { launchType: "EXTERNAL" });
    });

    it("want a network with awsvpc, and none without", async () => {
      await assert.rejects(
        service(await awsvpc(), {}),
        /must be provided when networkMode 'awsvpc'/,
      );
      const bridge = await task("bridge", {});
      await assert.rejects(service(bridge, { networkConfiguration: { subnets } }), /not valid for/);
    });

    it("wait for a listener that leads to their target group", async () => {
      const http = await listener();
      const { id: targetGroupArn } = await group("targets");
      const inputs = (containerPort: number): Props => ({
        networkConfiguration: { subnets },
        loadBalancers: [{ targetGroupArn, containerName: "app", containerPort }],
      });
      const cloud = await awsvpc();
      await assert.rejects(
        service(cloud, inputs(80)),
        /creating app: InvalidParameterException: The target group .* does not have an associated load balancer/,
      );
      await rule("one", http.id, 1, targetGroupArn);
      await assert.rejects(service(cloud, inputs(81)), /did not have a container port 81 defined/);
      await service(cloud, inputs(80));
    });

    it("can be scaled only once they exist, between limits in order", async () => {
      const identity = { serviceNamespace: "ecs", scalableDimension: "ecs:service:DesiredCount" };
      const scale = (resourceId: string, minCapacity = 1): Promise<Resource> =>
        create("scaling", "target", { ...identity, resourceId, minCapacity, maxCapacity: 3 });
      await assert.rejects(scale("service/main/none"), /ECS service doesn't exist/);
      const { id } = await service(await external(), { launchType: "EXTERNAL" });
      const resourceId = `service/${id.split(":service/")[1] ?? ""}`;
      await assert.rejects(scale(resourceId, 4), /Maximum capacity cannot be less/);
      const policy = { ...identity, resourceId, policyType: "StepScaling" };
      await assert.rejects(create("policy", "steps", policy), /No scalable target registered/);
      await scale(resourceId);
      await create("policy", "steps", policy);
    });
  });
});
