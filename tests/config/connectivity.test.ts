import * as assert from "node:assert/strict";
import { planTunnelInsideCidrs } from "../../components/connectivity/tunnelInsideCidrs";
import { goodStack, inProduction, parse, problemsOf, type RawStack } from "./stack";

type Raw = Record<string, unknown>;

/** A link that is there and up, with one thing changed; undefined takes a key away. */
function link(name: string, change: Raw = {}, virtualInterface: Raw = {}): Raw {
  const whole: Raw = {
    name,
    location: "EqDB2",
    connectionId: `dxcon-${name}0`,
    crossConnect: "up",
    virtualInterface: { vlan: 101, ...virtualInterface },
    ...change,
  };
  return Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined));
}

const device = { name: "router", ipAddress: "203.0.113.10" };

/** A stack with both paths, with keys of landbridge:connectivity changed. */
function connected(change: Raw = {}): RawStack & Raw {
  return {
    ...goodStack(),
    connectivity: {
      mode: "direct-connect-with-vpn",
      customerSideAsn: 65010,
      directConnect: { links: [link("primary"), link("secondary", { location: "TCDB1" })] },
      vpn: { devices: [device] },
      ...change,
    },
  };
}

const links = (...all: Raw[]) => connected({ directConnect: { links: all } });
const devices = (...all: Raw[]) => connected({ vpn: { devices: all } });
const order = { bandwidth: "10Gbps" };
const ordered = (change: Raw) =>
  links(link("primary", { connectionId: undefined, order: { ...order, ...change } }));

const adopted = (transitGateway: Raw | undefined) =>
  connected({
    mode: "transit-gateway",
    directConnect: undefined,
    vpn: undefined,
    ...(transitGateway && { transitGateway }),
  });

function dns(change: Raw = {}): RawStack & Raw {
  return { ...connected(), dns: { zoneName: "dev.aws.example.com", ...change } };
}

const AT = "landbridge:connectivity";
const LINK = `${AT}.directConnect.links`;
const VIF = `${LINK}[0].virtualInterface`;
const DEVICE = `${AT}.vpn.devices`;
const NAMES = "1 to 24 lower-case letters, digits and inner hyphens, the first a letter";
const [planned] = planTunnelInsideCidrs("10.20.0.0/16", "router");

const cases: readonly (readonly [title: string, stack: object, ...says: string[]])[] = [
  // ASNs
  [
    "an ASN of AWS's side that is public",
    connected({ amazonSideAsn: 64000 }),
    `${AT}.amazonSideAsn: 64000 is not a private ASN (64512 to 65534, or 4200000000 to 4294967294)`,
  ],
  [
    "an ASN of the Direct Connect gateway that is none",
    connected({ directConnect: { gateway: { amazonSideAsn: 65535 }, links: [link("primary")] } }),
    `${AT}.directConnect.gateway.amazonSideAsn: 65535 is not a private ASN (64512 to 65534, or 4200000000 to 4294967294)`,
  ],
  [
    "an ASN of the data centre past 32 bits",
    connected({ customerSideAsn: 4294967296 }),
    `${AT}.customerSideAsn: 4294967296 is not an ASN (1 to 4294967294)`,
  ],
  [
    "Amazon's ASN for the data centre",
    connected({ customerSideAsn: 7224 }),
    `${AT}.customerSideAsn: 7224 is Amazon's own ASN; use the data centre's`,
  ],
  [
    "a reserved ASN",
    connected({ customerSideAsn: 23456 }),
    `${AT}.customerSideAsn: 23456 is an ASN that nobody may use`,
  ],
  [
    "half an ASN",
    connected({ customerSideAsn: 65010.5 }),
    `${AT}.customerSideAsn: 65010.5 is not a whole number`,
  ],
  [
    "the hub's ASN for the data centre",
    connected({ customerSideAsn: 64512 }),
    `${AT}.customerSideAsn: 64512 is the ASN of ${AT}.amazonSideAsn as well; BGP needs three different ones`,
  ],
  [
    "one ASN for hub and Direct Connect gateway",
    connected({ amazonSideAsn: 64513 }),
    `${AT}.directConnect.gateway.amazonSideAsn: 64513 is the ASN of ${AT}.amazonSideAsn as well; BGP needs three different ones`,
  ],
  // Mode and parts
  [
    "Direct Connect without links, on no gateway of others",
    connected({ directConnect: {} }),
    `${LINK}: has no link; give one, or name in ${AT}.directConnect.gateway.id the existing gateway that others' links lead to`,
  ],
  [
    "a mode that there is not",
    connected({ mode: "dx" }),
    `${AT}.mode: "dx" is not one of vpn, direct-connect, direct-connect-with-vpn, transit-gateway`,
  ],
  [
    "a hub that there is not",
    connected({ hub: "tgw" }),
    `${AT}.hub: "tgw" is not one of virtual-private-gateway, transit-gateway`,
  ],
  [
    "mode vpn with Direct Connect",
    connected({ mode: "vpn" }),
    `${AT}.directConnect: is given, but mode vpn does not use it; remove it, or make the mode direct-connect-with-vpn`,
  ],
  [
    "mode direct-connect with a VPN",
    connected({ mode: "direct-connect" }),
    `${AT}.vpn: is given, but mode direct-connect does not use it; remove it, or make the mode direct-connect-with-vpn`,
  ],
  [
    "mode direct-connect-with-vpn without a VPN",
    connected({ vpn: undefined }),
    `${AT}.vpn: is missing; mode direct-connect-with-vpn needs it`,
  ],
  [
    "mode direct-connect without Direct Connect",
    connected({ mode: "direct-connect", vpn: undefined, directConnect: undefined }),
    `${AT}.directConnect: is missing; mode direct-connect needs it`,
  ],
  // Links
  [
    "a shared gateway by its name",
    connected({ directConnect: { gateway: { id: "shared" }, links: [link("primary")] } }),
    `${AT}.directConnect.gateway.id: "shared" is not the ID of a Direct Connect gateway (such as abcd1234-dcba-5678-be23-cdef9876ab45)`,
  ],
  [
    "a link by an ID of something else",
    links(link("primary", { connectionId: "vgw-0123456789" })),
    `${LINK}[0].connectionId: "vgw-0123456789" is not the ID of a connection or a LAG (such as dxcon-fh6ayh1d)`,
  ],
  [
    "a link that exists and is ordered as well",
    links(link("primary", { order })),
    `${LINK}[0].order: is given beside connectionId; a link has one of them`,
  ],
  [
    "a link from nowhere",
    links(link("primary", { connectionId: undefined })),
    `${LINK}[0]: has neither connectionId nor order; give an existing connection, or order one`,
  ],
  [
    "a port speed that is not sold",
    ordered({ bandwidth: "2Gbps" }),
    `${LINK}[0].order.bandwidth: "2Gbps" is not one of 1Gbps, 10Gbps, 100Gbps, 400Gbps`,
  ],
  [
    "MACsec on a port that has none",
    ordered({ bandwidth: "1Gbps", macsec: true }),
    `${LINK}[0].order.macsec: true needs a port of 10Gbps or more; bandwidth is 1Gbps`,
  ],
  [
    "a MACsec key without MACsec",
    ordered({ macsecSecretArn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:macsec" }),
    `${LINK}[0].order.macsecSecretArn: is given, but macsec is false`,
  ],
  [
    "a MACsec key that is no ARN",
    ordered({ macsec: true, macsecSecretArn: "key" }),
    `${LINK}[0].order.macsecSecretArn: "key" is not the ARN of a secret in Secrets Manager`,
  ],
  [
    "a LAG of five connections",
    ordered({ lagConnections: 5 }),
    `${LINK}[0].order.lagConnections: 5 is too large; it must be 4 at most`,
  ],
  [
    "a fast LAG of three connections",
    ordered({ bandwidth: "100Gbps", lagConnections: 3 }),
    `${LINK}[0].order.lagConnections: 3 is too large; a LAG of 100Gbps has 2 at most`,
  ],
  [
    "a location that is a sentence",
    links(link("primary", { location: "Equinix, Dublin" })),
    `${LINK}[0].location: "Equinix, Dublin" is not the code of a Direct Connect location (such as EqDC2)`,
  ],
  [
    "a link's name that resources can't have",
    links(link("primary", { name: "Primary Link" })),
    `${LINK}[0].name: "Primary Link" is not a name of ${NAMES}`,
  ],
  [
    "two links of one name",
    links(link("primary"), link("primary", { connectionId: "dxcon-other000" })),
    `${LINK}[1].name: "primary" is taken by ${LINK}[0].name already`,
  ],
  [
    "five links",
    links(
      ...["a", "b", "c", "d", "e"].map((name) =>
        link(name, { connectionId: `dxcon-1234567${name}` }),
      ),
    ),
    // The value is cut, as it is long.
    `${LINK}: [{"name":"a","location":"EqDB2","connectionId":"dxcon-123... has 5 entries; it must have 4 at most`,
  ],
  // VLANs, peers, MTU
  ["VLAN 0", links(link("primary", {}, { vlan: 0 })), `${VIF}.vlan: 0 is not a VLAN (1 to 4094)`],
  [
    "VLAN 5000",
    links(link("primary", {}, { vlan: 5000 })),
    `${VIF}.vlan: 5000 is not a VLAN (1 to 4094)`,
  ],
  [
    "two links on one VLAN of one connection",
    links(link("primary"), link("secondary", { connectionId: "dxcon-primary0" })),
    `${LINK}[1].virtualInterface.vlan: 101 on dxcon-primary0 is taken by ${VIF}.vlan already`,
  ],
  [
    "AWS's peer address alone",
    links(link("primary", {}, { amazonAddress: "169.254.100.1/30" })),
    `${VIF}.customerAddress: is missing, while amazonAddress is given; AWS takes both or neither`,
  ],
  [
    "the data centre's peer address alone",
    links(link("primary", {}, { customerAddress: "169.254.100.2/30" })),
    `${VIF}.amazonAddress: is missing, while customerAddress is given; AWS takes both or neither`,
  ],
  [
    "a peer address without its prefix",
    links(
      link("primary", {}, { amazonAddress: "169.254.100.1", customerAddress: "169.254.100.2/30" }),
    ),
    `${VIF}.amazonAddress: "169.254.100.1" is not an IPv4 address with a prefix of /24 to /31 (such as 169.254.100.1/30)`,
    `${VIF}.amazonAddress: is missing, while customerAddress is given; AWS takes both or neither`,
  ],
  [
    "a peer address that is the subnet's own",
    links(
      link(
        "primary",
        {},
        { amazonAddress: "169.254.100.0/30", customerAddress: "169.254.100.0/30" },
      ),
    ),
    `${VIF}.amazonAddress: "169.254.100.0/30" is the subnet's own address; give a host's (such as 169.254.100.1/30)`,
    `${VIF}.customerAddress: "169.254.100.0/30" is the subnet's own address; give a host's (such as 169.254.100.1/30)`,
  ],
  [
    "peer addresses of two subnets",
    links(
      link(
        "primary",
        {},
        { amazonAddress: "169.254.100.1/30", customerAddress: "169.254.100.6/30" },
      ),
    ),
    `${VIF}.customerAddress: "169.254.100.6/30" is not in the subnet of amazonAddress (169.254.100.1/30)`,
  ],
  [
    "one peer address for both ends",
    links(
      link(
        "primary",
        {},
        { amazonAddress: "169.254.100.1/30", customerAddress: "169.254.100.1/30" },
      ),
    ),
    `${VIF}.customerAddress: "169.254.100.1/30" is amazonAddress as well; each end has its own`,
  ],
  [
    "peer addresses in the VPC",
    links(link("primary", {}, { amazonAddress: "10.20.9.1/30", customerAddress: "10.20.9.2/30" })),
    `${VIF}.amazonAddress: "10.20.9.1/30" is in landbridge:network.vpcCidr (10.20.0.0/16); choose a subnet outside`,
  ],
  [
    "two links with peers in one subnet",
    links(
      link(
        "primary",
        {},
        { amazonAddress: "169.254.100.1/29", customerAddress: "169.254.100.2/29" },
      ),
      link(
        "secondary",
        {},
        { amazonAddress: "169.254.100.5/30", customerAddress: "169.254.100.6/30" },
      ),
    ),
    `${LINK}[1].virtualInterface.amazonAddress: "169.254.100.5/30" is in the subnet of ${VIF}.amazonAddress; each link has its own`,
  ],
  [
    "a jumbo MTU of the other hub",
    links(link("primary", {}, { mtu: 8500 })),
    `${VIF}.mtu: 8500 is not what hub virtual-private-gateway takes; 1500 or 9001 is`,
  ],
  [
    "a private jumbo MTU to a transit gateway",
    connected({
      hub: "transit-gateway",
      directConnect: { links: [link("primary", {}, { mtu: 9001 })] },
    }),
    `${VIF}.mtu: 9001 is not what hub transit-gateway takes; 1500 or 8500 is`,
  ],
  [
    "an MTU that no hub takes",
    links(link("primary", {}, { mtu: 9000 })),
    `${VIF}.mtu: 9000 is not one of 1500, 8500, 9001`,
  ],
  // VPN devices and tunnels
  [
    "a device in private address space",
    devices({ ...device, ipAddress: "10.100.0.1" }),
    `${DEVICE}[0].ipAddress: "10.100.0.1" is in private address space; AWS reaches the device over the internet`,
  ],
  [
    "a device by its name in DNS",
    devices({ ...device, ipAddress: "vpn.example.com" }),
    `${DEVICE}[0].ipAddress: "vpn.example.com" is not an IPv4 address (such as 203.0.113.10)`,
  ],
  [
    "two devices of one name and one address",
    devices(device, { ...device, insideCidrs: ["169.254.21.0/30", "169.254.21.4/30"] }),
    `${DEVICE}[1].name: "router" is taken by ${DEVICE}[0].name already`,
    `${DEVICE}[1].ipAddress: "203.0.113.10" is taken by ${DEVICE}[0].ipAddress already`,
  ],
  [
    "an inside CIDR that AWS reserves",
    devices({ ...device, insideCidrs: ["169.254.5.0/30", "169.254.21.4/30"] }),
    `${DEVICE}[0].insideCidrs[0]: "169.254.5.0/30" is reserved by AWS; choose another /30 in 169.254.0.0/16`,
  ],
  [
    "the inside CIDR of the instance metadata service",
    devices({ ...device, insideCidrs: ["169.254.169.252/30", "169.254.21.4/30"] }),
    `${DEVICE}[0].insideCidrs[0]: "169.254.169.252/30" is reserved by AWS; choose another /30 in 169.254.0.0/16`,
  ],
  [
    "an inside CIDR elsewhere",
    devices({ ...device, insideCidrs: ["10.0.0.0/30", "169.254.21.4/30"] }),
    `${DEVICE}[0].insideCidrs[0]: "10.0.0.0/30" is not a /30 in 169.254.0.0/16 (such as 169.254.21.0/30)`,
  ],
  [
    "an inside CIDR that is too large",
    devices({ ...device, insideCidrs: ["169.254.21.0/29", "169.254.22.0/30"] }),
    `${DEVICE}[0].insideCidrs[0]: "169.254.21.0/29" is not a /30 in 169.254.0.0/16 (such as 169.254.21.0/30)`,
  ],
  [
    "an inside CIDR with host bits",
    devices({ ...device, insideCidrs: ["169.254.21.1/30", "169.254.22.0/30"] }),
    `${DEVICE}[0].insideCidrs[0]: "169.254.21.1/30" has host bits set; the block that it is in is 169.254.21.0/30`,
  ],
  [
    "an inside CIDR for one tunnel only",
    devices({ ...device, insideCidrs: ["169.254.21.0/30"] }),
    `${DEVICE}[0].insideCidrs: ["169.254.21.0/30"] has 1 entry; it must have 2 at least`,
  ],
  [
    "one inside CIDR for both tunnels",
    devices({ ...device, insideCidrs: ["169.254.21.0/30", "169.254.21.0/30"] }),
    `${DEVICE}[0].insideCidrs[1]: "169.254.21.0/30" is in the list already, at [0]`,
    `${DEVICE}[0].insideCidrs[1]: "169.254.21.0/30" overlaps ${DEVICE}[0].insideCidrs[0] (169.254.21.0/30); each tunnel has its own`,
  ],
  [
    "an inside CIDR that was planned for another device",
    devices(device, {
      name: "other",
      ipAddress: "203.0.113.20",
      insideCidrs: [planned, "169.254.21.0/30"],
    }),
    `${DEVICE}[1].insideCidrs[0]: "${planned}" overlaps ${DEVICE}[0] (${planned}); each tunnel has its own`,
  ],
  [
    "peers of a link where tunnels were planned",
    connected({
      directConnect: {
        links: [
          link(
            "primary",
            {},
            {
              amazonAddress: planned.replace(
                /(\d+)\/30$/,
                (_, last: string) => `${Number(last) + 1}/30`,
              ),
              customerAddress: planned.replace(
                /(\d+)\/30$/,
                (_, last: string) => `${Number(last) + 2}/30`,
              ),
            },
          ),
        ],
      },
    }),
    `${DEVICE}[0]: the inside CIDR planned for it, ${planned}, overlaps ${VIF}.amazonAddress (${planned.replace(/(\d+)\/30$/, (_, last: string) => `${Number(last) + 1}/30`)}); give insideCidrs`,
  ],
  // Prefixes
  [
    "an allowed prefix without the VPC",
    connected({ directConnect: { allowedPrefixes: ["10.21.0.0/16"], links: [link("primary")] } }),
    `${AT}.directConnect.allowedPrefixes[0]: "10.21.0.0/16" does not hold landbridge:network.vpcCidr (10.20.0.0/16); AWS would advertise nothing of the VPC to the data centre`,
  ],
  [
    "an allowed prefix with the data centre in it",
    connected({ directConnect: { allowedPrefixes: ["10.0.0.0/8"], links: [link("primary")] } }),
    `${AT}.directConnect.allowedPrefixes[0]: "10.0.0.0/8" overlaps 10.100.0.0/16 of landbridge:onPremises.cidrs; AWS would draw the data centre's own traffic`,
  ],
  [
    "more networks of the data centre than BGP may bring",
    {
      ...connected(),
      onPremises: { cidrs: Array.from({ length: 101 }, (_, index) => `10.101.${index}.0/24`) },
    },
    "landbridge:onPremises.cidrs: has 101 networks; 100 at most, as AWS closes a BGP session that brings more: summarise them",
  ],
  [
    "more networks of the data centre than a route table takes",
    {
      ...connected({ hub: "transit-gateway" }),
      onPremises: { cidrs: Array.from({ length: 41 }, (_, index) => `10.101.${index}.0/24`) },
    },
    "landbridge:onPremises.cidrs: has 41 networks; 40 at most, as a route table of the VPC takes 50 routes, some of which are others': summarise them",
  ],
  // Production
  [
    "production with links in one location and no VPN",
    {
      ...connected({
        mode: "direct-connect",
        vpn: undefined,
        directConnect: { links: [link("primary"), link("secondary", {}, { vlan: 102 })] },
      }),
      ...inProduction,
    },
    `${LINK}: are all in EqDB2; a production stack without a VPN has links in two locations at least`,
  ],
  [
    "production with one VPN device and no Direct Connect",
    { ...connected({ mode: "vpn", directConnect: undefined }), ...inProduction },
    `${DEVICE}: has one device; a production stack with a VPN alone has two at least`,
  ],
  // A transit gateway that is there already
  [
    "a mode that needs the transit gateway",
    adopted(undefined),
    `${AT}.transitGateway: is missing; mode transit-gateway needs it`,
  ],
  [
    "a transit gateway that the mode doesn't use",
    connected({ transitGateway: { id: "tgw-0a1b2c3d4e5f60718" } }),
    `${AT}.transitGateway: is given, but mode direct-connect-with-vpn does not use it; remove it, or make the mode transit-gateway`,
  ],
  [
    "an attachment of a VPC that is still to be made",
    adopted({ id: "tgw-0a1b2c3d4e5f60718", attachmentId: "tgw-attach-0a1b2c3d4e5f60718" }),
    `${AT}.transitGateway.attachmentId: is given, but the VPC is made here and attached with it; leave it out, or name the VPC in landbridge:network.existing`,
  ],
  [
    "something that is no transit gateway",
    adopted({ id: "vgw-0a1b2c3d4e5f60718" }),
    `${AT}.transitGateway.id: "vgw-0a1b2c3d4e5f60718" is not the ID of a transit gateway (such as tgw-0a1b2c3d4e5f60718)`,
  ],
  [
    "something that is no inbound endpoint",
    dns({ inboundEndpointId: "rslvr-out-0a1b2c3d4e5f60718" }),
    'landbridge:dns.inboundEndpointId: "rslvr-out-0a1b2c3d4e5f60718" is not the ID of an inbound endpoint (such as rslvr-in-0a1b2c3d4e5f60718)',
  ],
  [
    "a Resolver rule twice",
    dns({ resolverRuleIds: ["rslvr-rr-0a1b2c3d4e5f60718", "rslvr-rr-0a1b2c3d4e5f60718"] }),
    'landbridge:dns.resolverRuleIds[1]: "rslvr-rr-0a1b2c3d4e5f60718" is in the list already, at [0]',
  ],
  [
    "something that is no zone",
    dns({ zoneId: "dev.aws.example.com" }),
    'landbridge:dns.zoneId: "dev.aws.example.com" is not the ID of a hosted zone (such as Z0123456789ABCDEFGHIJ)',
  ],
  // DNS
  [
    "DNS without a path",
    { ...goodStack(), dns: { zoneName: "dev.aws.example.com" } },
    "landbridge:dns: is given without landbridge:connectivity; no query could reach the other side",
  ],
  [
    "a zone of one label",
    dns({ zoneName: "internal" }),
    'landbridge:dns.zoneName: "internal" is not a domain name of two labels or more, in lower case and without a dot at its end (such as prod.aws.example.com)',
  ],
  [
    "a DNS server that no route leads to",
    dns({ onPremisesDomains: [{ domain: "corp.example.com", servers: ["192.0.2.53"] }] }),
    'landbridge:dns.onPremisesDomains[0].servers[0]: "192.0.2.53" is in none of landbridge:onPremises.cidrs; no route leads there',
  ],
  [
    "a domain twice",
    dns({
      onPremisesDomains: [
        { domain: "corp.example.com", servers: ["10.100.0.10"] },
        { domain: "corp.example.com", servers: ["10.100.0.11"] },
      ],
    }),
    'landbridge:dns.onPremisesDomains[1].domain: "corp.example.com" is landbridge:dns.onPremisesDomains[0].domain already',
  ],
  [
    "the platform's own zone forwarded",
    dns({ onPremisesDomains: [{ domain: "dev.aws.example.com", servers: ["10.100.0.10"] }] }),
    'landbridge:dns.onPremisesDomains[0].domain: "dev.aws.example.com" is landbridge:dns.zoneName; forwarding it would hide the zone from the VPC',
  ],
  // Monitoring
  [
    "an address that is no e-mail address",
    { ...goodStack(), monitoring: { alarmEmails: ["ops"] } },
    'landbridge:monitoring.alarmEmails[0]: "ops" is not an e-mail address (such as platform-team@example.com)',
  ],
  [
    "nobody who hears of links in production",
    { ...connected(), ...inProduction, monitoring: { alarmEmails: [] } },
    'landbridge:monitoring.alarmEmails: is missing; somebody has to hear of what happens to landbridge:connectivity in production (such as ["platform-team@example.com"], or landbridge:monitoring.subscribers)',
  ],
];

describe("bad values of the path to the data centre", () => {
  for (const [title, stack, ...says] of cases) {
    it(`are told, one line each: ${title}`, () => {
      assert.deepEqual(problemsOf(stack), says);
    });
  }
});

describe("the path to the data centre", () => {
  it("has safe defaults: a virtual private gateway, ordered links, ordinary packets, a year of logs", () => {
    const { connectivity } = parse(links(link("primary", { crossConnect: undefined })));
    assert.equal(connectivity?.hub, "virtual-private-gateway");
    assert.equal(connectivity.amazonSideAsn, 64512);
    assert.equal(connectivity.directConnect?.gateway.amazonSideAsn, 64513);
    const [only] = connectivity.directConnect.links;
    assert.deepEqual([only?.crossConnect, only?.virtualInterface.mtu], ["ordered", 1500]);
    assert.equal(connectivity.vpn?.logs.retentionInDays, 365);
  });

  it("needs no links on a Direct Connect gateway that is there already", () => {
    const gateway = { id: "abcd1234-dcba-5678-be23-cdef9876ab45" };
    const stack = connected({ mode: "direct-connect", directConnect: { gateway }, vpn: undefined });
    assert.deepEqual(parse(stack).connectivity?.directConnect?.links, []);
  });

  it("may be left out", () => {
    assert.equal(parse(goodStack()).connectivity, undefined);
    assert.equal(parse(goodStack()).dns, undefined);
  });

  it("may have one VLAN number on two connections, and peers of both ends in a /31", () => {
    const peers = { amazonAddress: "169.254.100.0/31", customerAddress: "169.254.100.1/31" };
    assert.deepEqual(problemsOf(links(link("primary", {}, peers), link("secondary"))), []);
  });
});
