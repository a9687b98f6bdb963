import * as assert from "node:assert/strict";
import { goodStack, parse, problemsOf } from "./stack";

type Section = Record<string, unknown>;

/** A job in AWS with nothing wrong. */
function job(changes: Section = {}): Section {
  return {
    name: "report",
    placement: "cloud",
    dataClassification: "internal",
    image: "public.ecr.aws/docker/library/busybox:1.37.0",
    cpu: 128,
    memory: 128,
    schedule: { expression: "cron(0 2 * * ? *)", timezone: "Europe/Berlin" },
    ...changes,
  };
}

/** A stack with a site, a capacity class, a service with hosts and one without, and these jobs. */
function stackOf(jobs: readonly Section[], changes: Section = {}): object {
  const service = {
    placement: "cloud",
    dataClassification: "internal",
    image: "public.ecr.aws/nginx/nginx:1.29.4",
    cpu: 256,
    memory: 512,
    port: 8080,
  };
  const certificateArn = "arn:aws:acm:eu-west-1:123456789012:certificate/0f3f8c1a";
  const stack = goodStack();
  const servers = [{ name: "app-1", address: "10.100.4.11" }];
  return {
    ...stack,
    onPremises: { ...stack.onPremises, sites: [{ name: "dublin", servers }] },
    cluster: { capacity: { general: { instanceTypes: ["m8g.large"], minSize: 2, maxSize: 9 } } },
    network: { ...stack.network, natGateways: "single" },
    loadBalancer: { certificateArn },
    connectivity: {
      mode: "vpn",
      customerSideAsn: 65010,
      vpn: { devices: [{ name: "router-1", ipAddress: "203.0.113.10" }] },
    },
    dns: { zoneName: "dev.aws.example.com" },
    services: [
      { ...service, name: "orders", hosts: ["orders"], healthCheck: { path: "/healthz" } },
      { ...service, name: "stock" },
    ],
    jobs,
    ...changes,
  };
}

const says = (changes: Section, rest: Section = {}): readonly string[] =>
  problemsOf(stackOf([job(changes)], rest));

describe("landbridge:jobs", () => {
  it("has defaults for all but what a job is, and waits for nobody who calls it", () => {
    const config = parse(stackOf([job({ schedule: { expression: "rate(1 hour)" } })]));
    const [made] = config.jobs;
    assert.deepEqual(made?.schedule, {
      expression: "rate(1 hour)",
      timezone: "UTC",
      retries: 10,
      retryForInMinutes: 60,
      enabled: true,
    });
    assert.deepEqual(made.hosts, []);
    assert.equal(made.serviceConnect, false);
    assert.deepEqual(
      config.tasks.map(({ name }) => name),
      ["orders", "stock", "report"],
    );
  });

  it("may run on either side, with a schedule or without", () => {
    assert.deepEqual(says({}), []);
    assert.deepEqual(says({ schedule: undefined }), []);
    assert.deepEqual(says({ placement: "on-prem", site: "dublin" }), []);
  });

  it("runs on one side", () => {
    assert.deepEqual(says({ placement: "both", site: "dublin" }), [
      'landbridge:jobs[0].placement: "both" is not one of cloud, on-prem',
    ]);
  });

  it("has a schedule that AWS takes", () => {
    const at = (schedule: Section) =>
      says({ schedule: { expression: "rate(1 hour)", ...schedule } }).join();
    assert.match(
      at({ expression: "0 2 * * *" }),
      /jobs\[0\]\.schedule\.expression: "0 2 \* \* \*" is not cron\(/,
    );
    assert.match(
      at({ timezone: "Berlin" }),
      /jobs\[0\]\.schedule\.timezone: "Berlin" is no time zone/,
    );
    assert.match(at({ retries: 186 }), /jobs\[0\]\.schedule\.retries: 186 is too large/);
    assert.match(at({ retryForInMinutes: 1441 }), /retryForInMinutes: 1441 is too large/);
    assert.match(at({ windowInMinutes: 0 }), /windowInMinutes: 0 is too small/);
  });

  it("knows none of what services have for callers, and says so", () => {
    for (const key of ["port", "hosts", "replicas", "autoscaling", "serviceConnect", "burst"]) {
      const [line] = says({ [key]: 1 });
      assert.match(line ?? "", new RegExp(`^landbridge:jobs\\[0\\]\\.${key}: is not a known key`));
    }
  });

  it("runs before services that are there", () => {
    assert.deepEqual(says({ runBefore: ["orders", "stock"] }), []);
    assert.deepEqual(says({ runBefore: ["orders", "shop"] }), [
      'landbridge:jobs[0].runBefore[1]: "shop" is not one of landbridge:services (orders, stock)',
    ]);
  });

  it("has a name of its own among services and jobs", () => {
    assert.deepEqual(says({ name: "orders" }), [
      'landbridge:jobs[0].name: "orders" is the name of landbridge:services[0]',
    ]);
    assert.deepEqual(problemsOf(stackOf([job(), job()])), [
      'landbridge:jobs[1].name: "report" is the name of landbridge:jobs[0]',
    ]);
  });

  it("reaches services by their hosts only", () => {
    assert.deepEqual(says({ reaches: [{ service: "orders" }] }), []);
    assert.deepEqual(says({ reaches: [{ service: "stock" }] }), [
      'landbridge:jobs[0].reaches[0].service: "stock" has no hosts, and a job\'s tasks are in no Service Connect namespace; give the service hosts',
    ]);
  });

  it("keeps what services keep: places, data classes, secrets, stores, images", () => {
    assert.match(says({ placement: "on-prem" }).join(), /jobs\[0\]\.site: is missing/);
    assert.match(
      says({ capacityClass: "batch" }).join(),
      /jobs\[0\]\.capacityClass: "batch" is not/,
    );
    assert.match(
      says({ dataClassification: "on-prem-only" }).join(),
      /jobs\[0\]\.placement: "cloud"/,
    );
    assert.match(
      says({ environment: { DB_PASSWORD: "x1y2" } }).join(),
      /jobs\[0\]\.environment\.DB_PASSWORD: is a secret/,
    );
    assert.match(
      says({ databases: [{ name: "orders" }] }).join(),
      /jobs\[0\]\.databases\[0\]\.name: "orders" is not one/,
    );
    assert.match(
      says({ volumes: [{ share: "x", path: "/x" }] }).join(),
      /jobs\[0\]\.volumes\[0\]\.share: "x" is not one/,
    );
    assert.match(says({ image: "busybox:latest" }).join(), /jobs\[0\]\.image/);
    assert.match(says({ memory: 9000 }).join(), /jobs\[0\]\.memory: 9000 is more than the \d+ MiB/);
  });

  it("waits in a standby until that is promoted", () => {
    const at = (strategy: string, role: string) => {
      const here = { region: "eu-west-1", primaryStack: "prod" };
      const recovery = {
        strategy,
        role,
        ...(role === "primary" ? { region: "eu-central-1" } : here),
      };
      return parse(stackOf([job()], { recovery })).jobs.map(({ schedule }) => schedule?.enabled);
    };
    assert.deepEqual(at("backup-restore", "primary"), [true]);
    assert.deepEqual(at("pilot-light", "standby"), []);
    assert.deepEqual(at("active-active", "standby"), [false]);
    assert.deepEqual(at("active-active", "active"), [true]);
  });
});
