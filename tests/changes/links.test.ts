import * as assert from "node:assert/strict";
import { Deployment } from "../../tools/deployment/deployment";
import type { Step } from "../../tools/deployment/state";
import { edited, type Edits } from "./edits";

/** Only what the path to the data centre needs: the rest of prod takes time alone. */
const links = (edits: Edits = {}) =>
  edited({
    "network.interfaceEndpoints": "none",
    fileGateways: [],
    fileShares: [],
    databases: [],
    services: [],
    jobs: [],
    "cluster.capacity": undefined,
    "network.natGateways": "none",
    ...edits,
  });

const direct = "connectivity.directConnect";
const crossConnects = (state: string) => ({
  [`${direct}.links[0].crossConnect`]: state,
  [`${direct}.links[1].crossConnect`]: state,
});

function named(steps: readonly Step[], op: Step["op"]): string[] {
  return steps
    .filter((step) => step.op === op)
    .map(({ name }) => name.replace("connectivity-", ""));
}

describe("changes of the path to the data centre", function () {
  this.timeout(300_000);
  let deployed: Deployment;

  before(async () => {
    deployed = await Deployment.up(links());
  });

  /** Updates for real, and finds nothing left to do afterwards. */
  async function updated(edits: Edits, from = deployed) {
    const stack = links(edits);
    const { deployment, steps } = await from.update(stack);
    assert.deepEqual(await deployment.preview(stack), []);
    return { deployment, steps, asked: deployment.operations() };
  }

  it("make a virtual interface anew once the old one has given its VLAN back, one link alone", async () => {
    for (const edits of [
      { [`${direct}.links[0].virtualInterface.vlan`]: 111 },
      {
        [`${direct}.links[0].virtualInterface.amazonAddress`]: "169.254.100.9/30",
        [`${direct}.links[0].virtualInterface.customerAddress`]: "169.254.100.10/30",
      },
    ]) {
      const { steps } = await updated(edits);
      assert.deepEqual(named(steps, "replace"), ["dx-primary-vif"]);
      assert.deepEqual(
        named(steps, "update").filter((name) => name.includes("secondary")),
        [],
      );
    }
  });

  it("take one link down after the other when the data centre's ASN changes", async () => {
    const { asked, steps } = await updated({ "connectivity.customerSideAsn": 65020 });
    const [primary, secondary] = ["primary", "secondary"].map(
      (link) => `connectivity-dx-${link}-vif`,
    );
    const interfaces = asked.filter((each) => each.endsWith("-vif"));
    assert.deepEqual(interfaces.slice(-4), [
      `delete ${primary}`,
      `create ${primary}`,
      `delete ${secondary}`,
      `create ${secondary}`,
    ]);
    const tunnels = steps.filter(({ type }) => type === "aws:ec2/vpnConnection:VpnConnection");
    assert.deepEqual(
      tunnels.map(({ op }) => op),
      ["update", "update"],
      "tunnels stay",
    );
  });

  it("detach the virtual private gateway before another one with AWS's new ASN is attached", async () => {
    const { steps } = await updated({ "connectivity.amazonSideAsn": 64540 });
    const replaced = named(steps, "replace");
    for (const name of ["hub-vgw", "dx-association", "vpn-dc-router-1", "vpn-dc-router-2"]) {
      assert.ok(replaced.includes(name), name);
    }
    assert.ok(!replaced.some((name) => name.endsWith("-vif")), "links keep their interfaces");
  });

  it("go to a transit gateway by three updates: interfaces off, another hub, interfaces on", async () => {
    const jumbo = {
      "connectivity.hub": "transit-gateway",
      [`${direct}.links[0].virtualInterface.mtu`]: 8500,
      [`${direct}.links[1].virtualInterface.mtu`]: 8500,
    };
    const off = await updated(crossConnects("ordered"));
    const hub = await updated({ ...jumbo, ...crossConnects("ordered") }, off.deployment);
    assert.deepEqual(
      named(hub.steps, "update").filter((name) => /vpn-dc-router-\d$/.test(name)).length,
      2,
    );
    const on = await updated(jumbo, hub.deployment);
    assert.deepEqual(named(on.steps, "delete"), []);
    await assert.rejects(
      deployed.preview(links(jumbo)),
      /hub: "transit-gateway" .* by three updates/,
    );
  });

  it("keep an ordered port whatever becomes of its link, until it is given up on purpose", async () => {
    const port = "connectivity-dx-secondary-connection";
    const ways: Edits[] = [
      { [`${direct}.links[1].name`]: "backup" },
      { [`${direct}.links[1].order.bandwidth`]: "100Gbps" },
      { "connectivity.mode": "vpn", [direct]: undefined },
    ];
    for (const edits of ways) {
      const steps = await deployed.preview(links(edits));
      assert.equal(steps.find(({ name }) => name === port)?.protectedBy, "protect");
    }
    const open = await deployed.update(links({ deletionProtection: false }));
    const renamed = links({ deletionProtection: false, ...ways[0] });
    const { steps } = await open.deployment.update(renamed);
    assert.equal(steps.find(({ name }) => name === port)?.protectedBy, undefined);
  });
});
