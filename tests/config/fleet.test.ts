import * as assert from "node:assert/strict";
import { warningsOf } from "../../config/warnings";
import { goodStack, parse, problemsOf } from "./stack";

const stack = (fleet: Record<string, unknown>, servers = 0) => ({
  ...goodStack(),
  onPremises: {
    cidrs: ["10.100.0.0/16"],
    sites: servers === 0 ? [] : sites(servers),
  },
  fleet: { operatingSystems: ["UBUNTU"], ...fleet },
});

/** Sites of 500 servers each. */
const sites = (count: number) =>
  Array.from({ length: Math.ceil(count / 500) }, (_, site) => ({
    name: `plant-${site}`,
    servers: Array.from({ length: Math.min(500, count - 500 * site) }, (_, i) => ({
      name: `app-${site}-${i}`,
      address: `10.100.${site * 2 + Math.floor(i / 250)}.${(i % 250) + 1}`,
    })),
  }));

describe("landbridge:fleet", () => {
  it("is none by default, and nodes have no tag of it", () => {
    const config = parse(goodStack());
    assert.equal(config.fleet, undefined);
    assert.equal(config.cluster.nodeTags, undefined);
  });

  it("installs nothing and leaves the account's settings alone, unless told to", () => {
    const { fleet, cluster } = parse(stack({}));
    assert.equal(fleet?.maintenance, undefined);
    assert.equal(fleet?.sessions.owner, "existing");
    assert.equal(fleet.tier, "standard");
    assert.deepEqual(cluster.nodeTags, { PatchGroup: "landbridge-test" });
  });

  it("wants the advanced tier for more than 1,000 servers", () => {
    assert.deepEqual(problemsOf(stack({}, 1001)), [
      "landbridge:onPremises.sites: the sites have 1001 servers; the standard tier of Systems Manager has 1000 at most (landbridge:fleet.tier)",
    ]);
    assert.deepEqual(problemsOf(stack({}, 1000)), []);
    assert.deepEqual(warningsOf(parse(stack({ tier: "advanced" }, 1001))), []);
  });

  it("says all that is wrong with a window at once", () => {
    const maintenance = {
      schedule: "0 2 * * SUN",
      timezone: "Mars/Olympus",
      durationHours: 25,
      atOncePercent: 0,
    };
    const problems = problemsOf(stack({ maintenance, operatingSystems: ["WINDOWS"] }));
    const of = (path: string) =>
      problems.filter((each) => each.startsWith(`landbridge:fleet.${path}`));
    assert.match(of("maintenance.schedule")[0] ?? "", /cron\(\.\.\.\) with six fields/);
    assert.match(of("maintenance.timezone")[0] ?? "", /no time zone of IANA/);
    assert.equal(of("maintenance.durationHours").length, 1);
    assert.equal(of("maintenance.atOncePercent").length, 1);
    assert.match(of("operatingSystems")[0] ?? "", /UBUNTU/);
    assert.equal(problems.length, 5);
  });

  it("begins with a node before the cutoff", () => {
    const window = (cutoffHours: number) => ({
      maintenance: { schedule: "rate(7 days)", durationHours: 2, cutoffHours },
    });
    assert.match(
      problemsOf(stack(window(2)))[0] ?? "",
      /^landbridge:fleet\.maintenance\.cutoffHours: is 2, and the window is open for 2/,
    );
    assert.deepEqual(problemsOf(stack(window(1))), []);
  });
});
