import * as pulumi from "@pulumi/pulumi";
import * as directconnect from "@pulumi/aws/directconnect";
import { secretParameter } from "../ssm/secretParameter";
import type { HubKind } from "./hub";

/** One link of Direct Connect: a port at a location and the virtual interface on it. */
export interface Link {
  /** Name of the link, unique in the stack. */
  readonly name: string;
  /** Code of the Direct Connect location, such as `EqDC2`. */
  readonly location: string;
  /** ID of an existing connection or LAG (`dxcon-...`, `dxlag-...`); else one is ordered. */
  readonly connectionId?: string;
  /** Whether a partner hosts the existing connection: AWS reports no light levels of such. */
  readonly hosted: boolean;
  /** The connection that is ordered from AWS when there is none yet. */
  readonly order?: LinkOrder;
  /**
   * `ordered` until people have made the cross-connect, then `up`. The virtual interface is made
   * when it is up, and not before: AWS could not bring it up, and would charge for the port all the same.
   */
  readonly crossConnect: "ordered" | "up";
  /** Router of the data centre that the link ends on. */
  readonly device: string;
  readonly virtualInterface: LinkInterface;
}

/** A dedicated connection to be ordered, or several bundled by a link aggregation group. */
export interface LinkOrder {
  /** Port speed: 1Gbps, 10Gbps, 100Gbps or 400Gbps. */
  readonly bandwidth: string;
  /** The partner that runs the cable, where the location has one. */
  readonly providerName?: string;
  /** Ask for a port with MACsec. */
  readonly macsec: boolean;
  /** ARN of the Secrets Manager secret with the MACsec key, once there is one. */
  readonly macsecSecretArn?: string;
  /** Connections in a link aggregation group; no group when 1. */
  readonly lagConnections: number;
}

/** The BGP session over a link. */
export interface LinkInterface {
  /** 802.1Q VLAN, 1 to 4094. */
  readonly vlan: number;
  /** The data centre's ASN. */
  readonly bgpAsn: number;
  /** AWS's and the data centre's address, both with their prefix; AWS chooses when neither is given. */
  readonly amazonAddress?: string;
  readonly customerAddress?: string;
  /** Largest packet in bytes: 1500, or jumbo: 9001 to a virtual private gateway, 8500 to a transit gateway. */
  readonly mtu: number;
}

/** Arguments of {@link DirectConnectLink}. */
export interface DirectConnectLinkArgs extends Link {
  /** Decides between a private and a transit virtual interface. */
  readonly hubKind: HubKind;
  /** ID of the Direct Connect gateway. */
  readonly dxGatewayId: pulumi.Input<string>;
  /** ARN of the customer KMS key that encrypts the BGP session's key; it must admit Systems Manager. */
  readonly secretsKeyArn: pulumi.Input<string>;
  /**
   * Whether Pulumi rejects deletion and replacement of ordered ports: people waited weeks for their cross-connects.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * What is made before the virtual interface, and replaced before it: links go down one after the other.
   * @default nothing
   */
  readonly after?: readonly pulumi.Resource[];
  /**
   * Tags besides `Name` and the provider's default tags.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

type VirtualInterface =
  directconnect.PrivateVirtualInterface | directconnect.TransitVirtualInterface;

/**
 * A Direct Connect link: the connection, existing or ordered here, and once its cross-connect is up
 * the virtual interface with its BGP session, whose key AWS draws and the state keeps secret.
 *
 * https://docs.aws.amazon.com/directconnect/latest/UserGuide/WorkingWithVirtualInterfaces.html
 */
export class DirectConnectLink extends pulumi.ComponentResource {
  /** ID of the connection or the LAG that carries the link. */
  public readonly connectionId: pulumi.Output<string>;
  /** IDs of the ports whose light AWS measures, as far as they are known. */
  public readonly portIds: readonly pulumi.Output<string>[];
  /** The virtual interface, once the link is up. */
  public readonly virtualInterface: VirtualInterface | undefined;
  /** Name of the parameter that holds the BGP session's key, once the link is up. */
  public readonly keyParameter: pulumi.Output<string> | undefined;

  constructor(name: string, args: DirectConnectLinkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:connectivity:DirectConnectLink", name, {}, opts);

    const { connectionId, portIds } =
      args.connectionId === undefined
        ? orderConnection(name, args, this)
        : existingConnection(args.connectionId, args.hosted);
    this.connectionId = connectionId;
    this.portIds = portIds;
    this.virtualInterface =
      args.crossConnect === "up" ? this.makeInterface(`${name}-vif`, args) : undefined;
    this.keyParameter =
      this.virtualInterface &&
      secretParameter(
        `${name}-bgp-key`,
        {
          description: `BGP key (MD5) of Direct Connect link ${args.name}`,
          value: pulumi.secret(this.virtualInterface.bgpAuthKey),
          kmsKeyArn: args.secretsKeyArn,
          tags: args.tags,
        },
        { parent: this },
      );
    this.registerOutputs({
      connectionId: this.connectionId,
      virtualInterfaceId: this.virtualInterface?.id,
    });
  }

  private makeInterface(name: string, args: DirectConnectLinkArgs): VirtualInterface {
    const { vlan, bgpAsn, mtu, amazonAddress, customerAddress } = args.virtualInterface;
    const common = {
      connectionId: this.connectionId,
      dxGatewayId: args.dxGatewayId,
      addressFamily: "ipv4",
      vlan,
      mtu,
      ...(bgpAsn <= 2147483646 ? { bgpAsn } : { bgpAsnLong: String(bgpAsn) }),
      amazonAddress,
      customerAddress,
      tags: { ...args.tags, Name: name },
    };
    // @pulumi/aws does not say by itself that this output is a secret.
    const opts = {
      parent: this,
      additionalSecretOutputs: ["bgpAuthKey"],
      // AWS takes a VLAN once on a connection, and a peer address once: the old interface goes first.
      // https://docs.aws.amazon.com/directconnect/latest/UserGuide/WorkingWithVirtualInterfaces.html
      deleteBeforeReplace: true,
      dependsOn: [...(args.after ?? [])],
    };
    return args.hubKind === "virtual-private-gateway"
      ? new directconnect.PrivateVirtualInterface(name, common, opts)
      : new directconnect.TransitVirtualInterface(name, common, opts);
  }
}

/** What carries a link, and the ports that it is made of. */
interface Carrier {
  readonly connectionId: pulumi.Output<string>;
  readonly portIds: readonly pulumi.Output<string>[];
}

function existingConnection(connectionId: string, hosted: boolean): Carrier {
  const id = pulumi.output(connectionId);
  return { connectionId: id, portIds: hosted || !connectionId.startsWith("dxcon-") ? [] : [id] };
}

/** Orders what the link needs: one connection, or a group that bundles several. */
function orderConnection(
  name: string,
  args: DirectConnectLinkArgs,
  parent: pulumi.Resource,
): Carrier {
  const { location, order } = args;
  if (!order) {
    throw new RangeError(`link "${args.name}" has neither a connectionId nor an order`);
  }
  const { bandwidth, providerName, lagConnections } = order;
  if (lagConnections === 1) {
    const { id } = connection(`${name}-connection`, args, order, parent);
    return { connectionId: id, portIds: [id] };
  }
  const group = new directconnect.LinkAggregationGroup(
    `${name}-lag`,
    {
      connectionsBandwidth: bandwidth,
      location,
      providerName,
      tags: { ...args.tags, Name: name },
    },
    { parent, protect: args.deletionProtection ?? true },
  );
  const portIds = Array.from({ length: lagConnections }, (_, index) => {
    const member = connection(`${name}-connection-${index + 1}`, args, order, parent);
    new directconnect.ConnectionAssociation(
      `${name}-member-${index + 1}`,
      { connectionId: member.id, lagId: group.id },
      { parent },
    );
    return member.id;
  });
  return { connectionId: group.id, portIds };
}

/** A port, and its MACsec key once the link is up: AWS takes a key for a connection that works only. */
function connection(
  name: string,
  args: DirectConnectLinkArgs,
  order: LinkOrder,
  parent: pulumi.Resource,
): directconnect.Connection {
  const { location, crossConnect, tags } = args;
  const { bandwidth, providerName, macsec, macsecSecretArn } = order;
  const keyed = macsecSecretArn !== undefined && crossConnect === "up";
  const port = new directconnect.Connection(
    name,
    {
      location,
      bandwidth,
      providerName,
      requestMacsec: macsec,
      encryptionMode: keyed ? "must_encrypt" : undefined,
      tags: { ...tags, Name: name },
    },
    { parent, protect: args.deletionProtection ?? true },
  );
  if (keyed) {
    new directconnect.MacsecKeyAssociation(
      `${name}-macsec`,
      { connectionId: port.id, secretArn: macsecSecretArn },
      { parent },
    );
  }
  return port;
}
