import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as route53 from "@pulumi/aws/route53";
import { getResolverEndpointOutput } from "@pulumi/aws/route53/getResolverEndpoint";
import { privateZone } from "./privateZone";
import { aggregate } from "./admission";
import { resolverEndpoint } from "./resolverEndpoint";

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
  /**
   * ID of an inbound endpoint that is there already, in this VPC or another one: its VPC gets the zone's answers too.
   * @default an endpoint is made
   */
  readonly inboundEndpointId?: string;
  /**
   * ID of an outbound endpoint that is there already: the forwarding rules of `onPremisesDomains` use it.
   * @default an endpoint is made
   */
  readonly outboundEndpointId?: string;
  /**
   * IDs of forwarding rules that are there already, of this account or shared by RAM.
   * @default none
   */
  readonly resolverRuleIds?: readonly string[];
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
    const { onPremisesDomains, resolverRuleIds = [] } = args;

    const inbound = this.inbound(`${name}-inbound`, args);
    const zone = privateZone(`${name}-zone`, { ...args, alsoAnswered: inbound.vpcId }, this);
    if (onPremisesDomains.length > 0) {
      const outbound = this.outbound(`${name}-outbound`, args);
      onPremisesDomains.forEach((domain) => {
        this.forward(`${name}-${domain.domain}`, domain, outbound, args);
      });
    }
    resolverRuleIds.forEach((id) => {
      this.associate(`${name}-${id}`, id, args);
    });
    const queryLogGroup = this.logQueries(`${name}-query-logs`, args);

    this.zoneId = zone.zoneId;
    this.zoneName = zone.zoneName;
    this.inboundAddresses = inbound.addresses.apply((all) => [...all].sort());
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

  /** What the data centre asks: its addresses, and where it is if that is another VPC. */
  private inbound(name: string, args: HybridDnsArgs) {
    const { inboundEndpointId: resolverEndpointId, onPremisesCidrs, vpcCidr } = args;
    if (resolverEndpointId !== undefined) {
      const found = getResolverEndpointOutput({ resolverEndpointId }, { parent: this });
      return { addresses: found.ipAddresses, vpcId: found.vpcId };
    }
    const ingress = aggregate([...onPremisesCidrs, vpcCidr]);
    const made = resolverEndpoint(name, "INBOUND", { ...args, ingress, egress: [] }, this);
    return { addresses: made.ipAddresses.apply((all) => all.map(({ ip }) => ip)) };
  }

  /** ID of the endpoint through which the VPC asks the data centre. */
  private outbound(name: string, args: HybridDnsArgs): pulumi.Input<string> {
    if (args.outboundEndpointId !== undefined) return args.outboundEndpointId;
    const servers = new Set(args.onPremisesDomains.flatMap((domain) => domain.servers));
    const egress = [...servers].map((server) => `${server}/32`);
    return resolverEndpoint(name, "OUTBOUND", { ...args, ingress: [], egress }, this).id;
  }

  /** Sends a domain's queries to the data centre. */
  private forward(
    name: string,
    { domain, servers }: OnPremisesDomain,
    resolverEndpointId: pulumi.Input<string>,
    args: HybridDnsArgs,
  ): void {
    const rule = new route53.ResolverRule(
      name,
      {
        name: resolverName(name),
        domainName: domain,
        ruleType: "FORWARD",
        resolverEndpointId,
        targetIps: servers.map((ip) => ({ ip, port: 53 })),
        tags: { ...args.tags, Name: name },
      },
      { parent: this },
    );
    this.associate(name, rule.id, args);
  }

  /** Lets the VPC's resolver go by a rule. */
  private associate(
    name: string,
    resolverRuleId: pulumi.Input<string>,
    { vpc: { vpcId } }: HybridDnsArgs,
  ): void {
    new route53.ResolverRuleAssociation(
      `${name}-association`,
      { name: resolverName(`${name}-association`), resolverRuleId, vpcId },
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
