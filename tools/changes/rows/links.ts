import type { Change } from "../change";

/** Links of Direct Connect. */
export const links: readonly Change[] = [
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
        "cloudwatch CompositeAlarm": 2,
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
        "cloudwatch CompositeAlarm": 2,
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
    what: "Direct Connect alone",
    edits: { "connectivity.mode": "direct-connect", "connectivity.vpn": null },
    cut: "The VPN, which stands by.",
    plan: {
      updates: { "cloudwatch CompositeAlarm": 2, "cloudwatch Dashboard": 1 },
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
      replaces: ["connectivity-alarms-warning"],
      stopsAt: ["connectivity-dx-secondary-connection"],
    },
  },
  {
    what: "A wider prefix advertised to the data centre",
    edits: { "connectivity.directConnect.allowedPrefixes": ["10.30.0.0/15"] },
    cut: "Nobody.",
    plan: { updates: { "directconnect GatewayAssociation": 1 } },
  },
];
