import * as pulumi from "@pulumi/pulumi";
import * as directconnect from "@pulumi/aws/directconnect";
import { DirectConnectLink, type Link } from "./directConnectLink";
import type { Hub } from "./hub";

/** Arguments of {@link DirectConnect}. */
export interface DirectConnectArgs {
  /** What the links end on in the Region. */
  readonly hub: Hub;
  /** The Direct Connect gateway: an existing one that stacks share, or one made here. */
  readonly gateway: DirectConnectGateway;
  /**
   * CIDRs that AWS advertises to the data centre. With a virtual private gateway a filter, equal to the VPC's
   * CIDR or wider; with a transit gateway they are advertised as they are.
   */
  readonly allowedPrefixes: readonly string[];
  /** The links, in two locations at least where it matters. */
  readonly links: readonly Link[];
  /** ARN of the customer KMS key that encrypts the BGP sessions' keys; it must admit Systems Manager. */
  readonly secretsKeyArn: pulumi.Input<string>;
  /**
   * Whether Pulumi rejects deletion and replacement of ordered ports: people waited weeks for their cross-connects.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * Tags besides `Name` and the provider's default tags.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/** A Direct Connect gateway. */
export interface DirectConnectGateway {
  /** AWS's ASN in BGP sessions over the links. */
  readonly amazonSideAsn: number;
  /**
   * ID of an existing gateway, which stacks share.
   * @default a gateway of this stack's own
   */
  readonly id?: string;
}

/** A link that is there, with what is on it. */
export interface PlacedLink {
  readonly link: Link;
  readonly placed: DirectConnectLink;
}

/**
 * Direct Connect between the data centre and a hub: the global Direct Connect gateway, its
 * association with the hub and the links.
 *
 * https://docs.aws.amazon.com/directconnect/latest/UserGuide/direct-connect-gateways-intro.html
 */
export class DirectConnect extends pulumi.ComponentResource {
  /** ID of the Direct Connect gateway. */
  public readonly dxGatewayId: pulumi.Output<string>;
  /** The association: route propagation waits for it. */
  public readonly association: directconnect.GatewayAssociation;
  /** The links, in the order of the configuration. */
  public readonly links: readonly PlacedLink[];

  constructor(name: string, args: DirectConnectArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:connectivity:DirectConnect", name, {}, opts);
    const child = { parent: this };
    const { secretsKeyArn, deletionProtection, tags } = args;

    this.dxGatewayId = pulumi.output(args.gateway.id ?? ownGateway(name, args, this).id);
    this.association = new directconnect.GatewayAssociation(
      `${name}-association`,
      {
        dxGatewayId: this.dxGatewayId,
        associatedGatewayId: args.hub.gatewayId,
        allowedPrefixes: [...args.allowedPrefixes],
      },
      // A gateway has one association with a hub, and none with two kinds of hubs: the old one goes first.
      { ...child, deleteBeforeReplace: true },
    );
    const { kind: hubKind } = args.hub;
    const shared = {
      hubKind,
      dxGatewayId: this.dxGatewayId,
      secretsKeyArn,
      deletionProtection,
      tags,
    };
    this.links = args.links.reduce<PlacedLink[]>((before, link) => {
      const after = before.flatMap(({ placed }) => placed.virtualInterface ?? []).slice(-1);
      const own = { ...link, ...shared, after };
      return [
        ...before,
        { link, placed: new DirectConnectLink(`${name}-${link.name}`, own, child) },
      ];
    }, []);
    this.registerOutputs({ dxGatewayId: this.dxGatewayId });
  }
}

function ownGateway(
  name: string,
  { gateway, tags }: DirectConnectArgs,
  parent: pulumi.Resource,
): directconnect.Gateway {
  return new directconnect.Gateway(
    `${name}-gateway`,
    { amazonSideAsn: String(gateway.amazonSideAsn), tags: { ...tags, Name: name } },
    { parent },
  );
}
