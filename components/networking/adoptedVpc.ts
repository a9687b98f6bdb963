import * as pulumi from "@pulumi/pulumi";
import { commonGroup, tierBlock, type AdoptedTier, type FoundNetwork } from "./adoptedNetwork";
import type { Network } from "./network";
import type { SubnetTier } from "./subnetCidrs";
import { Vpc, type VpcArgs } from "./vpc";

/** Arguments of {@link AdoptedVpc}. */
export interface AdoptedVpcArgs {
  /** The network as AWS has it, checked. */
  readonly found: FoundNetwork;
  /** CIDR of the VPC; the one of its blocks that the platform plans with. */
  readonly cidrBlock: string;
  /** Letters of the availability zones, `a` to `h`. */
  readonly availabilityZones: readonly string[];
}

/**
 * A VPC that was there before the stack and stays when it goes: nothing of it is made, changed or deleted. It has the
 * outputs of one that the stack makes.
 */
export class AdoptedVpc extends pulumi.ComponentResource implements Network {
  public readonly isAdopted = true;
  public readonly vpcId: pulumi.Output<string>;
  public readonly cidrBlock: pulumi.Output<string>;
  public readonly availabilityZones: readonly string[];
  public readonly tierCidrBlocks: Readonly<Record<SubnetTier, string>>;
  public readonly privateSubnetIds: pulumi.Output<string>[];
  public readonly isolatedSubnetIds: pulumi.Output<string>[];
  public readonly privateRouteTableIds: pulumi.Output<string>[];
  public readonly isolatedRouteTableIds: pulumi.Output<string>[];
  public readonly interfaceEndpointIds: Readonly<Record<string, pulumi.Output<string>>>;
  public readonly interfaceEndpointDnsNames: Readonly<Record<string, pulumi.Output<string>>>;
  public readonly endpointSecurityGroupId: pulumi.Output<string> | undefined;

  constructor(name: string, args: AdoptedVpcArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:networking:AdoptedVpc", name, {}, opts);
    const { found, cidrBlock } = args;
    const { endpoints } = found;
    const inZoneOrder = (tier: AdoptedTier) =>
      [...found.subnets[tier]].sort((one, other) =>
        one.availabilityZone < other.availabilityZone ? -1 : 1,
      );
    const known = (ids: readonly string[]) => ids.map((id) => pulumi.output(id));
    const byService = (property: "id" | "dnsName") =>
      Object.fromEntries(endpoints.map((each) => [each.service, pulumi.output(each[property])]));
    const [privateTier, isolatedTier] = [inZoneOrder("private"), inZoneOrder("isolated")];
    const group = commonGroup(endpoints);

    this.vpcId = pulumi.output(found.vpcId);
    this.cidrBlock = pulumi.output(cidrBlock);
    this.availabilityZones = [...args.availabilityZones].sort();
    this.tierCidrBlocks = {
      public: cidrBlock,
      private: tierBlock(privateTier),
      isolated: tierBlock(isolatedTier),
    };
    this.privateSubnetIds = known(privateTier.map(({ id }) => id));
    this.isolatedSubnetIds = known(isolatedTier.map(({ id }) => id));
    this.privateRouteTableIds = known(privateTier.map(({ routeTableId }) => routeTableId));
    this.isolatedRouteTableIds = known(isolatedTier.map(({ routeTableId }) => routeTableId));
    this.interfaceEndpointIds = byService("id");
    this.interfaceEndpointDnsNames = byService("dnsName");
    this.endpointSecurityGroupId = group === undefined ? undefined : pulumi.output(group);
    this.registerOutputs(this.outputs);
  }

  /** What a stack exports of its network. What its owner keeps to himself is empty: public subnets, NAT, flow logs. */
  public get outputs(): Readonly<Record<string, pulumi.Input<unknown>>> {
    return {
      vpcId: this.vpcId,
      tierCidrBlocks: this.tierCidrBlocks,
      publicSubnetIds: [],
      privateSubnetIds: this.privateSubnetIds,
      isolatedSubnetIds: this.isolatedSubnetIds,
      natGatewayPublicIps: [],
      interfaceEndpointIds: this.interfaceEndpointIds,
    };
  }
}

/** The stack's VPC: the one that was found, or else one that is made. */
export function platformVpc(
  name: string,
  { found, ...args }: VpcArgs & { readonly found: FoundNetwork | undefined },
  opts?: pulumi.ComponentResourceOptions,
): Network {
  return found ? new AdoptedVpc(name, { ...args, found }, opts) : new Vpc(name, args, opts);
}
