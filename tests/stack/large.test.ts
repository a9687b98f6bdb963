import * as assert from "node:assert/strict";
import { changes } from "../../sandbox/events";
import { Deployment } from "../../tools/deployment/deployment";
import { explain, openSandbox } from "../support/engine";
import { readStackConfig } from "../support/stackFile";

type Section = Record<string, unknown>;

interface Size {
  readonly services: number;
  /** Of the services, those that use one database. */
  readonly clients: number;
  readonly servers: number;
  readonly networks: number;
}

const list = (count: number, make: (i: number) => Section): Section[] =>
  Array.from({ length: count }, (_, i) => make(i));

/** The dev stack of a company of that size. */
function company({ services, clients, servers, networks }: Size): Section {
  const { raw } = readStackConfig("dev");
  const [database] = raw["databases"] as Section[];
  const image = { image: "public.ecr.aws/nginx/nginx:1.29.4", cpu: 128, memory: 128 };
  const task = { ...image, dataClassification: "internal" };
  const exposed = (name: string) => ({ port: 8080, hosts: [name], healthCheck: { path: "/" } });
  const service = (i: number): Section => {
    const name = `s${i}`;
    const databases = i < clients ? { databases: [{ name: "orders" }] } : {};
    // Priorities that follow from names fall together from some dozens of services on.
    const hosts = i % 3 === 0 ? { ...exposed(name), priority: 1000 + i } : {};
    const own = { name, placement: "cloud", replicas: { cloud: 1 } };
    return { ...own, ...task, ...databases, ...hosts };
  };
  const plant = { name: "plant", placement: "on-prem", site: "lab", hostPort: 18080 };
  const general = { instanceTypes: ["m8g.24xlarge", "m7g.16xlarge"], minSize: 1, maxSize: 500 };
  const address = (i: number) => `10.100.${1 + Math.floor(i / 200)}.${i % 200}`;
  return {
    ...raw,
    onPremises: {
      // No two of them are neighbours: nothing can be taken as one.
      cidrs: [
        "10.100.0.0/16",
        ...Array.from({ length: networks - 1 }, (_, i) => `172.20.${2 * i}.0/24`),
      ],
      sites: [
        { name: "lab", servers: list(servers, (i) => ({ name: `app-${i}`, address: address(i) })) },
      ],
    },
    network: { ...(raw["network"] as Section), isolatedNetworkAcls: false },
    dns: { zoneName: "dev.aws.example.com" },
    databases: [{ ...database, clientCidrs: [] }],
    cluster: { capacity: { general: { ...general, onDemandPercentage: 0 } } },
    // The Resolver endpoint alone has its rules in one group.
    quotas: { rulesPerSecurityGroup: networks + 20 },
    jobs: [],
    services: [...list(services, service), { ...plant, ...task, ...exposed("plant") }],
  };
}

describe("a large company", function () {
  this.timeout(1_800_000);

  it("comes up, and stays as it is", async () => {
    const raw = company({ services: 20, clients: 15, servers: 30, networks: 100 });
    const stack = { stack: "dev", raw, region: "eu-west-1" };
    const deployed = await Deployment.up(stack);
    assert.deepEqual(await deployed.preview(stack), []);
  });

  it("has 300 services, 200 of them clients of one database, 500 servers in a site and 100 networks (LANDBRIDGE_LARGE=1)", async function () {
    if (process.env["LANDBRIDGE_LARGE"] !== "1") this.skip();
    const raw = company({ services: 300, clients: 200, servers: 500, networks: 100 });
    const own = Object.entries(raw).map(([key, value]) => [`landbridge:${key}`, value]);
    const config = Object.fromEntries(own) as Section;
    const sandbox = await openSandbox({ stack: "dev", config });
    const up = await sandbox.up();
    assert.ok(up.succeeded, explain(up).slice(0, 5000));
    const again = await sandbox.preview();
    assert.deepEqual(again.steps.filter(changes), [], explain(again).slice(0, 5000));
    const peak = Math.round(process.resourceUsage().maxRSS / 1024);
    console.log(
      `      ${up.resources} resources: up ${up.seconds} s, preview ${again.seconds} s, program and driver ${peak} MB at most`,
    );
  });
});
