import * as pulumi from "@pulumi/pulumi";
import * as ec2 from "@pulumi/aws/ec2";

/** The DHCP options of a VPC's hosts. */
export interface DhcpSettings {
  /**
   * Domain that unqualified names are looked up in.
   * @default none
   */
  readonly domainName?: string;
  /**
   * Addresses of the name servers, four at most.
   * @default ["AmazonProvidedDNS"]
   */
  readonly domainNameServers?: readonly string[];
  /**
   * Addresses of the time servers, four at most.
   * @default AWS's own, which every host reaches at 169.254.169.123
   */
  readonly ntpServers?: readonly string[];
}

/** Arguments of {@link DhcpOptions}. */
export interface DhcpOptionsArgs extends DhcpSettings {
  /** ID of the VPC. */
  readonly vpcId: pulumi.Input<string>;
  /**
   * Tags besides `Name` and the provider's default tags.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * DHCP options of a VPC, in place of AWS's own.
 *
 * https://docs.aws.amazon.com/vpc/latest/userguide/VPC_DHCP_Options.html
 */
export class DhcpOptions extends pulumi.ComponentResource {
  /** ID of the DHCP options set. */
  public readonly dhcpOptionsId: pulumi.Output<string>;

  constructor(name: string, args: DhcpOptionsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:networking:DhcpOptions", name, {}, opts);

    const options = new ec2.VpcDhcpOptions(
      `${name}-set`,
      {
        domainName: args.domainName,
        // Said even when nobody asks for it: a set without name servers leaves hosts with none.
        domainNameServers: [...(args.domainNameServers ?? ["AmazonProvidedDNS"])],
        ntpServers: args.ntpServers && [...args.ntpServers],
        tags: { ...args.tags, Name: name },
      },
      { parent: this },
    );
    new ec2.VpcDhcpOptionsAssociation(
      `${name}-association`,
      { vpcId: args.vpcId, dhcpOptionsId: options.id },
      { parent: this },
    );

    this.dhcpOptionsId = options.id;
    this.registerOutputs({ dhcpOptionsId: this.dhcpOptionsId });
  }
}
