import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { parseConfig } from "../../config";
import type { StackConfig } from "../../config/settled";
import { covers, parseExemptions } from "../../policy/exemptions";
import { rules } from "../../policy/rules";
import {
  afterRetirement,
  kinds,
  standbyConfig,
  type Retired,
  type RetiringConfig,
} from "../../tools/recovery/retirement";
import type { CompanyFile } from "../../tools/policy/derive";
import { packConfig } from "../../tools/policy/derive";
import { readStackConfig } from "../support/stackFile";

const exemption = { reason: "the copy serves", owner: "platform-team", expires: "2027-01-31" };

/** prod with a strategy, and with some of its entries retiring. */
function prod(strategy: string, ...retiring: Retired[]): StackConfig {
  const { raw, region } = readStackConfig("prod");
  const lists = Object.entries(kinds).map(([kind, key]) => {
    const section = key.replace("landbridge:", "");
    const list = (raw[section] ?? []) as { name: string }[];
    const marked = list.map((each) => ({
      ...each,
      retiring: retiring.some((one) => one.kind === kind && one.name === each.name),
    }));
    return [section, marked] as const;
  });
  const recovery = { ...(raw["recovery"] as object), strategy };
  const own = { ...raw, ...Object.fromEntries<unknown>(lists), recovery, services: [], jobs: [] };
  return parseConfig(own, { stack: "prod", region });
}

/** What is exempt in a stack, as the pack has it: by the rule and the resource's name. */
function exemptIn(company: CompanyFile, stack: string): string[] {
  const settings = packConfig(stack, {}, company)["configure-policy-pack"];
  const { exemptions } = settings as { exemptions: unknown };
  const { valid, problems } = parseExemptions(exemptions, rules, new Date("2026-12-01"));
  assert.deepEqual(problems, []);
  return valid.map(({ rule, urn }) => `${rule} ${urn.split("::").at(-1) ?? ""}`);
}

const orders: Retired = { kind: "database", name: "orders" };
const reports: Retired = { kind: "share", name: "reports" };
const scans: Retired = { kind: "share", name: "scans" };
const dc1: Retired = { kind: "gateway", name: "dc1" };

function step(verb: "retire" | "keep" | "remove", retired: Retired, config: RetiringConfig) {
  return (company: CompanyFile) =>
    afterRetirement(company, { ...retired, verb, exemption }, config);
}

describe("the exemptions of what is retired by name", () => {
  it("name the database and its replicas, for both rules that keep it, and nothing called alike", () => {
    const company = step("retire", orders, prod("backup-restore", orders))({});
    assert.deepEqual(exemptIn(company, "prod"), [
      "require-protect databases-orders-instance",
      "enable-database-deletion-protection databases-orders-instance",
      "require-protect databases-orders-ro-1",
      "enable-database-deletion-protection databases-orders-ro-1",
    ]);
    const settings = company["prod"]?.["configure-policy-pack"] as { exemptions: [never] };
    const urn = (name: string) =>
      `urn:pulumi:prod::landbridge::landbridge:rds:Databases$landbridge:rds:Postgres$aws:rds/instance:Instance::${name}`;
    const [first] = settings.exemptions;
    assert.ok(covers(first, "require-protect", urn("databases-orders-instance")));
    assert.ok(!covers(first, "require-protect", urn("databases-next-orders-instance")));
    assert.ok(!covers(first, "require-protect", urn("databases-orders-old-instance")));
    assert.deepEqual(exemptIn(company, "dr"), []);
  });

  it("name a share's replica where there is one, and the replicas' logs with the last share", () => {
    const bucket = "require-protect files-reports-bucket";
    const alone = step("retire", reports, prod("backup-restore", reports))({});
    assert.deepEqual(exemptIn(alone, "prod"), [bucket]);
    const one = step("retire", reports, prod("pilot-light", reports))({});
    assert.deepEqual(exemptIn(one, "prod"), [
      bucket,
      "require-protect recovery-files-reports-bucket",
    ]);
    const both = step("retire", scans, prod("pilot-light", reports, scans))(one);
    assert.ok(exemptIn(both, "prod").includes("require-protect recovery-files-access-logs-bucket"));
    // One of them is gone, and the logs of the other's replica are still without protection.
    const { fileShares, ...rest } = prod("pilot-light", reports, scans);
    const left = { ...rest, fileShares: fileShares.filter(({ name }) => name !== "reports") };
    const after = step("remove", reports, left)(both);
    assert.deepEqual(exemptIn(after, "prod"), [
      "require-protect files-scans-bucket",
      "require-protect recovery-files-scans-bucket",
      "require-protect recovery-files-access-logs-bucket",
    ]);
    const kept = step("keep", reports, prod("pilot-light", scans))(both);
    assert.deepEqual(exemptIn(kept, "prod"), [
      "require-protect files-scans-bucket",
      "require-protect recovery-files-scans-bucket",
    ]);
  });

  it("are a standby's as well, as far as it holds replicas", () => {
    const primary = prod("pilot-light", orders);
    const recovery = { ...primary.recovery, role: "standby" } as NonNullable<
      StackConfig["recovery"]
    >;
    const waiting = standbyConfig(primary, "dr", recovery);
    assert.deepEqual(exemptIn(step("retire", orders, waiting)({}), "dr"), [
      "require-protect databases-orders-instance",
      "enable-database-deletion-protection databases-orders-instance",
    ]);
    const asleep = standbyConfig(primary, "dr", { ...recovery, strategy: "backup-restore" });
    assert.deepEqual(step("retire", orders, asleep)({}), {});
  });

  it("leave the company's file as it was, whatever else is in it, once they are gone again", () => {
    const other = { rule: "require-protect", urn: "urn:pulumi:prod::*::queue", ...exemption };
    const files: CompanyFile[] = [
      {},
      { prod: { "require-protect": "advisory" } },
      { "*": { set: "strict" }, prod: { "configure-policy-pack": { exemptions: [other] } } },
    ];
    const each = fc.constantFrom(orders, reports, scans, dc1);
    fc.assert(
      fc.property(
        fc.constantFrom(...files),
        fc.uniqueArray(each, { minLength: 1 }),
        (file, all) => {
          // No share stays on a gateway that goes.
          const onIt = all.includes(dc1) ? [reports, scans] : [];
          const config = prod("pilot-light", ...all, ...onIt);
          const retired = all.reduce((company, one) => step("retire", one, config)(company), file);
          assert.ok(exemptIn(retired, "prod").length > exemptIn(file, "prod").length);
          // The same again changes nothing.
          const [first = orders] = all;
          assert.equal(
            exemptIn(step("retire", first, config)(retired), "prod").length,
            exemptIn(retired, "prod").length,
          );
          const back = all.reduce(
            (company, one) => step("keep", one, prod("pilot-light"))(company),
            retired,
          );
          assert.deepEqual(back, file);
        },
      ),
      { numRuns: 20 },
    );
  });
});
