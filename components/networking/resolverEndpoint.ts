import type * as pulumi from "@pulumi/pulumi";
import * as ec2 from "@pulumi/aws/ec2";
import * as route53 from "@pulumi/aws/route53";
import * as awsVpc from "@pulumi/aws/vpc";
import { heldByGroup, RULES_PER_GROUP } from "./admission";

/** Arguments of {@link resolverEndpoint}. */
export interface ResolverEndpointArgs {
  /** The VPC. The endpoint has an address in two of its private subnets, each of which is charged. */
  readonly vpc: {
    readonly vpcId: pulumi.Input<string>;
    readonly privateSubnetIds: readonly pulumi.Input<string>[];
  };
  /** CIDRs that may ask it. */
  readonly ingress: readonly string[];
  /** CIDRs that it may ask. */
  readonly egress: readonly string[];
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * A Resolver endpoint with an address in each of two zones, and its security group.
 *
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-overview-DSN-queries-to-vpc.html
 */
export function resolverEndpoint(
  name: string,
  direction: "INBOUND" | "OUTBOUND",
  args: ResolverEndpointArgs,
  parent: pulumi.Resource,
): route53.ResolverEndpoint {
  const group = new ec2.SecurityGroup(
    `${name}-group`,
    {
      vpcId: args.vpc.vpcId,
      description: `DNS through the ${direction.toLowerCase()} Resolver endpoint`,
      revokeRulesOnDelete: true,
      tags: { ...args.tags, Name: name },
    },
    { parent },
  );
  const ports = ["udp", "tcp"].map((ipProtocol) => ({ ipProtocol, fromPort: 53, toPort: 53 }));
  const { ingress, egress } = args;
  // More groups would be another endpoint, with other addresses. It answers on port 53 and no other.
  const admitted =
    2 * ingress.length > heldByGroup(RULES_PER_GROUP) ? [{ ipProtocol: "-1" }] : ports;
  for (const port of admitted) {
    for (const cidrIpv4 of ingress) {
      const rule = {
        ...port,
        cidrIpv4,
        description: `DNS queries from ${cidrIpv4}`,
        tags: args.tags,
      };
      new awsVpc.SecurityGroupIngressRule(
        `${name}-from-${cidrIpv4}-${port.ipProtocol}`,
        { securityGroupId: group.id, ...rule },
        { parent },
      );
    }
  }
  for (const port of ports) {
    for (const cidrIpv4 of egress) {
      const rule = {
        ...port,
        cidrIpv4,
        description: `DNS queries to ${cidrIpv4}`,
        tags: args.tags,
      };
      new awsVpc.SecurityGroupEgressRule(
        `${name}-to-${cidrIpv4}-${port.ipProtocol}`,
        { securityGroupId: group.id, ...rule },
        { parent },
      );
    }
  }
  return new route53.ResolverEndpoint(
    name,
    {
      direction,
      resolverEndpointType: "IPV4",
      protocols: ["Do53"],
      securityGroupIds: [group.id],
      ipAddresses: args.vpc.privateSubnetIds.slice(0, 2).map((subnetId) => ({ subnetId })),
      tags: { ...args.tags, Name: name },
    },
    { parent },
  );
}
