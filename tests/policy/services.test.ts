import type { Declared } from "../support/declared";
import type { Program } from "../support/policy";
import { itJudges, withArn } from "./cases";
import { SmallNetwork } from "./network";

const service = "aws:ecs/service:Service";
const task = "aws:ecs/taskDefinition:TaskDefinition";
const rule = "aws:lb/listenerRule:ListenerRule";

function taskOf(program: Program, name: string, image: string, role?: Declared): Declared {
  const containerDefinitions = JSON.stringify([{ name: "app", image }]);
  return withArn(program, task, name, {
    containerDefinitions,
    ...(role && { taskRoleArn: role.arn }),
  });
}

/** A task definition whose container mounts a file share. */
function mounting(
  program: Program,
  point: { readonly readOnly?: boolean },
): Record<string, unknown> {
  const share = program.add("aws:storagegateway/nfsFileShare:NfsFileShare", "reports", {});
  const container = { name: "app", mountPoints: [{ sourceVolume: "reports", ...point }] };
  return {
    containerDefinitions: JSON.stringify([container]),
    volumes: [{ name: "reports", dockerVolumeConfiguration: { device: share.output("path") } }],
  };
}

const registry = "123456789012.dkr.ecr.eu-west-1.amazonaws.com";

/** A sensitive service of the data centre, and one in AWS, with images of the same repository. */
function withTwin(program: Program, repository: string, ending = ""): void {
  program.add(service, `customers${ending}`, {
    ...sensitive,
    launchType: "EXTERNAL",
    taskDefinition: taskOf(program, `one${ending}`, `${repository}:1.0.0`).arn,
  });
  program.add(service, `help${ending}`, {
    taskDefinition: taskOf(program, `two${ending}`, `${repository}:1.0.1`).arn,
  });
}

const sensitive = { tags: { "data-classification": "on-prem-only" } };

itJudges("disallow-cloud-twin-of-sensitive-services", [
  {
    what: "sensitive data on external instances, beside other services in AWS",
    program: (program) => {
      const taskDefinition = taskOf(program, "one", "customers:1.0.0").arn;
      program.add(service, "customers", { ...sensitive, launchType: "EXTERNAL", taskDefinition });
      program.add(service, "orders", {
        taskDefinition: taskOf(program, "two", "orders:1.0.0").arn,
      });
    },
  },
  {
    what: "sensitive data on EC2",
    program: (program) => {
      program.add(service, "customers", { ...sensitive, launchType: "EC2" });
    },
    rejects: ["customers"],
    says: /launchType: "EXTERNAL"/,
  },
  {
    what: "sensitive data where no launch type is said, which means EC2; the tag is a default one",
    program: (program) => {
      program.add(service, "customers", { tagsAll: sensitive.tags });
    },
    rejects: ["customers"],
  },
  {
    what: "a twin by its image, of another version",
    program: (program) => {
      withTwin(program, `${registry}/customers`);
    },
    rejects: ["help"],
    says: /"help" is the twin in AWS of .*"customers"/,
  },
  {
    what: "services that share a public image, or a base image that is cached or kept for all",
    program: (program) => {
      withTwin(program, "public.ecr.aws/nginx/nginx");
      withTwin(program, "docker.io/library/httpd", "-hub");
      program.add("aws:ecr/pullThroughCacheRule:PullThroughCacheRule", "hub", {
        ecrRepositoryPrefix: "docker-hub",
      });
      withTwin(program, `${registry}/docker-hub/library/caddy`, "-cached");
      withTwin(program, `${registry}/base/java`, "-base");
    },
    config: { "configure-policy-pack": { sharedRepositories: [`${registry}/base/`] } },
  },
  {
    what: "a twin by its task role",
    program: (program) => {
      const role = withArn(program, "aws:iam/role:Role", "role");
      const taskDefinition = taskOf(program, "one", "customers:1.0.0", role).arn;
      program.add(service, "customers", { ...sensitive, launchType: "EXTERNAL", taskDefinition });
      program.add(service, "help", { taskDefinition: taskOf(program, "two", "x:1.0.0", role).arn });
    },
    rejects: ["help"],
  },
  {
    what: "sensitive data beside a file share that is only read, and other data that is written to one",
    program: (program) => {
      const reading = { ...sensitive, ...mounting(program, { readOnly: true }) };
      program.add(task, "customers", reading);
      program.add(task, "orders", mounting(program, {}));
    },
  },
  {
    what: "sensitive data that may be written to a file share, which is in S3",
    program: (program) => {
      program.add(task, "customers", { ...sensitive, ...mounting(program, {}) });
    },
    rejects: ["customers"],
    says: /may write it to .*"reports", whose files are in S3/,
  },
]);

itJudges("require-private-compute-subnets", [
  {
    what: "tasks and instances in private subnets",
    program: (program) => {
      const { subnets } = networkOf(program, "private");
      program.add(service, "app", { networkConfiguration: { subnets } });
      program.add("aws:autoscaling/group:Group", "group", { vpcZoneIdentifiers: subnets });
    },
  },
  {
    what: "tasks and instances in public subnets",
    program: (program) => {
      const { subnets } = networkOf(program, "public");
      program.add(service, "app", { networkConfiguration: { subnets } });
      program.add("aws:autoscaling/group:Group", "group", { vpcZoneIdentifiers: subnets });
    },
    rejects: ["app", "group"],
    says: /opens to the internet.*\n.*private subnets/,
  },
  {
    what: "services on external instances, which have no subnets",
    program: (program) => {
      networkOf(program, "public");
      program.add(service, "app", { launchType: "EXTERNAL" });
    },
  },
]);

/** A subnet with, or without, a route to an internet gateway. */
function networkOf(program: Program, tier: "public" | "private"): { subnets: unknown[] } {
  const { vpc } = new SmallNetwork(program);
  const subnet = program.add("aws:ec2/subnet:Subnet", "subnet", { vpcId: vpc.id });
  const table = program.add("aws:ec2/routeTable:RouteTable", "table", { vpcId: vpc.id });
  program.add("aws:ec2/routeTableAssociation:RouteTableAssociation", "association", {
    subnetId: subnet.id,
    routeTableId: table.id,
  });
  const gateway = program.add("aws:ec2/internetGateway:InternetGateway", "gateway", {
    vpcId: vpc.id,
  });
  if (tier === "public") {
    program.add("aws:ec2/route:Route", "route", {
      routeTableId: table.id,
      destinationCidrBlock: "0.0.0.0/0",
      gatewayId: gateway.id,
    });
  }
  return { subnets: [subnet.id] };
}

const healthCheck = { path: "/healthz" };

/** A rule that leads to a target group, and a service that registers its tasks there. */
function exposed(
  program: Program,
  count: number,
  group: Record<string, unknown> = { healthCheck },
): Declared {
  const targets = withArn(program, "aws:lb/targetGroup:TargetGroup", "targets", group);
  const forward = { targetGroups: [{ arn: targets.arn, weight: 1 }] };
  program.add(rule, "rule", { actions: [{ type: "forward", forward }] });
  return program.add(service, "app", {
    desiredCount: count,
    loadBalancers: [{ targetGroupArn: targets.arn, containerName: "app", containerPort: 80 }],
  });
}

itJudges("require-target-health-checks", [
  { what: "a target group with a health check", program: (program) => exposed(program, 2) },
  {
    what: "one without, and one whose check is off",
    program: (program) => {
      exposed(program, 2, {});
      const off = withArn(program, "aws:alb/targetGroup:TargetGroup", "off", {
        healthCheck: { enabled: false, path: "/" },
      });
      program.add("aws:lb/listener:Listener", "listener", {
        defaultActions: [{ type: "forward", targetGroupArn: off.arn }],
      });
    },
    rejects: ["targets", "off"],
    says: /healthCheck: \{ path/,
  },
  {
    what: "a target group that nothing leads to",
    program: (program) => withArn(program, "aws:lb/targetGroup:TargetGroup", "targets"),
  },
]);

itJudges("configure-service-capacity", [
  { what: "two tasks", program: (program) => exposed(program, 2) },
  {
    what: "one task",
    program: (program) => exposed(program, 1),
    rejects: ["rule"],
    says: /leads to one target at the lowest.\n.*"targets": 2/,
  },
  {
    what: "two tasks that autoscaling may make one",
    program: (program) => {
      const app = exposed(program, 2);
      program.add("aws:appautoscaling/target:Target", "scaling", {
        resourceId: app.output("name"),
        minCapacity: 1,
      });
    },
    rejects: ["rule"],
  },
  {
    what: "one task, and a server that is registered by its address",
    program: (program) => {
      exposed(program, 1);
      const targets = program.resources.find(({ name }) => name === "targets");
      program.add("aws:lb/targetGroupAttachment:TargetGroupAttachment", "server", {
        targetGroupArn: targets?.arn,
        targetId: "10.100.4.11",
      });
    },
  },
  {
    what: "two tasks behind a group without weight",
    program: (program) => {
      const used = withArn(program, "aws:lb/targetGroup:TargetGroup", "used", { healthCheck });
      const idle = withArn(program, "aws:lb/targetGroup:TargetGroup", "idle", { healthCheck });
      const targetGroups = [
        { arn: used.arn, weight: 100 },
        { arn: idle.arn, weight: 0 },
      ];
      program.add(rule, "rule", { actions: [{ type: "forward", forward: { targetGroups } }] });
      program.add(service, "app", {
        desiredCount: 2,
        loadBalancers: [{ targetGroupArn: idle.arn }],
      });
    },
    rejects: ["rule"],
    says: /no target/,
    only: "up",
  },
  {
    what: "rules that redirect",
    program: (program) => {
      program.add(rule, "rule", {
        actions: [{ type: "redirect", redirect: { protocol: "HTTPS" } }],
      });
    },
  },
]);
