import type { Change } from "../change";

/** Services: what they are made of and how they are reached. */
export const services: readonly Change[] = [
  {
    what: "Another image",
    edits: { "services[0].image": "orders:1.4.3" },
    cut: "Nobody: a rolling deployment, undone by itself where it fails.",
    plan: { updates: { "ecs Service": 1 }, replaces: ["orders-cloud-task"] },
  },
  {
    what: "More CPU and memory",
    edits: { "services[0].cpu": 320, "services[0].memory": 640 },
    cut: "Nobody: a rolling deployment.",
    plan: { updates: { "ecs Service": 1 }, replaces: ["orders-cloud-task"] },
  },
  {
    what: "A container beside it (`sidecars`)",
    edits: {
      "services[0].sidecars": [
        { name: "cache", image: "public.ecr.aws/docker/library/redis:8.2.1", cpu: 64, memory: 128 },
      ],
    },
    cut: "Nobody: a rolling deployment.",
    plan: { updates: { "ecs Service": 1 }, replaces: ["orders-cloud-task"] },
  },
  {
    what: "Another variable",
    edits: { "services[0].environment": { MODE: "fast" } },
    cut: "Nobody: a rolling deployment.",
    plan: { updates: { "ecs Service": 1 }, replaces: ["orders-cloud-task"] },
  },
  {
    what: "A secret more",
    edits: {
      "services[0].secrets.OTHER_KEY":
        "arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/orders/other-AbCdEf",
    },
    cut: "Nobody: a rolling deployment.",
    plan: { updates: { "ecs Service": 1, "iam RolePolicy": 1 }, replaces: ["orders-cloud-task"] },
  },
  {
    what: "Another number of tasks",
    edits: { "services[0].replicas.cloud": 4 },
    cut: "Nobody; how many run is autoscaling's, inside its limits.",
    plan: { updates: { "cloudwatch MetricAlarm": 1 } },
  },
  {
    what: "Another port",
    edits: { "services[0].port": 9090 },
    cut: "Nobody by the load balancer: a rolling deployment, whose tasks are checked on the new port before the old ones go. Services that call it by Service Connect have the new port with their own deployment.",
    plan: {
      updates: { "ecs Service": 1 },
      replaces: ["orders-cloud-from-load-balancer", "orders-cloud-task"],
    },
  },
  {
    what: "A share of the site's servers",
    edits: { "services[2].siteShare": 40 },
    cut: "Requests to its tasks on the other servers, until its next deployment has moved these; a larger share cuts nobody off.",
    plan: {
      updates: { "ecs Service": 1 },
      deletes: { "lb TargetGroupAttachment": 1 },
      warning: "its tasks on the others get no requests, and stay there until its next deployment",
    },
  },
  {
    what: "Another port on servers",
    edits: { "services[2].hostPort": 18091 },
    cut: "Nobody while other servers serve; firewalls between the load balancer and the servers have to admit it.",
    plan: {
      updates: { "ecs Service": 1 },
      replaces: [
        "customers-ext-10-100-16-11",
        "customers-ext-10-100-16-12",
        "customers-ext-10-100-16-13",
        "customers-on-prem-task",
      ],
    },
  },
  {
    what: "Another protocol",
    edits: { "services[0].protocol": "HTTPS" },
    cut: "Its callers, for one deployment: 503.",
    plan: {
      updates: {
        "appautoscaling Policy": 1,
        "cloudwatch MetricAlarm": 3,
        "ecs Service": 1,
        "lb ListenerRule": 1,
      },
      replaces: ["orders-cloud-task", "orders-ec2"],
      warning:
        "service orders gets a target group of HTTPS, and answers 503 until its tasks are in it: one deployment. To go without that, deploy it under another name and path first, and move callers over",
    },
  },
  {
    what: "A host more",
    edits: { "services[0].hosts": ["shop", "store"] },
    cut: "Nobody.",
    plan: { creates: { "route53 Record": 1 }, updates: { "lb ListenerRule": 1 } },
  },
  {
    what: "A path less",
    edits: { "services[1].paths": ["/api/v1/*"] },
    cut: "Callers of the other paths.",
    plan: { updates: { "lb ListenerRule": 1 } },
  },
];
