import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { planLoadBalancers, type Served } from "../../../components/elb/loadBalancerPlan";

const ROOM = { rules: 10, targetGroups: 12, targets: 100 };

const served = fc
  .array(
    fc.record({
      host: fc.option(fc.nat(8), { nil: undefined, freq: 4 }),
      targetGroups: fc.constantFrom(1, 2),
      targets: fc.integer({ min: 1, max: 60 }),
    }),
    { maxLength: 60 },
  )
  .map((list) =>
    list.map(({ host, ...needs }, i): Served => {
      // Some of them share a host with others.
      return {
        name: `s${i}`,
        hosts: [`h${i}`, ...(host === undefined ? [] : [`shared-${host}`])],
        ...needs,
      };
    }),
  );

const totals = (services: readonly Served[]) => ({
  rules: services.length,
  targetGroups: services.reduce((sum, each) => sum + each.targetGroups, 0),
  targets: services.reduce((sum, each) => sum + each.targets, 0),
});

describe("services spread over load balancers", () => {
  it("are all on one that has room for them, and with those that share their hosts", () => {
    fc.assert(
      fc.property(served, (services) => {
        const { assigned, misfits } = planLoadBalancers(services, ROOM);
        const out = new Set(misfits.flatMap(({ names }) => names));
        assert.equal(Object.keys(assigned).length + out.size, services.length);
        for (const on of new Set(Object.values(assigned))) {
          const there = services.filter(({ name }) => assigned[name] === on);
          const needed = totals(there);
          assert.ok(needed.rules <= ROOM.rules && needed.targetGroups <= ROOM.targetGroups);
          assert.ok(needed.targets <= ROOM.targets);
        }
        for (const host of new Set(services.flatMap(({ hosts }) => hosts))) {
          const sharing = services.filter(({ hosts }) => hosts.includes(host));
          assert.equal(new Set(sharing.map(({ name }) => assigned[name])).size, 1, host);
        }
      }),
    );
  });

  it("stay where they are when another one is added or taken away, wherever in the list", () => {
    fc.assert(
      fc.property(served, fc.nat(), fc.nat(), (services, at, gone) => {
        const { assigned: kept, misfits } = planLoadBalancers(services, ROOM);
        fc.pre(misfits.length === 0);
        const added = { name: "new", hosts: ["new"], targetGroups: 2, targets: 60 };
        const more = [...services];
        more.splice(at % (services.length + 1), 0, added);
        const fewer = services.filter((_, i) => i !== gone % Math.max(1, services.length));
        for (const changed of [more, fewer]) {
          const { assigned } = planLoadBalancers(changed, ROOM, kept);
          for (const { name } of changed) {
            if (name !== "new") assert.equal(assigned[name], kept[name], name);
          }
        }
      }),
    );
  });

  it("stay without a memory, too, when another one comes last", () => {
    fc.assert(
      fc.property(served, (services) => {
        const { assigned: before } = planLoadBalancers(services, ROOM);
        const last = { name: "new", hosts: ["new"], targetGroups: 1, targets: 50 };
        const { assigned } = planLoadBalancers([...services, last], ROOM);
        for (const { name } of services) assert.equal(assigned[name], before[name]);
      }),
    );
  });

  it("are on the first one alone as long as it holds them", () => {
    const on = (count: number) =>
      Object.values(
        planLoadBalancers(
          Array.from({ length: count }, (_, i): Served => {
            return { name: `s${i}`, hosts: [`s${i}`], targetGroups: 1, targets: 10 };
          }),
          ROOM,
        ).assigned,
      );
    assert.deepEqual(on(10), Array<number>(10).fill(1));
    assert.deepEqual(on(11).at(-1), 2);
  });

  it("are where config pins them, with those that share their hosts", () => {
    const at = { targetGroups: 1, targets: 1 };
    const services: Served[] = [
      { name: "a", hosts: ["shop"], ...at },
      { name: "b", hosts: ["shop"], pinned: 3, ...at },
      { name: "c", hosts: ["c"], ...at },
    ];
    const { assigned, misfits } = planLoadBalancers(services, ROOM, { a: 1, c: 1 });
    assert.deepEqual([assigned, misfits], [{ a: 3, b: 3, c: 1 }, []]);
    const torn = [...services, { name: "d", hosts: ["shop"], pinned: 2, ...at }];
    assert.deepEqual(
      planLoadBalancers(torn, ROOM).misfits.map(({ names, pins }) => [names, pins]),
      [
        [
          ["a", "b", "d"],
          [3, 2],
        ],
      ],
    );
  });

  it("are told apart where no load balancer has room for those of a host", () => {
    const many = Array.from({ length: 11 }, (_, i) => {
      return { name: `s${i}`, hosts: ["shop"], targetGroups: 1, targets: 1 };
    });
    const { assigned, misfits } = planLoadBalancers(many, ROOM);
    assert.deepEqual([assigned, misfits.map(({ needed }) => needed.rules)], [{}, [11]]);
  });
});
