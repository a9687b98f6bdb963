import type { Cloud, Draft } from "../../provider/cloud";
import { AwsError, refuseWhile } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import type { Resource } from "../../provider/store";
import { hex, show, text } from "../../provider/values";
import { contains, overlaps, parseCidr } from "../shared/cidr";
import { cidr, oneOf, plan } from "../shared/planChecks";
import { zoneId, zonesOf } from "../shared/regions";

export const vpcType = "aws:ec2/vpc:Vpc";
const subnetType = "aws:ec2/subnet:Subnet";

export function findVpc(cloud: Cloud, id: unknown): Resource {
  return cloud.find(vpcType, id, "InvalidVpcID.NotFound", "vpc ID");
}

export function findSubnet(cloud: Cloud, id: unknown): Resource {
  return cloud.find(subnetType, id, "InvalidSubnetID.NotFound", "subnet ID");
}

export const vpc: Service = {
  [vpcType]: {
    idPrefix: "vpc",
    defaults: { enableDnsSupport: true, instanceTenancy: "default" },
    immutable: ["cidrBlock", "instanceTenancy", "ipv4IpamPoolId", "ipv4NetmaskLength"],
    plan: plan(cidr("cidrBlock"), oneOf("instanceTenancy", ["default", "dedicated"])),
    rules: ({ inputs }) => {
      const block = text(inputs["cidrBlock"]);
      const range = block && parseCidr(block);
      if (!range && !inputs["ipv4IpamPoolId"]) {
        throw new AwsError(
          "MissingParameter",
          "Either 'cidrBlock' or 'ipv4IpamPoolId' must be provided.",
        );
      }
      if (range && (range.prefix < 16 || range.prefix > 28)) {
        throw new AwsError("InvalidVpc.Range", `The CIDR '${block}' is invalid: /16 to /28.`);
      }
    },
    outputs: ({ seed }) => ({
      defaultNetworkAclId: `acl-0${hex(`${seed} acl`, 16)}`,
      defaultRouteTableId: `rtb-0${hex(`${seed} rtb`, 16)}`,
      mainRouteTableId: `rtb-0${hex(`${seed} rtb`, 16)}`,
      defaultSecurityGroupId: `sg-0${hex(`${seed} sg`, 16)}`,
      dhcpOptionsId: `dopt-0${hex("default dhcp options", 16)}`,
    }),
    deletable: ({ id }, cloud) => {
      refuseWhile(cloud, id, {
        [subnetType]: "vpcId",
        "aws:ec2/internetGateway:InternetGateway": "vpcId",
        "aws:ec2/securityGroup:SecurityGroup": "vpcId",
        "aws:ec2/routeTable:RouteTable": "vpcId",
        "aws:ec2/networkAcl:NetworkAcl": "vpcId",
        "aws:ec2/vpcEndpoint:VpcEndpoint": "vpcId",
        "aws:ec2/vpnGateway:VpnGateway": "vpcId",
      });
    },
  },

  [subnetType]: {
    idPrefix: "subnet",
    defaults: {
      assignIpv6AddressOnCreation: false,
      enableDns64: false,
      enableResourceNameDnsARecordOnLaunch: false,
      enableResourceNameDnsAaaaRecordOnLaunch: false,
      ipv6Native: false,
      mapPublicIpOnLaunch: false,
    },
    immutable: [
      "vpcId",
      "cidrBlock",
      "availabilityZone",
      "availabilityZoneId",
      "outpostArn",
      "ipv6Native",
    ],
    plan: plan(cidr("cidrBlock")),
    rules: subnetRules,
    outputs: (draft, cloud) => {
      const zone = zoneOf(draft, cloud);
      return {
        availabilityZone: zone,
        availabilityZoneId: zoneId(zone),
        privateDnsHostnameTypeOnLaunch: "ip-name",
      };
    },
    deletable: ({ id }, cloud) => {
      refuseWhile(cloud, id, {
        "aws:ec2/natGateway:NatGateway": "subnetId",
        "aws:ec2/vpcEndpoint:VpcEndpoint": "subnetIds",
        "aws:lb/loadBalancer:LoadBalancer": "subnets",
        "aws:rds/subnetGroup:SubnetGroup": "subnetIds",
        "aws:rds/proxy:Proxy": "vpcSubnetIds",
        "aws:ec2/instance:Instance": "subnetId",
      });
    },
  },

  "aws:ec2/vpcDhcpOptions:VpcDhcpOptions": {
    idPrefix: "dopt",
    arnResource: ({ id }) => `dhcp-options/${id}`,
    immutable: [
      "domainName",
      "domainNameServers",
      "ntpServers",
      "netbiosNameServers",
      "netbiosNodeType",
    ],
    deletable: ({ id }, cloud) => {
      refuseWhile(cloud, id, {
        "aws:ec2/vpcDhcpOptionsAssociation:VpcDhcpOptionsAssociation": "dhcpOptionsId",
      });
    },
  },

  "aws:ec2/vpcDhcpOptionsAssociation:VpcDhcpOptionsAssociation": {
    id: ({ inputs }) => `${show(inputs["dhcpOptionsId"])}-${show(inputs["vpcId"])}`,
    immutable: ["vpcId"],
    rules: ({ inputs }, cloud) => {
      findVpc(cloud, inputs["vpcId"]);
      const type = "aws:ec2/vpcDhcpOptions:VpcDhcpOptions";
      cloud.find(type, inputs["dhcpOptionsId"], "InvalidDhcpOptionID.NotFound", "dhcpOption ID");
    },
  },
};

function subnetRules(draft: Draft, cloud: Cloud): void {
  const { inputs } = draft;
  const vpc = findVpc(cloud, inputs["vpcId"]);
  const block = text(inputs["cidrBlock"]);
  const range = block === undefined ? undefined : parseCidr(block);
  if (!range)
    throw new AwsError("MissingParameter", "The request must contain the parameter cidrBlock");
  if (range.prefix < 16 || range.prefix > 28) {
    throw new AwsError("InvalidSubnet.Range", `The CIDR '${block}' is invalid: /16 to /28.`);
  }
  const whole = parseCidr(show(vpc.attributes["cidrBlock"]));
  if (whole && !contains(whole, range)) {
    throw new AwsError(
      "InvalidSubnet.Range",
      `The CIDR '${block}' is not inside ${vpc.id} (${show(vpc.attributes["cidrBlock"])}).`,
    );
  }
  for (const sibling of cloud.where(subnetType, "vpcId", vpc.id, draft)) {
    const other = parseCidr(show(sibling.attributes["cidrBlock"]));
    if (other && overlaps(other, range)) {
      throw new AwsError(
        "InvalidSubnet.Conflict",
        `The CIDR '${block}' conflicts with another subnet (${sibling.id}, ${show(sibling.attributes["cidrBlock"])})`,
      );
    }
  }
  const zone = zoneOf(draft, cloud);
  if (!zonesOf(cloud.region).includes(zone)) {
    throw new AwsError(
      "InvalidParameterValue",
      `Value (${zone}) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: ${zonesOf(cloud.region).join(", ")}.`,
    );
  }
}

/** The zone that the program asks for, by name or by id, or the region's first. */
function zoneOf({ inputs, previous }: Draft, cloud: Cloud): string {
  const zones = zonesOf(cloud.region);
  const byId = zones.find((zone) => zoneId(zone) === inputs["availabilityZoneId"]);
  const before = text(previous?.attributes["availabilityZone"]);
  return text(inputs["availabilityZone"]) ?? byId ?? before ?? zones[0] ?? "";
}
