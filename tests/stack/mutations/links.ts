import * as ec2 from "@pulumi/aws/ec2";
import { changing, type Mutation } from "../../support/mutations";

const vpn = "aws:ec2/vpnConnection:VpnConnection";
const association = "aws:directconnect/gatewayAssociation:GatewayAssociation";
const alarm = "aws:cloudwatch/metricAlarm:MetricAlarm";

export const linkMutations: readonly Mutation[] = [
  {
    what: "a VPN on a gateway of its own",
    change: changing(vpn, "connectivity-vpn-dc-router-1", (_, extra) => ({
      vpnGatewayId: new ec2.VpnGateway(extra).id,
    })),
    rule: "require-links-on-one-gateway",
    on: ["connectivity-vpn-dc-router-1"],
    says: /ends on aws\.ec2\.VpnGateway "extra", where no Direct Connect gateway ends/,
  },
  {
    what: "a Resolver endpoint in one zone",
    change: changing("aws:route53/resolverEndpoint:ResolverEndpoint", "dns-inbound", (props) => {
      const [first] = props["ipAddresses"] as unknown[];
      return { ipAddresses: [first, first] };
    }),
    rule: "require-resolver-endpoint-zones",
    on: ["dns-inbound"],
    says: /in one zone only, eu-west-1a/,
  },
  {
    what: "a tunnel that takes IKEv1",
    change: changing(vpn, "connectivity-vpn-dc-router-2", () => ({
      tunnel2IkeVersions: ["ikev1", "ikev2"],
    })),
    rule: "require-strong-vpn-tunnels",
    on: ["connectivity-vpn-dc-router-2"],
    says: /takes ikev1 in tunnel2IkeVersions/,
  },
  {
    what: "tunnels without logs",
    change: changing(vpn, "connectivity-vpn-dc-router-1", () => ({ tunnel1LogOptions: undefined })),
    rule: "require-strong-vpn-tunnels",
    on: ["connectivity-vpn-dc-router-1"],
    says: /tunnel1LogOptions\.cloudwatchLogOptions\.logEnabled: true/,
  },
  {
    what: "an allowed prefix of somebody else",
    change: changing(association, "connectivity-dx-association", () => ({
      allowedPrefixes: ["10.30.0.0/16", "10.40.0.0/16"],
    })),
    rule: "configure-allowed-prefixes",
    on: ["connectivity-dx-association"],
    says: /advertises 10\.40\.0\.0\/16 to the data centre.*\n.*allowedPrefixes of .*\["10\.30\.0\.0\/16"\]/,
  },
  {
    what: "an alarm that notifies nobody",
    change: changing(alarm, "connectivity-alarms-failover", () => ({ alarmActions: [] })),
    rule: "require-heard-alarms",
    on: ["connectivity-alarms-failover"],
    says: /notifies nobody/,
  },
  {
    what: "a link that no alarm of its own watches",
    change: changing(alarm, "connectivity-alarms-primary-bgp", () => ({
      dimensions: { VirtualInterfaceId: "dxvif-another" },
    })),
    rule: "require-alarms",
    on: ["connectivity-dx-primary-vif"],
    says: /has no alarm for BGP over the link/,
  },
  {
    what: "a network behind a transit gateway that is the VPC's own",
    // What is added is fine; it is the VPC that it makes wrong.
    change: () => undefined,
    add: (_outputs, extra) =>
      new ec2.Route(extra, {
        routeTableId: "rtb-0123456789abcdef0",
        destinationCidrBlock: "10.30.64.0/20",
        transitGatewayId: "tgw-0123456789abcdef0",
      }),
    rule: "require-disjoint-cidrs",
    on: ["network-vpc"],
    says: /overlaps 10\.30\.64\.0\/20 of destinationCidrBlock of aws\.ec2\.Route "extra"/,
  },
  {
    what: "a VPN whose devices are one",
    config: (raw) => ({
      ...raw,
      connectivity: {
        ...(raw["connectivity"] as object),
        mode: "vpn",
        directConnect: undefined,
      },
    }),
    change: changing(
      "aws:ec2/customerGateway:CustomerGateway",
      "connectivity-vpn-dc-router-2-gateway",
      { ipAddress: "203.0.113.10" },
    ),
    rule: "require-second-path",
    on: ["connectivity-vpn-dc-router-1", "connectivity-vpn-dc-router-2"],
    says: /\nConfig: landbridge:connectivity\.mode$/,
  },
];
