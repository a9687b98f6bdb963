import * as assert from "node:assert/strict";
import fc from "fast-check";
import {
  aggregate,
  planAdmission,
  RULES_PER_GROUP,
} from "../../../components/networking/admission";

const dotted = (address: number): string =>
  [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");

/** A block in 10.0.0.0/22, small enough to count its addresses. */
const block = fc.integer({ min: 22, max: 32 }).chain((prefix) =>
  fc.integer({ min: 0, max: 2 ** (prefix - 22) - 1 }).map((index) => {
    return `${dotted(10 * 2 ** 24 + index * 2 ** (32 - prefix))}/${prefix}`;
  }),
);

function addresses(cidrs: readonly string[]): Set<number> {
  return new Set(
    cidrs.flatMap((cidr) => {
      const [address = "", prefix] = cidr.split("/");
      const first = address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
      return Array.from({ length: 2 ** (32 - Number(prefix)) }, (_, i) => first + i);
    }),
  );
}

const networks = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => `10.${Math.floor(i / 100)}.${(i % 100) * 2}.0/24`);

describe("networks of the data centre, aggregated", () => {
  it("have the same addresses, in no more blocks, of which no two can be one", () => {
    fc.assert(
      fc.property(fc.uniqueArray(block, { maxLength: 20 }), (cidrs) => {
        const made = aggregate(cidrs);
        assert.deepEqual([...addresses(made)].sort(), [...addresses(cidrs)].sort());
        assert.ok(made.length <= cidrs.length);
        assert.deepEqual(aggregate(made), made);
      }),
    );
  });

  it("stay as they are, and in their places, where nothing can be joined", () => {
    const cidrs = ["10.100.0.0/16", "192.168.0.0/20", "10.2.0.0/16"];
    assert.deepEqual(aggregate(cidrs), cidrs);
    assert.deepEqual(aggregate(["10.4.0.0/16", "10.9.0.0/16", "10.5.0.0/16"]), [
      "10.4.0.0/15",
      "10.9.0.0/16",
    ]);
  });
});

describe("security groups that admit networks", () => {
  const endpoint = [443, 1031, 2222].map((port) => ({ from: port, to: port }));
  const ports = [...endpoint, { from: 1026, to: 1028 }];

  it("hold every network at every port, in at most five groups of at most 30 rules", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 150 }), fc.integer({ min: 1, max: 4 }), (count, n) => {
        const used = ports.slice(0, n);
        const groups = planAdmission(networks(count), used);
        assert.ok(groups.length <= 5);
        assert.deepEqual(
          groups.flatMap(({ sources }) => sources),
          networks(count),
        );
        for (const group of groups) {
          assert.ok(group.sources.length * group.ports.length <= RULES_PER_GROUP / 2);
          for (const { from, to } of used) {
            assert.ok(group.ports.some((range) => range.from <= from && to <= range.to));
          }
        }
      }),
    );
  });

  it("are one with a rule for each port where that is enough, and ranges only where it must be", () => {
    assert.deepEqual(planAdmission(networks(7), ports), [{ sources: networks(7), ports }]);
    assert.equal(planAdmission(networks(8), ports).length, 2);
    const [first] = planAdmission(networks(36), ports);
    assert.deepEqual(first?.ports, [{ from: 443, to: 2222 }]);
    assert.throws(
      () => planAdmission(networks(151), ports),
      /151 networks: an interface admits 150/,
    );
  });

  it("have room for any other networks in one update: new rules are made before old ones go", () => {
    const some = fc
      .uniqueArray(fc.nat(400), { minLength: 1, maxLength: 150 })
      .map((list) => list.map((i) => `10.${i >> 7}.${2 * (i & 127)}.0/24`));
    fc.assert(
      fc.property(some, some, fc.integer({ min: 1, max: 4 }), (old, now, n) => {
        const rules = (sources: readonly string[]) =>
          planAdmission(sources, ports.slice(0, n)).map((group) =>
            group.sources.flatMap((cidr) =>
              group.ports.map(({ from, to }) => `${cidr} ${from} ${to}`),
            ),
          );
        const [before, after] = [rules(old), rules(now)];
        for (let i = 0; i < 5; i++) {
          const both = [...(before[i] ?? []), ...(after[i] ?? [])];
          assert.ok(new Set(both).size <= RULES_PER_GROUP, `${both.length} in group ${i}`);
        }
      }),
    );
  });

  it("move no network when another one comes last", () => {
    const [before = []] = planAdmission(networks(30), ports).map(({ sources }) => sources);
    const [after] = planAdmission(networks(31), ports).map(({ sources }) => sources);
    assert.deepEqual(after, before);
  });
});
