import * as pulumi from "@pulumi/pulumi";
import * as ec2 from "@pulumi/aws/ec2";

/** Arguments of {@link InternetGateway}. */
export interface InternetGatewayArgs {
  /** ID of the VPC. */
  readonly vpcId: pulumi.Input<string>;
  /**
   * Tags besides `Name`, `landbridge:tier` and the provider's default tags.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * The VPC's internet gateway and the one route table that leads to it, the public tier's.
 *
 * https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html
 */
export class InternetGateway extends pulumi.ComponentResource {
  /** The gateway, for what must be made after it. */
  public readonly gateway: ec2.InternetGateway;
  /** ID of the public tier's route table. */
  public readonly routeTableId: pulumi.Output<string>;

  constructor(name: string, args: InternetGatewayArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:networking:InternetGateway", name, {}, opts);
    const { vpcId } = args;
    const tags = { ...args.tags, Name: name };

    this.gateway = new ec2.InternetGateway(`${name}-igw`, { vpcId, tags }, { parent: this });
    const routeTable = new ec2.RouteTable(
      `${name}-routes`,
      { vpcId, tags: { ...tags, "landbridge:tier": "public" } },
      { parent: this },
    );
    new ec2.Route(
      `${name}-route`,
      {
        routeTableId: routeTable.id,
        destinationCidrBlock: "0.0.0.0/0",
        gatewayId: this.gateway.id,
      },
      { parent: this },
    );

    this.routeTableId = routeTable.id;
    this.registerOutputs({
      internetGatewayId: this.gateway.id,
      routeTableId: this.routeTableId,
    });
  }
}
