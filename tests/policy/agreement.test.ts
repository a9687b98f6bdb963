import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { ConfigError, parseConfig } from "../../config";
import { packConfig } from "../../tools/policy/derive";
import type { PackConfig, Violation } from "../support/declared";
import { previewPlatform } from "../support/programPreview";
import { goodStack, inProduction, problemsOf } from "../config/stack";

type Raw = Readonly<Record<string, unknown>>;

const region = "eu-west-1";

/** What the pack rejects of a stack that config accepts; undefined where config rejects it. */
async function rejected(raw: Raw): Promise<readonly Violation[] | undefined> {
  const config = accepted(raw);
  if (!config) return undefined;
  const program = await previewPlatform({ stack: "test", raw, region });
  const found = await program.check({ config: packConfig("test", config, {}) as PackConfig });
  return found.filter(({ level }) => level === "mandatory");
}

function accepted(raw: Raw) {
  try {
    return parseConfig({ ...raw }, { stack: "test", region });
  } catch (error) {
    if (error instanceof ConfigError) return undefined;
    throw error;
  }
}

const production = { ...goodStack(), ...inProduction };

const link = (name: string, location: string, carrier: Raw, vlan: number): Raw => ({
  name,
  location,
  ...carrier,
  crossConnect: "up",
  virtualInterface: { vlan },
});
const own = (id: string): Raw => ({ connectionId: `dxcon-fh6ayh1${id}` });
const ordered = { order: { bandwidth: "10Gbps" } };

const vpn = {
  devices: [
    { name: "dc-router-1", ipAddress: "203.0.113.10" },
    { name: "dc-router-2", ipAddress: "203.0.113.20" },
  ],
};
const links = [link("one", "EqDB2", own("d"), 101), link("two", "TCDB1", ordered, 102)];
const path = (mode: string, parts: Raw): Raw => ({
  connectivity: { mode, customerSideAsn: 65010, ...parts },
});

const database = {
  name: "orders",
  dataClassification: "internal",
  backupPlan: "gold",
  engineVersion: "17",
  instanceClass: "db.r8g.large",
  storage: { allocated: 100, maxAllocated: 500 },
};

describe("what config and the policies have not agreed on before", function () {
  this.timeout(60_000);

  for (const [what, raw] of Object.entries({
    "a production VPN on two devices": { ...production, ...path("vpn", { vpn }) },
    "production links in two locations without a VPN": {
      ...production,
      ...path("direct-connect", { directConnect: { links } }),
    },
    "a production stack whose data may be in one Region only, and so has no recovery": {
      ...production,
      recovery: undefined,
      residency: { allowedRegions: [region] },
    },
    "instances without interface endpoints in development": {
      ...goodStack(),
      network: { ...goodStack().network, interfaceEndpoints: "none" },
      cluster: { capacity: { general: { instanceTypes: ["m8g.large"], minSize: 1, maxSize: 2 } } },
    },
  })) {
    it(`passes both: ${what}`, async () => {
      assert.deepEqual(await rejected(raw), []);
    });
  }

  for (const [what, changes, says] of [
    [
      "a production stack that keeps no copy where its data may be",
      { recovery: undefined },
      /^landbridge:recovery: is missing, so no backup outlives the Region; .*\(eu-central-1\)/,
    ],
    [
      "a class of backups without any copy in production",
      { backup: { plans: { gold: { rules: { daily: { retentionInDays: 7, copy: false } } } } } },
      /^landbridge:backup\.plans\.gold\.rules: have no copy at all/,
    ],
    [
      "one NAT gateway for all zones of a production stack",
      { network: { ...goodStack().network, natGateways: "single" } },
      /^landbridge:network\.natGateways: "single" is lost with its zone/,
    ],
    [
      "production instances without the endpoints that they need",
      {
        network: { ...goodStack().network, interfaceEndpoints: ["s3", "ecs"] },
        cluster: {
          capacity: { general: { instanceTypes: ["m8g.large"], minSize: 2, maxSize: 4 } },
        },
      },
      /^landbridge:network\.interfaceEndpoints: \["s3","ecs"\] has no ecr\.api, ecr\.dkr, ecs-agent, ecs-telemetry, logs, ssm, ssmmessages:/,
    ],
  ] as const) {
    it(`fails in config already, before any policy: ${what}`, () => {
      assert.deepEqual(problemsOf(production), []);
      const problems = problemsOf({ ...production, ...changes });
      assert.equal(problems.length, 1, problems.join("\n"));
      assert.match(problems[0] ?? "", says);
      assert.deepEqual(problemsOf({ ...goodStack(), ...changes }), []);
    });
  }
});

describe("config and the policies agree", function () {
  this.timeout(300_000);

  const connectivity = fc.oneof(
    fc.constant(undefined),
    fc.record({
      mode: fc.constant("vpn"),
      customerSideAsn: fc.constant(65010),
      hub: fc.constantFrom("virtual-private-gateway", "transit-gateway"),
      vpn: fc.record({ devices: fc.constantFrom(vpn.devices, vpn.devices.slice(1)) }),
    }),
    fc.record({
      mode: fc.constant("direct-connect"),
      customerSideAsn: fc.constant(65010),
      directConnect: fc.record({
        links: fc.constantFrom(
          links,
          links.slice(1),
          [link("one", "EqDB2", own("d"), 101), link("two", "TCDB1", own("e"), 102)],
          [link("one", "EqDB2", ordered, 101), link("two", "EqDB2", ordered, 102)],
        ),
      }),
    }),
    fc.record({
      mode: fc.constant("direct-connect-with-vpn"),
      customerSideAsn: fc.constant(65010),
      directConnect: fc.record({ links: fc.constantFrom(links, links.slice(1)) }),
      vpn: fc.record({ devices: fc.constantFrom(vpn.devices, vpn.devices.slice(1)) }),
    }),
  );
  const retention = fc.constantFrom(1, 7, 30, 365);
  const network = fc.record({
    vpcCidr: fc.constantFrom("10.20.0.0/16", "10.20.0.0/18"),
    availabilityZones: fc.constantFrom(["a", "b"], ["a", "b", "c"]),
    natGateways: fc.constantFrom("per-zone", "single", "none"),
    interfaceEndpoints: fc.constantFrom("none", "essential", ["s3", "sts"]),
    isolatedNetworkAcls: fc.boolean(),
    flowLogs: fc.record({ retentionInDays: retention }),
    peerCidrs: fc.constantFrom([], ["10.30.0.0/16"]),
  });
  const days = fc.constantFrom(7, 35);
  const plan = fc.record({
    rules: fc.record({ daily: fc.record({ retentionInDays: days, copy: fc.boolean() }) }),
  });
  const capacity = fc.constantFrom(
    {},
    { general: { instanceTypes: ["m8g.large"], minSize: 3, maxSize: 6 } },
  );
  const databases = fc.constantFrom(
    [],
    [database],
    [{ ...database, deployment: "single-az-instance" }],
    [{ ...database, credentials: "generated", readReplicas: 1, proxy: true }],
    [{ ...database, deployment: "multi-az-cluster", storage: { allocated: 100 } }],
  );
  const stack = fc.record({
    environmentType: fc.constantFrom("production", "development"),
    tags: fc.constant(goodStack().tags),
    residency: fc.record({
      allowedRegions: fc.constantFrom([region], [region, "eu-central-1"]),
    }),
    network,
    onPremises: fc.constant(goodStack().onPremises),
    monitoring: fc.constantFrom(goodStack().monitoring, undefined),
    connectivity,
    recovery: fc.constantFrom(
      undefined,
      ...["backup-restore", "pilot-light", "warm-standby"].map((strategy) => ({
        strategy,
        region: "eu-central-1",
      })),
    ),
    backup: fc.oneof(fc.constant({}), fc.record({ plans: fc.record({ gold: plan }) })),
    cluster: fc.record({ capacity }),
    databases,
  });
  // Not deletionProtection: false. The policies reject it in production, and `npm run recovery -- release` leaves
  // them out of the one update that needs it.

  it("on whatever config accepts: no mandatory violation", async () => {
    await fc.assert(
      fc.asyncProperty(stack, async (raw) => {
        const violations = await rejected(raw);
        fc.pre(violations !== undefined);
        assert.deepEqual(violations, []);
      }),
      { numRuns: 12 },
    );
  });
});
