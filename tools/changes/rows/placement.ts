import type { Change } from "../change";

/** Services: where they run, with how many tasks, and what they reach. */
export const placement: readonly Change[] = [
  {
    what: "From AWS to both sides",
    edits: {
      "services[0].placement": "both",
      "services[0].imageArchitectures": ["arm64", "x86_64"],
      "services[0].site": "frankfurt",
      "services[0].hostPort": 18085,
      "services[0].traffic": { cloud: 90, onPrem: 10 },
      "services[0].executeCommand": false,
      "services[0].imageFrom": "repository",
    },
    cut: "Nobody: the site's group is filled before the rule leads to it.",
    plan: {
      creates: {
        "cloudwatch MetricAlarm": 2,
        "ecs Service": 1,
        "ecs TaskDefinition": 1,
        "lb TargetGroup": 1,
        "lb TargetGroupAttachment": 3,
      },
      updates: { "lb ListenerRule": 1 },
    },
  },
  {
    what: "From both sides to AWS",
    edits: {
      "services[1].placement": "cloud",
      "services[1].site": null,
      "services[1].hostPort": null,
      "services[1].traffic": null,
      "services[1].replicas": { cloud: 4 },
    },
    cut: "Nobody; give AWS's side its replicas one update earlier.",
    plan: {
      updates: {
        "appautoscaling Target": 1,
        "cloudwatch MetricAlarm": 1,
        "lb ListenerRule": 1,
        "storagegateway NfsFileShare": 1,
      },
      deletes: {
        "cloudwatch MetricAlarm": 2,
        "ecs Service": 1,
        "ecs TaskDefinition": 1,
        "lb TargetGroup": 1,
        "lb TargetGroupAttachment": 3,
        "vpc SecurityGroupIngressRule": 3,
      },
    },
  },
  {
    what: "Other weights of the sides",
    edits: { "services[1].traffic": { cloud: 60, onPrem: 40 } },
    cut: "Nobody.",
    plan: { updates: { "lb ListenerRule": 1 } },
  },
  {
    what: "Another health check",
    edits: { "services[0].healthCheck.path": "/ready" },
    cut: "Nobody where the tasks that run answer it; else deploy it first.",
    plan: { updates: { "lb TargetGroup": 1 } },
  },
  {
    what: "More tasks at most",
    edits: { "services[3].autoscaling.maxReplicas": 22 },
    cut: "Nobody.",
    plan: { updates: { "appautoscaling Target": 1 } },
  },
  {
    what: "A service more",
    edits: {
      "services[5]": {
        name: "returns",
        placement: "cloud",
        dataClassification: "internal",
        image: "returns:1.0.0",
        imageFrom: "reference",
        cpu: 128,
        memory: 128,
        port: 8080,
        hosts: ["returns"],
        healthCheck: { path: "/healthz" },
        replicas: { cloud: 2 },
      },
    },
    cut: "Nobody.",
    plan: {
      creates: {
        "appautoscaling Target": 1,
        "cloudwatch LogGroup": 1,
        "cloudwatch MetricAlarm": 2,
        "ec2 SecurityGroup": 1,
        "ecs Service": 1,
        "ecs TaskDefinition": 1,
        "iam Role": 2,
        "iam RolePolicy": 1,
        "lb ListenerRule": 1,
        "lb TargetGroup": 1,
        "route53 Record": 1,
        "vpc SecurityGroupEgressRule": 1,
        "vpc SecurityGroupIngressRule": 1,
      },
    },
  },
  {
    what: "A service less",
    edits: { "services[4]": null },
    cut: "Its callers. Its log group stays in AWS.",
    plan: {
      updates: { "storagegateway NfsFileShare": 1 },
      deletes: {
        "appautoscaling Target": 1,
        "cloudwatch LogGroup": 1,
        "ec2 SecurityGroup": 2,
        "ecs Service": 1,
        "ecs TaskDefinition": 1,
        "iam Role": 2,
        "iam RolePolicy": 1,
        "vpc SecurityGroupEgressRule": 3,
        "vpc SecurityGroupIngressRule": 1,
      },
      warning:
        "service nightly-report leaves the stack; its log group stays in AWS, by its old name: the output `services` of the last update has it",
    },
  },
  {
    what: "Another name for a service",
    edits: { "services[4].name": "report" },
    cut: "Its callers by Service Connect; its tasks are others. Its log group stays in AWS, by its old name.",
    plan: {
      creates: {
        "appautoscaling Target": 1,
        "cloudwatch LogGroup": 1,
        "ec2 SecurityGroup": 1,
        "ecs Service": 1,
        "ecs TaskDefinition": 1,
        "iam Role": 2,
        "iam RolePolicy": 1,
        "vpc SecurityGroupEgressRule": 2,
      },
      deletes: {
        "appautoscaling Target": 1,
        "cloudwatch LogGroup": 1,
        "ec2 SecurityGroup": 1,
        "ecs Service": 1,
        "ecs TaskDefinition": 1,
        "iam Role": 2,
        "iam RolePolicy": 1,
        "vpc SecurityGroupEgressRule": 2,
      },
      warning:
        "service nightly-report leaves the stack; its log group stays in AWS, by its old name: the output `services` of the last update has it",
    },
  },
  {
    what: "Another class of capacity",
    edits: { "services[4].capacityClass": "general" },
    cut: "Nobody: a rolling deployment.",
    plan: { updates: { "ecs Service": 1 } },
  },
  {
    what: "A way to a network more",
    edits: {
      "services[0].reaches[3]": {
        cidr: "10.100.9.0/24",
        port: 443,
        description: "Payments in the data centre",
      },
    },
    cut: "Nobody.",
    plan: { creates: { "vpc SecurityGroupEgressRule": 1 } },
  },
  {
    what: "A database more for a service",
    edits: {
      "services[3].databases": [{ name: "orders" }],
      "services[3].dataClassification": "confidential",
    },
    cut: "Nobody: a rolling deployment.",
    plan: {
      creates: { "iam RolePolicy": 1 },
      updates: {
        "cloudwatch LogGroup": 1,
        "ec2 SecurityGroup": 1,
        "ecs Service": 2,
        "iam Role": 2,
        "lb ListenerRule": 1,
        "lb TargetGroup": 1,
      },
      replaces: ["pricing-cloud-task", "pricing-on-prem-task"],
    },
  },
  {
    what: "Logs kept longer",
    edits: { "services[0].logRetentionInDays": 731 },
    cut: "Nobody.",
    plan: { updates: { "cloudwatch LogGroup": 1 } },
  },
];
