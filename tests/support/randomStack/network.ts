import * as fc from "fast-check";
import { choose, fixed, named, sometimes, type Section } from "./values";

const server = fc.record({
  name: fc.oneof(
    named(/^[a-z0-9]{1,8}(\.dc)?$/),
    choose("app-1", "app-2", "app-1.corp.example.com"),
  ),
  address: fc.tuple(fc.nat(3), fc.nat(20)).map(([a, b]) => `10.100.${4 + a}.${b}`),
});

export const site = fixed({
  name: fc.oneof(choose("dublin", "a", "dc-"), named(/^[a-z][a-z0-9-]{0,5}$/)),
  servers: fc.uniqueArray(server, {
    minLength: 1,
    maxLength: 12,
    comparator: (one, other) => one.name === other.name || one.address === other.address,
  }),
  architecture: choose("x86_64", "arm64"),
  attributes: choose<Section>({}, { rack: "r1", "a.b": "c/d:e" }),
});

const endpoints = [
  "s3",
  "storagegateway",
  "ecr.api",
  "ecr.dkr",
  "ecs",
  "ecs-agent",
  "ecs-telemetry",
  "logs",
  "ssm",
  "ssmmessages",
  "secretsmanager",
  "kms",
];

export const network = fixed({
  vpcCidr: choose("10.20.0.0/16", "10.20.0.0/20", "10.20.16.0/20"),
  availabilityZones: choose(["a", "b"], ["c", "a"], ["a", "b", "c"]),
  natGateways: choose("per-zone", "single", "none"),
  interfaceEndpoints: choose<unknown>("essential", endpoints, endpoints, endpoints),

  isolatedNetworkAcls: fc.boolean(),
  dhcpOptions: sometimes(
    fc.constant({ domainName: "corp.example.com", domainNameServers: ["AmazonProvidedDNS"] }),
  ),
});

const vpn = {
  devices: [
    { name: "router-1", ipAddress: "203.0.113.10" },
    { name: "router-2", ipAddress: "203.0.113.20" },
  ],
};
const link = (name: string, vlan: number) => ({
  name,
  location: `EqDC${vlan % 9}`,
  connectionId: `dxcon-fh6ayh${vlan}`,
  virtualInterface: { vlan },
});

export const connectivity = choose<Section>(
  { mode: "vpn", customerSideAsn: 65010, vpn },
  { mode: "vpn", hub: "transit-gateway", customerSideAsn: 65010, vpn },
  {
    mode: "direct-connect",
    customerSideAsn: 65010,
    directConnect: { links: [link("primary", 101), link("second", 102)] },
  },
  {
    mode: "direct-connect-with-vpn",
    customerSideAsn: 65010,
    directConnect: { links: [link("primary", 101)] },
    vpn,
  },
);

export const dns = fixed({
  zoneName: choose("dev.example.com", "a.b"),
  onPremisesDomains: choose<Section[]>(
    [],
    [
      { domain: "corp.example.com", servers: ["10.100.0.10"] },
      { domain: "corp", servers: ["10.100.0.11"] },
    ],
  ),
});

export const capacityClass = fixed({
  instanceTypes: choose(["m8g.2xlarge", "m7g.2xlarge"], ["m8g.4xlarge"]),
  minSize: fc.nat(1),
  maxSize: fc.integer({ min: 4, max: 40 }),
  onDemandPercentage: choose(100, 0),
});

export const acm =
  "arn:aws:acm:eu-west-1:123456789012:certificate/0f3f8c1a-6b1e-4d2c-9a5b-7c8d9e0f1a2b";
