import { followedJobs, followedServices } from "./followedServices";
import type { PlatformConfig } from "../types";

type Sections = Readonly<Record<string, unknown>>;

/** What each of two stacks configures for itself: their places, their networks, their links and whom these lead to, their costs, and what watches their Regions. */
const OWN: readonly string[] = [
  "stack",
  "region",
  "followed",
  "made",
  "held",
  "today",
  "locked",
  "activated",
  "environmentType",
  "recovery",
  "serviceFiles",
  "network",
  "connectivity",
  "onPremises",
  "keys",
  "costs",
  "governance",
  "permissionsBoundary",
];

const EXISTING_DNS = ["zoneId", "inboundEndpointId", "outboundEndpointId", "resolverRuleIds"];

/**
 * What a primary stack exports for its standbys: its configuration, and its network to stay apart from.
 * Nothing where nobody can follow.
 */
export function followedSections(config: PlatformConfig): Record<string, unknown> | undefined {
  if (config.recovery?.role !== "primary") return undefined;
  const sections = Object.entries(config).filter(([key]) => !OWN.includes(key));
  return {
    ...Object.fromEntries(sections),
    // What a database was made from and where its proxy stands are in the primary's Region; an appliance belongs to one gateway.
    loadBalancer: { ...config.loadBalancer, logs: without(config.loadBalancer.logs, "bucket") },
    // A zone that is there already has the primary's records; what Resolver has is of its Region.
    ...(config.dns && { dns: without(config.dns, ...EXISTING_DNS) }),
    databases: config.databases.map((each) => without(each, "restoreFrom", "proxyZones")),
    fileGateways: config.fileGateways.map((each) => without(each, "appliance")),
    peerCidr: config.network.vpcCidr,
    peerRegion: config.region,
  };
}

function without(entry: object, ...keys: readonly string[]): Sections {
  return Object.fromEntries(Object.entries(entry).filter(([each]) => !keys.includes(each)));
}

/**
 * A standby's configuration: its own, and the primary's for whatever it leaves out, key by key of a section.
 * The primary's network is one of its peers, so that the rule against overlaps sees it.
 *
 * @param region The standby's own Region.
 */
export function withFollowed(
  own: Sections,
  followed: Sections,
  region: unknown,
): Record<string, unknown> {
  const { peerCidr, peerRegion } = followed;
  const sections = without(followed, "peerCidr", "peerRegion", "made");
  const said = Object.entries(own)
    .filter(([, value]) => !isEmpty(value))
    .map(([key, value]) => [
      key,
      isObject(value) ? { ...objectAt(sections, key), ...value } : value,
    ]);
  const mine = Object.fromEntries(said) as Sections;
  const network = objectAt(own, "network");
  const peers: unknown[] = Array.isArray(network["peerCidrs"]) ? network["peerCidrs"] : [];
  const peerCidrs = peers.includes(peerCidr) ? peers : [...peers, peerCidr];
  return {
    ...sections,
    services: followedServices(sections, mine, { from: peerRegion, to: region }),
    jobs: followedJobs(sections, mine, { from: peerRegion, to: region }),
    ...mine,
    network: { ...network, peerCidrs },
  };
}

function objectAt(sections: Sections, key: string): Record<string, unknown> {
  const value = sections[key];
  return isObject(value) ? value : {};
}

/** Pulumi.yaml gives what is left out the default {} or []. */
function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
