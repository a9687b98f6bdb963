import * as assert from "node:assert/strict";
import * as path from "node:path";
import { onPremFiles } from "../../onprem";
import { readFacts } from "../../onprem/facts";
import { readSecrets } from "../../onprem/secrets";
import { heldSecrets } from "../../sandbox/account/heldSecrets";
import {
  explain,
  openSandbox,
  temporaryDirectory,
  type RunResult,
  type Sandbox,
} from "../support/engine";
import { readStackConfig } from "../support/stackFile";

type Raw = Record<string, unknown>;

const config = readStackConfig("prod").raw;
const connectivity = config["connectivity"] as { directConnect: Raw & { links: Raw[] }; vpn: Raw };
const { directConnect, vpn } = connectivity;

/** The committed links, the second one as it was while people still made its cross-connect. */
const links = (crossConnect: string) =>
  directConnect.links.map((link) =>
    link["name"] === "secondary" ? { ...link, crossConnect } : link,
  );

/** Only what links need: what these tests are not about only takes time. */
const small = {
  "landbridge:network.interfaceEndpoints": "none",
  "landbridge:fileGateways": [], // They need endpoints.
  "landbridge:fileShares": [],
  "landbridge:databases": [],
  "landbridge:services": [],
  "landbridge:jobs": [],
  "landbridge:cluster.capacity": null, // Its instances need endpoints.
  "landbridge:network.natGateways": "none",
  "landbridge:connectivity.directConnect.links": links("ordered"),
};

/** Resources that a run would touch, by operation; components are not resources of AWS's. */
function touched({ steps }: RunResult): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const { op, type, name } of steps) {
    if (op === "same" || !type.startsWith("aws:")) continue;
    found[op] = [...(found[op] ?? []), name].sort();
  }
  return found;
}

describe("the path to the data centre, planned by the engine", function () {
  this.timeout(300_000);
  const workDir = temporaryDirectory();
  let sandbox: Sandbox;
  let said = "";

  before(async () => {
    // A port that was ordered goes only where nothing is protected.
    const config = { ...small, "landbridge:deletionProtection": false };
    sandbox = await openSandbox({ stack: "prod", workDir, config, policyPack: false });
    const up = await sandbox.up();
    said = up.stdout + up.stderr + JSON.stringify(up.outputs);
    assert.ok(up.succeeded, explain(up));
    const names = up.steps.map(({ name }) => name);
    assert.ok(names.includes("connectivity-dx-secondary-connection"), "the link is ordered");
    assert.ok(!names.includes("connectivity-dx-secondary-vif"), "but has no interface yet");
  });

  async function preview(change: Raw): Promise<Record<string, string[]>> {
    return touched(await previewed(change));
  }

  async function previewed(change: Raw): Promise<RunResult> {
    const at = "landbridge:connectivity";
    await sandbox.setConfig({
      ...small,
      [`${at}.mode`]: "direct-connect-with-vpn",
      [`${at}.directConnect`]: { ...directConnect, links: links("ordered") },
      [`${at}.vpn`]: vpn,
      ...Object.fromEntries(Object.entries(change).map(([key, value]) => [`${at}.${key}`, value])),
    });
    const result = await sandbox.preview();
    assert.ok(result.succeeded, explain(result));
    return result;
  }

  it("exports what the data centre needs, and names the parameters that hold its keys", async () => {
    const outputs = await sandbox.outputs();
    const about = { stack: "prod", source: "a test" };
    const read = await readSecrets(outputs, heldSecrets(path.join(workDir, "aws")));
    const { secrets } = readFacts(outputs, { ...about, secrets: read });
    const keys = Object.values({ ...secrets?.presharedKeys, ...secrets?.bgpAuthKeys });
    assert.equal(keys.length, 4 + 1, "four tunnels and the link that is up");
    const open = onPremFiles(readFacts(outputs, about));
    for (const key of keys) {
      assert.ok(!said.includes(key), "the engine printed a key");
      assert.ok(!open.some(({ text }) => text.includes(key)), "a file without secrets has a key");
    }
    const nobody = { ...outputs, region: "eu-west-3" };
    await assert.rejects(
      readSecrets(nobody, heldSecrets(path.join(workDir, "aws"))),
      /in Parameter Store \(connectivity-vpn-.*\) can't be read: AWS has no such parameters/,
    );
  });

  it("changes nothing by itself", async () => {
    assert.deepEqual(await preview({}), {});
  });

  it("adds only a link's virtual interface and its alarms when the link is up", async () => {
    assert.deepEqual(await preview({ directConnect: { ...directConnect, links: links("up") } }), {
      create: [
        "connectivity-alarms-secondary-bgp",
        "connectivity-alarms-secondary-connection",
        "connectivity-alarms-secondary-light-1",
        "connectivity-dx-secondary-bgp-key",
        "connectivity-dx-secondary-vif",
      ],
      // The alarms on all paths together now watch one more.
      update: [
        "connectivity-alarms-failover",
        "connectivity-alarms-no-path",
        "connectivity-alarms-warning",
        "dashboard-page",
      ],
    });
  });

  it("warns that a link goes down, whose old interface goes before the new one comes", async () => {
    const moved = links("ordered").map((link) =>
      link["name"] === "primary"
        ? { ...link, virtualInterface: { ...(link["virtualInterface"] as Raw), vlan: 111 } }
        : link,
    );
    const { steps, diagnostics } = await previewed({
      directConnect: { ...directConnect, links: moved },
    });
    const vif = steps.filter(({ name }) => name === "connectivity-dx-primary-vif");
    assert.deepEqual(
      vif.map(({ op }) => op),
      ["delete-replaced", "replace", "create-replacement"],
    );
    const warnings = diagnostics.filter(({ severity }) => severity === "warning");
    assert.match(warnings.map(({ message }) => message).join(), /link primary is down from/);
  });

  it("takes away Direct Connect, and nothing else, when the mode becomes vpn", async () => {
    // Named after the first alarm under it, which goes: ADR 0165.
    const renamed = ["connectivity-alarms-warning"];
    assert.deepEqual(await preview({ mode: "vpn", directConnect: null }), {
      "create-replacement": renamed,
      "delete-replaced": renamed,
      replace: renamed,
      delete: [
        "connectivity-alarms-failover",
        "connectivity-alarms-primary-bgp",
        "connectivity-alarms-primary-connection",
        "connectivity-alarms-primary-light-1",
        "connectivity-dx-association",
        "connectivity-dx-gateway",
        "connectivity-dx-primary-bgp-key",
        "connectivity-dx-primary-vif",
        "connectivity-dx-secondary-connection",
      ],
      update: ["connectivity-alarms-no-path", "dashboard-page"],
    });
  });

  it("takes away the VPN, and nothing else, when the mode becomes direct-connect", async () => {
    const routers = ["dc-router-1", "dc-router-2"];
    assert.deepEqual(await preview({ mode: "direct-connect", vpn: null }), {
      delete: [
        "connectivity-alarms-failover",
        ...routers.flatMap((router) =>
          [1, 2].map((n) => `connectivity-alarms-tunnel-${router}-${n}`),
        ),
        ...routers.flatMap((router) => [
          `connectivity-vpn-${router}`,
          `connectivity-vpn-${router}-gateway`,
          `connectivity-vpn-${router}-key-1`,
          `connectivity-vpn-${router}-key-2`,
        ]),
        "connectivity-vpn-logs",
      ].sort(),
      update: ["connectivity-alarms-no-path", "connectivity-alarms-warning", "dashboard-page"],
    });
  });

  it("adds a device without touching the others' tunnels", async () => {
    const device = { name: "dc-router-3", ipAddress: "203.0.113.30" };
    const { devices } = vpn as { devices: Raw[] };
    // First in the list, where it would renumber the others if anything went by position.
    assert.deepEqual(await preview({ vpn: { ...vpn, devices: [device, ...devices] } }), {
      create: [
        "connectivity-alarms-tunnel-dc-router-3-1",
        "connectivity-alarms-tunnel-dc-router-3-2",
        "connectivity-vpn-dc-router-3",
        "connectivity-vpn-dc-router-3-gateway",
        "connectivity-vpn-dc-router-3-key-1",
        "connectivity-vpn-dc-router-3-key-2",
      ],
      update: [
        "connectivity-alarms-failover",
        "connectivity-alarms-no-path",
        "connectivity-alarms-warning",
        "dashboard-page",
      ],
    });
  });
});

describe("a transit gateway in place of the virtual private gateway", function () {
  this.timeout(300_000);

  it("comes up with Direct Connect and VPN on it, passes the policies, and stays as it is", async () => {
    const transit = directConnect.links.map((link) => ({
      ...link,
      virtualInterface: { ...(link["virtualInterface"] as Raw), mtu: 8500 },
    }));
    const sandbox = await openSandbox({
      stack: "prod",
      config: {
        ...small,
        "landbridge:connectivity.hub": "transit-gateway",
        "landbridge:connectivity.directConnect.links": transit,
      },
    });
    const up = await sandbox.up();
    assert.ok(up.succeeded, explain(up));
    assert.deepEqual(up.violations, []);
    const made = new Set(up.steps.map(({ type }) => type));
    assert.ok(made.has("aws:directconnect/transitVirtualInterface:TransitVirtualInterface"));
    assert.ok(!made.has("aws:ec2/vpnGateway:VpnGateway"));
    const again = await sandbox.preview();
    assert.deepEqual(touched(again), {}, explain(again));
  });
});
