import * as assert from "node:assert/strict";
import { configKeys } from "../../tools/policy/configKeys";
import { sets } from "../../tools/policy/sets";
import { explain, openSandbox, type RunResult, type SandboxOptions } from "../support/engine";
import { addedBy, type Mutation, mutated, withoutNumber } from "../support/mutations";
import { previewPlatform } from "../support/programPreview";
import { readStackConfig } from "../support/stackFile";
import { mutations } from "./mutations/all";
import { asTheRulesWantIt } from "./mutations/wellMade";

interface Violation {
  readonly policy: string;
  readonly enforcementLevel: string;
  readonly name: string;
  readonly message: string;
}

/** Violations by the mutation that they are about; those about none of them under `undefined`. */
function sorted(
  run: RunResult,
  batch: readonly Mutation[],
): ReadonlyMap<Mutation | undefined, Violation[]> {
  const found = new Map<Mutation | undefined, Violation[]>();
  for (const { policy, enforcementLevel, urn, message } of run.violations) {
    const original = urn.split("::").at(-1) ?? "";
    const name = withoutNumber(original);
    const added = addedBy(original);
    const mutation =
      added === undefined
        ? batch.find(
            ({ rule, on, change }) =>
              change !== undefined && rule === policy && (on.length === 0 || on.includes(name)),
          )
        : batch[added];
    const violation = { policy, enforcementLevel, name, message: withoutNumber(message) };
    found.set(mutation, [...(found.get(mutation) ?? []), violation]);
  }
  return found;
}

/** One preview for all tests of it: where mutations leave each other alone, the resource says whose violation it is. */
function preview(batch: readonly Mutation[], options: Partial<SandboxOptions> = {}) {
  let result: Promise<RunResult> | undefined;
  return (): Promise<RunResult> => {
    result ??= openSandbox({ stack: "prod", program: mutated(batch), ...options }).then((box) =>
      box.preview(),
    );
    return result;
  };
}

function rejects(mutation: Mutation, run: RunResult, batch: readonly Mutation[]): void {
  assert.equal(run.succeeded, false, `passes, saying ${explain(run)}`);
  const { rule, besides = [], on, says } = mutation;
  const violations = (sorted(run, batch).get(mutation) ?? []).filter(
    ({ policy }) => !besides.includes(policy),
  );
  assert.ok(violations.length > 0, `not rejected, but: ${explain(run)}`);
  for (const violation of violations) {
    assert.equal(violation.policy, rule, violation.message);
    assert.equal(violation.enforcementLevel, "mandatory");
    assert.match(violation.message, says);
  }
  const names = violations.map(({ name }) => name).sort();
  if (on.length > 0) assert.deepEqual(names, on);
}

/** What the run says besides, of resources that no mutation is about. */
function others(run: RunResult, batch: readonly Mutation[]): string[] {
  const besides = batch.flatMap((mutation) => mutation.besides ?? []);
  return (sorted(run, batch).get(undefined) ?? [])
    .filter(({ policy }) => !besides.includes(policy))
    .map(({ policy, name, message }) => `${policy} on ${name}: ${message}`);
}

const byTheEngine = mutations.filter(({ config }) => !config);

describe("the policy pack on the prod stack, in a first preview, where all ids are unknown", function () {
  this.timeout(300_000);
  const batch = [...byTheEngine.filter(({ apart }) => !apart), asTheRulesWantIt];
  const run = preview(batch);

  for (const mutation of batch) {
    if (mutation === asTheRulesWantIt) continue;
    it(`${mutation.rule} rejects ${mutation.what}`, async () => {
      rejects(mutation, await run(), batch);
    });
  }

  it("accepts every kind of resource that it has rules for, when it is made as the rules want it", async () => {
    assert.deepEqual(sorted(await run(), batch).get(asTheRulesWantIt) ?? [], []);
  });

  it(`says nothing else of these ${batch.length}`, async () => {
    assert.deepEqual(others(await run(), batch), []);
  });
});

describe("ways out of the VPC, by the policy pack on the prod stack in a first preview", function () {
  this.timeout(300_000);
  const batch = byTheEngine.filter(({ apart }) => apart);
  // A transform that the engine runs hides what a gateway is.
  const run = preview(batch, {
    mutate: ({ type, name, props, opts }) => {
      if (type !== "aws:ec2/route:Route" || !name.endsWith("nat-c-route")) return undefined;
      const { natGatewayId: gatewayId, ...rest } = props as Record<string, unknown>;
      return { props: { ...rest, gatewayId }, opts };
    },
  });
  const transformed = /"network-nat-c-route"/;

  for (const mutation of batch) {
    it(`${mutation.rule} rejects ${mutation.what}`, async () => {
      rejects(mutation, await run(), batch);
    });
  }

  it("disallow-internet-route-from-private-subnets rejects a private default route to a gateway that a transform hides", async () => {
    const { violations } = await run();
    const hidden = violations.filter(({ message }) => transformed.test(message));
    assert.deepEqual(
      hidden.map(({ policy, enforcementLevel }) => [policy, enforcementLevel]),
      [["disallow-internet-route-from-private-subnets", "mandatory"]],
    );
    assert.match(
      hidden[0]?.message ?? "",
      /nothing shows that the gateway of .*"network-nat-c-route"/,
    );
  });

  it("says nothing else of these", async () => {
    const rest = others(await run(), batch).filter((line) => !transformed.test(line));
    assert.deepEqual(rest, []);
  });
});

describe("the single NAT gateway of the dev stack", () => {
  it("is rejected by the strict set, for each private subnet of another zone", async () => {
    const { raw, region } = readStackConfig("dev");
    const program = await previewPlatform({ stack: "dev", raw, region: String(region) });
    const settings = { configKeys: { ...configKeys } };
    const config = { ...sets["strict"], "configure-policy-pack": settings };
    const found = await program.violations("configure-nat-gateway-per-zone", { config });
    assert.deepEqual(
      found.map(({ level, on }) => [level, on]),
      [["mandatory", "network-private-b"]],
    );
    assert.match(
      found[0]?.message ?? "",
      /NatGateway "network-nat-a" in eu-west-1a.*\n.*natGatewayId of aws\.ec2\.Route "network-nat-b-route".*\nConfig: landbridge:network\.natGateways$/,
    );
  });
});
