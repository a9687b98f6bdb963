import type { Change } from "../change";
import { links } from "./links";

/** The path between the two: links, then hubs, ASNs and the VPN. */
export const connectivity: readonly Change[] = [
  ...links,
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
        "cloudwatch CompositeAlarm": 2,
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
        "cloudwatch CompositeAlarm": 2,
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
];
