import * as assert from "node:assert/strict";
import { ConfigError } from "../../config";
import { sections } from "../../config/sections";
import { goodStack, parse, problemsOf, type RawStack } from "./stack";

const KEYS = Object.keys(sections).join(", ");
const NETWORK_KEYS =
  "vpcCidr, existing, availabilityZones, natGateways, interfaceEndpoints, flowLogs, dhcpOptions, isolatedNetworkAcls, peerCidrs";
const ENDPOINTS =
  "backup, ec2, ec2messages, ecr.api, ecr.dkr, ecs, ecs-agent, ecs-telemetry, kms, logs, monitoring, s3, secretsmanager, ssm, ssmmessages, storagegateway, sts";
const TAG_CHARACTERS = "letters, digits, spaces and _ . : / = + - @";

interface Case {
  readonly title: string;
  readonly change: (stack: RawStack) => unknown;
  readonly region?: unknown;
  readonly says: readonly string[];
}

/** A case that changes keys of `landbridge:network` and expects lines about them. */
function network(title: string, keys: Record<string, unknown>, ...says: string[]): Case {
  return {
    title,
    change: ({ network }) => Object.assign(network, keys),
    says: says.map((line) => `landbridge:network.${line}`),
  };
}

/** The same for `landbridge:tags`. */
function tags(title: string, keys: Record<string, unknown>, ...says: string[]): Case {
  return {
    title,
    change: ({ tags }) => Object.assign(tags, keys),
    says: says.map((line) => `landbridge:tags${line}`),
  };
}

const cases: Case[] = [
  {
    title: "a data centre's network that Docker's bridge hides from its containers",
    change: (stack) => {
      const servers = [{ name: "app-1", address: "10.100.4.11" }];
      stack.onPremises = {
        cidrs: ["10.100.0.0/16", "172.16.0.0/12"],
        sites: [{ name: "dublin", servers }],
      };
    },
    says: [
      `landbridge:onPremises.cidrs[1]: "172.16.0.0/12" overlaps 172.17.0.0/16, which Docker's bridge takes on every container host: no container there reaches it; list the networks around that block instead`,
    ],
  },
  network(
    "a VPC block with host bits",
    { vpcCidr: "10.20.1.0/16" },
    'vpcCidr: "10.20.1.0/16" has host bits set; the block that it is in is 10.20.0.0/16',
  ),
  network(
    "a VPC block that is an address",
    { vpcCidr: "10.20.0.0" },
    'vpcCidr: "10.20.0.0" is not an IPv4 CIDR block (such as 10.20.0.0/16)',
  ),
  network(
    "a VPC block with an octet too large",
    { vpcCidr: "10.256.0.0/16" },
    'vpcCidr: "10.256.0.0/16" is not an IPv4 CIDR block (such as 10.20.0.0/16)',
  ),
  network(
    "a VPC block with leading zeros, which some programs read as octal",
    { vpcCidr: "10.020.0.0/16" },
    'vpcCidr: "10.020.0.0/16" is not an IPv4 CIDR block (such as 10.20.0.0/16)',
  ),
  network(
    "an IPv6 VPC block",
    { vpcCidr: "fd00::/56" },
    'vpcCidr: "fd00::/56" is not an IPv4 CIDR block (such as 10.20.0.0/16)',
  ),
  network(
    "a VPC block that is too small",
    { vpcCidr: "10.20.0.0/24" },
    'vpcCidr: "10.20.0.0/24" is too small for a VPC that is made here; /16 to /20 is allowed',
  ),
  network(
    "a VPC block that is too large",
    { vpcCidr: "10.0.0.0/8" },
    'vpcCidr: "10.0.0.0/8" has a /8 prefix; /16 to /28 is allowed',
  ),
  network(
    "a public VPC block",
    { vpcCidr: "52.95.0.0/16" },
    'vpcCidr: "52.95.0.0/16" is not in private address space (10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10)',
  ),
  network(
    "a VPC block that Docker's bridge hides from container hosts",
    { vpcCidr: "172.17.16.0/20" },
    `vpcCidr: "172.17.16.0/20" overlaps 172.17.0.0/16, which Docker's bridge takes on every container host; choose another block`,
  ),
  network(
    "a VPC block that is a number",
    { vpcCidr: 10.2 },
    "vpcCidr: 10.2 is a number, not a string; put it in quotes",
  ),
  network(
    "a VPC block that is left out",
    { vpcCidr: undefined },
    'vpcCidr: is missing; it must be a string, such as "10.20.0.0/16"',
  ),
  network(
    "a VPC block that is left empty",
    { vpcCidr: null },
    'vpcCidr: is empty; it must be a string, such as "10.20.0.0/16"',
  ),
  network(
    "a zone that is not a letter",
    { availabilityZones: ["a", "eu-west-1b"] },
    'availabilityZones[1]: "eu-west-1b" is not the letter of an Availability Zone (a to h)',
  ),
  network(
    "a zone twice, beside one of the wrong type",
    { availabilityZones: ["a", "b", "a", 1] },
    "availabilityZones[3]: 1 is a number, not a string; put it in quotes",
    'availabilityZones[2]: "a" is in the list already, at [0]',
  ),
  network(
    "no zone",
    { availabilityZones: [] },
    "availabilityZones: [] has 0 entries; it must have 1 at least",
  ),
  network(
    "zones that are no list",
    { availabilityZones: "a" },
    'availabilityZones: "a" is a string, not an array',
  ),
  network(
    "an unknown NAT mode",
    { natGateways: "perzone" },
    'natGateways: "perzone" is not one of per-zone, single, none',
  ),
  network(
    "an unknown set of endpoints",
    { interfaceEndpoints: "all" },
    'interfaceEndpoints: "all" is not one of none, essential, or an array',
  ),
  network(
    "an unknown endpoint and one named twice",
    { interfaceEndpoints: ["kms", "s4", "kms"] },
    `interfaceEndpoints[1]: "s4" is not one of ${ENDPOINTS}`,
    'interfaceEndpoints[2]: "kms" is in the list already, at [0]',
  ),
  network(
    "a retention that CloudWatch doesn't have",
    { flowLogs: { retentionInDays: 100 } },
    "flowLogs.retentionInDays: 100 is not one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
  ),
  network(
    "a key that doesn't exist",
    { natGatway: "single" },
    `natGatway: is not a known key; did you mean natGateways? (known keys: ${NETWORK_KEYS})`,
  ),
  network(
    "a key in the wrong case, without saying that the right one is missing",
    { vpcCidr: undefined, vpcCIDR: "10.20.0.0/16" },
    `vpcCIDR: is not a known key; did you mean vpcCidr? (known keys: ${NETWORK_KEYS})`,
  ),
  network(
    "a key that resembles none",
    { transitGateway: true },
    `transitGateway: is not a known key (known keys: ${NETWORK_KEYS})`,
  ),
  network(
    "two unknown keys of an inner object, a line each",
    { flowLogs: { retention: 30, bucket: "b" } },
    "flowLogs.retention: is not a known key (known keys: retentionInDays)",
    "flowLogs.bucket: is not a known key (known keys: retentionInDays)",
  ),
  network(
    "a yes that is no boolean",
    { isolatedNetworkAcls: "yes" },
    'isolatedNetworkAcls: "yes" is a string, not a boolean',
  ),
  network(
    "DHCP options with a bad domain, server and too many time servers",
    {
      dhcpOptions: {
        domainName: "corp_example",
        domainNameServers: ["10.100.0.10", "dns1"],
        ntpServers: ["10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4", "10.0.0.5"],
      },
    },
    'dhcpOptions.domainName: "corp_example" is not a domain name (such as corp.example.com)',
    'dhcpOptions.domainNameServers[1]: "dns1" is neither AmazonProvidedDNS nor an IPv4 address (such as 10.100.0.10)',
    'dhcpOptions.ntpServers: ["10.0.0.1","10.0.0.2","10.0.0.3","10.0.0.4","10.0.0.5"] has 5 entries; it must have 4 at most',
  ),
  network(
    "DHCP options with AWS's DNS beside others",
    { dhcpOptions: { domainNameServers: ["AmazonProvidedDNS", "10.100.0.10"] } },
    'dhcpOptions.domainNameServers: ["AmazonProvidedDNS","10.100.0.10"] has addresses beside AmazonProvidedDNS, which AWS takes alone',
  ),
  network(
    "a time server that is a name",
    { dhcpOptions: { ntpServers: ["time.example.com"] } },
    'dhcpOptions.ntpServers[0]: "time.example.com" is not an IPv4 address (such as 10.100.0.10)',
  ),
  network(
    "the VPC's own block among its peers",
    { peerCidrs: ["10.20.0.0/16"] },
    'vpcCidr: "10.20.0.0/16" overlaps landbridge:network.peerCidrs[0] (10.20.0.0/16); addresses must be unique on both sides',
  ),
  network(
    "peers that overlap the data centre and each other",
    { peerCidrs: ["10.100.128.0/17", "10.100.192.0/18"] },
    'peerCidrs[0]: "10.100.128.0/17" overlaps landbridge:onPremises.cidrs[0] (10.100.0.0/16); addresses must be unique on both sides',
    'peerCidrs[1]: "10.100.192.0/18" overlaps landbridge:onPremises.cidrs[0] (10.100.0.0/16); addresses must be unique on both sides',
    'peerCidrs[1]: "10.100.192.0/18" overlaps landbridge:network.peerCidrs[0] (10.100.128.0/17); addresses must be unique on both sides',
  ),
  {
    title: "a VPC inside the data centre's block",
    change: ({ onPremises }) => Object.assign(onPremises, { cidrs: ["10.0.0.0/8"] }),
    says: [
      'landbridge:network.vpcCidr: "10.20.0.0/16" overlaps landbridge:onPremises.cidrs[0] (10.0.0.0/8); addresses must be unique on both sides',
    ],
  },
  {
    title: "data-centre blocks that overlap, found beside one that is no block",
    change: ({ onPremises }) =>
      Object.assign(onPremises, { cidrs: ["10.100.0.0/16", "10.101/16", "10.100.4.0/24"] }),
    says: [
      'landbridge:onPremises.cidrs[1]: "10.101/16" is not an IPv4 CIDR block (such as 10.20.0.0/16)',
      'landbridge:onPremises.cidrs[2]: "10.100.4.0/24" overlaps landbridge:onPremises.cidrs[0] (10.100.0.0/16); addresses must be unique on both sides',
    ],
  },
  {
    title: "a data-centre block twice, once and not as an overlap",
    change: ({ onPremises }) =>
      Object.assign(onPremises, { cidrs: ["10.100.0.0/16", "10.100.0.0/16"] }),
    says: ['landbridge:onPremises.cidrs[1]: "10.100.0.0/16" is in the list already, at [0]'],
  },
  {
    title: "link-local addresses in the data centre",
    change: ({ onPremises }) => Object.assign(onPremises, { cidrs: ["169.254.10.0/24"] }),
    says: [
      'landbridge:onPremises.cidrs[0]: "169.254.10.0/24" has addresses that no network can have (loopback, link-local, multicast or reserved)',
    ],
  },
  {
    title: "the whole internet as the data centre",
    change: ({ onPremises }) => Object.assign(onPremises, { cidrs: ["0.0.0.0/0"] }),
    says: ['landbridge:onPremises.cidrs[0]: "0.0.0.0/0" has a /0 prefix; /8 to /32 is allowed'],
  },
  {
    title: "an unknown environment",
    change: (stack) => (stack.environmentType = "prod"),
    says: ['landbridge:environmentType: "prod" is not one of production, development'],
  },
  {
    title: "a stack of one zone",
    change: (stack) => (stack.network["availabilityZones"] = ["a"]),
    says: [
      'landbridge:network.availabilityZones: ["a"] has one zone; AWS takes no database subnet group and no load balancer in less than two',
    ],
  },
  tags(
    "required tags that are missing and empty",
    { owner: undefined, costCenter: "" },
    '.owner: is missing; it must be a string, such as "platform-team"',
    '.costCenter: "" has 0 characters; it must have 1 at least',
  ),
  tags(
    "a cost centre that YAML reads as a number",
    { costCenter: 1042 },
    ".costCenter: 1042 is a number, not a string; put it in quotes",
  ),
  tags(
    "a tag in AWS's own namespace",
    { "aws:owner": "x" },
    '["aws:owner"]: begins with aws:, which AWS keeps for itself; choose another key',
  ),
  tags(
    "tags that decide something in the platform",
    { "backup-plan": "gold", name: "x", "Landbridge:stack": "prod" },
    ".backup-plan: is backup-plan, which puts what has it into a backup plan, and the platform sets it; choose another key",
    ".name: is Name, which is each resource's own name, and the platform sets it; choose another key",
    '["Landbridge:stack"]: begins with landbridge:, which the platform keeps for itself; choose another key',
  ),
  tags(
    "tags whose keys differ only in case",
    { Owner: "other-team" },
    ".Owner: differs from owner only in case, and IAM rejects that; keep one of them",
  ),
  tags(
    "characters that a tag can't have",
    { "team!": "a#b" },
    `["team!"]: "a#b" has characters other than ${TAG_CHARACTERS}`,
    `["team!"]: is a key with characters other than ${TAG_CHARACTERS}`,
  ),
  tags(
    "a tag's value that is too long",
    { note: "x".repeat(257) },
    `.note: "${"x".repeat(56)}... has 257 characters; a tag's value has 256 at most`,
  ),
  tags(
    "a tag's key that is too long",
    { ["k".repeat(129)]: "x" },
    `.${"k".repeat(129)}: is a key of 129 characters; a tag's key has 1 to 128`,
  ),
  {
    title: "more tags than fit",
    change: ({ tags }) => {
      Array.from({ length: 39 }, (_, index) => (tags[`t${index}`] = "x"));
    },
    says: ["landbridge:tags: has 41 tags; 40 at most, as resources add their own and AWS takes 50"],
  },
  {
    title: "a Region that doesn't exist",
    change: () => undefined,
    region: "euwest1",
    says: ['aws:region: "euwest1" is not the name of an AWS Region (such as eu-west-1)'],
  },
  {
    title: "no Region",
    change: () => undefined,
    region: null,
    says: ['aws:region: is empty; it must be a string, such as "eu-west-1"'],
  },
  {
    title: "a Region outside the residency list",
    change: () => undefined,
    region: "us-east-1",
    says: [
      'aws:region: "us-east-1" is not one of landbridge:residency.allowedRegions (eu-west-1, eu-central-1)',
    ],
  },
  {
    title: "a residency list without Regions, and one with something else",
    change: ({ residency }) => Object.assign(residency, { allowedRegions: ["Europe"] }),
    says: [
      'landbridge:residency.allowedRegions[0]: "Europe" is not the name of an AWS Region (such as eu-west-1)',
    ],
  },
  {
    title: "a misspelt section, without saying that the right one is missing",
    change: (stack) => {
      Object.assign(stack, { netwrok: stack.network, network: undefined });
    },
    says: [`landbridge:netwrok: is not a known key; did you mean network? (known keys: ${KEYS})`],
  },
  {
    title: "a misspelt section whose right one has Pulumi.yaml's empty default",
    change: (stack) => Object.assign(stack, { onPremise: stack.onPremises, onPremises: {} }),
    says: [
      `landbridge:onPremise: is not a known key; did you mean onPremises? (known keys: ${KEYS})`,
    ],
  },
  {
    title: "sections that are missing or something else",
    change: (stack) => Object.assign(stack, { network: ["a"], tags: "x", residency: undefined }),
    says: [
      'landbridge:tags: "x" is a string, not an object',
      "landbridge:residency: is missing; it must be an object",
      'landbridge:network: ["a"] is an array, not an object',
    ],
  },
  {
    title: "a wrong CIDR, an unknown key and a bad zone together",
    change: ({ network }) =>
      Object.assign(network, {
        vpcCidr: "10.20.0.1/16",
        availabilityZones: ["a", "z"],
        natGateway: "single",
      }),
    says: [
      'landbridge:network.vpcCidr: "10.20.0.1/16" has host bits set; the block that it is in is 10.20.0.0/16',
      'landbridge:network.availabilityZones[1]: "z" is not the letter of an Availability Zone (a to h)',
      `landbridge:network.natGateway: is not a known key; did you mean natGateways? (known keys: ${NETWORK_KEYS})`,
    ],
  },
  {
    title: "an unknown key, a bad tag and an overlap: rules across keys run on what is left",
    change: ({ network, tags, onPremises }) => {
      network["peers"] = [];
      tags["owner"] = 5;
      onPremises["cidrs"] = ["10.20.128.0/17"];
    },
    says: [
      "landbridge:tags.owner: 5 is a number, not a string; put it in quotes",
      `landbridge:network.peers: is not a known key (known keys: ${NETWORK_KEYS})`,
      'landbridge:network.vpcCidr: "10.20.0.0/16" overlaps landbridge:onPremises.cidrs[0] (10.20.128.0/17); addresses must be unique on both sides',
    ],
  },
];

describe("bad configuration", () => {
  for (const { title, change, region, says } of cases) {
    it(`is reported: ${title}`, () => {
      const stack = goodStack();
      change(stack);
      assert.deepEqual(problemsOf(stack, region), says);
    });
  }

  it("is one error, with the stack, a line for each problem and the way to the documentation", () => {
    const stack = { ...goodStack(), environmentType: "prod" };
    stack.network["availabilityZones"] = [];
    assert.throws(() => parse(stack), {
      name: "ConfigError",
      message: [
        '2 problems in the configuration of stack "test" (docs/CONFIG.md describes every key):',
        '  landbridge:environmentType: "prod" is not one of production, development',
        "  landbridge:network.availabilityZones: [] has 0 entries; it must have 1 at least",
      ].join("\n"),
    });
  });

  it("is an error that Pulumi shows without a stack trace, and has none to inspect", async () => {
    const { RunError } = await import("@pulumi/pulumi");
    assert.throws(
      () => parse({}),
      (error) =>
        error instanceof ConfigError && RunError.isInstance(error) && error.stack === undefined,
    );
  });

  it("never throws anything else, whatever the values are", () => {
    const junk = [null, true, 0, -1.5, "", "x", [], [[]], {}, { a: { b: [1] } }, [null, {}]];
    for (const value of junk) {
      const stack = goodStack();
      for (const key of Object.keys(stack)) {
        problemsOf({ ...stack, [key]: value });
      }
      for (const key of [...NETWORK_KEYS.split(", "), "unknown"]) {
        problemsOf({ ...stack, network: { ...stack.network, [key]: value } });
      }
      problemsOf({ ...stack, tags: { ...stack.tags, extra: value } }, value);
    }
  });
});
