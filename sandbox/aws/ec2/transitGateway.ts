import type { Cloud, Draft } from "../../provider/cloud";
import { AwsError, refuseWhile } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import { hex, show, texts } from "../../provider/values";
import { privateAsn } from "../shared/asn";
import { findSubnet, findVpc } from "./vpc";
import { plan } from "../shared/planChecks";

export const transitGatewayType = "aws:ec2transitgateway/transitGateway:TransitGateway";
const attachmentType = "aws:ec2transitgateway/vpcAttachment:VpcAttachment";
const routeTableType = "aws:ec2transitgateway/routeTable:RouteTable";
const associationType = "aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation";
const propagationType = "aws:ec2transitgateway/routeTablePropagation:RouteTablePropagation";

export const transitGateway: Service = {
  [transitGatewayType]: {
    idPrefix: "tgw",
    service: "ec2",
    arnResource: ({ id }) => `transit-gateway/${id}`,
    defaults: {
      amazonSideAsn: 64512,
      autoAcceptSharedAttachments: "disable",
      defaultRouteTableAssociation: "enable",
      defaultRouteTablePropagation: "enable",
      dnsSupport: "enable",
      vpnEcmpSupport: "enable",
    },
    plan: plan(privateAsn("amazonSideAsn")),
    outputs: ({ seed }) => ({
      associationDefaultRouteTableId: `tgw-rtb-0${hex(`${seed} table`, 16)}`,
      propagationDefaultRouteTableId: `tgw-rtb-0${hex(`${seed} table`, 16)}`,
    }),
    deletable: ({ id }, cloud) => {
      refuseWhile(cloud, id, {
        [attachmentType]: "transitGatewayId",
        "aws:ec2/vpnConnection:VpnConnection": "transitGatewayId",
        "aws:directconnect/gatewayAssociation:GatewayAssociation": "associatedGatewayId",
      });
    },
  },

  [attachmentType]: {
    idPrefix: "tgw-attach",
    service: "ec2",
    arnResource: ({ id }) => `transit-gateway-attachment/${id}`,
    rules: attachmentRules,
    outputs: (_, cloud) => ({ vpcOwnerId: cloud.accountId }),
    deletable: ({ attributes }, cloud) => {
      refuseWhile(cloud, show(attributes["transitGatewayId"]), {
        "aws:ec2/route:Route": "transitGatewayId",
      });
    },
  },

  [routeTableType]: {
    idPrefix: "tgw-rtb",
    service: "ec2",
    arnResource: ({ id }) => `transit-gateway-route-table/${id}`,
    immutable: ["transitGatewayId"],
    rules: ({ inputs }, cloud) => void findTransitGateway(cloud, inputs["transitGatewayId"]),
    deletable: ({ id }, cloud) => {
      refuseWhile(cloud, id, { [associationType]: "transitGatewayRouteTableId" });
    },
  },

  [associationType]: {
    id: membershipId,
    immutable: ["transitGatewayAttachmentId", "transitGatewayRouteTableId"],
    rules: (draft, cloud) => {
      findRouteTable(draft, cloud);
      const attachment = draft.inputs["transitGatewayAttachmentId"];
      const other = cloud.where(
        associationType,
        "transitGatewayAttachmentId",
        attachment,
        draft,
      )[0];
      if (other) {
        throw new AwsError(
          "Resource.AlreadyAssociated",
          `${show(attachment)} is already associated with ${show(other.attributes["transitGatewayRouteTableId"])}`,
        );
      }
    },
  },

  [propagationType]: {
    id: membershipId,
    immutable: ["transitGatewayAttachmentId", "transitGatewayRouteTableId"],
    rules: (draft, cloud) => {
      findRouteTable(draft, cloud);
    },
  },
};

function membershipId({ inputs }: Draft): string {
  return `${show(inputs["transitGatewayRouteTableId"])}_${show(inputs["transitGatewayAttachmentId"])}`;
}

function findTransitGateway(cloud: Cloud, id: unknown) {
  return cloud.find(
    transitGatewayType,
    id,
    "InvalidTransitGatewayID.NotFound",
    "transitGateway ID",
  );
}

function findRouteTable({ inputs }: Draft, cloud: Cloud): void {
  const id = inputs["transitGatewayRouteTableId"];
  cloud.find(routeTableType, id, "InvalidRouteTableID.NotFound", "transitGatewayRouteTable ID");
}

/** One subnet in each zone, all of the VPC. */
function attachmentRules({ inputs }: Draft, cloud: Cloud): void {
  findTransitGateway(cloud, inputs["transitGatewayId"]);
  const vpc = findVpc(cloud, inputs["vpcId"]);
  const subnets = texts(inputs["subnetIds"]).map((id) => findSubnet(cloud, id));
  if (subnets.some(({ attributes }) => attributes["vpcId"] !== vpc.id)) {
    throw new AwsError("InvalidSubnetID.NotFound", `A subnet is not in ${vpc.id}`);
  }
  const zones = subnets.map(({ attributes }) => attributes["availabilityZone"]);
  if (new Set(zones).size !== zones.length) {
    throw new AwsError(
      "DuplicateSubnetsInSameZone",
      "Duplicate subnets for the same Availability Zone",
    );
  }
}
