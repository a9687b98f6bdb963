import type { Change } from "../change";

/** Databases. */
export const databases: readonly Change[] = [
  {
    what: "Another instance class",
    edits: { "databases[0].instanceClass": "db.r8g.xlarge" },
    cut: "In the maintenance window: a failover of about a minute, the replica some minutes.",
    plan: { updates: { "cloudwatch MetricAlarm": 2, "rds Instance": 2 } },
  },
  {
    what: "More storage",
    edits: { "databases[0].storage.allocated": 200 },
    cut: "Nobody.",
    plan: { updates: { "cloudwatch MetricAlarm": 4, "rds Instance": 1 } },
  },
  {
    what: "A read replica more",
    edits: { "databases[0].readReplicas": 2 },
    cut: "Nobody; `orders-ro` leads to both once the second is there.",
    plan: {
      creates: { "cloudwatch MetricAlarm": 5, "rds Instance": 1, "route53 Record": 2 },
      updates: {
        "cloudwatch CompositeAlarm": 2,
        "cloudwatch Dashboard": 1,
        "cloudwatch EventRule": 1,
        "route53 Record": 1,
      },
    },
  },
  {
    what: "A read replica less",
    edits: { "databases[0].readReplicas": 0 },
    cut: "Nobody: Pulumi stops at the replica. `deletionProtection: false` first.",
    plan: {
      updates: {
        "cloudwatch CompositeAlarm": 1,
        "cloudwatch Dashboard": 1,
        "cloudwatch EventRule": 1,
        "cloudwatch MetricAlarm": 1,
      },
      deletes: {
        "cloudwatch CompositeAlarm": 1,
        "cloudwatch MetricAlarm": 5,
        "rds Instance": 1,
        "route53 Record": 1,
      },
      stopsAt: ["databases-orders-ro-1"],
    },
  },
  {
    what: "No proxy any more",
    edits: { "databases[0].proxy": false },
    cut: "Clients connect anew, within the 30 seconds of the name; new connections of services until their tasks have the new permission: under a minute.",
    plan: {
      creates: { "vpc SecurityGroupIngressRule": 3 },
      updates: { "iam RolePolicy": 2, "route53 Record": 1, "vpc SecurityGroupEgressRule": 1 },
      deletes: {
        "cloudwatch LogGroup": 1,
        "ec2 SecurityGroup": 1,
        "iam Role": 1,
        "iam RolePolicy": 1,
        "rds Proxy": 1,
        "rds ProxyDefaultTargetGroup": 1,
        "rds ProxyTarget": 1,
        "vpc SecurityGroupEgressRule": 1,
        "vpc SecurityGroupIngressRule": 5,
      },
      replaces: ["clients-database-orders-ingress"],
    },
  },
  {
    what: "Another major version without its flag",
    edits: { "databases[0].engineVersion": "18" },
    cut: "Nobody: nothing is changed.",
    plan: {
      error:
        'landbridge:databases[0].engineVersion: "18" is another major version than "17"; try it on a restored copy (docs/runbooks/restore-database.md), then set allowMajorVersionUpgrade: true',
    },
  },
  {
    what: "Another major version",
    edits: { "databases[0].engineVersion": "18", "databases[0].allowMajorVersionUpgrade": true },
    cut: "Everybody who uses it, 10 minutes or more in the maintenance window.",
    plan: { updates: { "rds Instance": 2 }, replaces: ["databases-orders-parameters"] },
  },
  {
    what: "Another minor version",
    edits: { "databases[0].engineVersion": "17.6" },
    cut: "A failover of about a minute in the maintenance window.",
    plan: { updates: { "rds Instance": 1 } },
  },
  {
    what: "Another parameter",
    edits: { "databases[0].parameters": { work_mem: "32768" } },
    cut: "Nobody.",
    plan: { updates: { "rds ParameterGroup": 1 } },
  },
  {
    what: "Another backup plan",
    edits: { "databases[0].backupPlan": "silver" },
    cut: "Nobody.",
    plan: {
      updates: {
        "cloudwatch LogGroup": 3,
        "ec2 SecurityGroup": 1,
        "rds Instance": 2,
        "rds ParameterGroup": 1,
        "secretsmanager Secret": 1,
        "vpc SecurityGroupIngressRule": 1,
      },
      replacesOldFirst: ["recovery-backups-orders"],
    },
  },
  {
    what: "A network of the data centre that may connect",
    edits: { "databases[0].clientCidrs": ["10.100.10.0/24", "10.100.20.0/24"] },
    cut: "Nobody.",
    plan: { creates: { "vpc SecurityGroupIngressRule": 2 } },
  },
  {
    what: "Another name for a database",
    edits: { "databases[0].name": "shop" },
    cut: "Nobody: nothing is changed, while services use it by the old one.",
    plan: {
      error:
        'landbridge:services[0].hosts[0]: "shop" is the name of a database in the private zone; choose another',
    },
  },
  {
    what: "Another name of the database in PostgreSQL",
    edits: { "databases[0].databaseName": "shop" },
    cut: "Nobody: Pulumi stops, since it would be made anew and empty (runbooks/restore-database.md).",
    plan: {
      updates: { "ecs Service": 3, "iam RolePolicy": 1 },
      replaces: ["orders-api-cloud-task", "orders-api-on-prem-task", "orders-cloud-task"],
      replacesOldFirst: [
        "databases-orders-instance",
        "databases-orders-proxy-target",
        "recovery-backups-orders",
      ],
      stopsAt: ["databases-orders-instance"],
    },
  },
];
