import * as docdb from "@pulumi/aws/docdb";
import * as ec2 from "@pulumi/aws/ec2";
import * as ecs from "@pulumi/aws/ecs";
import * as vpc from "@pulumi/aws/vpc";
import { changing, type Mutation } from "../../support/mutations";

const task = "aws:ecs/taskDefinition:TaskDefinition";
const schedule = "aws:scheduler/schedule:Schedule";

/** A schedule's target whose tasks have another network configuration in one thing. */
function startingWith(target: unknown, changes: object): object {
  const { ecsParameters } = target as { ecsParameters: { networkConfiguration: object } };
  const networkConfiguration = { ...ecsParameters.networkConfiguration, ...changes };
  return { ...(target as object), ecsParameters: { ...ecsParameters, networkConfiguration } };
}

/** A task definition with one container, wrong in one thing. */
function container(changes: object): string {
  const good = {
    name: "app",
    image: "public.ecr.aws/nginx/nginx:1.29.4",
    readonlyRootFilesystem: true,
  };
  return JSON.stringify([{ ...good, ...changes }]);
}

/** One with two, of which the second is wrong in one thing. */
function containerBeside(changes: object): string {
  const [good, wrong] = [container({}), container({ name: "beside", ...changes })];
  return JSON.stringify([good, wrong].flatMap((text) => JSON.parse(text) as unknown[]));
}

export const serviceMutations: readonly Mutation[] = [
  {
    what: "a load balancer with public addresses",
    change: changing("aws:lb/loadBalancer:LoadBalancer", "internal-alb", () => ({
      internal: false,
    })),
    rule: "disallow-public-load-balancers",
    on: ["internal-alb"],
    says: /internal: true/,
  },
  {
    what: "a load balancer in one zone",
    change: changing("aws:lb/loadBalancer:LoadBalancer", "internal-alb", ({ subnets }) => ({
      subnets: (subnets as unknown[]).slice(0, 1),
    })),
    rule: "require-load-balancing-zones",
    on: ["internal-alb"],
    says: /spans one zone only/,
  },
  {
    what: "a listener that admits TLS 1.0",
    change: changing("aws:lb/listener:Listener", "internal-https", () => ({
      sslPolicy: "ELBSecurityPolicy-2016-08",
    })),
    rule: "require-tls-listeners",
    on: ["internal-https"],
    says: /sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06"/,
  },
  {
    what: "a service with a public address",
    change: changing(
      "aws:ecs/service:Service",
      "orders-cloud-service",
      ({ networkConfiguration }) => ({
        networkConfiguration: { ...(networkConfiguration as object), assignPublicIp: true },
      }),
    ),
    rule: "disallow-public-addresses",
    on: ["orders-cloud-service"],
    says: /networkConfiguration\.assignPublicIp: false/,
  },
  {
    what: "a privileged container",
    change: changing(task, "orders-cloud-task", () => ({
      containerDefinitions: container({ privileged: true }),
    })),
    rule: "configure-ecs-tasks",
    on: ["orders-cloud-task"],
    says: /privileged: false/,
  },
  ...[
    {
      what: "privileged",
      of: "customers-on-prem-task",
      changes: { privileged: true },
      says: /"beside" is privileged/,
    },
    {
      what: "with a root file system that it writes to",
      of: "pricing-on-prem-task",
      changes: { readonlyRootFilesystem: false },
      says: /"beside" can write to its root/,
    },
    {
      what: "with a secret in its environment",
      of: "stock-check-task",
      changes: { environment: [{ name: "DB_PASSWORD", value: "hunter2" }] },
      says: /"beside" has a secret in its environment/,
    },
    {
      what: "with a capability that is a way to the host",
      of: "orders-api-on-prem-task",
      changes: { linuxParameters: { capabilities: { add: ["SYS_ADMIN"] } } },
      says: /"beside" has the capability SYS_ADMIN/,
    },
  ].map(({ what, of, changes, says }) => ({
    what: `a container beside a service's own ${what}`,
    change: changing(task, of, () => ({ containerDefinitions: containerBeside(changes) })),
    rule: "configure-ecs-tasks",
    on: [of],
    says,
  })),
  {
    what: "an image whose tag moves beside a pinned one",
    change: changing(task, "orders-api-cloud-task", () => ({
      containerDefinitions: containerBeside({ image: "public.ecr.aws/nginx/nginx:latest" }),
    })),
    rule: "require-pinned-images",
    on: ["orders-api-cloud-task"],
    says: /container "beside" has the tag latest, which moves/,
  },
  {
    what: "an image whose tag moves",
    change: changing(task, "pricing-cloud-task", () => ({
      containerDefinitions: container({ image: "public.ecr.aws/nginx/nginx:latest" }),
    })),
    rule: "require-pinned-images",
    on: ["pricing-cloud-task"],
    says: /has the tag latest, which moves/,
  },
  {
    what: "data classed on-prem-only on a service in AWS",
    change: changing("aws:ecs/service:Service", "pricing-cloud-service", () => ({
      tags: { "data-classification": "on-prem-only" },
    })),
    rule: "disallow-cloud-twin-of-sensitive-services",
    on: ["pricing-cloud-service"],
    says: /launchType: "EXTERNAL"/,
  },
  {
    what: "data classed on-prem-only in a job in AWS",
    change: changing(task, "nightly-report-task", () => ({
      tags: { "data-classification": "on-prem-only" },
    })),
    rule: "disallow-cloud-twin-of-sensitive-services",
    on: ["nightly-report-schedule-timer", "nightly-report-task"], // It writes to a share as well.
    says: /target\.ecsParameters\.launchType: "EXTERNAL"|no file share/,
  },
  {
    what: "a job with a public address",
    change: changing(schedule, "nightly-report-schedule-timer", ({ target }) => ({
      target: startingWith(target, { assignPublicIp: true }),
    })),
    rule: "disallow-public-addresses",
    on: ["nightly-report-schedule-timer"],
    says: /target\.ecsParameters\.networkConfiguration\.assignPublicIp: false/,
  },
  {
    what: "a job whose failed starts leave no trace",
    change: changing(schedule, "stock-check-schedule-timer", ({ target }) => ({
      target: { ...(target as object), deadLetterConfig: undefined },
    })),
    rule: "require-schedule-dead-letter-queue",
    on: ["stock-check-schedule-timer"],
    says: /target\.deadLetterConfig/,
  },
  {
    what: "a job whose failed starts nobody hears of",
    change: ({ type, name, props }) =>
      type === "aws:cloudwatch/metricAlarm:MetricAlarm" && name.startsWith("stock-check-")
        ? { ...props, dimensions: {} }
        : undefined,
    rule: "require-alarms",
    on: ["stock-check-schedule-group"],
    says: /no alarm for starts that fail/,
  },
  {
    what: "a side of a service that no alarm watches",
    change: ({ type, name, props }) =>
      type === "aws:cloudwatch/metricAlarm:MetricAlarm" && name.startsWith("customers-ext-")
        ? { ...props, dimensions: {} }
        : undefined,
    rule: "require-alarms",
    on: ["customers-ext"],
    says: /no alarm for its targets.*\n.*TargetGroup of/,
  },
  {
    what: "a target group without a health check",
    change: changing("aws:lb/targetGroup:TargetGroup", "customers-ext", () => ({
      healthCheck: { enabled: false },
    })),
    rule: "require-target-health-checks",
    on: ["customers-ext"],
    says: /healthCheck: \{ path/,
  },
  {
    what: "one task at the lowest behind a listener rule",
    change: changing("aws:appautoscaling/target:Target", "orders-cloud-scaling-target", () => ({
      minCapacity: 1,
    })),
    rule: "configure-service-capacity",
    on: ["orders-rule"],
    says: /leads to one target at the lowest/,
  },
  {
    what: "tasks in public subnets",
    // Added ones, as nothing of the platform's own is there.
    add: ({ publicSubnetIds }, extra) =>
      new ecs.Service(extra, {
        networkConfiguration: { subnets: publicSubnetIds },
        taskDefinition: "app:1",
      }),
    rule: "require-private-compute-subnets",
    on: ["extra", "extra", "extra"], // In each zone.
    says: /"extra" is in .*"network-public-[abc]", which .* opens to the internet/,
  },
  {
    what: "a database behind a chain of security groups that begins at a partner's network",
    add: ({ vpcId }, extra) => {
      const tcp = { ipProtocol: "tcp", fromPort: 5432, toPort: 5432 };
      const web = new ec2.SecurityGroup(`${extra}-web`, { vpcId, description: "for a test" });
      const data = new ec2.SecurityGroup(`${extra}-data`, { vpcId, description: "for a test" });
      new vpc.SecurityGroupIngressRule(`${extra}-in`, {
        securityGroupId: web.id,
        cidrIpv4: "203.0.113.0/24",
        ...tcp,
      });
      new vpc.SecurityGroupIngressRule(`${extra}-on`, {
        securityGroupId: data.id,
        referencedSecurityGroupId: web.id,
        ...tcp,
      });
      const kmsKeyId =
        "arn:aws:kms:eu-west-1:123456789012:key/6c5a2a1e-63b5-4a52-9d5b-6e1a3a1f0c11";
      const tags = {
        "data-classification": "internal",
        "backup-plan": "gold",
        "landbridge:stack": "prod", // Or no plan of this stack takes it.
      };
      new docdb.Cluster(
        extra,
        { vpcSecurityGroupIds: [data.id], storageEncrypted: true, kmsKeyId, tags },
        { protect: true },
      );
    },
    rule: "disallow-outside-paths-to-data-stores",
    on: ["extra"],
    says: /reached from 203\.0\.113\.0\/24, .*"extra\d*-web"/,
  },
];
