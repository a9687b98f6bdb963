import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Connectivity, type ConnectivityArgs } from "../../../components/connectivity/connectivity";
import type { LinkSettings } from "../../../components/connectivity/connectivityPlan";
import { runWithMocks, valueOf, type Recording } from "../../support/mocks";

const key = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

function link(name: string, change: Partial<LinkSettings> = {}): LinkSettings {
  return {
    name,
    location: "EqDB2",
    hosted: false,
    connectionId: `dxcon-${name}`,
    crossConnect: "up",
    virtualInterface: { vlan: 101, mtu: 1500 },
    ...change,
  };
}

const order = { bandwidth: "10Gbps", macsec: false, lagConnections: 1 };

/** Direct Connect with two links and a VPN with one device, with one thing changed. */
function make(change: Partial<ConnectivityArgs> = {}): Promise<Recording<Connectivity>> {
  return runWithMocks(
    () =>
      new Connectivity("link", {
        mode: "direct-connect-with-vpn",
        hub: "virtual-private-gateway",
        amazonSideAsn: 64512,
        customerSideAsn: 65010,
        directConnect: {
          gateway: { amazonSideAsn: 64513 },
          links: [link("primary"), link("secondary", { location: "TCDB1" })],
        },
        vpn: { devices: [{ name: "router", ipAddress: "203.0.113.10" }] },
        vpc: {
          vpcId: "vpc-1",
          availabilityZones: ["b", "a"],
          privateSubnetIds: ["subnet-a", "subnet-b"],
          privateRouteTableIds: ["rtb-private-a", "rtb-private-b"],
          isolatedRouteTableIds: ["rtb-isolated-a", "rtb-isolated-b"],
        },
        vpcCidr: "10.30.0.0/16",
        onPremisesCidrs: ["10.100.0.0/16", "192.168.0.0/20"],
        logsKeyArn: key,
        secretsKeyArn: key,
        alarmTopics: topics,
        ...change,
      }),
  );
}

const association = "aws:directconnect/gatewayAssociation:GatewayAssociation";
const privateInterface = "aws:directconnect/privateVirtualInterface:PrivateVirtualInterface";
const transitInterface = "aws:directconnect/transitVirtualInterface:TransitVirtualInterface";
const vpnConnection = "aws:ec2/vpnConnection:VpnConnection";
const topics = {
  critical: "arn:aws:sns:eu-west-1:123456789012:alarms",
  warning: "arn:aws:sns:eu-west-1:123456789012:warnings",
};

const metricAlarm = "aws:cloudwatch/metricAlarm:MetricAlarm";

describe("connectivity over a virtual private gateway", () => {
  it("is associated with a gateway that is there already, and has no links beside those of others", async () => {
    const id = "abcd1234-dcba-5678-be23-cdef9876ab45";
    const made = await make({
      mode: "direct-connect",
      directConnect: { gateway: { id, amazonSideAsn: 64513 }, links: [] },
    });
    const { inputs } = made.get("link-dx-association");
    assert.deepEqual([inputs["dxGatewayId"], inputs["allowedPrefixes"]], [id, ["10.30.0.0/16"]]);
    for (const type of ["aws:directconnect/gateway:Gateway", privateInterface, metricAlarm])
      assert.deepEqual(made.ofType(type), [], type);
    assert.equal(made.outputsOf("link")["dxGatewayId"], id);
  });

  it("has Direct Connect and VPN on one gateway, which the VPC's private and isolated tables learn from", async () => {
    const made = await make();
    const gateway = made.get("link-hub-vgw");
    assert.equal(gateway.inputs["vpcId"], "vpc-1");
    assert.equal(made.get("link-dx-association").inputs["associatedGatewayId"], gateway.id);
    assert.equal(made.get("link-vpn-router").inputs["vpnGatewayId"], gateway.id);
    const propagations = made.ofType(
      "aws:ec2/vpnGatewayRoutePropagation:VpnGatewayRoutePropagation",
    );
    assert.deepEqual(
      propagations.map(({ name, inputs }) => [name, inputs["routeTableId"]]),
      [
        ["link-routes-private-a", "rtb-private-a"],
        ["link-routes-private-b", "rtb-private-b"],
        ["link-routes-isolated-a", "rtb-isolated-a"],
        ["link-routes-isolated-b", "rtb-isolated-b"],
      ],
    );
  });

  it("propagates routes only after the Direct Connect gateway is associated", async () => {
    const made = await make();
    const { urn } = made.get("link-dx-association");
    assert.ok(made.get("link-routes-private-a").dependencies.includes(urn));
  });

  it("tells the data centre of the VPC's block and nothing else", async () => {
    const made = await make();
    assert.deepEqual(made.get("link-dx-association").inputs["allowedPrefixes"], ["10.30.0.0/16"]);
  });

  it("makes a private virtual interface for each link that is up", async () => {
    const made = await make();
    const interfaces = made.ofType(privateInterface);
    assert.deepEqual(
      interfaces.map(({ inputs }) => [inputs["connectionId"], inputs["bgpAsn"], inputs["vlan"]]),
      [
        ["dxcon-primary", 65010, 101],
        ["dxcon-secondary", 65010, 101],
      ],
    );
    assert.equal(interfaces[0]?.inputs["dxGatewayId"], made.get("link-dx-gateway").id);
  });

  it("makes none of VPN in mode direct-connect, and none of Direct Connect in mode vpn", async () => {
    const direct = await make({ mode: "direct-connect", vpn: undefined });
    assert.equal(direct.ofType(vpnConnection).length, 0);
    assert.equal(direct.ofType(privateInterface).length, 2);
    const vpn = await make({ mode: "vpn", directConnect: undefined });
    assert.equal(vpn.ofType(association).length, 0);
    assert.equal(vpn.ofType(vpnConnection).length, 1);
  });

  it("uses a shared Direct Connect gateway by its ID, and makes none", async () => {
    const id = "abcd1234-dcba-5678-be23-cdef9876ab45";
    const gateway = { id, amazonSideAsn: 64513 };
    const made = await make({ directConnect: { gateway, links: [link("primary")] } });
    assert.equal(made.ofType("aws:directconnect/gateway:Gateway").length, 0);
    assert.equal(made.get("link-dx-association").inputs["dxGatewayId"], id);
    assert.equal(made.get("link-dx-primary-vif").inputs["dxGatewayId"], id);
  });

  it("takes a 32-bit ASN of the data centre to where AWS wants it", async () => {
    const made = await make({ customerSideAsn: 4200000010 });
    const { inputs } = made.get("link-dx-primary-vif");
    assert.deepEqual([inputs["bgpAsn"], inputs["bgpAsnLong"]], [undefined, "4200000010"]);
    const customer = made.get("link-vpn-router-gateway").inputs;
    assert.deepEqual([customer["bgpAsn"], customer["bgpAsnExtended"]], [undefined, "4200000010"]);
  });
});

describe("a link that is ordered here", () => {
  const ordered = (change: Partial<LinkSettings>) => ({
    directConnect: {
      gateway: { amazonSideAsn: 64513 },
      links: [link("primary", { connectionId: undefined, order, ...change })],
    },
  });

  it("has no virtual interface before its cross-connect is up", async () => {
    const made = await make(ordered({ crossConnect: "ordered" }));
    assert.equal(made.get("link-dx-primary-connection").inputs["bandwidth"], "10Gbps");
    assert.equal(made.ofType(privateInterface).length, 0);
    const about = made.ofType(metricAlarm).map(({ name }) => name);
    assert.ok(!about.some((name) => name.includes("primary")), about.join(", "));
  });

  it("bundles connections in a LAG, which carries the virtual interface", async () => {
    const made = await make(ordered({ order: { ...order, lagConnections: 2 } }));
    const lag = made.get("link-dx-primary-lag");
    assert.deepEqual(
      made
        .ofType("aws:directconnect/connectionAssociation:ConnectionAssociation")
        .map(({ inputs }) => [inputs["lagId"], made.byId(String(inputs["connectionId"])).name]),
      [
        [lag.id, "link-dx-primary-connection-1"],
        [lag.id, "link-dx-primary-connection-2"],
      ],
    );
    assert.equal(made.get("link-dx-primary-vif").inputs["connectionId"], lag.id);
  });

  it("insists on MACsec once it has the key and is up, and not before", async () => {
    const macsecSecretArn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:macsec";
    const secured = { order: { ...order, macsec: true, macsecSecretArn } };
    const up = await make(ordered(secured));
    assert.equal(up.get("link-dx-primary-connection").inputs["encryptionMode"], "must_encrypt");
    assert.equal(up.get("link-dx-primary-connection-macsec").inputs["secretArn"], macsecSecretArn);
    const before = await make(ordered({ ...secured, crossConnect: "ordered" }));
    const { inputs } = before.get("link-dx-primary-connection");
    assert.deepEqual([inputs["requestMacsec"], inputs["encryptionMode"]], [true, undefined]);
  });
});

describe("connectivity over a transit gateway", () => {
  it("attaches the VPC in each zone, with route tables of its own", async () => {
    const made = await make({ hub: "transit-gateway" });
    const { inputs } = made.get("link-hub-vpc");
    assert.deepEqual(inputs["subnetIds"], ["subnet-a", "subnet-b"]);
    const gateway = made.get("link-hub-tgw").inputs;
    assert.equal(gateway["defaultRouteTableAssociation"], "disable");
    assert.equal(gateway["defaultRouteTablePropagation"], "disable");
    assert.equal(gateway["vpnEcmpSupport"], "enable");
  });

  it("lets links look up the VPC and the VPC the links, and nobody anybody else", async () => {
    const made = await make({ hub: "transit-gateway" });
    const kinds = [
      "routeTableAssociation:RouteTableAssociation",
      "routeTablePropagation:RouteTablePropagation",
    ];
    const tables = kinds.map((kind) =>
      made
        .ofType(`aws:ec2transitgateway/${kind}`)
        .map(({ name, inputs }) => [
          name.replace(/-(association|propagation)$/, ""),
          made.byId(String(inputs["transitGatewayRouteTableId"])).name,
        ])
        .sort(),
    );
    assert.deepEqual(tables, [
      [
        ["link-hub-vpc", "link-hub-from-vpcs"],
        ["link-routes-dx", "link-hub-from-data-centre"],
        ["link-routes-router", "link-hub-from-data-centre"],
      ],
      [
        ["link-hub-vpc", "link-hub-from-data-centre"],
        ["link-routes-dx", "link-hub-from-vpcs"],
        ["link-routes-router", "link-hub-from-vpcs"],
      ],
    ]);
  });

  it("routes the data centre's networks from every private and isolated table", async () => {
    const made = await make({ hub: "transit-gateway" });
    const routes = made.ofType("aws:ec2/route:Route");
    assert.equal(routes.length, 2 * 4);
    for (const { inputs } of routes) {
      assert.equal(inputs["transitGatewayId"], made.get("link-hub-tgw").id);
    }
  });

  it("uses transit virtual interfaces and VPN attachments", async () => {
    const made = await make({ hub: "transit-gateway" });
    assert.equal(made.ofType(transitInterface).length, 2);
    assert.equal(made.ofType(privateInterface).length, 0);
    const { inputs } = made.get("link-vpn-router");
    assert.equal(inputs["transitGatewayId"], made.get("link-hub-tgw").id);
    assert.equal(inputs["vpnGatewayId"], undefined);
  });

  it("has the same outputs as with a virtual private gateway", async () => {
    const outputs = async (change: Partial<ConnectivityArgs>) => {
      const { result } = await make(change);
      const { hub, ...side } = await valueOf(result.dataCentreSide);
      assert.equal(hub, change.hub);
      return side;
    };
    const transit = await outputs({ hub: "transit-gateway" });
    const own = await outputs({ hub: "virtual-private-gateway" });
    assert.deepEqual(transit, own);
  });
});

describe("keys of tunnels and BGP sessions", () => {
  it("are in encrypted parameters, which what the data centre may read names", async () => {
    const made = await make();
    const { result } = made;
    const parameters = made.ofType("aws:ssm/parameter:Parameter");
    assert.deepEqual(parameters.map(({ name }) => name).sort(), [
      "link-dx-primary-bgp-key",
      "link-dx-secondary-bgp-key",
      "link-vpn-router-key-1",
      "link-vpn-router-key-2",
    ]);
    for (const { inputs } of parameters) {
      assert.equal(inputs["type"], "SecureString");
      assert.equal(inputs["keyId"], key);
    }
    assert.equal(await pulumi.isSecret(result.dataCentreSide), false);
    const side = await valueOf(result.dataCentreSide);
    const named = [...side.devices.flatMap(({ tunnels }) => tunnels), ...side.links];
    assert.deepEqual(
      named.map(({ keyParameter }) => keyParameter).sort(),
      parameters.map(({ id }) => id).sort(),
    );
    const open = JSON.stringify(side);
    for (const { inputs } of parameters) assert.ok(!open.includes(String(inputs["value"])));
  });
});

describe("alarms of the path to the data centre", () => {
  it("watch ports, light, BGP and each tunnel, and speak once of each failure", async () => {
    const made = await make();
    const alarms = made.ofType(metricAlarm);
    assert.deepEqual(alarms.map(({ name }) => name).sort(), [
      "link-alarms-failover",
      "link-alarms-primary-bgp",
      "link-alarms-primary-connection",
      "link-alarms-primary-light-1",
      "link-alarms-secondary-bgp",
      "link-alarms-secondary-connection",
      "link-alarms-secondary-light-1",
      "link-alarms-tunnel-router-1",
      "link-alarms-tunnel-router-2",
    ]);
    for (const { name, inputs } of alarms) {
      assert.deepEqual(inputs["alarmActions"], inputs["okActions"], name);
      // What says that traffic takes another way is urgent; a path that another one replaces is not.
      const urgent = name === "link-alarms-failover" ? [topics.critical] : [];
      assert.deepEqual(inputs["alarmActions"], urgent, name);
      assert.match(String(inputs["alarmDescription"]), /docs\/runbooks\/dx-failover\.md$/);
    }
    const { inputs } = made.get("link-alarms-warning");
    assert.deepEqual(inputs["alarmActions"], [topics.warning]);
    assert.equal(String(inputs["alarmRule"]).split(" OR ").length, alarms.length - 1);
    assert.deepEqual(made.get("link-alarms-no-path").inputs["alarmActions"], [topics.critical]);
  });

  it("count silence of a link or a tunnel as its failure", async () => {
    const made = await make();
    for (const name of ["primary-bgp", "primary-connection", "tunnel-router-2"]) {
      const { inputs } = made.get(`link-alarms-${name}`);
      assert.equal(inputs["treatMissingData"], "breaching");
      assert.deepEqual([inputs["statistic"], inputs["threshold"]], ["Minimum", 1]);
    }
  });

  it("go off together only when every link's BGP and every tunnel is down", async () => {
    const made = await make();
    const { inputs } = made.get("link-alarms-no-path");
    const terms = String(inputs["alarmRule"]).split(" AND ");
    const names = ["primary-bgp", "secondary-bgp", "tunnel-router-1", "tunnel-router-2"].map(
      (suffix) => `ALARM("${made.get(`link-alarms-${suffix}`).id}")`,
    );
    assert.deepEqual(terms, names);
  });

  it("measure no light where a partner hosts the connection", async () => {
    const links = [link("primary", { hosted: true })];
    const made = await make({ directConnect: { gateway: { amazonSideAsn: 64513 }, links } });
    assert.ok(!made.ofType(metricAlarm).some(({ name }) => name.includes("light")));
  });

  it("say nothing of a failover path where there is none", async () => {
    const made = await make({ mode: "vpn", directConnect: undefined });
    assert.deepEqual(
      made.ofType(metricAlarm).map(({ name }) => name),
      ["link-alarms-tunnel-router-1", "link-alarms-tunnel-router-2"],
    );
  });
});
