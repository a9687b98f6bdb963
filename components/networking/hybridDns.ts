import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ec2 from "@pulumi/aws/ec2";
import * as route53 from "@pulumi/aws/route53";
import * as awsVpc from "@pulumi/aws/vpc";
import { privateZone } from "./privateZone";
import { aggregate, RULES_PER_GROUP } from "./admission";

/** A domain that the data centre's DNS servers answer for. */
export interface OnPremisesDomain {
  /** The domain, without a dot at its end: `corp.example.com`. */
  readonly domain: string;
  /** IPv4 addresses of its DNS servers in the data centre. */
  readonly servers: readonly string[];
}

/** Arguments of {@link HybridDns}. */
export interface HybridDnsArgs {
  /** The VPC. Endpoints have an address in two of its private subnets, each of which is charged. */
  readonly vpc: {
    readonly vpcId: pulumi.Input<string>;
    readonly privateSubnetIds: readonly pulumi.Input<string>[];
    /** @default false */
    readonly isAdopted?: boolean;
  };
  /** CIDR of the VPC. */
  readonly vpcCidr: string;
  /** CIDRs of the data centre: who may ask the inbound endpoint. */
  readonly onPremisesCidrs: readonly string[];
  /** Name of the platform's private hosted zone. */
  readonly zoneName: string;
  /**
   * ID of a zone of that name that is there already.
   * @default a zone is made
   */
  readonly zoneId?: string;
  /** Domains that the data centre answers for. Without any there is no outbound endpoint. */
  readonly onPremisesDomains: readonly OnPremisesDomain[];
  /** ARN of the customer KMS key that encrypts the query logs; it must admit CloudWatch Logs. */
  readonly logsKeyArn: pulumi.Input<string>;
  /**
   * How long queries are kept, in days.
   * @default a year
   */
  readonly queryLogs?: { readonly retentionInDays?: number };
  /**
   * Keep the query logs in AWS when they leave the stack.
   * @default true
   */
  readonly retainOnDelete?: boolean;
  /**
   * Tags besides `Name` and the provider's default tags.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/** What the data centre's DNS servers are configured with: a stack output. */
export interface DnsDataCentreSide {
  readonly zoneName: string;
  /** Addresses of the Resolver's inbound endpoint. */
  readonly inboundAddresses: readonly string[];
  /** Domains that the VPC forwards to the data centre. */
  readonly onPremisesDomains: readonly OnPremisesDomain[];
}

/**
 * DNS both ways. The data centre asks the Resolver's inbound endpoint for the platform's private
 * zone and for private names of AWS; the VPC asks the data centre, by forwarding rules, for the
 * company's own domains.
 *
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver.html
 */
export class HybridDns extends pulumi.ComponentResource {
  /** ID of the private hosted zone. */
  public readonly zoneId: pulumi.Output<string>;
  /** Name of the private hosted zone. */
  public readonly zoneName: pulumi.Output<string>;
  /** Addresses that the data centre's DNS servers forward to. */
  public readonly inboundAddresses: pulumi.Output<string[]>;
  /** Name of the query logs' group. */
  public readonly queryLogGroupName: pulumi.Output<string>;
  /** What the data centre has to set up. */
  public readonly dataCentreSide: pulumi.Output<DnsDataCentreSide>;

  constructor(name: string, args: HybridDnsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:networking:HybridDns", name, {}, opts);
    const { vpcCidr, onPremisesCidrs, onPremisesDomains } = args;

    const zone = privateZone(`${name}-zone`, args, this);
    const inbound = this.endpoint(`${name}-inbound`, "INBOUND", args, {
      ingress: aggregate([...onPremisesCidrs, vpcCidr]),
      egress: [],
    });
    if (onPremisesDomains.length > 0) {
      const servers = onPremisesDomains.flatMap((domain) => domain.servers);
      const outbound = this.endpoint(`${name}-outbound`, "OUTBOUND", args, {
        ingress: [],
        egress: [...new Set(servers)].map((server) => `${server}/32`),
      });
      onPremisesDomains.forEach((domain) => {
        this.forward(`${name}-${domain.domain}`, domain, outbound, args);
      });
    }
    const queryLogGroup = this.logQueries(`${name}-query-logs`, args);

    this.zoneId = zone.zoneId;
    this.zoneName = zone.zoneName;
    this.inboundAddresses = inbound.ipAddresses.apply((all) => all.map(({ ip }) => ip).sort());
    this.queryLogGroupName = queryLogGroup.name;
    this.dataCentreSide = pulumi.output({
      zoneName: args.zoneName,
      inboundAddresses: this.inboundAddresses,
      onPremisesDomains,
    });
    this.registerOutputs({
      zoneId: this.zoneId,
      zoneName: this.zoneName,
      inboundAddresses: this.inboundAddresses,
      queryLogGroupName: this.queryLogGroupName,
      dataCentreSide: this.dataCentreSide,
    });
  }

  /** A Resolver endpoint with an address in each zone, and its security group. */
  private endpoint(
    name: string,
    direction: "INBOUND" | "OUTBOUND",
    { vpc: { vpcId, privateSubnetIds }, tags }: HybridDnsArgs,
    traffic: { readonly ingress: readonly string[]; readonly egress: readonly string[] },
  ): route53.ResolverEndpoint {
    const group = new ec2.SecurityGroup(
      `${name}-group`,
      {
        vpcId,
        description: `DNS through the ${direction.toLowerCase()} Resolver endpoint`,
        revokeRulesOnDelete: true,
        tags: { ...tags, Name: name },
      },
      { parent: this },
    );
    const ports = ["udp", "tcp"].map((ipProtocol) => ({ ipProtocol, fromPort: 53, toPort: 53 }));
    const { ingress, egress } = traffic;
    // More groups would be another endpoint, with other addresses. It answers on port 53 and no other.
    const admitted = 2 * ingress.length > RULES_PER_GROUP ? [{ ipProtocol: "-1" }] : ports;
    for (const port of admitted) {
      for (const cidrIpv4 of ingress) {
        const rule = { ...port, cidrIpv4, description: `DNS queries from ${cidrIpv4}`, tags };
        new awsVpc.SecurityGroupIngressRule(
          `${name}-from-${cidrIpv4}-${port.ipProtocol}`,
          { securityGroupId: group.id, ...rule },
          { parent: this },
        );
      }
    }
    for (const port of ports) {
      for (const cidrIpv4 of egress) {
        const rule = { ...port, cidrIpv4, description: `DNS queries to ${cidrIpv4}`, tags };
        new awsVpc.SecurityGroupEgressRule(
          `${name}-to-${cidrIpv4}-${port.ipProtocol}`,
          { securityGroupId: group.id, ...rule },
          { parent: this },
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
        ipAddresses: privateSubnetIds.slice(0, 2).map((subnetId) => ({ subnetId })),
        tags: { ...tags, Name: name },
      },
      { parent: this },
    );
  }

  /** Sends a domain's queries to the data centre. */
  private forward(
    name: string,
    { domain, servers }: OnPremisesDomain,
    outbound: route53.ResolverEndpoint,
    { vpc: { vpcId }, tags }: HybridDnsArgs,
  ): void {
    const rule = new route53.ResolverRule(
      name,
      {
        name: resolverName(name),
        domainName: domain,
        ruleType: "FORWARD",
        resolverEndpointId: outbound.id,
        targetIps: servers.map((ip) => ({ ip, port: 53 })),
        tags: { ...tags, Name: name },
      },
      { parent: this },
    );
    new route53.ResolverRuleAssociation(
      `${name}-association`,
      { name: resolverName(`${name}-association`), resolverRuleId: rule.id, vpcId },
      // A VPC has one association with a rule, and a new name needs a new one.
      { parent: this, deleteBeforeReplace: true },
    );
  }

  /** Every query of the VPC, in an encrypted log group. AWS itself lets its delivery service in. */
  private logQueries(name: string, args: HybridDnsArgs): cloudwatch.LogGroup {
    const group = new cloudwatch.LogGroup(
      name,
      {
        kmsKeyId: args.logsKeyArn,
        retentionInDays: args.queryLogs?.retentionInDays ?? 365,
        tags: { ...args.tags, Name: name },
      },
      { parent: this, retainOnDelete: args.retainOnDelete ?? true },
    );
    const config = new route53.ResolverQueryLogConfig(
      `${name}-config`,
      { destinationArn: group.arn, tags: { ...args.tags, Name: name } },
      { parent: this },
    );
    new route53.ResolverQueryLogConfigAssociation(
      `${name}-association`,
      { resolverQueryLogConfigId: config.id, resourceId: args.vpc.vpcId },
      { parent: this },
    );
    return group;
  }
}

/**
 * A name in Resolver's alphabet: letters, digits, `-`, `_`, spaces and `'`, at most 64 of them, so a
 * domain's dots don't fit. The digest keeps apart what is spelled alike then (`a.b` and `a-b`).
 *
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_CreateResolverRule.html
 */
function resolverName(name: string): string {
  const digest = createHash("sha256").update(name).digest("hex").slice(0, 6);
  return `${name.replace(/[^\w-]/g, "-").slice(0, 57)}-${digest}`;
}
