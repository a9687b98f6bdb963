import { cidrBlockOf } from "./coveringBlock";
import type { SubnetTier } from "./subnetCidrs";

/** Tiers that whatever is adopted must have: nothing of the platform is in a public subnet. */
export const adoptedTiers = ["private", "isolated"] as const satisfies readonly SubnetTier[];

/** A tier of a network that is adopted. */
export type AdoptedTier = (typeof adoptedTiers)[number];

/** A route of a subnet, as far as anybody asks: what it is for and which kind of thing it leads to. */
export interface FoundRoute {
  readonly cidrBlock: string;
  /** ID of its target: `igw-...`, `nat-...`, `tgw-...`. */
  readonly target: string;
}

/** A subnet as AWS has it. */
export interface FoundSubnet {
  readonly id: string;
  readonly vpcId: string;
  /** Name of its zone: `eu-west-1a`. */
  readonly availabilityZone: string;
  readonly cidrBlock: string;
  readonly mapPublicIpOnLaunch: boolean;
  readonly routeTableId: string;
  readonly routes: readonly FoundRoute[];
}

/** An interface endpoint as AWS has it. */
export interface FoundEndpoint {
  readonly id: string;
  readonly service: string;
  /** The service that it leads to in fact, by AWS's name: `com.amazonaws.eu-west-1.s3`. */
  readonly serviceName: string;
  readonly dnsName: string;
  readonly securityGroupIds: readonly string[];
}

/** A VPC as AWS has it, with the parts of it that a stack adopts. */
export interface FoundNetwork {
  readonly vpcId: string;
  /** Its blocks, secondary ones too. */
  readonly cidrBlocks: readonly string[];
  readonly enableDnsSupport: boolean;
  readonly enableDnsHostnames: boolean;
  readonly subnets: Readonly<Record<AdoptedTier, readonly FoundSubnet[]>>;
  readonly endpoints: readonly FoundEndpoint[];
}

/** What the stack's configuration says of the network. */
export interface ExpectedNetwork {
  readonly region: string;
  readonly vpcCidr: string;
  /** Letters of the zones. */
  readonly availabilityZones: readonly string[];
  /**
   * Security groups that services are let out to by configuration.
   * @default none
   */
  readonly reached?: readonly ReachedGroup[];
}

/** A security group that a service is let out to. */
export interface ReachedGroup {
  /** The configuration's key. */
  readonly at: string;
  readonly securityGroupId: string;
  readonly port: number;
}

const AT = "landbridge:network.existing";

/** Port of AWS's APIs. */
const HTTPS = 443;

/**
 * What keeps the platform from running in a network that it did not make, a line each. A network of its own has all
 * of it by construction, and the policies see that; here nothing else would.
 */
export function networkProblems(found: FoundNetwork, expected: ExpectedNetwork): string[] {
  return [
    ...vpcProblems(found, expected),
    ...adoptedTiers.flatMap((tier) => tierProblems(tier, found, expected)),
    ...endpointProblems(found, expected),
    ...rulesTwice(found, expected),
  ];
}

function vpcProblems(found: FoundNetwork, { vpcCidr }: ExpectedNetwork): string[] {
  const { vpcId, cidrBlocks, enableDnsSupport, enableDnsHostnames } = found;
  return [
    ...(cidrBlocks.includes(vpcCidr)
      ? []
      : [
          `landbridge:network.vpcCidr: "${vpcCidr}" is no block of ${vpcId}, which has ${cidrBlocks.join(", ")}`,
        ]),
    // Private zones and private names of endpoints need both:
    // https://docs.aws.amazon.com/vpc/latest/userguide/vpc-dns.html#vpc-dns-support
    ...(enableDnsSupport && enableDnsHostnames
      ? []
      : [
          `${AT}.vpcId: ${vpcId} has ${enableDnsSupport ? "enableDnsHostnames" : "enableDnsSupport"} off, without which no private name is answered; switch it on`,
        ]),
  ];
}

function tierProblems(tier: AdoptedTier, found: FoundNetwork, expected: ExpectedNetwork): string[] {
  const { region, availabilityZones } = expected;
  const at = `${AT}.subnets.${tier}`;
  const subnets = found.subnets[tier];
  const zones = availabilityZones.map((letter) => region + letter);
  const perZone = zones.flatMap((zone) => {
    const there = subnets.filter(({ availabilityZone }) => availabilityZone === zone);
    if (there.length === 1) return [];
    const what = there.length === 0 ? "none" : there.map(({ id }) => id).join(", ");
    return [`${at}: one subnet in each zone is needed; ${zone} has ${what}`];
  });
  const each = subnets.flatMap((subnet) =>
    subnetComplaints(tier, subnet, found.vpcId, zones).map((text) => `${at}: ${subnet.id} ${text}`),
  );
  return [...perZone, ...each];
}

function subnetComplaints(
  tier: AdoptedTier,
  subnet: FoundSubnet,
  vpcId: string,
  zones: readonly string[],
): string[] {
  const { routes, availabilityZone } = subnet;
  if (subnet.vpcId !== vpcId) return [`is in ${subnet.vpcId}, not in ${vpcId}`];
  const toInternet = routes.find(({ target }) => target.startsWith("igw-"));
  const out = routes.find(({ cidrBlock }) => cidrBlock === "0.0.0.0/0");
  const complaints: Readonly<Record<string, boolean>> = {
    [`is in ${availabilityZone}, which is none of landbridge:network.availabilityZones`]:
      !zones.includes(availabilityZone),
    "gives public addresses to what starts in it (mapPublicIpOnLaunch); switch that off":
      subnet.mapPublicIpOnLaunch,
    [`has a route to the internet gateway ${toInternet?.target}: it is public`]:
      toInternet !== undefined,
    [`has a default route (to ${out?.target}), by which data could leave; isolated subnets have none`]:
      tier === "isolated" && out !== undefined && toInternet === undefined,
  };
  return Object.keys(complaints).filter((text) => complaints[text]);
}

function endpointProblems({ endpoints }: FoundNetwork, { region }: ExpectedNetwork): string[] {
  const wrong = endpoints
    // China has com.amazonaws.… and cn.com.amazonaws.… names.
    .filter(({ service, serviceName }) => !serviceName.endsWith(`.${region}.${service}`))
    .map(
      ({ id, service, serviceName }) => `${AT}.endpoints.${service}: ${id} is of ${serviceName}`,
    );
  return endpoints.length > 0 && commonGroup(endpoints) === undefined
    ? [
        ...wrong,
        `${AT}.endpoints: have no security group in common, which services would be let out to; give them one`,
      ]
    : wrong;
}

/** AWS refuses a rule that a group has already, and every service is let out to the endpoints. */
function rulesTwice({ endpoints }: FoundNetwork, { reached = [] }: ExpectedNetwork): string[] {
  const group = commonGroup(endpoints);
  return reached
    .filter(({ securityGroupId, port }) => securityGroupId === group && port === HTTPS)
    .map(
      ({ at }) =>
        `${at}: ${group} at port ${HTTPS} is the group of ${AT}.endpoints, which every service reaches already; take it away`,
    );
}

/** The security group that all endpoints have. */
export function commonGroup(endpoints: readonly FoundEndpoint[]): string | undefined {
  const [first, ...others] = endpoints;
  return first?.securityGroupIds.find((group) =>
    others.every(({ securityGroupIds }) => securityGroupIds.includes(group)),
  );
}

/** The smallest block that holds every subnet of a tier: what a firewall rule for the tier names. */
export function tierBlock(subnets: readonly FoundSubnet[]): string {
  return cidrBlockOf(subnets.map(({ cidrBlock }) => cidrBlock));
}
