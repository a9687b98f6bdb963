import * as ipaddr from "ipaddr.js";

/**
 * Who a subnet is for: `public` holds NAT gateways only, `private` what runs and reaches out,
 * `isolated` the data stores, which reach nothing but the VPC and the data centre.
 */
export type SubnetTier = "public" | "private" | "isolated";

/** Letters that an availability zone can have. Each owns a block in each tier, used or not. */
export const zoneLetters = ["a", "b", "c", "d", "e", "f", "g", "h"] as const;

/** A subnet to be: which tier and zone it is for and the block that it takes. */
export interface PlannedSubnet {
  readonly tier: SubnetTier;
  /** Letter of the availability zone. */
  readonly zone: string;
  readonly cidrBlock: string;
}

/**
 * The VPC is cut into 128 units: /23s in a /16, /27s in a /20. A tier is one run of units, so that
 * a firewall in the data centre can name it by one CIDR, and every zone letter has its fixed share.
 *
 * | units   | tier     | per zone | in a /16 | in a /20 |
 * |---------|----------|----------|----------|----------|
 * | 0-63    | private  | 8        | /20      | /24      |
 * | 64-95   | isolated | 4        | /21      | /25      |
 * | 96-103  | public   | 1        | /23      | /27      |
 * | 104-127 | free     |          |          |          |
 *
 * Never change a line: that would replace subnets. A new tier takes free units.
 */
const unitBits = 7;
const tierUnits: Record<SubnetTier, { readonly first: number; readonly perZone: number }> = {
  private: { first: 0, perZone: 8 },
  isolated: { first: 64, perZone: 4 },
  public: { first: 96, perZone: 1 },
};

/**
 * The block of one tier in one zone. It depends on nothing else: not on which other zones or tiers
 * are in use, nor on the order in which they are listed.
 *
 * @param vpcCidr - CIDR of the VPC, /16 to /20
 * @param zone - letter of the availability zone, `a` to `h`
 */
export function subnetCidr(vpcCidr: string, tier: SubnetTier, zone: string): string {
  const { first, perZone } = tierUnits[tier];
  return cidrOfUnits(vpcCidr, first + zoneIndex(zone) * perZone, perZone);
}

/** The block that holds every subnet of a tier: what a firewall rule for the tier names. */
export function tierCidr(vpcCidr: string, tier: SubnetTier): string {
  const { first, perZone } = tierUnits[tier];
  return cidrOfUnits(vpcCidr, first, perZone * zoneLetters.length);
}

/** The subnets of a tier, one per zone, in alphabetical order of the zones however listed. */
export function planSubnets(
  vpcCidr: string,
  tier: SubnetTier,
  zones: readonly string[],
): PlannedSubnet[] {
  if (new Set(zones).size !== zones.length) {
    throw new RangeError(`availability zones must be unique: ${zones.join(", ")}`);
  }
  return [...zones]
    .sort()
    .map((zone) => ({ tier, zone, cidrBlock: subnetCidr(vpcCidr, tier, zone) }));
}

function zoneIndex(zone: string): number {
  const index = zoneLetters.findIndex((letter) => letter === zone);
  if (index < 0) {
    throw new RangeError(`availability zone "${zone}" is not a letter from a to h`);
  }
  return index;
}

function cidrOfUnits(vpcCidr: string, firstUnit: number, units: number): string {
  const { address, prefix } = parseVpcCidr(vpcCidr);
  const unitSize = 2 ** (32 - prefix - unitBits);
  const length = prefix + unitBits - Math.log2(units);
  return `${formatIPv4(address + firstUnit * unitSize)}/${length}`;
}

function parseVpcCidr(vpcCidr: string): { address: number; prefix: number } {
  const [network, prefix] = ipaddr.IPv4.parseCIDR(vpcCidr);
  if (prefix < 16 || prefix > 20) {
    throw new RangeError(`VPC CIDR ${vpcCidr} must be a /16 to /20`);
  }
  const address = network.toByteArray().reduce((sum, byte) => sum * 256 + byte, 0);
  if (address % 2 ** (32 - prefix) !== 0) {
    throw new RangeError(`VPC CIDR ${vpcCidr} has host bits set`);
  }
  return { address, prefix };
}

function formatIPv4(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}
