import * as pulumi from "@pulumi/pulumi";
import * as ec2 from "@pulumi/aws/ec2";
import { awsContext } from "../awsContext";
import { DhcpOptions, type DhcpSettings } from "./dhcpOptions";
import type { InterfaceEndpointChoice } from "./endpointPlan";
import { FlowLogs } from "./flowLogs";
import { InternetGateway } from "./internetGateway";
import { IsolatedNetworkAcl } from "./isolatedNetworkAcl";
import type { Network } from "./network";
import { NatGateways, type NatGatewayMode } from "./natGateways";
import { Subnets } from "./subnets";
import { tierCidr, type SubnetTier } from "./subnetCidrs";
import { VpcDefaults } from "./vpcDefaults";
import { VpcEndpoints } from "./vpcEndpoints";

/** Arguments of {@link Vpc}. */
export interface VpcArgs {
  /** CIDR of the VPC, /16 to /20. Changing it replaces everything inside. */
  readonly cidrBlock: string;
  /** Letters of the availability zones, `a` to `h`, in any order; the first has a single NAT gateway. */
  readonly availabilityZones: readonly string[];
  /**
   * CIDRs of the data centre: they may use the interface endpoints and reach the isolated tier.
   * @default none
   */
  readonly onPremisesCidrs?: readonly string[];
  /**
   * Rules of a security group in a direction.
   * @default 60
   */
  readonly rulesPerSecurityGroup?: number | undefined;
  /**
   * NAT gateways: one `per-zone`, a `single` one, or `none`.
   * @default "per-zone"
   */
  readonly natGateways?: NatGatewayMode;
  /**
   * Interface endpoints: `none`, what private ECS nodes need (`essential`), or a list of services.
   * @default "essential"
   */
  readonly interfaceEndpoints?: InterfaceEndpointChoice;
  /** Where the VPC's traffic is logged. */
  readonly flowLogs: VpcFlowLogs;
  /**
   * Whether a network ACL keeps the isolated tier to the VPC and the data centre.
   * @default true
   */
  readonly isolatedNetworkAcls?: boolean;
  /**
   * The DHCP options of the VPC's hosts.
   * @default AWS's own DNS and time
   */
  readonly dhcpOptions?: DhcpSettings;
  /**
   * Tags of everything in the VPC, besides `Name` and the provider's default tags.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/** Flow log settings of a {@link Vpc}. */
export interface VpcFlowLogs {
  /** ARN of the customer KMS key that encrypts the log group; it must admit CloudWatch Logs. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /**
   * How long records are kept, in days.
   * @default 365
   */
  readonly retentionInDays?: number;
  /**
   * Keep the log group in AWS when it leaves the stack.
   * @default true
   */
  readonly retainOnDelete?: boolean;
}

/**
 * The platform's network in AWS: a VPC of three tiers in each availability zone. `public` holds NAT
 * gateways only, `private` what runs, `isolated` the data stores, which have no way out.
 *
 * https://docs.aws.amazon.com/vpc/latest/userguide/what-is-amazon-vpc.html
 */
export class Vpc extends pulumi.ComponentResource implements Network {
  public readonly vpcId: pulumi.Output<string>;
  public readonly cidrBlock: pulumi.Output<string>;
  /** Letters of the availability zones, in alphabetical order. */
  public readonly availabilityZones: readonly string[];
  /** The block that holds each tier's subnets, now and later: what a firewall rule names. */
  public readonly tierCidrBlocks: Readonly<Record<SubnetTier, string>>;
  /** IDs of the subnets and route tables of each tier, in alphabetical order of the zones. */
  public readonly publicSubnetIds: pulumi.Output<string>[];
  public readonly privateSubnetIds: pulumi.Output<string>[];
  public readonly isolatedSubnetIds: pulumi.Output<string>[];
  public readonly publicRouteTableId: pulumi.Output<string>;
  public readonly privateRouteTableIds: pulumi.Output<string>[];
  public readonly isolatedRouteTableIds: pulumi.Output<string>[];
  /** Addresses that the private tier's traffic to the internet comes from, in zone order. */
  public readonly natGatewayPublicIps: pulumi.Output<string>[];
  public readonly s3GatewayEndpointId: pulumi.Output<string>;
  /** IDs of the interface endpoints, by service. */
  public readonly interfaceEndpointIds: Readonly<Record<string, pulumi.Output<string>>>;
  /** DNS names of the interface endpoints, by service. */
  public readonly interfaceEndpointDnsNames: Readonly<Record<string, pulumi.Output<string>>>;
  /** ID of the interface endpoints' security group, unless there are none. */
  public readonly endpointSecurityGroupId: pulumi.Output<string> | undefined;
  /** Name and ARN of the flow logs' group. */
  public readonly flowLogGroupName: pulumi.Output<string>;
  public readonly flowLogGroupArn: pulumi.Output<string>;

  constructor(name: string, args: VpcArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:networking:Vpc", name, {}, opts);
    const child = { parent: this };
    const { availabilityZones, cidrBlock, tags } = args;
    const onPremisesCidrs = args.onPremisesCidrs ?? [];
    const context = awsContext(this);

    const vpc = new ec2.Vpc(
      `${name}-vpc`,
      {
        cidrBlock,
        enableDnsSupport: true,
        enableDnsHostnames: true, // Private DNS of interface endpoints needs both.
        tags: { ...tags, Name: name },
      },
      child,
    );
    const vpcId = vpc.id;
    new VpcDefaults(`${name}-default`, { vpc, tags }, child);
    if (args.dhcpOptions) {
      new DhcpOptions(`${name}-dhcp`, { vpcId, ...args.dhcpOptions, tags }, child);
    }
    const logged = { vpcId, context, ...args.flowLogs, tags };
    const flowLogs = new FlowLogs(`${name}-flow-logs`, logged, child);

    const subnets = (tier: SubnetTier, routeTableId?: pulumi.Output<string>) =>
      new Subnets(
        `${name}-${tier}`,
        {
          vpcId,
          vpcCidr: cidrBlock,
          region: context.region,
          tier,
          availabilityZones,
          routeTableId,
          tags,
        },
        child,
      );
    const internet = new InternetGateway(`${name}-internet`, { vpcId, tags }, child);
    const publicTier = subnets("public", internet.routeTableId);
    const privateTier = subnets("private");
    const isolatedTier = subnets("isolated");

    const nat = new NatGateways(
      `${name}-nat`,
      {
        mode: args.natGateways ?? "per-zone",
        singleGatewayZone: availabilityZones[0],
        publicZones: publicTier.zones,
        privateZones: privateTier.zones,
        internetGateway: internet.gateway,
        tags,
      },
      child,
    );
    if (args.isolatedNetworkAcls ?? true) {
      new IsolatedNetworkAcl(
        `${name}-isolated-acl`,
        {
          vpcId,
          zones: isolatedTier.zones,
          allowedCidrs: [cidrBlock, ...onPremisesCidrs],
          tags,
        },
        child,
      );
    }
    const endpoints = new VpcEndpoints(
      `${name}-endpoints`,
      {
        vpcId,
        vpcCidr: cidrBlock,
        onPremisesCidrs,
        privateZones: privateTier.zones,
        isolatedZones: isolatedTier.zones,
        interfaceEndpoints: args.interfaceEndpoints ?? "essential",
        rulesPerSecurityGroup: args.rulesPerSecurityGroup,
        hasNat: args.natGateways !== "none",
        context,
        tags,
      },
      child,
    );

    this.vpcId = vpcId;
    this.cidrBlock = vpc.cidrBlock;
    this.availabilityZones = [...availabilityZones].sort();
    this.tierCidrBlocks = {
      public: tierCidr(cidrBlock, "public"),
      private: tierCidr(cidrBlock, "private"),
      isolated: tierCidr(cidrBlock, "isolated"),
    };
    this.publicSubnetIds = publicTier.subnetIds;
    this.privateSubnetIds = privateTier.subnetIds;
    this.isolatedSubnetIds = isolatedTier.subnetIds;
    this.publicRouteTableId = internet.routeTableId;
    this.privateRouteTableIds = privateTier.routeTableIds;
    this.isolatedRouteTableIds = isolatedTier.routeTableIds;
    this.natGatewayPublicIps = nat.publicIps;
    this.s3GatewayEndpointId = endpoints.s3GatewayEndpointId;
    this.interfaceEndpointIds = endpoints.interfaceEndpointIds;
    this.interfaceEndpointDnsNames = endpoints.interfaceEndpointDnsNames;
    this.endpointSecurityGroupId = endpoints.securityGroupId;
    this.flowLogGroupName = flowLogs.logGroupName;
    this.flowLogGroupArn = flowLogs.logGroupArn;
    this.registerOutputs({
      ...this.outputs,
      cidrBlock: this.cidrBlock,
      availabilityZones: this.availabilityZones,
      publicRouteTableId: this.publicRouteTableId,
      privateRouteTableIds: this.privateRouteTableIds,
      isolatedRouteTableIds: this.isolatedRouteTableIds,
      interfaceEndpointDnsNames: this.interfaceEndpointDnsNames,
      endpointSecurityGroupId: this.endpointSecurityGroupId,
      flowLogGroupArn: this.flowLogGroupArn,
    });
  }

  /** It is the stack's own. */
  public get isAdopted(): boolean {
    return false;
  }

  /** What a stack exports of its network. */
  public get outputs(): Readonly<Record<string, pulumi.Input<unknown>>> {
    return {
      vpcId: this.vpcId,
      tierCidrBlocks: this.tierCidrBlocks,
      publicSubnetIds: this.publicSubnetIds,
      privateSubnetIds: this.privateSubnetIds,
      isolatedSubnetIds: this.isolatedSubnetIds,
      natGatewayPublicIps: this.natGatewayPublicIps,
      s3GatewayEndpointId: this.s3GatewayEndpointId,
      interfaceEndpointIds: this.interfaceEndpointIds,
      flowLogGroupName: this.flowLogGroupName,
    };
  }
}
