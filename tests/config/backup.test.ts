import * as assert from "node:assert/strict";
import { withFollowed } from "../../config/recovery/following";
import { parseConfig, type ConfigError } from "../../config";
import { goodStack, parse, problemsOf } from "./stack";

type Section = Record<string, unknown>;

interface Case {
  readonly title: string;
  readonly backup?: Section;
  readonly recovery?: Section;
  readonly says: readonly string[];
}

const plan = (frequency: string, rule: Section) => ({
  plans: { own: { rules: { [frequency]: rule } } },
});
const RULE = "landbridge:backup.plans.own.rules";
const lockedFor = { lockDate: "2027-01-15" };
const sentence =
  "From 2027-01-15 on nobody, AWS included, can delete these backups or take off this lock.";
const primary = { strategy: "backup-restore", region: "eu-central-1" };

const cases: Case[] = [
  {
    title: "a retention that the lock rejects",
    backup: plan("daily", { retentionInDays: 3 }),
    says: [
      `${RULE}.daily.retentionInDays: 3 is less than landbridge:backup.lock.minRetentionInDays (7); the locked vault would reject every such backup`,
    ],
  },
  {
    title: "a copy's retention that the lock rejects",
    backup: plan("daily", { retentionInDays: 30, copyRetentionInDays: 4000 }),
    says: [
      `${RULE}.daily.copyRetentionInDays: 4000 is more than landbridge:backup.lock.maxRetentionInDays (3660); the locked vault would reject every such backup`,
    ],
  },
  {
    title: "cold storage for less than 90 days",
    backup: plan("monthly", { retentionInDays: 100, coldStorageAfterInDays: 30 }),
    says: [
      `${RULE}.monthly.coldStorageAfterInDays: 30 leaves less than 90 days of retentionInDays (100) in cold storage; keep for 120 days at least`,
    ],
  },
  {
    title: "continuous backups that reach back further than AWS does",
    backup: plan("continuous", { retentionInDays: 36, coldStorageAfterInDays: 1 }),
    says: [
      `${RULE}.continuous.retentionInDays: 36 is too long; continuous backups reach back 35 days at most`,
      `${RULE}.continuous.coldStorageAfterInDays: 1 is not possible; continuous backups have no cold storage: leave it out`,
    ],
  },
  {
    title: "a frequency that there is not",
    backup: {
      plans: {
        own: { rules: { daily: { retentionInDays: 30 }, yearly: { retentionInDays: 400 } } },
      },
    },
    says: [
      `${RULE}.yearly: is not a known key (known keys: continuous, hourly, daily, weekly, monthly)`,
    ],
  },
  {
    title: "a plan without rules and a class with a bad name",
    backup: { plans: { "Gold Plan": { rules: {} } } },
    says: [
      'landbridge:backup.plans["Gold Plan"]: "Gold Plan" is not the name of a backup class (a lower case letter, then 31 letters, digits and hyphens at most)',
    ],
  },
  {
    title: "a plan without rules",
    backup: { plans: { own: { rules: {} } } },
    says: [`${RULE}: {} has no rule; a plan has one at least`],
  },
  {
    title: "a lock that admits nothing",
    backup: { lock: { minRetentionInDays: 30, maxRetentionInDays: 20 }, ...plan("daily", {}) },
    says: [
      `${RULE}.daily.retentionInDays: is missing; it must be a number`,
      "landbridge:backup.lock.maxRetentionInDays: 20 is less than minRetentionInDays (30); no recovery point could be kept",
    ],
  },
  {
    title: "a governance lock with the day that would make it a compliance lock",
    backup: { lock: { changeableForDays: 3 } },
    says: [
      "landbridge:backup.lock.changeableForDays: 3 would make the lock a compliance lock, which is for good; leave it out, or set mode: compliance",
    ],
  },
  {
    title: "a compliance lock that nobody acknowledged",
    backup: { lock: { mode: "compliance" } },
    says: [
      "landbridge:backup.lock.changeableForDays: is missing; a compliance lock says after how many days it is for good (3 at least)",
      "landbridge:backup.lock.acknowledgement: is missing; a compliance lock can't be undone: say so (docs/backup.md)",
    ],
  },
  {
    title: "a compliance lock that is for good too soon, with another day in the sentence",
    backup: {
      lock: {
        mode: "compliance",
        changeableForDays: 2,
        acknowledgement: { ...lockedFor, statement: sentence.replace("2027", "2028") },
      },
    },
    says: [
      "landbridge:backup.lock.changeableForDays: 2 is too short; AWS takes 3 at least",
      `landbridge:backup.lock.acknowledgement.statement: "From 2028-01-15 on nobody, AWS included, can delete thes... is not the sentence that it must be: "${sentence}"`,
    ],
  },
  {
    title: "a lock date that is no day",
    backup: {
      lock: {
        mode: "compliance",
        changeableForDays: 3,
        acknowledgement: { lockDate: "2027-02-30", statement: sentence },
      },
    },
    says: [
      'landbridge:backup.lock.acknowledgement.lockDate: "2027-02-30" is not a day of the form YYYY-MM-DD',
    ],
  },
  {
    title: "an acknowledgement for a governance lock",
    backup: { lock: { acknowledgement: { ...lockedFor, statement: sentence } } },
    says: [
      "landbridge:backup.lock.acknowledgement: is of a compliance lock, but mode is governance; leave it out",
    ],
  },
  {
    title: "another account's vault that is no vault",
    backup: { copyVaultArns: ["arn:aws:s3:::backups"] },
    says: [
      'landbridge:backup.copyVaultArns[0]: "arn:aws:s3:::backups" is not an ARN of the form arn:aws:backup:eu-west-1:123456789012:backup-vault:copies',
    ],
  },
  {
    title: "classes that no plan has",
    backup: {
      restoreTesting: { class: "golden" },
      virtualMachineArns: {
        tin: ["arn:aws:backup-gateway:eu-west-1:123456789012:vm/vm-0123ABCD"],
      },
    },
    says: [
      'landbridge:backup.restoreTesting.class: "golden" is not one of the classes of landbridge:backup.plans (gold, silver, bronze)',
      'landbridge:backup.virtualMachineArns.tin: "tin" is not one of the classes of landbridge:backup.plans (gold, silver, bronze)',
    ],
  },
  {
    title: "a restore testing schedule that is no schedule",
    backup: { restoreTesting: { schedule: "weekly" } },
    says: [
      'landbridge:backup.restoreTesting.schedule: "weekly" is not cron(...) with six fields, in quotes (such as "cron(0 7 ? * MON-FRI *)")',
    ],
  },
  {
    title: "an unknown strategy",
    recovery: { ...primary, strategy: "hot-standby" },
    says: [
      'landbridge:recovery.strategy: "hot-standby" is not one of backup-restore, pilot-light, warm-standby, active-active',
    ],
  },
  {
    title: "a recovery Region outside of the residency",
    recovery: { ...primary, region: "us-east-1" },
    says: [
      'landbridge:recovery.region: "us-east-1" is not one of landbridge:residency.allowedRegions (eu-west-1, eu-central-1); no copy of the data may go there',
    ],
  },
  {
    title: "a recovery Region that fails with the stack",
    recovery: { ...primary, region: "eu-west-1" },
    says: [
      'landbridge:recovery.region: "eu-west-1" is the stack\'s own Region; what fails with it is no recovery',
    ],
  },
  {
    title: "a standby in the wrong place that follows nobody",
    recovery: { ...primary, role: "standby" },
    says: [
      'landbridge:recovery.region: "eu-central-1" is not the Region of the stack, aws:region (eu-west-1); a standby is in the recovery Region',
      "landbridge:recovery.primaryStack: is missing; a standby names the stack that it follows, such as prod",
    ],
  },
  {
    title: "a primary that follows another",
    recovery: { ...primary, primaryStack: "prod" },
    says: ['landbridge:recovery.primaryStack: "prod" is followed by standbys only; leave it out'],
  },
  {
    title: "a stack to follow whose name is none",
    recovery: { ...primary, primaryStack: "the prod stack" },
    says: [
      'landbridge:recovery.primaryStack: "the prod stack" is not the name of a stack (such as prod)',
    ],
  },
];

describe("bad configuration of backups and recovery", () => {
  for (const { title, says, ...sections } of cases) {
    it(`is reported: ${title}`, () => {
      assert.deepEqual(problemsOf({ ...goodStack(), ...sections }), says);
    });
  }
});

describe("configuration of backups", () => {
  it("has three classes, a governance lock and an audit where it says nothing", () => {
    const { backup, recovery } = parse(goodStack());
    assert.deepEqual(Object.keys(backup.plans), ["gold", "silver", "bronze"]);
    assert.deepEqual(backup.lock, {
      mode: "governance",
      minRetentionInDays: 7,
      maxRetentionInDays: 3660,
    });
    assert.equal(backup.audit, true);
    assert.equal(backup.restoreTesting, undefined);
    assert.equal(recovery, undefined);
  });

  it("takes a company's own plans in place of the standard ones", () => {
    const { backup } = parse({
      ...goodStack(),
      backup: plan("daily", { retentionInDays: 30 }),
    });
    assert.deepEqual(backup.plans, {
      own: { rules: { daily: { retentionInDays: 30, copy: true } } },
    });
  });

  it("takes a compliance lock that is acknowledged with its day", () => {
    const lock = {
      mode: "compliance",
      changeableForDays: 10,
      acknowledgement: { ...lockedFor, statement: sentence },
    };
    assert.deepEqual(problemsOf({ ...goodStack(), backup: { lock } }), []);
  });

  it("takes the day on which AWS locks, and no other", () => {
    const lock = {
      mode: "compliance",
      changeableForDays: 10,
      acknowledgement: { ...lockedFor, statement: sentence },
    };
    type Made = NonNullable<Parameters<typeof parseConfig>[1]["locked"]>;
    const made: Made = {
      mode: "compliance",
      changeableForDays: 10,
      minRetentionInDays: 7,
      maxRetentionInDays: 3660,
      acknowledgement: { ...lockedFor, statement: sentence },
    };
    const says = (today: string, locked?: Made, changes: object = {}): readonly string[] => {
      const context = { stack: "test", region: "eu-west-1", today, ...(locked && { locked }) };
      try {
        parseConfig({ ...goodStack(), backup: { lock: { ...lock, ...changes } } }, context);
        return [];
      } catch (error) {
        return (error as ConfigError).problems;
      }
    };
    const wrong = (why: string) => [
      `landbridge:backup.lock.acknowledgement.lockDate: "2027-01-15" is not the day on which AWS locks: ${why}; write that day, in the statement as well`,
    ];
    assert.deepEqual(says("2027-01-05"), []);
    const later =
      "a lock that is made today (2027-01-06, UTC) with changeableForDays 10 is for good from 2027-01-16 on";
    assert.deepEqual(says("2027-01-06"), wrong(later));
    assert.deepEqual(says("2027-01-06", made), [], "made the day before");
    assert.deepEqual(says("2028-06-01", made), [], "long for good");
    const another = { ...made, acknowledgement: { lockDate: "2027-01-14", statement: sentence } };
    const kept = "the lock that is there is for good from 2027-01-14 on";
    assert.deepEqual(says("2027-01-06", another), wrong(kept));
    // Another retention makes the lock anew, and AWS counts from then.
    assert.deepEqual(says("2027-01-06", made, { minRetentionInDays: 5 }), wrong(later));
  });

  it("takes a primary and its standby, each in its own Region", () => {
    assert.deepEqual(problemsOf({ ...goodStack(), recovery: primary }), []);
    const standby = { ...primary, role: "standby", primaryStack: "prod" };
    assert.deepEqual(problemsOf({ ...goodStack(), recovery: standby }, "eu-central-1"), []);
  });
});

describe("what a promoted stack makes its databases from", () => {
  const snapshot = "arn:aws:rds:eu-central-1:123456789012:snapshot:awsbackup:copyjob-1";
  const orders = {
    name: "orders",
    dataClassification: "internal",
    engineVersion: "17",
    instanceClass: "db.r8g.large",
    storage: { allocated: 100, maxAllocated: 500 },
    databaseName: "orders",
  };

  function stack(role: string, restore?: object): object {
    const follows = role === "primary" ? {} : { primaryStack: "prod" };
    const recovery = { ...primary, role, ...follows, ...(restore && { restore }) };
    return { ...goodStack(), databases: [orders], recovery };
  }

  it("is said for each, because it would be empty otherwise", () => {
    assert.deepEqual(problemsOf(stack("active"), "eu-central-1"), [
      "landbridge:recovery.restore.databases.orders: is missing; the database would be made empty. Promote with `--restore orders=<recovery point>`; `npm run recovery -- points <stack>` lists them",
    ]);
    const restore = { databases: { orders: { snapshot } } };
    const [database] = parse(stack("active", restore), "eu-central-1").databases;
    assert.equal(database?.restoreFrom?.snapshot, snapshot);
    assert.equal(database.retainLogs, false, "the next promotion makes its log groups anew");
    assert.equal(parse(stack("primary")).databases[0]?.retainLogs, true);
  });

  it("is not needed where a replica waited", () => {
    const recovery = { ...primary, strategy: "pilot-light", role: "active", primaryStack: "prod" };
    const raw = {
      ...stack("active"),
      databases: [{ ...orders, credentials: "generated" }],
      recovery,
    };
    const parsed = (held: string[]) =>
      parseConfig({ ...raw }, { stack: "dr", region: "eu-central-1", held });
    assert.equal(parsed(["orders"]).databases[0]?.restoreFrom, undefined);
    assert.throws(() => parsed([]), /recovery\.restore\.databases\.orders: is missing/);
  });

  it("says how long backups are kept once more on promotion, before AWS Backup takes that over", () => {
    const raw = stack("active", { databases: { orders: { snapshot } } });
    const parsed = (isPromoting: boolean) =>
      parseConfig({ ...raw }, { stack: "dr", region: "eu-central-1", isPromoting }).databases[0];
    assert.equal(parsed(true)?.continuousBackups, false);
    assert.equal(parsed(false)?.continuousBackups, true, "class gold has continuous backups");
  });

  it("is of databases that there are, and leads to data", () => {
    const restore = { databases: { orders: { snapshot }, order: { snapshot: "no ARN!" } } };
    assert.deepEqual(problemsOf(stack("active", restore), "eu-central-1"), [
      'landbridge:recovery.restore.databases.order.snapshot: "no ARN!" is neither the identifier nor the ARN of a DB snapshot (such as rds:orders-2026-11-20-01-06)',
      "landbridge:recovery.restore.databases.order: is no database of this stack (orders)",
    ]);
  });

  it("is forgotten on failing back: the next promotion must not bring back old data", () => {
    const restore = { databases: { orders: { snapshot } } };
    assert.deepEqual(problemsOf(stack("standby", restore), "eu-central-1"), [
      "landbridge:recovery.restore: is for a promoted stack (role: active), not for a standby: another promotion would bring back old data; take it out",
    ]);
  });

  it("is what the stack itself says, and nothing of how the primary's came about", () => {
    const restored = { ...orders, restoreFrom: { snapshot: "of-the-primary" } };
    const gateway = { name: "dc1", appliance: { address: "10.100.20.10", cacheDisk: "/dev/sdb" } };
    const network = { vpcCidr: "10.20.0.0/16", availabilityZones: ["a", "b"] };
    const prod = parse({
      ...stack("primary"),
      network: { ...network, interfaceEndpoints: ["s3", "storagegateway"] },
      databases: [restored],
      fileGateways: [gateway],
    });
    const followed = JSON.stringify(prod.followed);
    assert.doesNotMatch(followed, /of-the-primary|10\.100\.20\.10/);
    assert.match(followed, /"name":"dc1"/);
  });
});

describe("a pilot light", () => {
  const orders = {
    name: "orders",
    dataClassification: "internal",
    engineVersion: "17",
    instanceClass: "db.r8g.large",
    storage: { allocated: 100, maxAllocated: 500 },
    databaseName: "orders",
    credentials: "generated",
    readReplicas: 2,
    proxy: true,
  };
  const recovery = { ...primary, strategy: "pilot-light", role: "standby", primaryStack: "prod" };
  const raw = { ...goodStack(), databases: [orders], recovery };
  const made = {
    strategy: "pilot-light",
    files: {},
    databases: { orders: "arn:of:orders" },
  } as const;
  const context = { stack: "dr", region: "eu-central-1" };

  it("knows of shares only that S3 Batch Replication has been run for", () => {
    const share = { name: "scans", gateway: "dc1", dataClassification: "internal" };
    const shares = {
      fileGateways: [{ name: "dc1" }],
      fileShares: [{ ...share, clients: ["10.100.1.0/24"] }],
    };
    const prod = { ...goodStack(), ...shares, recovery: { ...primary, batchReplicated: ["scan"] } };
    assert.deepEqual(problemsOf(prod), [
      'landbridge:recovery.batchReplicated[0]: "scan" is not one of landbridge:fileShares (scans)',
    ]);
  });

  it("has a replica of each database alone, and nothing that computes or shares files", () => {
    const cluster = {
      capacity: { general: { instanceTypes: ["m8g.large"], minSize: 3, maxSize: 6 } },
    };
    const gateway = { name: "dc1" };
    const share = { name: "scans", gateway: "dc1", dataClassification: "internal" };
    const shares = {
      fileGateways: [gateway],
      fileShares: [{ ...share, clients: ["10.100.1.0/24"] }],
    };
    const config = parseConfig({ ...raw, ...shares, cluster }, { ...context, made });
    const [database] = config.databases;
    assert.equal(database?.replicaOf, "arn:of:orders");
    assert.deepEqual([database.readReplicas, database.proxy], [0, false]);
    assert.equal(config.cluster.capacity["general"]?.minSize, 0);
    assert.deepEqual(config.fileShares, []);
    assert.equal(config.parts.network, true);
  });

  it("becomes a warm standby with a share of the compute, and serves beside prod at full size", () => {
    const cluster = {
      capacity: { general: { instanceTypes: ["m8g.large"], minSize: 6, maxSize: 9 } },
    };
    const minSize = (strategy: string, standbyPercent?: number) => {
      const own = { ...recovery, strategy, ...(standbyPercent && { standbyPercent }) };
      const primary = { ...made, strategy: "active-active" } as const;
      const stack = { ...raw, cluster, recovery: own };
      return parseConfig(stack, { ...context, made: primary }).cluster.capacity["general"]?.minSize;
    };
    assert.equal(minSize("pilot-light"), 0);
    assert.equal(minSize("warm-standby"), 2);
    assert.equal(minSize("warm-standby", 50), 3);
    assert.equal(minSize("active-active"), 6);
  });

  it("has no more than its primary, which must be there first", () => {
    const poor = { ...made, strategy: "backup-restore", databases: {} } as const;
    assert.throws(
      () => parseConfig({ ...raw }, { ...context, made: poor }),
      ({ problems }: { problems: string[] }) => {
        assert.deepEqual(problems, [
          'landbridge:recovery.strategy: "pilot-light" is more than the stack that is followed has (backup-restore); give that one the strategy first',
          'landbridge:databases[0].name: "orders" is not there yet in the stack that is followed; run `pulumi up` on that one first',
        ]);
        return true;
      },
    );
  });

  it("wants databases that RDS replicates to another Region", () => {
    const owner = { ...primary, strategy: "pilot-light" };
    const managed = { ...orders, credentials: "managed", readReplicas: 0 };
    assert.deepEqual(problemsOf({ ...goodStack(), databases: [managed], recovery: owner }), [
      'landbridge:databases[0].credentials: "managed" rules out the replica that pilot-light needs: RDS replicates no PostgreSQL instance whose password it keeps itself; use generated',
    ]);
  });
});

describe("what a standby takes over from its primary", () => {
  const primaryStack = { ...goodStack(), recovery: primary };
  const own = {
    ...goodStack(),
    tags: {},
    network: { vpcCidr: "10.40.0.0/16", availabilityZones: ["a", "b"] },
    recovery: { ...primary, role: "standby", primaryStack: "prod" },
  };

  it("is every section that it leaves out, in the same words", () => {
    const prod = parse({ ...primaryStack, backup: plan("daily", { retentionInDays: 30 }) });
    const standby = parse(withFollowed(own, prod.followed ?? {}, "eu-central-1"), "eu-central-1");
    assert.deepEqual(standby.tags, prod.tags);
    assert.deepEqual(standby.backup, prod.backup);
    assert.equal(standby.network.vpcCidr, "10.40.0.0/16");
    assert.equal(standby.recovery?.role, "standby");
  });

  it("is nothing that it says itself", () => {
    const prod = parse(primaryStack);
    const mine = { ...own, backup: plan("daily", { retentionInDays: 20 }) };
    const standby = parse(withFollowed(mine, prod.followed ?? {}, "eu-central-1"), "eu-central-1");
    assert.deepEqual(Object.keys(standby.backup.plans), ["own"]);
  });

  it("is its images, which are copied there and not made anew", () => {
    const registry = { repositories: ["orders"] };
    const prod = parse({ ...primaryStack, registry });
    const standby = parse(withFollowed(own, prod.followed ?? {}, "eu-central-1"), "eu-central-1");
    assert.deepEqual(
      [prod.registry.repositories, prod.registry.imagePrefix],
      [["orders"], "landbridge-test"],
    );
    assert.deepEqual(
      [standby.registry.repositories, standby.registry.imagePrefix],
      [[], "landbridge-prod"],
    );
  });

  it("keeps the two networks apart without being told", () => {
    const prod = parse(primaryStack);
    const clash = { ...own, network: { ...own.network, vpcCidr: "10.20.0.0/16" } };
    assert.deepEqual(
      problemsOf(withFollowed(clash, prod.followed ?? {}, "eu-central-1"), "eu-central-1"),
      [
        'landbridge:network.vpcCidr: "10.20.0.0/16" overlaps landbridge:network.peerCidrs[0] (10.20.0.0/16); addresses must be unique on both sides',
      ],
    );
  });
});
