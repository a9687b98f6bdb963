import * as assert from "node:assert/strict";
import { onPremFiles } from "../../onprem";
import { readFacts, secretParameters } from "../../onprem/facts";
import { sampleFacts } from "./facts";

function files(options: { secrets?: boolean } = {}): Map<string, string> {
  return new Map(onPremFiles(sampleFacts(options)).map(({ path, text }) => [path, text]));
}

function text(path: string, options: { secrets?: boolean } = {}): string {
  const found = files(options).get(path);
  assert.ok(found !== undefined, `${path} is among ${[...files().keys()].join(", ")}`);
  return found;
}

describe("the data centre's files", () => {
  it("are a folder for each router, a page for each link, and what firewalls and DNS servers need", () => {
    const folder = (device: string) =>
      [
        "parameters.md",
        "linux/swanctl.conf",
        "linux/interfaces.sh",
        "linux/frr.conf",
        "ios-xe.cfg",
      ].map((file) => `devices/${device}/${file}`);
    assert.deepEqual(
      [...files().keys()],
      [
        "README.md",
        ...folder("dc-router-1"),
        ...folder("dc-router-2"),
        "links/primary.md",
        "links/secondary.md",
        "dns.md",
        "firewall.md",
      ],
    );
  });

  it("hold no key unless keys were asked for", () => {
    const keys = ["Secret.One_1", "Secret.Two_2", "SecretBgpKey"];
    const all = (options?: { secrets?: boolean }) => [...files(options).values()].join("\n");
    for (const key of keys) {
      assert.ok(!all().includes(key), `${key} is hidden`);
      assert.ok(all({ secrets: true }).includes(key), `${key} is shown when asked for`);
    }
  });

  it("prefer links over tunnels in both languages", () => {
    for (const path of ["linux/frr.conf", "ios-xe.cfg"]) {
      const config = text(`devices/dc-router-1/${path}`);
      assert.match(
        config,
        /route-map FROM-AWS-LINK permit 10\n match .*\n set local-preference 200/,
      );
      assert.match(
        config,
        /route-map FROM-AWS-TUNNEL permit 10\n match .*\n set local-preference 100/,
      );
      assert.match(config, /neighbor 169\.254\.100\.1 route-map FROM-AWS-LINK in/);
      assert.match(config, /neighbor 169\.254\.70\.1 route-map FROM-AWS-TUNNEL in/);
    }
  });

  it("take only the VPC's block from AWS and tell only the data centre's own", () => {
    const config = text("devices/dc-router-1/linux/frr.conf");
    assert.deepEqual(config.match(/^ip prefix-list .*$/gm), [
      "ip prefix-list FROM-AWS seq 5 permit 10.30.0.0/16",
      "ip prefix-list TO-AWS seq 5 permit 10.100.0.0/16",
      "ip prefix-list TO-AWS seq 10 permit 192.168.0.0/20",
    ]);
  });

  it("give a link without a virtual interface no BGP session yet, but the steps that lead to one", () => {
    const config = text("devices/dc-router-2/linux/frr.conf");
    assert.doesNotMatch(config, /^ +neighbor/m);
    const page = text("links/secondary.md");
    assert.match(page, /describe-loa --connection-id dxcon-fg5678gh/);
    assert.match(page, /VLAN 102 tagged on the port, all ports in one LACP group/);
    assert.match(page, /set `crossConnect: up` for secondary in Pulumi\.prod\.yaml/);
  });

  it("open the firewall for tunnels, BGP, BFD, DNS, Systems Manager and ECS", () => {
    const table = text("firewall.md");
    for (const row of [
      "| dc-router-1 (203.0.113.10) | 198.51.100.1 | UDP | 500, 4500 |",
      "| dc-router-1 (203.0.113.10) | 198.51.100.2 | ESP (50) | - |",
      "| 169.254.70.2 | 169.254.70.1 | TCP | 179 |",
      "| 169.254.100.2/30 | 169.254.100.1/30 | UDP | 3784 |",
      "| DNS servers of the data centre | 10.30.0.10, 10.30.16.10 | TCP and UDP | 53 |",
      "| Resolver's outbound endpoint in 10.30.0.0/16 | 10.100.0.10 | TCP and UDP | 53 |",
      "443 | Systems Manager: ssm, ssmmessages |",
      "443 | ECS agent: ecs, ecs-agent, ecs-telemetry |",
    ]) {
      assert.ok(table.includes(row), `${row} in\n${table}`);
    }
  });

  it("are rejected for a stack that has no path to the data centre", () => {
    const about = { stack: "dev", source: "a test" };
    assert.throws(() => readFacts({ region: "eu-west-1" }, about), {
      message:
        'stack dev has no output "connectivity": set landbridge:connectivity and run pulumi up',
    });
  });

  it("have keys by the parameters that the outputs name, only when their values were read", () => {
    const { connectivity } = sampleFacts();
    const [device] = connectivity.devices;
    const [link, ...others] = connectivity.links;
    const named = {
      ...connectivity,
      devices: [
        {
          ...device,
          tunnels: device?.tunnels.map((each) => ({ ...each, keyParameter: each.name })),
        },
      ],
      links: [{ ...link, keyParameter: "bgp" }, ...others],
    };
    const outputs = { region: "eu-west-1", connectivity: named };
    assert.deepEqual(secretParameters(outputs), ["dc-router-1-1", "dc-router-1-2", "bgp"]);
    const about = { stack: "prod", source: "a test" };
    assert.equal(readFacts(outputs, about).secrets, undefined);
    const secrets = { "dc-router-1-1": "one", "dc-router-1-2": "two", bgp: "three" };
    assert.deepEqual(readFacts(outputs, { ...about, secrets }).secrets, {
      presharedKeys: { "dc-router-1-1": "one", "dc-router-1-2": "two" },
      bgpAuthKeys: { primary: "three" },
    });
  });
});
