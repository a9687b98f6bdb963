import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Databases } from "../../../components/rds/databases";
import type { DatabasesArgs, DatabaseSpec } from "../../../components/rds/databasesArgs";
import { runWithMocks, statementsOf, valueOf, type Recording } from "../../support/mocks";

const kmsKeyArn = "arn:aws:kms:eu-west-1:123456789012:key/database";
const logsKeyArn = "arn:aws:kms:eu-west-1:123456789012:key/logs";
const alarmTopics = {
  critical: "arn:aws:sns:eu-west-1:123456789012:alarms",
  warning: "arn:aws:sns:eu-west-1:123456789012:warnings",
};
const instanceType = "aws:rds/instance:Instance";

const orders: DatabaseSpec = {
  name: "orders",
  deployment: "multi-az-instance",
  dataClassification: "confidential",
  backupPlan: "gold",
  engineVersion: "17",
  instanceClass: "db.r8g.large",
  storage: { allocated: 100, maxAllocated: 500 },
  databaseName: "orders",
  masterUsername: "dbadmin",
  readReplicas: 0,
  blueGreenUpdates: false,
  proxy: false,
  backupWindow: "01:00-02:00",
  maintenanceWindow: "sun:03:00-sun:04:00",
};

function databases(...changes: Partial<DatabaseSpec>[]): Promise<Recording<Databases>> {
  return databasesWith({}, ...changes);
}

function databasesWith(
  args: Partial<DatabasesArgs>,
  ...changes: Partial<DatabaseSpec>[]
): Promise<Recording<Databases>> {
  return runWithMocks(
    () =>
      new Databases("db", {
        namePrefix: "landbridge-test",
        databases: changes.map((change) => ({ ...orders, ...change })),
        vpc: {
          vpcId: "vpc-1",
          availabilityZones: ["a", "b"],
          isolatedSubnetIds: ["subnet-a", "subnet-b"].map((id) => pulumi.output(id)),
        },
        dns: { zoneId: "Z1", zoneName: "aws.example.com" },
        kmsKeyArn,
        logsKeyArn,
        alarmTopics,
        ...args,
      }),
  );
}

describe("logs of databases", () => {
  it("stay in AWS with those of their proxies, protected or not, unless the stack says otherwise", async () => {
    const proxied = { proxy: true, credentials: "generated" } as const;
    for (const retainOnDelete of [undefined, true, false]) {
      const args = {
        deletionProtection: false,
        ...(retainOnDelete !== undefined && { retainOnDelete }),
      };
      const made = await databasesWith(args, proxied);
      const groups = made.ofType("aws:cloudwatch/logGroup:LogGroup");
      assert.equal(groups.length, 4);
      for (const group of groups) {
        assert.equal(group.retainOnDelete, retainOnDelete ?? true, group.name);
      }
    }
  });
});

describe("logs of databases that go and come back", () => {
  it("go with them, since RDS gives their groups the same names again", async () => {
    const spec = { proxy: true, credentials: "generated", retainLogs: false } as const;
    const made = await databasesWith({ retainOnDelete: true }, spec);
    const groups = made.ofType("aws:cloudwatch/logGroup:LogGroup");
    assert.equal(groups.length, 4);
    for (const group of groups) assert.equal(group.retainOnDelete, false, group.name);
  });
});

describe("a replica of a database in another Region", () => {
  const replicaOf = "arn:aws:rds:eu-west-1:123456789012:db:landbridge-prod-orders";

  it("takes its data, user and backups from there, under a key of its own, and is protected", async () => {
    const made = await databases({ replicaOf, credentials: "generated" });
    const { inputs, protect } = made.get("db-orders-instance");
    assert.equal(inputs.replicateSourceDb, replicaOf);
    assert.equal(inputs.kmsKeyId, kmsKeyArn);
    assert.equal(inputs.skipFinalSnapshot, true);
    assert.equal(protect, true);
    for (const key of ["engine", "username", "password", "dbName", "allocatedStorage"]) {
      assert.equal(inputs[key], undefined, key);
    }
  });
});

describe("a database", () => {
  let made: Recording<Databases>;
  let inputs: Readonly<Record<string, unknown>>;
  before(async () => {
    made = await databases({ clientCidrs: ["10.100.10.0/24"] });
    inputs = made.get("db-orders-instance").inputs;
  });

  it("is Multi-AZ, private, encrypted by the customer key, and protected", () => {
    assert.equal(inputs["multiAz"], true);
    assert.equal(inputs["publiclyAccessible"], false);
    assert.equal(inputs["storageEncrypted"], true);
    assert.equal(inputs["kmsKeyId"], kmsKeyArn);
    assert.equal(inputs["performanceInsightsKmsKeyId"], kmsKeyArn);
    assert.equal(inputs["deletionProtection"], true);
    assert.equal(made.get("db-orders-instance").protect, true);
    assert.deepEqual(made.get("db-subnets").inputs["subnetIds"], ["subnet-a", "subnet-b"]);
  });

  it("grows by itself, and leaves a snapshot and its backups behind", () => {
    assert.equal(inputs["allocatedStorage"], 100);
    assert.equal(inputs["maxAllocatedStorage"], 500);
    assert.equal(inputs["storageType"], "gp3");
    assert.equal(inputs["skipFinalSnapshot"], false);
    assert.equal(inputs["finalSnapshotIdentifier"], "landbridge-test-orders-final");
    assert.equal(inputs["deleteAutomatedBackups"], false);
    assert.equal(inputs["copyTagsToSnapshot"], true);
  });

  it("lets RDS keep the password, and IAM users in", () => {
    assert.equal(inputs["manageMasterUserPassword"], true);
    assert.equal(inputs["password"], undefined);
    assert.equal(inputs["iamDatabaseAuthenticationEnabled"], true);
    assert.equal(made.ofType("aws:secretsmanager/secret:Secret").length, 0);
  });

  it("writes to log groups that are there first, encrypted, with a retention", () => {
    const groups = made.ofType("aws:cloudwatch/logGroup:LogGroup");
    assert.deepEqual(groups.map((group) => group.inputs["name"]).sort(), [
      "/aws/rds/instance/landbridge-test-orders/iam-db-auth-error",
      "/aws/rds/instance/landbridge-test-orders/postgresql",
      "/aws/rds/instance/landbridge-test-orders/upgrade",
    ]);
    const { dependencies } = made.get("db-orders-instance");
    for (const group of groups) {
      assert.equal(group.inputs["kmsKeyId"], logsKeyArn);
      assert.equal(group.inputs["retentionInDays"], 90);
      assert.ok(dependencies.includes(group.urn), group.name);
    }
  });

  it("admits the named networks of the data centre, and nobody else", () => {
    const [rule, another] = made.ofType(
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    );
    assert.equal(another, undefined);
    assert.equal(rule?.inputs["cidrIpv4"], "10.100.10.0/24");
    assert.equal(rule.inputs["fromPort"], 5432);
    assert.ok(rule.inputs["description"]);
    assert.equal(made.ofType("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule").length, 0);
  });

  it("carries the tags that backups and residency go by", () => {
    assert.deepEqual(inputs["tags"], {
      "data-classification": "confidential",
      "backup-plan": "gold",
      Name: "landbridge-test-orders",
    });
  });

  it("has a name in the private zone", async () => {
    const record = made.get("db-record-orders").inputs;
    assert.equal(record["name"], "orders.aws.example.com");
    assert.deepEqual(record["records"], [`${made.get("db-orders-instance").id}.rds.amazonaws.com`]);
    const { access } = made.result;
    assert.ok(access["orders"]);
    assert.equal(await valueOf(access["orders"].hostname), "orders.aws.example.com");
    assert.match(await valueOf(access["orders"].connectArn), /:rds-db:.*:dbuser:db-[0-9a-f]+\/\*$/);
  });

  it("tells of failovers, and speaks once of what several alarms see", () => {
    const pattern = String(made.get("db-orders-events").inputs["eventPattern"]);
    const { detail } = JSON.parse(pattern) as { detail: Record<string, string[]> };
    assert.ok(detail["EventCategories"]?.includes("failover"));
    assert.deepEqual(detail["SourceIdentifier"], ["landbridge-test-orders"]);
    assert.equal(made.get("db-orders-events-target").inputs["arn"], alarmTopics.critical);
    const alarms = made.ofType("aws:cloudwatch/metricAlarm:MetricAlarm");
    assert.equal(alarms.length, 4);
    const speaking = alarms.filter(({ inputs }) => (inputs["alarmActions"] as string[]).length > 0);
    assert.deepEqual(
      speaking.map(({ name, inputs }) => [name, inputs["alarmActions"]]),
      [["db-orders-storage-full", [alarmTopics.critical]]],
    );
    const { inputs } = made.get("db-orders-warning");
    assert.deepEqual(inputs["alarmActions"], [alarmTopics.warning]);
    for (const end of ["cpu", "connections", "storage-ceiling"])
      assert.ok(
        String(inputs["alarmRule"]).includes(`ALARM("${made.get(`db-orders-${end}`).id}")`),
      );
  });
});

describe("a database that AWS Backup backs up continuously", () => {
  const ofBackup = ["backupRetentionPeriod", "backupWindow"];
  const optionsOf = async (changes: Partial<DatabaseSpec>) =>
    (await databases(changes)).get("db-orders-instance");

  it("is made with retention and window, which are AWS Backup's from then on", async () => {
    const { inputs, ignoreChanges } = await optionsOf({ continuousBackups: true });
    assert.deepEqual(ignoreChanges, ofBackup);
    assert.equal(inputs["backupRetentionPeriod"], 14);
    const copy = { continuousBackups: true, restoreFrom: { snapshot: "rds:orders" } };
    assert.deepEqual((await optionsOf(copy)).ignoreChanges, ["kmsKeyId", ...ofBackup]);
  });

  it("takes changes of both otherwise", async () => {
    assert.deepEqual((await optionsOf({ continuousBackups: false })).ignoreChanges, []);
  });
});

describe("a database that takes over another one's name", () => {
  let made: Recording<Databases>;
  before(async () => {
    made = await databases({}, { name: "copy", serves: "orders" });
  });

  const addressOf = (name: string) => [`${made.get(name).id}.rds.amazonaws.com`];

  it("has its record, and the old one's own is another", () => {
    const records = ["db-record-orders", "db-record-orders-old"].map(
      (name) => made.get(name).inputs,
    );
    assert.deepEqual(
      records.map(({ name }) => name),
      ["orders.aws.example.com", "orders-old.aws.example.com"],
    );
    assert.deepEqual(records[0]?.["records"], addressOf("db-copy-instance"));
    assert.deepEqual(records[1]?.["records"], addressOf("db-orders-instance"));
  });

  it("is what services find by the name: its security group, sign-in and secret, at the same host", async () => {
    const { access, arns } = made.result;
    assert.deepEqual(Object.keys(access), ["orders-old", "orders"]);
    const { orders: front } = access;
    assert.ok(front);
    assert.equal(await valueOf(front.hostname), "orders.aws.example.com");
    assert.equal(await valueOf(front.securityGroupId), made.get("db-copy-security-group").id);
    assert.ok(arns["copy"]);
    assert.equal(await valueOf(front.arn), await valueOf(arns["copy"]));
    assert.deepEqual(Object.keys(arns), ["orders", "copy"]);
  });
});

describe("a database with replicas and generated credentials", () => {
  let made: Recording<Databases>;
  before(async () => {
    made = await databases({ credentials: "generated", readReplicas: 2, serves: "shop" });
  });

  it("gives the primary the password of the secret, which the customer key encrypts", () => {
    const { inputs } = made.get("db-orders-instance");
    assert.equal(inputs["manageMasterUserPassword"], undefined);
    assert.ok(inputs["password"]);
    assert.equal(made.get("db-orders-credentials-secret").inputs["kmsKeyId"], kmsKeyArn);
  });

  it("makes a new version of the secret for another version of the credentials", async () => {
    const other = await databases({ credentials: "generated", credentialsVersion: 2 });
    assert.ok(other.get("db-orders-credentials-version-2"));
  });

  it("replicates the primary under names of their own, which take turns in the zone", () => {
    const replicas = made
      .ofType(instanceType)
      .filter(({ inputs }) => inputs["replicateSourceDb"] !== undefined);
    assert.deepEqual(
      replicas.map(({ inputs }) => inputs["identifier"]),
      ["landbridge-test-orders-ro-1", "landbridge-test-orders-ro-2"],
    );
    for (const { inputs, protect } of replicas) {
      assert.equal(inputs["password"], undefined);
      assert.equal(inputs["engine"], undefined);
      assert.equal(protect, true);
    }
    const records = ["db-record-shop-ro-all-1", "db-record-shop-ro-all-2"].map((name) =>
      made.get(name),
    );
    for (const { inputs } of records) assert.equal(inputs["name"], "all.shop-ro.aws.example.com");
    const { inputs, dependencies } = made.get("db-record-shop-ro");
    assert.deepEqual(inputs["records"], ["all.shop-ro.aws.example.com"]);
    assert.ok(
      records.every(({ urn }) => dependencies.includes(urn)),
      "they are there before it leads to them",
    );
  });

  it("watches the lag of each replica", () => {
    for (const name of ["db-orders-ro-1-replica-lag", "db-orders-ro-2-replica-lag"]) {
      assert.equal(made.get(name).inputs["metricName"], "ReplicaLag");
    }
  });

  it("rejects replicas of an instance whose password RDS keeps", async () => {
    await assert.rejects(databases({ readReplicas: 1 }), /replicas need generated credentials/);
  });
});

describe("a database behind a proxy", () => {
  it("has another proxy in other zones, by a name of its own, so that both are there for a moment", async () => {
    const made = await databases({ proxy: true, proxyZones: ["b", "a"] });
    const { inputs, ignoreChanges } = made.get("db-orders-proxy-proxy");
    assert.equal(inputs["name"], "landbridge-test-orders-in-ab");
    assert.deepEqual(inputs["vpcSubnetIds"], ["subnet-a", "subnet-b"]);
    assert.deepEqual(ignoreChanges, []);
    const { name } = made.get("db-orders-proxy-logs").inputs;
    assert.equal(name, "/aws/rds/proxy/landbridge-test-orders-in-ab");
  });

  it("is reached by TLS and IAM alone, through the proxy's own security group", async () => {
    const made = await databases({ proxy: true });
    const { inputs, ignoreChanges } = made.get("db-orders-proxy-proxy");
    assert.deepEqual(ignoreChanges, ["vpcSubnetIds"], "it stays where it was made");
    assert.equal(inputs["requireTls"], true);
    assert.equal(inputs["defaultAuthScheme"], "IAM_AUTH");
    const [statement] = statementsOf(made.get("db-orders-proxy-policy").inputs["policy"]);
    assert.equal(statement?.Action, "rds-db:connect");
    assert.match(String(statement.Resource), /:dbuser:db-[0-9a-f]+\/\*$/);
    const rule = made.get("db-orders-proxy-to-database-ingress").inputs;
    assert.equal(rule["securityGroupId"], made.get("db-orders-security-group").id);
    assert.equal(rule["referencedSecurityGroupId"], made.get("db-orders-proxy-security-group").id);
    assert.deepEqual(made.get("db-record-orders").inputs["records"], [
      `${made.get("db-orders-proxy-proxy").id}.proxy.rds.amazonaws.com`,
    ]);
  });
});

describe("a Multi-AZ DB cluster", () => {
  it("has a writer and readers in the zone, and alarms for each of its three members", async () => {
    const made = await databases({
      deployment: "multi-az-cluster",
      instanceClass: "db.r6gd.large",
      storage: { allocated: 100 },
    });
    assert.equal(made.ofType(instanceType).length, 0);
    const { inputs, protect } = made.get("db-orders-cluster");
    assert.equal(inputs["dbClusterInstanceClass"], "db.r6gd.large");
    assert.equal(inputs["deletionProtection"], true);
    assert.equal(protect, true);
    assert.match(String(made.get("db-record-orders-ro").inputs["records"]), /cluster-ro/);
    assert.equal(made.ofType("aws:cloudwatch/metricAlarm:MetricAlarm").length, 12);
  });
});

describe("a restored database", () => {
  it("says where its data comes from: a snapshot, a moment, or a retained backup", async () => {
    const backup = "arn:aws:rds:eu-west-1:123456789012:auto-backup:ab-1";
    const time = "2026-11-20T03:15:00Z";
    const made = await databases(
      { name: "a", restoreFrom: { snapshot: "rds:orders-2026-11-20" } },
      { name: "b", restoreFrom: { pointInTime: { source: "orders", time } } },
      { name: "c", restoreFrom: { pointInTime: { source: backup, time: "latest" } } },
    );
    const of = (name: string) => made.get(`db-${name}-instance`).inputs;
    for (const name of ["a", "b", "c"]) {
      assert.equal(of(name)["engineVersion"], undefined, "the source's, which may be newer");
      assert.equal(of(name)["allocatedStorage"], undefined, "the source's, which may have grown");
    }
    assert.equal(of("a")["snapshotIdentifier"], "rds:orders-2026-11-20");
    assert.deepEqual(of("b")["restoreToPointInTime"], {
      sourceDbInstanceIdentifier: "orders",
      restoreTime: time,
    });
    assert.deepEqual(of("c")["restoreToPointInTime"], {
      sourceDbInstanceAutomatedBackupsArn: backup,
      useLatestRestorableTime: true,
    });
  });

  it("takes another version and storage once that is asked for", async () => {
    const restoreFrom = { snapshot: "rds:orders-2026-11-20", keepsVersionAndStorage: false };
    const { inputs } = (await databases({ restoreFrom })).get("db-orders-instance");
    assert.deepEqual([inputs["engineVersion"], inputs["allocatedStorage"]], ["17", 100]);
  });

  it("may go alone where it is retiring, with its replicas: a last snapshot and its logs stay", async () => {
    const replicated = { credentials: "generated", readReplicas: 1 } as const;
    const made = await databases(
      { ...replicated, retiring: true },
      { ...replicated, name: "other" },
    );
    for (const name of ["db-orders-instance", "db-orders-ro-1"]) {
      assert.equal(made.get(name).protect, false, name);
      assert.equal(made.get(name).inputs["deletionProtection"], false, name);
    }
    assert.equal(made.get("db-orders-instance").inputs["skipFinalSnapshot"], false);
    for (const name of ["db-other-instance", "db-other-ro-1"]) {
      assert.equal(made.get(name).protect, true, name);
      assert.equal(made.get(name).inputs["deletionProtection"], true, name);
    }
    const cluster = { deployment: "multi-az-cluster", retiring: true } as const;
    const { inputs, protect } = (await databases(cluster)).get("db-orders-cluster");
    assert.deepEqual([inputs["deletionProtection"], protect], [false, false]);
  });
});
