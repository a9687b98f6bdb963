import * as assert from "node:assert/strict";
import { goodStack, problemsOf } from "./stack";

type Section = Record<string, unknown>;

const list = (count: number, make: (i: number) => Section): Section[] =>
  Array.from({ length: count }, (_, i) => make(i + 1));

function cloud(name: string, more: Section = {}): Section {
  const image = "public.ecr.aws/nginx/nginx:1.29.4";
  const task = { image, cpu: 256, memory: 256, dataClassification: "internal" };
  return { name, placement: "cloud", ...task, ...more };
}

const exposed = (name: string): Section => ({
  port: 8080,
  hosts: [name],
  healthCheck: { path: "/" },
});

const onBothSides = (i: number, more: Section = {}): Section =>
  cloud(`s${i}`, {
    ...exposed(`s${i}`),
    placement: "both",
    site: "dublin",
    hostPort: 10_000 + i,
    traffic: { cloud: 50, onPrem: 50 },
    imageArchitectures: ["arm64", "x86_64"],
    ...more,
  });

/** What is said about limits of AWS for services, with a site of so many servers, every so many addresses. */
function says(services: readonly Section[], servers = 2, step = 1, quotas = {}): readonly string[] {
  const database = {
    name: "orders-db",
    databaseName: "orders",
    engineVersion: "17",
    instanceClass: "db.r8g.large",
    dataClassification: "internal",
    storage: { allocated: 100, maxAllocated: 500 },
  };
  const general = { instanceTypes: ["m8g.24xlarge"], minSize: 2, maxSize: 200 };
  const address = (i: number): string =>
    `10.100.${4 + Math.floor((step * i) / 200)}.${(step * i) % 200}`;
  const site = {
    name: "dublin",
    servers: list(servers, (i) => ({ name: `app-${i}`, address: address(i) })),
  };
  return problemsOf({
    ...goodStack(),
    onPremises: { cidrs: ["10.100.0.0/16"], sites: [site] },
    connectivity: {
      mode: "vpn",
      customerSideAsn: 65010,
      vpn: { devices: [{ name: "router-1", ipAddress: "203.0.113.10" }] },
    },
    dns: { zoneName: "test.example.com" },
    cluster: { capacity: { general } },
    loadBalancer: { certificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/0f3f8c1a" },
    databases: [database],
    quotas,
    services,
  }).map((line) => line.replace(/ Let .*| Set .*| Name .*| Put .*/, ""));
}

const use = { databases: [{ name: "orders-db" }] };

describe("what AWS has no room for", () => {
  /** Databases that a service uses before the one that it is about, which takes the room of its client groups. */
  const many = (last: string): Section => ({
    databases: ["a", "b", "c", "d", last].map((name) => ({ name })),
  });

  it("is not told of 200 services in AWS on one database, or of one that 200 reach", () => {
    assert.deepEqual(says(list(200, (i) => cloud(`s${i}`, use))), []);
    const reached = cloud("stock", { port: 8080 });
    const callers = list(200, (i) => cloud(`s${i}`, { reaches: [{ service: "stock" }] }));
    assert.deepEqual(says([reached, ...callers]), []);
  });

  it("is told of a database whose security group has no room", () => {
    const busy = list(60, (i) => cloud(`s${i}`, many("orders-db")));
    assert.deepEqual(
      says(busy).filter((line) => line.startsWith("landbridge:databases[0]")),
      [
        "landbridge:databases[0]: has 60 clients in AWS with more than four databases and reached services, a rule for each; its security group has 59 left.",
      ],
    );
    const onPremises = onBothSides(1, { ...use, replicas: { cloud: 2, onPrem: 2 } });
    assert.deepEqual(says([onPremises], 900), [], "servers with addresses in a row are few blocks");
    assert.match(
      says([onPremises], 281, 2).join(),
      /has 281 networks as its clients \(281 servers/,
    );
  });

  it("is told of a service that too many others reach by rules of their own", () => {
    const reached = cloud("stock", { port: 8080 });
    const callers = (count: number): Section[] =>
      list(count, (i) => cloud(`s${i}`, { ...many("e"), reaches: [{ service: "stock" }] }));
    const told = (count: number): readonly string[] =>
      says([reached, ...callers(count)]).filter((line) => line.includes("reached directly"));
    assert.deepEqual(told(59), []);
    assert.deepEqual(told(60), [
      "landbridge:services[0]: is reached directly by 60 services with more than four databases and reached services; its security group admits 59 of them.",
    ]);
  });

  it("is not told of services that several load balancers hold", () => {
    assert.deepEqual(says(list(120, (i) => onBothSides(i))), []);
    assert.deepEqual(
      says(
        list(6, (i) => onBothSides(i)),
        200,
      ),
      [],
    );
  });

  it("is told of services that have to be on one load balancer, and don't fit", () => {
    const sharing = list(6, (i) => onBothSides(i, { hosts: ["shop"], paths: [`/s${i}/*`] }));
    assert.match(
      says(sharing, 200).join(),
      /^landbridge:services\[0\]: needs with s2, .* whose hosts it shares, .* 6 rules, 12 target groups and 1224 targets of a load balancer; it has 100, 100 and 1000/,
    );
    const some = sharing.map((service) => ({ ...service, siteShare: 30 }));
    assert.deepEqual(says(some, 200), [], "a third of the servers each");
    assert.match(
      says(list(2, (i) => ({ ...sharing[i - 1], loadBalancer: i }))).join(),
      /^landbridge:services\[0\]\.loadBalancer: is with s2, whose hosts it shares, on load balancers 1 and 2/,
    );
    assert.match(
      says([onBothSides(1)], 999).join(),
      /needs and what else is there .* 1003 targets/,
    );
  });

  it("is told of a share of a site that has too few servers, or no room for its attribute", () => {
    const told = (siteShare: number, servers: number): string =>
      says([onBothSides(1, { siteShare, replicas: { cloud: 2, onPrem: 20 } })], servers).join();
    assert.equal(told(50, 100), "");
    assert.match(
      told(10, 100),
      /services\[0\]\.replicas\.onPrem: 20 tasks need a server each, .* has \d+ for it by its siteShare \(10\)/,
    );
    const stack = (count: number) => {
      const attributes = Object.fromEntries(list(count, () => ({})).map((_, i) => [`a${i}`, "x"]));
      const servers = list(40, (i) => ({ name: `app-${i}`, address: `10.100.4.${i}` }));
      const sites = [{ name: "dublin", servers, attributes }];
      const worker = onBothSides(1, {
        placement: "on-prem",
        traffic: undefined,
        hosts: [],
        healthCheck: undefined,
        siteShare: 50,
      });
      const onPremises = { cidrs: ["10.100.0.0/16"], sites };
      return problemsOf({ ...goodStack(), onPremises, services: [worker] });
    };
    assert.deepEqual(stack(8), []);
    assert.match(
      stack(9).join(),
      /services\[0\]\.siteShare: goes by an attribute .* leave it 8 at most/,
    );
  });

  it("is told of more roles, security groups and databases than the account has", () => {
    const services = list(501, (i) => cloud(`s${i}`));
    const most = (quotas: Section) =>
      says(services, 2, 1, quotas).filter((l) => / need \d/.test(l));
    assert.deepEqual(most({}), [
      "landbridge:services: need 1003 IAM roles; the account has 1000 in all.",
    ]);
    assert.deepEqual(most({ roles: 2000 }), []);
  });

  it("is told of more destinations than a service's security group has rules, and of long statements", () => {
    const reaches = list(60, (i) => ({ cidr: `10.100.${i}.0/24`, port: 443 }));
    const told = (more: Section) => says([cloud("s1", more)]);
    assert.deepEqual(told({ reaches: reaches.slice(2) }), []);
    assert.match(told({ reaches }).join(), /services\[0\]\.reaches: need 62 rules .* group has 60/);
    const resources = list(200, () => ({})).map(
      (_, i) => `arn:aws:s3:::a-bucket-with-quite-a-long-name-${i}/*`,
    );
    const taskRoleStatements = [{ actions: ["s3:GetObject"], resources }];
    assert.match(
      told({ taskRoleStatements }).join(),
      /services\[0\]\.taskRoleStatements: have 1\d{4} characters/,
    );
  });

  it("is told of more databases than RDS has event subscriptions, and of a gateway's 51st share", () => {
    const database = {
      engineVersion: "17",
      instanceClass: "db.r8g.large",
      dataClassification: "internal",
      storage: { allocated: 100, maxAllocated: 500 },
    };
    const share = { gateway: "dc1", dataClassification: "internal", clients: ["10.100.10.0/24"] };
    const lines = problemsOf({
      ...goodStack(),
      databases: list(21, (i) => ({ name: `d${i}`, databaseName: "app", ...database })),
      fileGateways: [{ name: "dc1" }],
      fileShares: list(51, (i) => ({ name: `s${i}`, ...share })),
    });
    const text = lines.join("\n");
    assert.match(text, /landbridge:databases: need 21 subscriptions to RDS's events; .* 20 in all/);
    const raised = { databaseInstances: 200, databaseEventSubscriptions: 60 };
    const of51 = (deployment: string, more: Section = {}) =>
      problemsOf({
        ...goodStack(),
        network: { vpcCidr: "10.20.0.0/16", availabilityZones: ["a", "b", "c"] },
        quotas: raised,
        databases: list(51, (i) => ({
          name: `d${i}`,
          databaseName: "app",
          ...database,
          ...more,
          deployment,
        })),
      });
    assert.match(of51("multi-az-instance").join(), /need 51 DB parameter groups; .* 50 in all/);
    const clustered = { instanceClass: "db.m6gd.large", storage: { allocated: 100 } };
    assert.match(
      of51("multi-az-cluster", clustered).join(),
      /^landbridge:databases: need 51 DB cluster parameter groups; .* 50 in all/,
    );
    assert.match(text, /landbridge:fileGateways\[0\]: has 51 file shares; a gateway has 50/);
  });

  it("is told no more of what the account's quotas have been raised for", () => {
    const quotas = { targetsPerLoadBalancer: 2000, rulesPerSecurityGroup: 200 };
    const sharing = list(6, (i) => onBothSides(i, { hosts: ["shop"], paths: [`/s${i}/*`] }));
    assert.deepEqual(says(sharing, 200, 1, quotas), []);
    assert.deepEqual(says([onBothSides(1, use)], 281, 2, quotas), []);
  });

  it("is told of a share with more than 100 clients, and not of neighbours that are one block", () => {
    const network = { ...goodStack().network, interfaceEndpoints: ["s3", "storagegateway"] };
    const share = { name: "reports", dataClassification: "internal", gateway: "dc1" };
    const volumes = [{ share: "reports", path: "/data" }];
    const onPremises = onBothSides(1, { placement: "on-prem", traffic: undefined, volumes });
    const told = (step: number): readonly string[] => {
      const servers = list(200, (i) => ({ name: `app-${i}`, address: `10.100.${step * i}.4` }));
      const dense = list(200, (i) => ({ name: `app-${i}`, address: `10.100.4.${i}` }));
      const sites = [{ name: "dublin", servers: step === 0 ? dense : servers }];
      return problemsOf({
        ...goodStack(),
        network,
        onPremises: { cidrs: ["10.100.0.0/16"], sites },
        fileGateways: [{ name: "dc1", appliance: { address: "10.100.250.10" } }],
        fileShares: [{ ...share, clients: ["10.100.251.0/24"] }],
        services: [onPremises],
      }).filter((line) => line.includes("clients"));
    };
    assert.deepEqual(told(0), []);
    assert.match(told(1).join(), /fileShares\[0\]: has 201 clients, 200 of them servers/);
  });

  it("is told of documents that are too long", () => {
    const secret = (i: number): string =>
      `arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/orders/value-${i}-AbCdEf`;
    const secrets = (count: number): Section =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`V${i}`, secret(i)]));
    assert.deepEqual(says([cloud("s1", { secrets: secrets(100) })]), []);
    assert.match(
      says([cloud("s1", { secrets: secrets(150) })]).join(),
      /services\[0\]\.secrets: have ARNs of \d{5} characters; the policies of a role have 10240/,
    );
    assert.match(
      says([cloud("s1", { environment: { TEXT: "x".repeat(70_000) } })]).join(),
      /services\[0\]\.environment: has 70011 characters; a task definition has 65536 in all/,
    );
  });
});
