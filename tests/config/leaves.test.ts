import * as assert from "node:assert/strict";
import { ConfigError, parseConfig } from "../../config";
import type { Activated } from "../../config/onPremises/activated";
import { goodStack, problemsOf } from "./stack";

type Section = Record<string, unknown>;

/** A stack with a service with hosts, a database and DNS, one thing changed. */
function stack(changes: { service?: Section; database?: Section; dns?: Section } = {}): object {
  const good = goodStack();
  const service = {
    name: "orders",
    placement: "cloud",
    dataClassification: "internal",
    image: "public.ecr.aws/nginx/nginx:1.29.4",
    cpu: 256,
    memory: 256,
    port: 8080,
    hosts: ["orders"],
    healthCheck: { path: "/healthz" },
    ...changes.service,
  };
  const database = {
    name: "ledger",
    databaseName: "orders",
    engineVersion: "17",
    instanceClass: "db.r8g.large",
    dataClassification: "internal",
    storage: { allocated: 100, maxAllocated: 500 },
    ...changes.database,
  };
  const devices = [{ name: "router-1", ipAddress: "203.0.113.10" }];
  return {
    ...good,
    connectivity: { mode: "vpn", customerSideAsn: 65010, vpn: { devices } },
    cluster: { capacity: { general: { instanceTypes: ["m8g.large"], minSize: 2, maxSize: 40 } } },
    loadBalancer: { certificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/0f3f8c1a" },
    dns: { zoneName: "test.example.com", ...changes.dns },
    services: [service],
    databases: [database],
  };
}

const everything = { cidr: "0.0.0.0/0", port: 443, description: "APIs of our partners" };
const servers = ["10.100.0.10"];

describe("what AWS takes", () => {
  const taken: Readonly<Record<string, Parameters<typeof stack>[0]>> = {
    "a service that calls the internet": { service: { reaches: [everything] } },
    "half of all addresses": { service: { reaches: [{ cidr: "128.0.0.0/1", port: 443 }] } },
    "a health check with a query": { service: { healthCheck: { path: "/healthz?deep=1&x=%20" } } },
    "postgres as the master user": { database: { masterUsername: "postgres" } },
    "a matcher of several codes": {
      service: { healthCheck: { path: "/", matcher: "200,302" } },
    },
    "a description with what AWS takes": {
      service: { reaches: [{ ...everything, description: "ERP (SAP), port 443: a=b" }] },
    },
    "statements on a pattern": {
      service: {
        taskRoleStatements: [
          { actions: ["s3:GetObject"], resources: ["arn:aws:s3:::reports/${aws:userid}/*"] },
        ],
      },
    },
    "a domain of one label": { dns: { onPremisesDomains: [{ domain: "corp", servers }] } },
  };
  for (const [what, changes] of Object.entries(taken)) {
    it(`is taken: ${what}`, () => {
      assert.deepEqual(problemsOf(stack(changes)), []);
    });
  }
});

describe("an activation's expirationDate", () => {
  const says = (
    expirationDate: string,
    activated?: Record<string, Activated>,
  ): readonly string[] => {
    const servers = [{ name: "app-1", address: "10.100.4.11" }];
    const sites = [{ name: "dublin", servers, activation: { expirationDate } }];
    const raw = { ...goodStack(), onPremises: { cidrs: ["10.100.0.0/16"], sites } };
    try {
      const today = "2026-11-26";
      parseConfig(raw, {
        stack: "test",
        region: "eu-west-1",
        today,
        ...(activated && { activated }),
      });
      return [];
    } catch (error) {
      return error instanceof ConfigError ? error.problems : [String(error)];
    }
  };
  const at = "landbridge:onPremises.sites[0].activation.expirationDate";

  it("is one that AWS takes on the day of the update", () => {
    assert.deepEqual(says("2026-11-26T18:00:00Z"), []);
    assert.deepEqual(says("2026-12-26T18:00:00Z"), []);
    assert.deepEqual(says("2026-11-25T18:00:00Z"), [
      `${at}: "2026-11-25T18:00:00Z" is past; write another time, or none for 24 hours from now`,
    ]);
    assert.deepEqual(says("2026-12-28T18:00:00Z"), [
      `${at}: "2026-12-28T18:00:00Z" is 32 days ahead; AWS takes 30 at most; write another time, or none for 24 hours from now`,
    ]);
  });

  it("may be past once the activation is there", () => {
    const activationExpires = "2026-11-01T18:00:00Z";
    const made = { activationExpires, activationRotation: "1", activationLimit: 1 };
    assert.deepEqual(says(activationExpires, { dublin: made }), []);
    assert.deepEqual(says(activationExpires, { dublin: { activationExpires } }), []);
    assert.equal(says("2026-11-02T18:00:00Z", { dublin: made }).length, 1);
    // AWS would refuse the new one in the middle of the update.
    const anew = {
      "another number of servers": { ...made, activationLimit: 2 },
      "another rotation": { ...made, activationRotation: "0" },
    };
    for (const [why, dublin] of Object.entries(anew)) {
      assert.deepEqual(says(activationExpires, { dublin }), [
        `${at}: "${activationExpires}" is past, and ${why} makes a new activation; write another time, or none for 24 hours from now`,
      ]);
    }
  });
});

describe("networks of the data centre", () => {
  const apart = (count: number): string[] =>
    Array.from({ length: count }, (_, i) => `10.100.${2 * i}.0/24`);
  const says = (cidrs: string[], network: Section = {}): readonly string[] => {
    const good = goodStack();
    return problemsOf({
      ...stack(),
      network: { ...good.network, ...network },
      onPremises: { cidrs },
    });
  };

  it("fit into a network ACL with the VPC, neighbours taken as one", () => {
    assert.deepEqual(says(apart(19)), []);
    const neighbours = Array.from({ length: 64 }, (_, i) => `10.100.${i}.0/24`);
    assert.deepEqual(says(neighbours), []);
    assert.deepEqual(says(apart(20)), [
      "landbridge:onPremises.cidrs: are 21 blocks with the VPC's; a network ACL of the isolated subnets has 20 entries. Give fewer, larger blocks, set landbridge:network.isolatedNetworkAcls: false (security groups and routes stay), or have AWS raise it (Service Quotas vpc, L-2AEEBF1A) and write landbridge:quotas.entriesPerNetworkAcl",
    ]);
  });

  it("fit into the security group of the Resolver's endpoint", () => {
    const open = { isolatedNetworkAcls: false };
    assert.deepEqual(says(apart(59), open), []);
    assert.deepEqual(says(apart(60), open), [
      "landbridge:onPremises.cidrs: are 61 blocks with the VPC's; the Resolver endpoint of landbridge:dns admits 60. Give fewer, larger blocks, or have AWS raise it (Service Quotas vpc, L-0EA8095F) and write landbridge:quotas.rulesPerSecurityGroup",
    ]);
  });
});

describe("names of replicas", () => {
  const database = (name: string, more: Section = {}): Section => ({
    name,
    databaseName: "app",
    engineVersion: "17",
    instanceClass: "db.r8g.large",
    dataClassification: "internal",
    storage: { allocated: 100, maxAllocated: 500 },
    ...more,
  });
  const replicated = database("orders", { readReplicas: 2, credentials: "generated" });

  it("are no other database's, in RDS and in the private zone", () => {
    const databases = [replicated, database("orders-ro-2"), database("orders-ro")];
    assert.deepEqual(problemsOf({ ...stack(), services: [], databases }), [
      'landbridge:databases[1].name: "orders-ro-2" is what replicas of databases[0] are called; choose another',
      'landbridge:databases[2].name: "orders-ro" is what replicas of databases[0] are called; choose another',
    ]);
    const others = [replicated, database("orders-ro-3"), database("orders-row")];
    assert.deepEqual(problemsOf({ ...stack(), services: [], databases: others }), []);
  });
});

describe("what AWS rejects", () => {
  const rejected: readonly (readonly [string, Parameters<typeof stack>[0], string])[] = [
    [
      "a destination where no host can be",
      { service: { reaches: [{ cidr: "127.0.0.0/8", port: 443 }] } },
      'landbridge:services[0].reaches[0].cidr: "127.0.0.0/8" has addresses that no network can have (loopback, link-local, multicast or reserved)',
    ],
    [
      "a master user by a reserved word",
      { database: { masterUsername: "user" } },
      'landbridge:databases[0].masterUsername: "user" is a reserved word of PostgreSQL; choose another',
    ],
    [
      "a master user by PostgreSQL's own prefix",
      { database: { masterUsername: "pg_dba" } },
      'landbridge:databases[0].masterUsername: "pg_dba" begins with pg_ or rds_, which PostgreSQL and RDS reserve',
    ],
    [
      "a database by a reserved word",
      { database: { databaseName: "order" } },
      'landbridge:databases[0].databaseName: "order" is a reserved word of PostgreSQL; choose another',
    ],
    [
      "a database that is RDS's own",
      { database: { databaseName: "template1" } },
      'landbridge:databases[0].databaseName: "template1" is RDS\'s own; choose another',
    ],
    [
      "localhost as a domain of the data centre",
      { dns: { onPremisesDomains: [{ domain: "localhost", servers }] } },
      "landbridge:dns.onPremisesDomains[0].domain: \"localhost\" is answered by the VPC's own resolver and can't be forwarded",
    ],
    [
      "a matcher that matches no code",
      { service: { healthCheck: { path: "/", matcher: "299-200" } } },
      'landbridge:services[0].healthCheck.matcher: "299-200" is not a code, a list or a range of HTTP codes from 200 to 499 (such as 200, 200,302 or 200-299), nor of gRPC\'s from 0 to 99 (such as 0)',
    ],
    [
      "a description with quotes and a new line",
      { service: { reaches: [{ ...everything, description: 'the "ERP"\n`x`' }] } },
      'landbridge:services[0].reaches[0].description: "the \\"ERP\\"\\n`x`" has what AWS takes in no rule\'s description: letters, digits, spaces and ._-:/()#,@[]+=&;{}!$* are allowed, 255 at most',
    ],
    [
      "a statement on text",
      { service: { taskRoleStatements: [{ actions: ["s3:GetObject"], resources: ["all\0"] }] } },
      'landbridge:services[0].taskRoleStatements[0].resources[0]: "all\\u0000" is not an ARN (such as arn:aws:s3:::reports/*), nor "*"',
    ],
    [
      "a folder by a part of its path",
      { service: { writablePaths: ["/tmp/../etc"] } },
      'landbridge:services[0].writablePaths[0]: "/tmp/../etc" is not a folder by its whole path (such as /tmp; letters, digits and _ . @ + -, no / at its end)',
    ],
    [
      "a health check with a space",
      { service: { healthCheck: { path: "/health z" } } },
      'landbridge:services[0].healthCheck.path: "/health z" is not a path (begins with /, 1,024 characters at most, a query after ? where it needs one)',
    ],
  ];
  for (const [what, changes, problem] of rejected) {
    it(`is rejected: ${what}`, () => {
      assert.deepEqual(problemsOf(stack(changes)), [problem]);
    });
  }
});
