import type { Change } from "../change";

/** The path between the two. */
export const connectivity: readonly Change[] = [
  {
    what: "Another VLAN of a link",
    edits: { "connectivity.directConnect.links[0].virtualInterface.vlan": 111 },
    cut: "That link, from the update until its router has the VLAN: minutes. The others carry the traffic.",
    plan: {
      updates: { "cloudwatch MetricAlarm": 2, "ssm Parameter": 1 },
      replacesOldFirst: ["connectivity-dx-primary-vif"],
      warning:
        "link primary is down from the moment that its virtual interface is deleted until the router has the new values and BGP is up: docs/runbooks/change-links.md",
    },
  },
  {
    what: "Other addresses of a link's BGP session",
    edits: {
      "connectivity.directConnect.links[0].virtualInterface.amazonAddress": "169.254.100.9/30",
      "connectivity.directConnect.links[0].virtualInterface.customerAddress": "169.254.100.10/30",
    },
    cut: "That link, from the update until its router has the addresses: minutes.",
    plan: {
      updates: { "cloudwatch MetricAlarm": 2, "ssm Parameter": 1 },
      replacesOldFirst: ["connectivity-dx-primary-vif"],
      warning:
        "link primary is down from the moment that its virtual interface is deleted until the router has the new values and BGP is up: docs/runbooks/change-links.md",
    },
  },
  {
    what: "Another ASN of the data centre",
    edits: { "connectivity.customerSideAsn": 65020 },
    cut: "Link after link, and the tunnels, until the routers have it; one alone by `--target` (runbooks/change-links.md).",
    plan: {
      updates: { "cloudwatch MetricAlarm": 3, "ec2 VpnConnection": 2, "ssm Parameter": 2 },
      replaces: ["connectivity-vpn-dc-router-1-gateway", "connectivity-vpn-dc-router-2-gateway"],
      replacesOldFirst: ["connectivity-dx-primary-vif", "connectivity-dx-secondary-vif"],
      warning:
        "every link goes down, one after the other, and every tunnel for some minutes, until the routers have the ASN 65020: take one link first by --target (docs/runbooks/change-links.md)",
    },
  },
  {
    what: "Another ASN of AWS's at the hub",
    edits: { "connectivity.amazonSideAsn": 64540 },
    cut: "Both paths for 10 to 20 minutes, the tunnels until the devices have new addresses and keys.",
    plan: {
      updates: { "cloudwatch Dashboard": 1, "cloudwatch MetricAlarm": 5, "ssm Parameter": 4 },
      replacesOldFirst: [
        "connectivity-alarms-no-path",
        "connectivity-dx-association",
        "connectivity-hub-vgw",
        "connectivity-routes-isolated-a",
        "connectivity-routes-isolated-b",
        "connectivity-routes-isolated-c",
        "connectivity-routes-private-a",
        "connectivity-routes-private-b",
        "connectivity-routes-private-c",
        "connectivity-vpn-dc-router-1",
        "connectivity-vpn-dc-router-2",
      ],
      warning:
        "the virtual private gateway goes before another one with the ASN 64540 comes: both paths are down for 10 to 20 minutes, and the tunnels until the devices have new addresses and keys (docs/runbooks/change-links.md)",
    },
  },
  {
    what: "Another ASN of AWS's at the Direct Connect gateway",
    edits: { "connectivity.directConnect.gateway.amazonSideAsn": 64541 },
    cut: "Every link for 10 to 20 minutes and until the routers have it; the VPN carries the traffic.",
    plan: {
      updates: { "cloudwatch MetricAlarm": 3, "ssm Parameter": 2 },
      replaces: ["connectivity-dx-gateway"],
      replacesOldFirst: [
        "connectivity-dx-association",
        "connectivity-dx-primary-vif",
        "connectivity-dx-secondary-vif",
      ],
    },
  },
  {
    what: "Jumbo frames off on a link",
    edits: { "connectivity.directConnect.links[0].virtualInterface.mtu": 1500 },
    cut: "That link for a few seconds, as AWS warns.",
    plan: { updates: { "directconnect PrivateVirtualInterface": 1 } },
  },
  {
    what: "A link more, ordered",
    edits: {
      "connectivity.directConnect.links[2]": {
        name: "third",
        location: "EqDB2",
        device: "dc-router-1",
        order: { bandwidth: "10Gbps" },
        virtualInterface: { vlan: 103, mtu: 9001 },
      },
    },
    cut: "Nobody; it costs from the first day of its port.",
    plan: { creates: { "directconnect Connection": 1 }, updates: { "cloudwatch Dashboard": 1 } },
  },
  {
    what: "A link that is ordered for now",
    edits: { "connectivity.directConnect.links[1].crossConnect": "ordered" },
    cut: "That link; its port and cross-connect stay.",
    plan: {
      updates: {
        "cloudwatch CompositeAlarm": 1,
        "cloudwatch Dashboard": 1,
        "cloudwatch MetricAlarm": 1,
      },
      deletes: {
        "cloudwatch MetricAlarm": 3,
        "directconnect PrivateVirtualInterface": 1,
        "ssm Parameter": 1,
      },
    },
  },
  {
    what: "Another name for an ordered link",
    edits: { "connectivity.directConnect.links[1].name": "backup" },
    cut: "Nobody: Pulumi stops (runbooks/change-links.md).",
    plan: {
      creates: {
        "cloudwatch MetricAlarm": 3,
        "directconnect Connection": 1,
        "directconnect PrivateVirtualInterface": 1,
        "ssm Parameter": 1,
      },
      updates: {
        "cloudwatch CompositeAlarm": 1,
        "cloudwatch Dashboard": 1,
        "cloudwatch MetricAlarm": 1,
      },
      deletes: {
        "cloudwatch MetricAlarm": 3,
        "directconnect Connection": 1,
        "directconnect PrivateVirtualInterface": 1,
        "ssm Parameter": 1,
      },
      stopsAt: ["connectivity-dx-secondary-connection"],
    },
  },
  {
    what: "More bandwidth of an ordered link",
    edits: { "connectivity.directConnect.links[1].order.bandwidth": "100Gbps" },
    cut: "Nobody: Pulumi stops (runbooks/change-links.md).",
    plan: {
      updates: { "cloudwatch Dashboard": 1, "cloudwatch MetricAlarm": 4, "ssm Parameter": 1 },
      replaces: ["connectivity-dx-secondary-connection"],
      replacesOldFirst: ["connectivity-dx-secondary-vif"],
      stopsAt: ["connectivity-dx-secondary-connection"],
    },
  },
  {
    what: "Another existing connection for a link",
    edits: { "connectivity.directConnect.links[0].connectionId": "dxcon-fg5678ab" },
    cut: "That link, until its router is on the other connection.",
    plan: {
      updates: { "cloudwatch MetricAlarm": 4, "ssm Parameter": 1 },
      replacesOldFirst: ["connectivity-dx-primary-vif"],
    },
  },
  {
    what: "A VPN device more",
    edits: { "connectivity.vpn.devices[2]": { name: "dc-router-3", ipAddress: "203.0.113.30" } },
    cut: "Nobody.",
    plan: {
      creates: {
        "cloudwatch MetricAlarm": 2,
        "ec2 CustomerGateway": 1,
        "ec2 VpnConnection": 1,
        "ssm Parameter": 2,
      },
      updates: {
        "cloudwatch CompositeAlarm": 1,
        "cloudwatch Dashboard": 1,
        "cloudwatch MetricAlarm": 1,
      },
    },
  },
  {
    what: "A VPN device less",
    edits: { "connectivity.vpn.devices": [{ name: "dc-router-1", ipAddress: "203.0.113.10" }] },
    cut: "That device's tunnels.",
    plan: {
      updates: {
        "cloudwatch CompositeAlarm": 1,
        "cloudwatch Dashboard": 1,
        "cloudwatch MetricAlarm": 1,
      },
      deletes: {
        "cloudwatch MetricAlarm": 2,
        "ec2 CustomerGateway": 1,
        "ec2 VpnConnection": 1,
        "ssm Parameter": 2,
      },
    },
  },
  {
    what: "Another address of a VPN device",
    edits: { "connectivity.vpn.devices[1].ipAddress": "203.0.113.21" },
    cut: "That device's tunnels, for some minutes and until it has the address.",
    plan: {
      updates: { "ec2 VpnConnection": 1 },
      replaces: ["connectivity-vpn-dc-router-2-gateway"],
    },
  },
  {
    what: "Direct Connect alone",
    edits: { "connectivity.mode": "direct-connect", "connectivity.vpn": null },
    cut: "The VPN, which stands by.",
    plan: {
      updates: { "cloudwatch CompositeAlarm": 1, "cloudwatch Dashboard": 1 },
      deletes: {
        "cloudwatch LogGroup": 1,
        "cloudwatch MetricAlarm": 5,
        "ec2 CustomerGateway": 2,
        "ec2 VpnConnection": 2,
        "ssm Parameter": 4,
      },
    },
  },
  {
    what: "VPN alone",
    edits: { "connectivity.mode": "vpn", "connectivity.directConnect": null },
    cut: "Nobody: Pulumi stops at the ordered port (runbooks/change-links.md).",
    plan: {
      updates: { "cloudwatch CompositeAlarm": 1, "cloudwatch Dashboard": 1 },
      deletes: {
        "cloudwatch MetricAlarm": 7,
        "directconnect Connection": 1,
        "directconnect Gateway": 1,
        "directconnect GatewayAssociation": 1,
        "directconnect PrivateVirtualInterface": 2,
        "ssm Parameter": 2,
      },
      stopsAt: ["connectivity-dx-secondary-connection"],
    },
  },
  {
    what: "A transit gateway for the hub, in one update",
    edits: {
      "connectivity.hub": "transit-gateway",
      "connectivity.directConnect.links[0].virtualInterface.mtu": 8500,
      "connectivity.directConnect.links[1].virtualInterface.mtu": 8500,
    },
    cut: "Nobody: nothing is changed. It takes three updates (runbooks/change-links.md).",
    plan: {
      error:
        'landbridge:connectivity.hub: "transit-gateway" takes the place of virtual-private-gateway by three updates: crossConnect: ordered on every link, then the hub, then crossConnect: up (docs/runbooks/change-links.md)',
    },
  },
  {
    what: "A wider prefix advertised to the data centre",
    edits: { "connectivity.directConnect.allowedPrefixes": ["10.30.0.0/15"] },
    cut: "Nobody.",
    plan: { updates: { "directconnect GatewayAssociation": 1 } },
  },
];
