import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { databaseServers } from "../../../components/ecs/service/databaseServers";
import { serversOf, slotConstraint, slotOf } from "../../../components/ecs/service/siteServers";
import { aService } from "../../support/service";

const names = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/), { maxLength: 60 });
const shares = fc.integer({ min: 1, max: 100 });
const named = (list: readonly string[]) => list.map((name) => ({ name }));

function running(name: string, siteShare: number, servers: readonly string[]): string[] {
  return serversOf({ name, siteShare }, named(servers)).map((server) => server.name);
}

describe("the servers of a site that run a service", () => {
  it("are all, in their order, and bound by nothing, where no share is said", () => {
    const servers = named(["app-2", "app-1"]);
    assert.equal(serversOf({ name: "orders" }, servers), servers);
    assert.equal(slotConstraint({ name: "orders", siteShare: 100 }), undefined);
  });

  it("stay the same whatever other servers come and go, and with a larger share", () => {
    fc.assert(
      fc.property(fc.string(), shares, shares, names, names, (service, one, other, site, more) => {
        const there = running(service, one, site);
        const grown = running(service, one, [...new Set([...site, ...more])]);
        assert.deepEqual(
          grown.filter((name) => site.includes(name)),
          there,
        );
        const larger = running(service, Math.max(one, other), site);
        assert.ok(there.every((name) => larger.includes(name)));
      }),
    );
  });

  it("are those that the placement constraint names, by an expression that ECS takes", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 99 }), names, (name, siteShare, site) => {
        const expression = slotConstraint({ name, siteShare }) ?? "";
        // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PlacementConstraint.html
        assert.ok(expression.length <= 2000);
        const [, list = ""] = /^attribute:landbridge\.slot in \[(.*)\]$/.exec(expression) ?? [];
        const slots = list.split(", ");
        assert.equal(new Set(slots).size, siteShare);
        const there = site.filter((server) => slots.includes(slotOf(server)));
        assert.deepEqual(running(name, siteShare, site), there);
      }),
    );
  });

  it("are about their share of a large site, and others for each service", () => {
    const site = Array.from({ length: 500 }, (_, i) => `app-${i}.dc.example.com`);
    const counts = new Map<string, number>();
    for (const service of ["orders", "stock", "prices", "mail"]) {
      const there = running(service, 25, site);
      assert.ok(there.length > 90 && there.length < 160, `${service}: ${there.length}`);
      for (const name of there) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    assert.ok(counts.size > 300, `${counts.size} of 500 servers have something to do`);
  });

  it("are who a database is opened for", () => {
    const servers = Array.from({ length: 40 }, (_, i) => ({
      name: `a${i}`,
      address: `10.0.0.${i}`,
    }));
    const use = [{ name: "db", credentials: "iam" as const }];
    const some = aService({ placement: "on-prem", databases: use, siteShare: 20 });
    const opened = (services: (typeof some)[]) =>
      (databaseServers(services, [{ name: "dublin", servers }])["db"] ?? []).map(
        ({ name }) => name,
      );
    assert.deepEqual(
      opened([some]),
      serversOf(some, servers).map(({ name }) => name),
    );
    assert.equal(opened([some, { ...some, name: "other", siteShare: 100 }]).length, 40);
  });
});
