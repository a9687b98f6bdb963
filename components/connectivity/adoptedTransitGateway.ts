import * as pulumi from "@pulumi/pulumi";
import * as tgw from "@pulumi/aws/ec2transitgateway";
import type { TransitGatewaySettings } from "./connectivityPlan";
import type { ConnectedVpc, Hub, VpnTarget } from "./hub";
import { routeToTransitGateway } from "./vpcAttachment";

/** Arguments of {@link AdoptedTransitGateway}. */
export interface AdoptedTransitGatewayArgs {
  /** The VPC that is attached, or is to be. */
  readonly vpc: ConnectedVpc;
  /** The gateway, and the VPC's attachment to it where there is one. */
  readonly transitGateway: TransitGatewaySettings;
  /** CIDRs of the data centre: the VPC's route tables lead them to the gateway. */
  readonly onPremisesCidrs: readonly string[];
  /**
   * Tags besides `Name` and the provider's default tags.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * A transit gateway of somebody else, of this account or shared by RAM, that has the path to the data centre. The VPC
 * is attached to it, unless it is already. Which of the gateway's route tables the attachment uses is up to the
 * gateway's owner: AWS takes neither of the defaults from whom a gateway is shared with.
 *
 * https://docs.aws.amazon.com/vpc/latest/tgw/tgw-transit-gateways.html#transit-gateway-share
 */
export class AdoptedTransitGateway extends pulumi.ComponentResource implements Hub {
  public readonly kind = "transit-gateway";
  public readonly gatewayId: pulumi.Output<string>;
  public readonly vpnTarget: VpnTarget;
  /** ID of the VPC's attachment. */
  public readonly attachmentId: pulumi.Output<string>;

  constructor(
    name: string,
    args: AdoptedTransitGatewayArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("landbridge:connectivity:AdoptedTransitGateway", name, {}, opts);
    const { id: transitGatewayId, attachmentId } = args.transitGateway;

    this.gatewayId = pulumi.output(transitGatewayId);
    this.vpnTarget = { transitGatewayId: this.gatewayId };
    this.attachmentId =
      attachmentId === undefined ? this.attach(name, args) : pulumi.output(attachmentId);
    this.registerOutputs({ gatewayId: this.gatewayId, attachmentId: this.attachmentId });
  }

  private attach(name: string, args: AdoptedTransitGatewayArgs): pulumi.Output<string> {
    const { vpc, tags } = args;
    const { id: transitGatewayId } = args.transitGateway;
    const attachment = new tgw.VpcAttachment(
      `${name}-vpc`,
      {
        transitGatewayId,
        vpcId: vpc.vpcId,
        subnetIds: [...vpc.privateSubnetIds],
        tags: { ...tags, Name: `${name}-vpc` },
      },
      { parent: this },
    );
    routeToTransitGateway(name, { ...args, transitGatewayId, attachment }, this);
    return attachment.id;
  }
}
