import * as assert from "node:assert/strict";
import { collisions } from "../../components/elb/listenerPriorities";
import { goodStack, inProduction, parse, problemsOf } from "./stack";

type Section = Record<string, unknown>;

/** A service in AWS with nothing wrong. */
function cloud(changes: Section = {}): Section {
  return {
    name: "orders",
    placement: "cloud",
    dataClassification: "internal",
    image: "public.ecr.aws/nginx/nginx:1.29.4",
    cpu: 256,
    memory: 512,
    port: 8080,
    hosts: ["orders"],
    healthCheck: { path: "/healthz" },
    ...changes,
  };
}

/** A service on both sides with nothing wrong. */
function both(changes: Section = {}): Section {
  const sides = {
    placement: "both",
    site: "dublin",
    hostPort: 18080,
    traffic: { cloud: 30, onPrem: 70 },
    imageArchitectures: ["arm64", "x86_64"],
  };
  return cloud({ ...sides, ...changes });
}

/** One that bursts, with nothing wrong. */
function bursting(changes: Section = {}): Section {
  const rest = both({ burst: true, traffic: undefined });
  const autoscaling = { maxReplicas: 10, requestsPerTarget: 600 };
  return { ...rest, autoscaling, replicas: { cloud: 1, onPrem: 2 }, ...changes };
}

/** The way to the data centre, as DNS of both sides needs one. */
const connectivity = {
  mode: "vpn",
  customerSideAsn: 65010,
  vpn: {
    devices: [
      { name: "router-1", ipAddress: "203.0.113.10" },
      { name: "router-2", ipAddress: "203.0.113.11" },
    ],
  },
};

/** A stack with a site of two servers, a capacity class, a certificate, and these services. */
function stackOf(services: readonly Section[], changes: Section = {}): object {
  const stack = goodStack();
  const certificateArn = "arn:aws:acm:eu-west-1:123456789012:certificate/0f3f8c1a";
  const general = { instanceTypes: ["m8g.large"], minSize: 2, maxSize: 40 };
  const servers = ["11", "12"].map((end) => ({ name: `app-${end}`, address: `10.100.4.${end}` }));
  const sites = [{ name: "dublin", servers }];
  return {
    ...stack,
    onPremises: { ...stack.onPremises, sites },
    cluster: { capacity: { general } },
    loadBalancer: { certificateArn },
    dns: { zoneName: "test.example.com" },
    connectivity,
    services,
    ...changes,
  };
}

/** Databases and file shares that services use, and some that they can't. */
const stores = {
  network: { ...goodStack().network, interfaceEndpoints: ["s3", "storagegateway"] },
  databases: ["shop", "pooled"].map((name) => ({
    name,
    databaseName: name,
    engineVersion: "17",
    instanceClass: "db.r8g.large",
    dataClassification: name === "shop" ? "internal" : "confidential",
    proxy: name === "pooled",
    storage: { allocated: 100, maxAllocated: 500 },
  })),
  fileGateways: [
    {
      name: "dc1",
      appliance: { address: "10.100.20.10" },
      activeDirectory: {
        domainName: "corp.example.com",
        credentialsSecretArn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:join-AbCdEf",
      },
    },
    { name: "lab" },
  ],
  fileShares: [
    { name: "reports", dataClassification: "internal" },
    { name: "scans", dataClassification: "confidential" },
    { name: "windows", dataClassification: "internal", protocol: "smb", allowedUsers: ["@all"] },
    { name: "waiting", dataClassification: "internal", gateway: "lab" },
  ].map((share) => ({
    gateway: "dc1",
    ...share,
    ...(share.protocol === "smb" ? {} : { clients: ["10.100.10.0/24"] }),
  })),
};

interface Case {
  readonly title: string;
  readonly services: readonly Section[];
  readonly stack?: Section;
  /** What is said, after `landbridge:services`. */
  readonly says: readonly string[];
}

const bad: readonly Case[] = [
  {
    title: "a placement that does not exist",
    services: [cloud({ placement: "onprem" })],
    says: ['[0].placement: "onprem" is not one of cloud, on-prem, both'],
  },
  {
    title: "a data class that does not exist",
    services: [cloud({ dataClassification: "secret" })],
    says: [
      '[0].dataClassification: "secret" is not one of public, internal, confidential, on-prem-only',
    ],
  },
  {
    title: "data that may not leave the data centre, in AWS",
    services: [cloud({ dataClassification: "on-prem-only" })],
    says: ['[0].placement: "cloud" takes data classed on-prem-only to AWS; it must be on-prem'],
  },
  {
    title: "such data with a twin in AWS",
    services: [both({ dataClassification: "on-prem-only" })],
    says: ['[0].placement: "both" takes data classed on-prem-only to AWS; it must be on-prem'],
  },
  {
    title: "a capacity class that the cluster does not have",
    services: [cloud({ capacityClass: "gpu" })],
    says: ['[0].capacityClass: "gpu" is not a class of landbridge:cluster.capacity (general)'],
  },
  {
    title: "a site that the data centre does not have",
    services: [both({ site: "london" })],
    says: ['[0].site: "london" is not a site of landbridge:onPremises.sites (dublin)'],
  },
  {
    title: "a service on premises without site and host port",
    services: [both({ site: undefined, hostPort: undefined })],
    says: [
      "[0].site: is missing; a service on premises runs at a site (dublin)",
      "[0].hostPort: is missing; on premises a service's port is reached by a fixed port of the servers",
    ],
  },
  {
    title: "two services at the same port of a site",
    services: [both(), both({ name: "stock", hosts: ["stock"] })],
    says: [
      "[1].hostPort: 18080 is taken at site dublin by landbridge:services[0] (orders); choose another",
    ],
  },
  {
    title: "host ports that are taken on every server, or may be any moment",
    services: [
      both({ hostPort: 51678 }),
      both({ name: "stock", hosts: ["stock"], hostPort: 40000 }),
    ],
    says: [
      "[0].hostPort: 51678 is taken on every server (reserved: 22, 2375, 2376, 51678, 51679, 51680); choose another",
      "[1].hostPort: 40000 is in Docker's ephemeral range, 32768 to 60999; choose a port outside",
    ],
  },
  {
    title: "more tasks than the site has servers",
    services: [both({ replicas: { onPrem: 3 } })],
    says: [
      "[0].replicas.onPrem: 3 tasks need a server each, as their host port is fixed; site dublin has 2",
    ],
  },
  {
    title: "weights that don't add up",
    services: [both({ traffic: { cloud: 30, onPrem: 60 } })],
    says: ["[0].traffic: cloud 30 and onPrem 60 add up to 90; they must be 100"],
  },
  {
    title: "both sides without weights",
    services: [both({ traffic: undefined })],
    says: [
      "[0].traffic: is missing; placement both needs the weights of the sides, burst: true, or failover",
    ],
  },
  {
    title: "bursting from one side only",
    services: [bursting({ placement: "cloud" })],
    says: ["[0].burst: true has no meaning for placement cloud; bursting is placement both"],
  },
  {
    title: "bursting with weights, without a target, from nothing, with no room",
    services: [
      bursting({
        traffic: { cloud: 50, onPrem: 50 },
        autoscaling: { maxReplicas: 1 },
        replicas: { cloud: 0, onPrem: 2 },
      }),
    ],
    says: [
      "[0].burst: true and traffic exclude each other: bursting shares requests by load; remove traffic",
      "[0].autoscaling.requestsPerTarget: is missing; a service that bursts says how many requests a minute one target serves well",
      "[0].replicas.cloud: 0 leaves nothing to scale from; bursting starts from 1 at least",
    ],
  },
  {
    title: "bursting that can't grow",
    services: [bursting({ autoscaling: { maxReplicas: 1, requestsPerTarget: 600 } })],
    says: ["[0].autoscaling.maxReplicas: 1 is no more than replicas.cloud (1)"],
  },
  {
    title: "fewer tasks at most than at least, also on schedule",
    services: [
      cloud({
        replicas: { cloud: 4 },
        autoscaling: {
          maxReplicas: 2,
          schedules: [
            { name: "day", schedule: "cron(0 7 ? * * *)", minReplicas: 5, maxReplicas: 3 },
            { name: "day", schedule: "rate(1 day)", minReplicas: 1, maxReplicas: 3 },
          ],
        },
      }),
    ],
    says: [
      "[0].autoscaling.maxReplicas: 2 is less than replicas.cloud (4)",
      "[0].autoscaling.schedules[0].minReplicas: 5 is more than maxReplicas (3)",
      '[0].autoscaling.schedules[1].name: "day" is a schedule of the service already',
    ],
  },
  {
    title: "a schedule that is none",
    services: [
      cloud({
        autoscaling: {
          maxReplicas: 4,
          schedules: [{ name: "day", schedule: "0 7 * * *", minReplicas: 2, maxReplicas: 3 }],
        },
      }),
    ],
    says: [
      '[0].autoscaling.schedules[0].schedule: "0 7 * * *" is not cron(...) with six fields, rate(...) or at(...), in quotes (such as "cron(0 7 ? * MON-FRI *)")',
    ],
  },
  {
    title: "requests of a service that gets none",
    services: [
      cloud({
        hosts: [],
        healthCheck: undefined,
        autoscaling: { maxReplicas: 3, requestsPerTarget: 9 },
      }),
    ],
    says: [
      "[0].autoscaling.requestsPerTarget: 9 can't be counted: the service has no hosts on the load balancer",
    ],
  },
  {
    title: "hosts without a certificate",
    services: [cloud()],
    stack: { loadBalancer: undefined },
    says: [
      "[0].hosts: needs HTTPS: landbridge:loadBalancer says no certificate (certificateArn or certificateAuthorityArn)",
    ],
  },
  {
    title: "hosts without port and health check",
    services: [cloud({ port: undefined, healthCheck: undefined })],
    says: [
      "[0].port: is missing; a service with hosts listens on a port",
      "[0].healthCheck: is missing; a service with hosts says how its health is checked",
    ],
  },
  {
    title: "paths of no host",
    services: [cloud({ hosts: [], paths: ["/api/*"] })],
    says: ["[0].paths: has no meaning without hosts, of which they are the paths"],
  },
  {
    title: "a health check that waits longer than it pauses",
    services: [cloud({ healthCheck: { path: "/", intervalInSeconds: 5, timeoutInSeconds: 5 } })],
    says: ["[0].healthCheck.timeoutInSeconds: 5 is not less than intervalInSeconds (5)"],
  },
  {
    title: "one target in production",
    services: [cloud({ replicas: { cloud: 1 } })],
    stack: inProduction,
    says: [
      "[0].replicas: makes 1 task where it is placed (cloud); in production a service with hosts has 2 at least",
    ],
  },
  {
    title: "more conditions than a rule takes",
    services: [cloud({ hosts: ["a", "b", "c"], paths: ["/d", "/e", "/f"] })],
    says: ["[0].paths: with hosts makes 6 conditions; a listener rule takes 5 at most"],
  },
  {
    title: "two services with the same name, host and path",
    services: [cloud(), cloud()],
    says: ['[1].name: "orders" is the name of landbridge:services[0]'],
  },
  {
    title: "two services with the same host, and with the same path of it",
    services: [
      cloud(),
      cloud({ name: "stock" }),
      cloud({ name: "one", paths: ["/x"] }),
      cloud({ name: "two", paths: ["/x"] }),
    ],
    says: [
      "[1].hosts: are those of landbridge:services[0] (orders) at host orders; one of them would get nothing",
      "[3].paths: are those of landbridge:services[2] (one) at host orders; one of them would get nothing",
    ],
  },
  {
    title: "a priority that another service has",
    services: [cloud({ priority: 7 }), cloud({ name: "stock", hosts: ["stock"], priority: 7 })],
    says: [
      "[1].priority: 7 is the priority of landbridge:services[0] (orders) already; write priority: 25044 at the newer of the two",
    ],
  },
  {
    title: "a general rule that is asked before a special one",
    services: [cloud({ priority: 1 }), cloud({ name: "api", paths: ["/api/*"] })],
    says: [
      "[1].priority: leaves /api/* to landbridge:services[0] (orders), which is asked first; it must be less than 1",
    ],
  },
  {
    title: "names that are too long, or not names",
    services: [
      cloud({ name: "customer-relationship-management" }),
      cloud({ name: "Orders_1", hosts: ["x"] }),
    ],
    says: [
      '[0].name: "customer-relationship-management" has 32 characters; a service\'s name has 20 at most, as target groups take 32 with what is added',
      '[1].name: "Orders_1" is not a service name: lower-case letters, digits and hyphens, beginning with a letter',
    ],
  },
  {
    title: "images that are not pinned",
    services: [
      cloud({ image: "nginx" }),
      cloud({ name: "b", hosts: ["b"], image: "nginx:latest" }),
      cloud({ name: "c", hosts: ["c"], image: "nginx:1.29" }),
      cloud({ name: "d", hosts: ["d"], image: "not an image" }),
    ],
    says: [
      '[0].image: "nginx" has neither digest nor tag, which means latest; pin it by @sha256:<digest> or a whole version (:1.4.2)',
      '[1].image: "nginx:latest" has the tag latest, which moves; pin it by @sha256:<digest> or a whole version (:1.4.2)',
      '[2].image: "nginx:1.29" has the tag 1.29, which moves; pin it by @sha256:<digest> or a whole version (:1.4.2)',
      '[3].image: "not an image" is not an image reference (such as public.ecr.aws/nginx/nginx:1.29.4)',
    ],
  },
  {
    title: "secrets in plain sight, and twice",
    services: [
      cloud({
        environment: { DB_PASSWORD: "hunter2", REGION: "x" },
        secrets: { REGION: "arn:aws:ssm:eu-west-1:123456789012:parameter/region" },
      }),
    ],
    says: [
      "[0].environment.DB_PASSWORD: is a secret by its name, and environment is readable by everyone who may describe the task; move it to secrets, or say in allowPlain why it is none",
      "[0].environment.REGION: is in secrets as well; keep one of them",
    ],
  },
  {
    title: "a key by its form, whatever it is called and whoever allows it",
    services: [
      cloud({
        environment: { GREETING: "AKIAIOSFODNN7EXAMPLE", QUEUE: "amqp://app:hunter2@mq.corp" },
        allowPlain: { GREETING: "it is only an example", TOKEN_REALM: "shown by every client" },
      }),
    ],
    says: [
      "[0].environment.GREETING: is a key by the form of its value, and environment is readable by everyone who may describe the task; move it to secrets, and have another one made",
      "[0].environment.QUEUE: is a key by the form of its value, and environment is readable by everyone who may describe the task; move it to secrets, and have another one made",
      "[0].allowPlain.TOKEN_REALM: is no variable of environment; take it away",
    ],
  },
  {
    title: "a task that is larger than each instance of its class",
    services: [cloud({ cpu: 2048 }), cloud({ name: "other", hosts: ["other"], memory: 8192 })],
    says: [
      "[0].cpu: 2048, with 256 for Service Connect, is more than the 2048 CPU units of the largest instance type of class general; make the task smaller, or the class's instanceTypes larger",
      "[1].memory: 8192, with 64 for Service Connect, is more than the 8192 MiB of the largest instance type of class general; make the task smaller, or the class's instanceTypes larger",
    ],
  },
  {
    title: "a server that is killed before the load balancer notices that it stops",
    services: [
      both({ stopTimeoutInSeconds: 30 }),
      cloud({ name: "other", hosts: ["other"], stopTimeoutInSeconds: 30 }),
    ],
    says: [
      "[0].stopTimeoutInSeconds: 30 is less than the 35 seconds until the load balancer notices that a server stops (unhealthyThreshold 3 x intervalInSeconds 10 + timeoutInSeconds 5); make it 35 at least, or the health check faster",
    ],
  },
  {
    title: "a folder in memory where ECS Exec has a mount",
    services: [cloud({ executeCommand: true, writablePaths: ["/tmp", "/var/log/amazon/ssm"] })],
    says: [
      '[0].writablePaths[1]: "/var/log/amazon/ssm" is mounted by the ECS agent for ECS Exec, and a container with two mounts at one place does not start; remove it',
    ],
  },
  {
    title: "a secret that is no reference",
    services: [cloud({ secrets: { TOKEN: "hunter2" } })],
    says: [
      '[0].secrets.TOKEN: "hunter2" is not an ARN of secretsmanager or ssm (such as arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-db)',
    ],
  },
  {
    title: "destinations that are none, unclear or the service itself",
    services: [
      cloud({
        reaches: [
          { service: "stock" },
          { service: "orders" },
          { cidr: "10.100.0.0/16" },
          { cidr: "10.100.0.0/16", service: "orders", port: 1 },
          { service: "worker" },
        ],
      }),
      cloud({ name: "worker", hosts: [], healthCheck: undefined, port: undefined }),
    ],
    says: [
      '[0].reaches[0].service: "stock" is not a service',
      '[0].reaches[1].service: "orders" is the service itself',
      "[0].reaches[2].port: is missing; a network or a security group is reached at a port",
      "[0].reaches[3]: names 2 destinations; it must be one of service, cidr, securityGroupId",
      '[0].reaches[4].service: "worker" listens on no port',
    ],
  },
  {
    title: "a destination that is there twice",
    services: [
      cloud({
        reaches: [
          { cidr: "10.100.0.0/16", port: 1521, description: "ERP" },
          { service: "stock" },
          { cidr: "10.100.0.0/16", port: 1521 },
          { cidr: "10.100.0.0/16", port: 1522 },
          { service: "stock" },
        ],
      }),
      cloud({ name: "stock", hosts: ["stock"] }),
    ],
    says: [
      "[0].reaches[2]: is reaches[0] again; take one of them away",
      "[0].reaches[4]: is reaches[1] again; take one of them away",
    ],
  },
  {
    title: "permissions that are too wide",
    services: [
      cloud({
        taskRoleStatements: [
          { actions: ["s3:*"], resources: ["arn:aws:s3:::x"] },
          { actions: ["s3:ListAllMyBuckets"], resources: ["*"] },
        ],
      }),
    ],
    says: [
      '[0].taskRoleStatements[0].actions[0]: "s3:*" is not an IAM action (service:Action; all actions of a service are too many)',
      '[0].taskRoleStatements[1].resources: "*" is every resource of the account; name them, or say the reason (reason: ...)',
    ],
  },
  {
    title: "databases that are not there, twice there, or asked for a password behind a proxy",
    services: [
      cloud({
        dataClassification: "confidential",
        databases: [
          { name: "stock" },
          { name: "shop" },
          { name: "shop" },
          { name: "pooled", credentials: "secret", user: "root" },
        ],
      }),
    ],
    stack: stores,
    says: [
      '[0].databases[0].name: "stock" is not one of landbridge:databases (shop, pooled)',
      '[0].databases[2].name: "shop" is there twice',
      '[0].databases[3].credentials: "secret" is of no use: the proxy of pooled lets clients in by IAM only; use iam',
      '[0].databases[3].user: "root" has no meaning for credentials secret, which are the master user\'s',
    ],
  },
  {
    title: "a variable that a database's place is told in, and a user that PostgreSQL can't have",
    services: [
      cloud({
        environment: { SHOP_DATABASE_HOST: "elsewhere" },
        databases: [{ name: "shop", user: "Shop-User" }],
      }),
    ],
    stack: stores,
    says: [
      '[0].databases[0].user: "Shop-User" is not the name of a user in PostgreSQL (a to z, 0 to 9 and _, 63 characters at most)',
      "[0].environment.SHOP_DATABASE_HOST: is what the service gets for database shop; take it out",
    ],
  },
  {
    title: "stores whose data is more sensitive than the service, or may not be AWS's",
    services: [
      cloud({ databases: [{ name: "pooled" }], volumes: [{ share: "scans", path: "/scans" }] }),
      both({
        name: "people",
        hosts: ["people"],
        placement: "on-prem",
        dataClassification: "on-prem-only",
        databases: [{ name: "shop" }],
        volumes: [
          { share: "reports", path: "/reports" },
          { share: "scans", path: "/scans", readOnly: true },
        ],
      }),
    ],
    stack: stores,
    says: [
      '[0].databases[0].name: "pooled" holds confidential data, and the service is classed internal; class the service confidential',
      '[1].databases[0].name: "shop" is kept by AWS, and data classed on-prem-only may not get there; keep it in the data centre',
      '[0].volumes[0].share: "scans" holds confidential data, and the service is classed internal; class the service confidential',
      '[1].volumes[0].share: "reports" is kept by AWS, and data classed on-prem-only may not get there; keep it in the data centre',
    ],
  },
  {
    title: "file shares that can't be mounted",
    services: [
      cloud({
        writablePaths: ["/tmp"],
        volumes: [
          { share: "photos", path: "/photos" },
          { share: "reports", path: "/tmp" },
          { share: "reports", path: "/reports" },
          { share: "windows", path: "/windows" },
          { share: "waiting", path: "../waiting" },
        ],
      }),
    ],
    stack: stores,
    says: [
      '[0].volumes[4].path: "../waiting" is not the path of a folder in the container (such as /reports)',
      '[0].volumes[0].share: "photos" is not one of landbridge:fileShares (reports, scans, windows, waiting)',
      '[0].volumes[1].path: "/tmp" is another volume\'s or in writablePaths',
      '[0].volumes[2].share: "reports" is there twice',
      '[0].volumes[3].share: "windows" is an smb share; containers mount nfs ones',
      '[0].volumes[4].share: "waiting" waits for the appliance of gateway lab; give landbridge:fileGateways its appliance.address first',
    ],
  },
  {
    title: "images from where there are none",
    services: [
      cloud({ imageFrom: "repository", image: "stock:1.0.0" }),
      cloud({
        name: "web",
        hosts: ["web"],
        imageFrom: "docker-hub-cache",
        image: "library/nginx:1.29.4",
        repositoryCredentials: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:hub",
      }),
    ],
    stack: { registry: { repositories: ["orders"] } },
    says: [
      '[0].image: "stock" is not one of landbridge:registry.repositories (orders)',
      '[1].imageFrom: "docker-hub-cache" needs landbridge:registry.dockerHub, which is not there',
      "[1].repositoryCredentials: is of no use for imageFrom docker-hub-cache: ECR is pulled from by the execution role",
    ],
  },
  {
    title: "a host that is a database's name",
    services: [cloud({ hosts: ["shop", "pooled-ro"] })],
    stack: stores,
    says: [
      '[0].hosts[0]: "shop" is the name of a database in the private zone; choose another',
      '[0].hosts[1]: "pooled-ro" is the name of a database in the private zone; choose another',
    ],
  },
  {
    title: "a key that is misspelt",
    services: [cloud({ replica: { cloud: 2 } })],
    says: ["[0].replica: is not a known key; did you mean replicas?"],
  },
];

/** Messages about unknown keys go on with the list of known ones, which grows. */
function withoutKeys(line: string): string {
  return line.replace(/ \(known keys: .*\)$/, "");
}

describe("Services in the configuration", () => {
  it("are good on either side, on both by weights, and bursting", () => {
    const services = [
      cloud(),
      cloud({ name: "api", paths: ["/api/*"] }),
      both({ name: "stock", hosts: ["stock"] }),
      bursting({ name: "pricing", hosts: ["pricing"], hostPort: 18081 }),
      cloud({ name: "worker", port: undefined, hosts: [], healthCheck: undefined }),
    ];
    assert.deepEqual(problemsOf(stackOf(services)), []);
  });

  it("may keep what the other side needs, so that moving is one line", () => {
    for (const placement of ["cloud", "on-prem", "both"]) {
      assert.deepEqual(problemsOf(stackOf([both({ placement })])), []);
    }
  });

  it("have safe defaults", () => {
    const [service] = parse(stackOf([cloud()])).services;
    assert.deepEqual(service?.replicas, { cloud: 2, onPrem: 2 });
    assert.equal(service.logRetentionInDays, 365);
    assert.equal(service.burst, false);
    assert.equal(parse(stackOf([])).deletionProtection, true);
  });

  for (const { title, services, stack, says } of bad) {
    it(`rejects ${title}`, () => {
      assert.deepEqual(
        problemsOf(stackOf(services, stack)).map(withoutKeys),
        says.map((line) => `landbridge:services${line}`),
      );
    });
  }

  it("reports everything that is wrong at once", () => {
    const services = bad
      .filter(({ stack }) => stack === undefined)
      .flatMap((one, index) =>
        one.services.map((service, place) => ({
          ...service,
          name:
            typeof service["name"] === "string" && service["name"].length > 20
              ? service["name"]
              : `s${index}-${place}`,
          hosts: (service["hosts"] as string[]).map((host) => `${host}-${index}-${place}`),
        })),
      );
    const lines = problemsOf(stackOf(services));
    assert.ok(lines.length >= 35, `${lines.length} lines`);
    assert.ok(lines.some((line) => line.includes("add up to 90")));
    assert.ok(lines.some((line) => line.includes("is not one of cloud, on-prem, both")));
  });

  it("rejects a class that is too small for its services at their most, twice in a deployment", () => {
    const services = [cloud({ autoscaling: { maxReplicas: 6, cpuUtilization: 60 } })];
    const says = (instanceTypes: readonly string[], maxSize: number, replicas = 2) =>
      problemsOf(
        stackOf(
          services.map((service) => ({ ...service, replicas: { cloud: replicas } })),
          { cluster: { capacity: { general: { instanceTypes, minSize: 0, maxSize } } } },
        ),
      );
    assert.deepEqual(says(["m8g.large"], 3), []);
    assert.deepEqual(says(["m8g.large", "t4g.large"], 3), [
      "landbridge:cluster.capacity.general.maxSize: 3 instances are too few for its services at their most, twice while they are deployed (12 tasks); make it 6 at least, or the instances larger",
    ]);
    assert.match(says(["m8g.large"], 2)[0] ?? "", /\(6144 CPU units\); make it 3 at/);
    assert.deepEqual(says(["m8g.large", "x8g.large"], 1), [], "a type that is not listed");
    assert.deepEqual(says(["m8g.large"], 1, 0), [], "a service that waits");
  });

  it("names a free priority for two names that fall on the same one", () => {
    const route = (name: string) => ({ name, hosts: [name], paths: [] });
    const names = Array.from({ length: 3000 }, (_, index) => `service-${index}`);
    const [collision] = collisions(names.map(route));
    assert.ok(collision, "of 3000 names in 24000 numbers, some collide");
    const [first, second] = collision.names.map((name) => cloud({ name, hosts: [name] }));
    assert.ok(first && second);
    const { priority, free } = collisions(collision.names.map(route))[0] ?? collision;
    assert.deepEqual(problemsOf(stackOf([first, second])), [
      `landbridge:services[1].priority: ${priority} is the priority of landbridge:services[0] (${collision.names[0]}) already; write priority: ${free} at the newer of the two`,
    ]);
    assert.deepEqual(problemsOf(stackOf([first, { ...second, priority: free }])), []);
  });
});

describe("The load balancer in the configuration", () => {
  const certificateArn = "arn:aws:acm:eu-west-1:123456789012:certificate/0f3f8c1a";
  const certificateAuthorityArn =
    "arn:aws:acm-pca:eu-west-1:123456789012:certificate-authority/5a1c6f0e";

  it("has one certificate, given or from a private CA, or is not there", () => {
    const says = (loadBalancer: Section) => problemsOf(stackOf([], { loadBalancer }));
    assert.deepEqual(says({ certificateArn }), []);
    assert.deepEqual(says({ certificateAuthorityArn }), []);
    assert.deepEqual(says({}), []);
    assert.deepEqual(says({ certificateArn, certificateAuthorityArn }), [
      "landbridge:loadBalancer: has both certificateArn and certificateAuthorityArn; it must have one",
    ]);
  });

  it("has a certificate of a private CA for a zone whose name ACM takes", () => {
    const says = (dns: Section | undefined) =>
      problemsOf(stackOf([], { loadBalancer: { certificateAuthorityArn }, dns }));
    const long = `${"a".repeat(60)}.example`;
    assert.deepEqual(says({ zoneName: long.slice(4) }), []);
    assert.deepEqual(says({ zoneName: long }), [
      `landbridge:dns.zoneName: "${long}" has 68 characters, of 64 at most; ACM makes no certificate for it`,
    ]);
    assert.deepEqual(says({ zoneName: "corp.a" }), [
      'landbridge:dns.zoneName: "corp.a" ends in a label of one character; ACM makes no certificate for it',
    ]);
    assert.deepEqual(says(undefined), [
      "landbridge:loadBalancer.certificateAuthorityArn: makes a certificate for landbridge:dns.zoneName, and there is none",
    ]);
  });

  it("has a certificate of its own Region", () => {
    const abroad = "arn:aws:acm:us-east-1:123456789012:certificate/0f3f8c1a";
    assert.deepEqual(problemsOf(stackOf([cloud()], { loadBalancer: { certificateArn: abroad } })), [
      `landbridge:loadBalancer.certificateArn: "${abroad}" is in us-east-1, and the stack in eu-west-1`,
    ]);
  });

  it("has a certificate of whatever partition the stack is in", () => {
    for (const [partition, region] of [
      ["aws-cn", "cn-north-1"],
      ["aws-us-gov", "us-gov-west-1"],
      ["aws-eusc", "eusc-de-east-1"],
    ] as const) {
      const arn = `arn:${partition}:acm:${region}:123456789012:certificate/0f3f8c1a`;
      const residency = { allowedRegions: [region] };
      const stack = stackOf([], { residency, loadBalancer: { certificateArn: arn } });
      assert.deepEqual(problemsOf(stack, region), []);
    }
  });

  it("has a certificate of the right kind", () => {
    const loadBalancer = { certificateArn: "arn:aws:iam::123456789012:server-certificate/x" };
    assert.deepEqual(problemsOf(stackOf([], { loadBalancer })), [
      'landbridge:loadBalancer.certificateArn: "arn:aws:iam::123456789012:server-certificate/x" is not an ARN of acm (such as arn:aws:acm:eu-west-1:123456789012:certificate/...)',
    ]);
  });
});
