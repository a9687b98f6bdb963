import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { covers } from "../../../components/networking/admission";
import { databaseRoom, planDatabaseAdmission } from "../../../components/rds/databaseAdmission";

const address = (i: number): string => `10.${100 + (i >> 16)}.${(i >> 8) & 255}.${i & 255}`;
const server = (i: number) => ({ site: "dublin", name: `app-${i}`, address: address(i) });
const servers = fc.uniqueArray(fc.nat(4000), { maxLength: 100 }).map((list) => list.map(server));
const networks = fc
  .uniqueArray(fc.nat(255), { maxLength: 40 })
  .map((list) => list.map((i) => `10.101.${i}.0/24`));

describe("The networks that a database admits", () => {
  it("have every server and every named network, in five groups of the quota's rules at most", () => {
    fc.assert(
      fc.property(networks, servers, fc.integer({ min: 60, max: 200 }), (named, list, rules) => {
        const plan = planDatabaseAdmission(named, list, rules);
        for (const cidr of [...named, ...list.map((each) => `${each.address}/32`)]) {
          assert.equal(plan.filter((each) => covers(each.cidr, cidr)).length, 1, cidr);
        }
        const sizes = new Map<number, number>();
        for (const { group } of plan) sizes.set(group, (sizes.get(group) ?? 0) + 1);
        // Half of it: another list takes its place in one update, new rules before old ones go.
        assert.ok((sizes.get(0) ?? 0) <= (rules - 20) / 2, "the first group has room for services");
        assert.ok([...sizes].every(([group, size]) => group < 5 && size <= rules / 2));
        assert.equal(new Set(plan.map(({ cidr }) => cidr)).size, plan.length);
      }),
    );
  });

  it("are one by one, each server by its name, as long as one group holds them", () => {
    const plan = planDatabaseAdmission(["10.200.0.0/16"], [server(2), server(3)]);
    assert.deepEqual(plan, [
      { cidr: "10.200.0.0/16", group: 0, site: undefined },
      { cidr: "10.100.0.2/32", group: 0, site: "dublin", server: "app-2" },
      { cidr: "10.100.0.3/32", group: 0, site: "dublin", server: "app-3" },
    ]);
  });

  it("are few blocks for five hundred servers with addresses in a row", () => {
    const plan = planDatabaseAdmission(
      [],
      Array.from({ length: 500 }, (_, i) => server(i)),
    );
    assert.deepEqual(
      plan.map(({ cidr }) => cidr),
      [
        "10.100.0.0/24",
        "10.100.1.0/25",
        "10.100.1.128/26",
        "10.100.1.192/27",
        "10.100.1.224/28",
        "10.100.1.240/30",
      ],
    );
  });

  it("leave out servers of a network that config names", () => {
    assert.equal(planDatabaseAdmission(["10.100.0.0/16"], [server(1)]).length, 1);
    assert.deepEqual(planDatabaseAdmission(["10.100.0.1/32"], [server(1)]), [
      { cidr: "10.100.0.1/32", group: 0, site: undefined },
    ]);
  });

  it("are too many where no two are neighbours and five groups don't hold them", () => {
    const apart = (count: number) => Array.from({ length: count }, (_, i) => server(2 * i));
    assert.equal(planDatabaseAdmission([], apart(databaseRoom())).length, 140);
    assert.throws(() => planDatabaseAdmission([], apart(141)), /141 networks.* have 140/);
  });
});
