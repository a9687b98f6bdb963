import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { Deployment } from "../../tools/deployment/deployment";
import type { RawStack } from "../../tools/deployment/rawStack";
import { readStackConfig } from "../support/stackFile";

/** LANDBRIDGE_LARGE=1 takes longer walks. */
const isLarge = process.env["LANDBRIDGE_LARGE"] === "1";
const walk = isLarge ? 10 : 7;

const { raw, region } = readStackConfig("dev");
const [database] = raw["databases"] as Record<string, unknown>[];
const plant = {
  name: "plant",
  placement: "on-prem",
  site: "lab",
  dataClassification: "internal",
  image: "public.ecr.aws/nginx/nginx:1.29.4",
  cpu: 128,
  memory: 128,
};

/** What of a stack decides whom a database admits. */
interface Admitting {
  readonly clientCidrs: readonly string[];
  readonly servers: readonly { readonly name: string; readonly address: string }[];
  /** Whether a service on the servers uses the database. */
  readonly used: boolean;
  readonly proxy: boolean;
}

const address = fc.integer({ min: 1, max: 6 }).map((i) => `10.100.4.${i}`);

/** Servers that are renamed and move, and networks that have them, are one of them, or are beside them. */
const admitting: fc.Arbitrary<Admitting> = fc.record({
  clientCidrs: fc.uniqueArray(
    fc.oneof(
      address.map((each) => `${each}/32`),
      fc.constantFrom("10.100.4.0/24", "10.100.4.0/30", "192.168.1.0/24"),
    ),
    { maxLength: 5 },
  ),
  servers: fc.uniqueArray(fc.record({ name: fc.constantFrom("a", "b", "c", "d"), address }), {
    minLength: 1,
    maxLength: 4,
    comparator: (one, other) => one.name === other.name || one.address === other.address,
  }),
  used: fc.oneof(fc.constant(true), fc.constant(true), fc.constant(false)),
  proxy: fc.boolean(),
});

function stackOf({ clientCidrs, servers, used, proxy }: Admitting): RawStack {
  const service = used ? { ...plant, databases: [{ name: "orders" }] } : plant;
  return {
    stack: "dev",
    region: String(region),
    raw: {
      ...raw,
      onPremises: { cidrs: ["10.100.0.0/16", "192.168.0.0/20"], sites: [{ name: "lab", servers }] },
      databases: [{ ...database, clientCidrs, proxy }],
      fileGateways: [],
      fileShares: [],
      cluster: {},
      jobs: [],
      services: [service],
    },
  };
}

describe("whom a database admits, by the networks of its config and by servers of services", function () {
  this.timeout(600_000);

  it("has no rule twice, in one state or on the way to another, whatever changes", async () => {
    const walks = fc.sample(fc.array(admitting, { minLength: walk, maxLength: walk }), {
      seed: 19,
      numRuns: isLarge ? 20 : 1,
    });
    for (const [first, ...rest] of walks) {
      if (!first) continue;
      let deployed = await Deployment.up(stackOf(first));
      for (const next of rest) {
        // The stand-in refuses a rule that a group has already, as AWS does.
        try {
          deployed = (await deployed.update(stackOf(next))).deployment;
        } catch (error) {
          throw new Error(`${(error as Error).message}\n${JSON.stringify(next)}`, { cause: error });
        }
        assert.deepEqual(await deployed.preview(stackOf(next)), []);
        assert.deepEqual(admittedTwice(deployed), []);
      }
    }
  });
});

const ruled = [
  "securityGroupId",
  "cidrIpv4",
  "referencedSecurityGroupId",
  "ipProtocol",
  "fromPort",
  "toPort",
];

/** Rules of a group that have the same source as another one at the same port. */
function admittedTwice(deployed: Deployment): string[] {
  const rules = deployed
    .resources()
    .filter(({ goal }) => goal.type === "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
    .map(({ outputs }) => ruled.map((key) => outputs[key]).join(" "));
  return rules.filter((rule, i) => rules.indexOf(rule) < i);
}
