import { QUOTAS } from "../components/quotas";
import type { StackConfig } from "../config/settled";
import {
  dbInstances,
  elasticIps,
  interfaceEndpoints,
  loadBalancerCount,
  networkInterfaces,
  targetGroupCount,
  transitGateways,
  vpnConnections,
} from "./needs";

/** What other stacks and people use of a quota; undefined where nothing was asked. */
export interface Usage {
  readonly elasticIps: number;
  readonly vpcs: number;
  readonly networkInterfaces: number;
  readonly vpnConnections: number;
  readonly transitGateways: number;
}

/** A quota that the stack's resources count in. */
export interface Quota {
  readonly what: string;
  readonly service: string;
  readonly code: string;
  readonly needed: (config: StackConfig) => number;
  /** Which count of others' resources is in the way; none where the quota is each parent's own. */
  readonly used?: keyof Usage;
  /** Whether others use some of it that nobody counted. */
  readonly usageUnknown?: boolean;
}

/**
 * Codes as Service Quotas has them, in each Region the same. Those of VPC and of load balancing are in AWS's
 * user guides, as links to the console:
 * https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
 */
export const quotas: readonly Quota[] = [
  {
    what: "VPCs",
    service: "vpc",
    code: "L-F678F1CE",
    needed: ({ network }) => (network.existing === undefined ? 1 : 0),
    used: "vpcs",
  },
  {
    what: "Elastic IP addresses",
    service: "ec2",
    code: "L-0263D0A3",
    needed: elasticIps,
    used: "elasticIps",
  },
  {
    what: "network interfaces",
    service: "vpc",
    code: "L-DF5E4CA3",
    needed: networkInterfaces,
    used: "networkInterfaces",
  },
  {
    what: "interface endpoints in a VPC",
    service: "vpc",
    code: "L-29B6F2EB",
    needed: interfaceEndpoints,
  },
  {
    what: "VPN connections",
    service: "ec2",
    code: "L-3E6EC3A3",
    needed: vpnConnections,
    used: "vpnConnections",
  },
  {
    what: "transit gateways",
    service: "ec2",
    code: "L-A2478D36",
    needed: transitGateways,
    used: "transitGateways",
  },
  {
    what: QUOTAS.loadBalancers.what,
    service: QUOTAS.loadBalancers.service,
    code: QUOTAS.loadBalancers.code,
    needed: loadBalancerCount,
    usageUnknown: true,
  },
  {
    what: "target groups",
    service: "elasticloadbalancing",
    code: "L-B22855CB",
    needed: targetGroupCount,
    usageUnknown: true,
  },
  {
    what: "DB instances",
    service: "rds",
    code: "L-7B6409FD",
    needed: dbInstances,
    usageUnknown: true,
  },
  ...raised(),
];

/** Quotas that config says AWS has raised: the stack is planned with them. */
function raised(): Quota[] {
  return Object.entries(QUOTAS).map(([name, { what, service, code, ...facts }]) => ({
    what: `${what}, as landbridge:quotas.${name} says`,
    service,
    code,
    needed: ({ quotas: stated }) => {
      const value = stated[name as keyof typeof QUOTAS];
      return value > facts.default ? value : 0;
    },
  }));
}

/** Quotas of running vCPUs by family: https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-instance-quotas.html */
export const vcpuQuotas: Readonly<Record<string, Readonly<Record<"on-demand" | "spot", string>>>> =
  {
    Standard: { "on-demand": "L-1216C47A", spot: "L-34B43A08" },
    "G and VT": { "on-demand": "L-DB2E81BA", spot: "L-3819A6DF" },
  };
