import { strict as assert } from "node:assert";
import * as fc from "fast-check";
import {
  collisions,
  conditionsKey,
  listenerPriority,
  shadows,
  type Route,
} from "../../../components/elb/listenerPriorities";

const step = fc.stringMatching(/^[a-z]{1,8}$/);
const path = fc
  .tuple(fc.array(step, { minLength: 1, maxLength: 7 }), fc.boolean())
  .map(([steps, open]) => `/${steps.join("/")}${open ? "/*" : ""}`);
const route: fc.Arbitrary<Route> = fc.record({
  name: fc.stringMatching(/^[a-z][a-z0-9-]{0,18}[a-z0-9]$/),
  hosts: fc.uniqueArray(step, { minLength: 1, maxLength: 2 }),
  paths: fc.uniqueArray(path, { maxLength: 3 }),
});
const routes = fc.uniqueArray(route, { selector: ({ name }) => name, maxLength: 60 });

function priorities(all: readonly Route[]): Map<string, number> {
  return new Map(all.map((one) => [one.name, listenerPriority(one)]));
}

describe("Listener rule priorities", () => {
  it("stay as they are, whichever services are added or removed and in whatever order they stand", () => {
    fc.assert(
      fc.property(routes, fc.func(fc.boolean()), fc.func(fc.nat()), (all, isKept, position) => {
        const before = priorities(all);
        const shuffled = [...all].sort((a, b) => position(a.name) - position(b.name));
        const kept = shuffled.filter(({ name }) => isKept(name));
        for (const [name, priority] of priorities(kept)) {
          assert.equal(priority, before.get(name));
        }
      }),
    );
  });

  it("are unique wherever no collision is told, and between 1 and 50000", () => {
    fc.assert(
      fc.property(routes, (all) => {
        const numbers = all.map(listenerPriority);
        assert.ok(numbers.every((number) => number >= 1 && number <= 50000));
        assert.equal(new Set(numbers).size, numbers.length - collisions(all).length);
      }),
    );
  });

  it("suggest, for a collision, a number that solves it and creates no other", () => {
    const crowd = Array.from({ length: 400 }, (_, index) => ({
      name: `service-${index}`,
      hosts: ["shop"],
      paths: [`/p${index}/*`],
    }));
    let solved: Route[] = crowd;
    let told = collisions(solved);
    assert.ok(told.length > 0, "400 names in 5000 numbers collide");
    while (told[0]) {
      const { names, free } = told[0];
      solved = solved.map((one) => (one.name === names[1] ? { ...one, priority: free } : one));
      const left = collisions(solved);
      assert.equal(left.length, told.length - 1);
      told = left;
    }
  });

  it("put deeper paths before shallower ones, and both before whole hosts", () => {
    fc.assert(
      fc.property(step, step, step, (name, first, second) => {
        const at = (paths: string[]) => listenerPriority({ name, hosts: ["shop"], paths });
        assert.ok(at([`/${first}/${second}/*`]) < at([`/${first}/*`]));
        assert.ok(at([`/${first}/*`]) < at([]));
      }),
    );
  });

  it("are the configured ones where there are any", () => {
    assert.equal(listenerPriority({ name: "orders", hosts: ["shop"], paths: [], priority: 7 }), 7);
  });
});

describe("Listener rules that take each other's requests", () => {
  const shop: Route = { name: "shop", hosts: ["shop"], paths: [] };
  const api: Route = { name: "api", hosts: ["shop"], paths: ["/api/*"] };

  it("are found where the more general one is asked first", () => {
    const numbered = { ...shop, priority: 1 };
    assert.deepEqual(shadows([numbered, api]), [
      { hidden: "api", hiding: "shop", path: "/api/*", below: 1 },
    ]);
  });

  it("are none where the more specific one is asked first, or the hosts differ", () => {
    assert.deepEqual(shadows([shop, api]), []);
    assert.deepEqual(shadows([{ ...shop, hosts: ["other"], priority: 1 }, api]), []);
  });

  it("are found among wildcards that begin alike in the same step", () => {
    const narrow = { name: "narrow", hosts: ["shop"], paths: ["/api-v2*"], priority: 20 };
    const wide = { name: "wide", hosts: ["shop"], paths: ["/api*"], priority: 10 };
    assert.equal(shadows([wide, narrow])[0]?.hidden, "narrow");
    assert.deepEqual(shadows([{ ...wide, priority: 30 }, narrow]), []);
  });

  it("never arise from depth: nesting by whole steps needs no numbers", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(step, { minLength: 2, maxLength: 2 }),
        fc.array(step, { minLength: 1, maxLength: 3 }),
        (names, steps) => {
          const parent = `/${steps.join("/")}`;
          const [one = "a", two = "b"] = names;
          const outer = { name: one, hosts: ["shop"], paths: [`${parent}/*`] };
          const inner = { name: two, hosts: ["shop"], paths: [`${parent}/inner/*`] };
          assert.deepEqual(shadows([outer, inner]), []);
        },
      ),
    );
  });
});

describe("A route with conditions", () => {
  const route = (changes: object = {}) => ({
    name: "orders",
    hosts: ["shop"],
    paths: [],
    ...changes,
  });
  const conditions = conditionsKey({ httpRequestMethods: ["GET"] });

  it("is asked before the same paths without, and before whole hosts", () => {
    for (const paths of [[], ["/api/*"], ["/a/b/*"], ["/a/b/c/d/*"]]) {
      const [own, plain] = [route({ paths, conditions }), route({ name: "web", paths })];
      assert.ok(listenerPriority(own) < listenerPriority(plain), paths.join());
      assert.deepEqual(shadows([own, plain]), []);
    }
    assert.equal(conditionsKey({ httpHeaders: [] }), undefined);
  });

  it("is hidden by one without that is asked first, and by none with other conditions", () => {
    const own = route({ conditions, priority: 900 });
    const first = route({ name: "web", priority: 800 });
    assert.deepEqual(
      shadows([own, first]).map(({ hidden, hiding, path }) => [hidden, hiding, path]),
      [["orders", "web", "/*"]],
    );
    assert.deepEqual(shadows([own, { ...first, conditions: "others" }]), []);
  });
});
