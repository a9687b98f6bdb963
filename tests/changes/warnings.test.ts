import * as assert from "node:assert/strict";
import { findChanges } from "../../config/changes/changes";
import { deployedWith } from "../../config/changes/deployed";
import { parseConfig } from "../../config";
import { edited, type Edits } from "./edits";

/** What config of prod is told after an update with other edits. */
function changes(edits: Edits, before: Edits = {}) {
  const [was, is] = [before, edits].map((each) => {
    const { raw, region, stack } = edited(each);
    return parseConfig({ ...raw }, { stack, region });
  });
  assert.ok(was && is);
  const { problems, warnings } = findChanges(deployedWith(was), is);
  return { problems: problems.map(({ path, text }) => `${path.join(".")}: ${text}`), warnings };
}

const direct = "connectivity.directConnect";
const servers = [11, 12, 13].map((n) => ({ name: `app-${n}`, address: `10.100.16.${n}` }));

/** An edit, and the one thing that is said of it. */
const said: readonly (readonly [string, Edits, RegExp])[] = [
  ["a VLAN", { [`${direct}.links[0].virtualInterface.vlan`]: 111 }, /^link primary is down from/],
  [
    "the data centre's ASN",
    { "connectivity.customerSideAsn": 65020 },
    /one after the other, .*65020/,
  ],
  [
    "AWS's ASN",
    { "connectivity.amazonSideAsn": 64540 },
    /both paths are down .*64540|64540.*both paths/,
  ],
  ["a service's protocol", { "services[0].protocol": "HTTPS" }, /^service orders .*answers 503/],
  [
    "a service's share of its site",
    { "services[2].siteShare": 40 },
    /^service customers is on 40 percent .*force-new-deployment/,
  ],
  ["a service's name", { "services[1].name": "orders-v2" }, /^service orders-api .* stays in AWS/],
  [
    "a class's processors",
    {
      "cluster.capacity.batch": {
        instanceTypes: ["c7i.xlarge"],
        architecture: "x86_64",
        minSize: 0,
        maxSize: 8,
      },
    },
    /^capacity class batch is x86_64 .*nightly-report/,
  ],
];

describe("what is said of a change before it is made", () => {
  for (const [what, edits, says] of said) {
    it(`is what another value of ${what} takes away`, () => {
      const { problems, warnings } = changes(edits);
      assert.deepEqual(problems, []);
      assert.equal(warnings.length, 1, warnings.join("\n"));
      assert.match(warnings[0] ?? "", says);
    });
  }

  it("is nothing where nothing is taken away", () => {
    for (const edits of [
      {},
      { "services[0].memory": 640 },
      { "services[0].port": 9090 },
      { "network.availabilityZones": ["a", "b"] },
      { [`${direct}.links[1].crossConnect`]: "ordered" },
    ]) {
      assert.deepEqual(changes(edits), { problems: [], warnings: [] }, JSON.stringify(edits));
    }
  });

  it("is that servers of a renamed site have to be registered anew", () => {
    const site = { name: "frankfurt", servers, activation: { rotation: "1" } };
    const move = (name: string): Edits => ({
      "onPremises.sites": [{ ...site, name }],
      "services[1].site": name,
      "services[2].site": name,
      "services[3].site": name,
      "jobs[1].site": name,
    });
    const { warnings } = changes(move("mainz"), move("frankfurt"));
    assert.equal(warnings.length, 1);
    assert.match(
      warnings[0] ?? "",
      /frankfurt have its role, .* site mainz .* register them anew.*; or give the site registeredAs: frankfurt/,
    );
  });

  it("is an error where AWS would stop in the middle, or the docs ask for a flag", () => {
    const major = (engineVersion: string, flag?: true): Edits => ({
      "databases[0].engineVersion": engineVersion,
      "databases[0].allowMajorVersionUpgrade": flag,
    });
    assert.match(
      changes(major("18")).problems.join(),
      /engineVersion: "18" .*allowMajorVersionUpgrade: true/,
    );
    assert.match(changes(major("16")).problems.join(), /engineVersion: "16" is older/);
    assert.deepEqual(changes(major("18", true)).problems, []);
    assert.deepEqual(changes(major("17.6")).problems, []);
    const block = { "network.vpcCidr": "10.31.0.0/16" };
    assert.match(changes(block).problems.join(), /vpcCidr: "10.31.0.0\/16" .*Make another stack/);
    const hub = {
      "connectivity.hub": "transit-gateway",
      [`${direct}.links[0].virtualInterface.mtu`]: 1500,
      [`${direct}.links[1].virtualInterface.mtu`]: 1500,
    };
    assert.match(changes(hub).problems.join(), /hub: .*three updates/);
    const off = {
      [`${direct}.links[0].crossConnect`]: "ordered",
      [`${direct}.links[1].crossConnect`]: "ordered",
    };
    assert.deepEqual(changes({ ...hub, ...off }, off).problems, []);
  });
});
