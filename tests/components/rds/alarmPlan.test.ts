import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import {
  defaultMaxConnections,
  memoryInGib,
  planDatabaseAlarms,
} from "../../../components/rds/alarmPlan";

const GIB = 2 ** 30;
const facts = {
  identifier: "landbridge-prod-orders",
  instanceClass: "db.r8g.large",
  allocatedStorage: 100,
  maxAllocatedStorage: 500,
  maxConnections: undefined,
  isReplica: false,
};

describe("the alarms of a database", () => {
  it("watch CPU, connections and storage of a primary, and the lag of a replica besides", () => {
    const primary = ["cpu", "connections", "storage-ceiling", "storage-full"];
    assert.deepEqual(Object.keys(planDatabaseAlarms(facts)), primary);
    assert.deepEqual(Object.keys(planDatabaseAlarms({ ...facts, isReplica: true })), [
      ...primary,
      "replica-lag",
    ]);
  });

  it("all name the instance", () => {
    for (const { dimensions, description } of Object.values(planDatabaseAlarms(facts))) {
      assert.deepEqual(dimensions, { DBInstanceIdentifier: "landbridge-prod-orders" });
      assert.match(description, /landbridge-prod-orders/);
    }
  });

  it("say that storage is at its ceiling only when autoscaling had its time to act", () => {
    const alarm = planDatabaseAlarms(facts)["storage-ceiling"];
    assert.ok(alarm);
    assert.equal(alarm.threshold, 10 * GIB);
    assert.equal((alarm.periodInSeconds ?? 300) * (alarm.evaluationPeriods ?? 1), 3600);
    assert.match(alarm.description, /of at most 500 GiB.*Raise storage\.maxAllocated/);
  });

  it("go off at a level of free storage that comes after the ceiling's, for every size", () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 65536 }), (allocatedStorage) => {
        const alarms = planDatabaseAlarms({ ...facts, allocatedStorage });
        const [ceiling, full] = [alarms["storage-ceiling"], alarms["storage-full"]];
        assert.ok((full?.threshold ?? 0) > 0);
        assert.ok((full?.threshold ?? 0) < (ceiling?.threshold ?? 0));
      }),
    );
  });

  it("count a silent replica as one that lags, but no silent primary as full", () => {
    const alarms = planDatabaseAlarms({ ...facts, isReplica: true });
    assert.equal(alarms["replica-lag"]?.treatMissingData, "breaching");
    assert.equal(alarms["storage-full"]?.treatMissingData, "missing");
  });

  it("take a database's own max_connections before RDS's default", () => {
    const alarms = planDatabaseAlarms({ ...facts, maxConnections: 400 });
    assert.equal(alarms["connections"]?.threshold, 320);
  });
});

describe("the memory of an instance class", () => {
  it("follows from its family and size", () => {
    const classes = {
      "db.t4g.micro": 1,
      "db.t4g.medium": 4,
      "db.t4g.large": 8,
      "db.m8g.large": 8,
      "db.r8g.large": 16,
      "db.r6gd.xlarge": 32,
      "db.r8g.2xlarge": 64,
      "db.x2g.large": 32,
    };
    for (const [name, memory] of Object.entries(classes)) assert.equal(memoryInGib(name), memory);
  });

  it("gives RDS's default number of connections, 5,000 at most", () => {
    assert.equal(defaultMaxConnections("db.t4g.micro"), 112);
    assert.equal(defaultMaxConnections("db.r8g.16xlarge"), 5000);
  });
});
