import * as fc from "fast-check";
import { choose, fixed, sometimes, tricky, type Section } from "./values";

export const database = fixed({
  name: tricky(40),
  deployment: choose("multi-az-instance", "multi-az-cluster", "single-az-instance"),
  dataClassification: choose("internal", "confidential"),
  backupPlan: choose("gold", "silver", "bronze"),
  engineVersion: choose("16", "17", "17.6"),
  instanceClass: choose("db.r8g.large", "db.m6gd.large", "db.t4g.medium"),
  storage: choose<Section>(
    { allocated: 100, maxAllocated: 500 },
    { allocated: 400, maxAllocated: 600, iops: 12000 },
    { allocated: 20 },
  ),
  databaseName: choose("orders", "app_1", "_x"),
  masterUsername: choose("dbadmin", "postgres", "owner"),
  credentials: choose("managed", "generated"),
  readReplicas: fc.nat(2),
  proxy: fc.boolean(),
  blueGreenUpdates: fc.boolean(),
  insights: choose("standard", "advanced"),
  parameters: choose<Section>({}, { work_mem: "16384" }, { "pg_stat_statements.max": "5000" }),
  clientCidrs: fc.uniqueArray(
    choose("10.100.10.0/24", "10.100.4.7/32", "10.100.4.8/32", "192.168.1.0/24"),
    { maxLength: 3 },
  ),
  serves: sometimes(tricky(40)),
  retiring: sometimes(fc.constant(true)),
});

export const fileShare = fixed({
  name: tricky(30),
  gateway: choose("dc1", "a"),
  protocol: choose("nfs", "smb"),
  dataClassification: choose("internal", "confidential"),
  clients: fc.uniqueArray(choose("10.100.10.0/24", "10.100.4.7/32", "192.168.1.0/24"), {
    minLength: 1,
    maxLength: 3,
  }),
  allowedUsers: choose<string[]>([], ["@finance"]),
  readOnly: fc.boolean(),
  retiring: sometimes(fc.constant(true)),
});

export const fileGateway = fixed({
  name: choose("dc1", "a"),
  host: choose("on-premises", "ec2"),
  appliance: sometimes(fc.constant({ address: "10.100.20.10" })),
  activeDirectory: sometimes(
    fc.constant({
      domainName: "corp.example.com",
      credentialsSecretArn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:ad-AbCdEf",
    }),
  ),
});
