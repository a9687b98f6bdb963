import type { Cloud, Draft } from "../../provider/cloud";
import { AwsError, refuseWhile } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import type { Resource } from "../../provider/store";
import { isUnset, pick, show, text } from "../../provider/values";
import { cidr, exactlyOne, plan } from "../shared/planChecks";
import { findSubnet, findVpc, vpcType } from "./vpc";

const routeTableType = "aws:ec2/routeTable:RouteTable";
const routeType = "aws:ec2/route:Route";
const associationType = "aws:ec2/routeTableAssociation:RouteTableAssociation";

const destinations = [
  "destinationCidrBlock",
  "destinationIpv6CidrBlock",
  "destinationPrefixListId",
];

/** What a route may lead to, and AWS's answer when that does not exist. */
const targets: Readonly<Record<string, readonly [type: string | undefined, code: string]>> = {
  natGatewayId: ["aws:ec2/natGateway:NatGateway", "NatGatewayNotFound"],
  transitGatewayId: [
    "aws:ec2transitgateway/transitGateway:TransitGateway",
    "InvalidTransitGatewayID.NotFound",
  ],
  vpcPeeringConnectionId: [
    "aws:ec2/vpcPeeringConnection:VpcPeeringConnection",
    "InvalidVpcPeeringConnectionID.NotFound",
  ],
  vpcEndpointId: ["aws:ec2/vpcEndpoint:VpcEndpoint", "InvalidVpcEndpointId.NotFound"],
  networkInterfaceId: [undefined, ""],
  carrierGatewayId: [undefined, ""],
  coreNetworkArn: [undefined, ""],
  egressOnlyGatewayId: [undefined, ""],
  localGatewayId: [undefined, ""],
  odbNetworkArn: [undefined, ""],
};

/** Gateways share one property; the id's prefix identifies the kind. */
const gateways: Readonly<Record<string, readonly [type: string, code: string]>> = {
  igw: ["aws:ec2/internetGateway:InternetGateway", "InvalidInternetGatewayID.NotFound"],
  vgw: ["aws:ec2/vpnGateway:VpnGateway", "InvalidVpnGatewayID.NotFound"],
};

/** A VPC's main route table exists without any resource of the program. */
export function routeTableVpc(cloud: Cloud, id: unknown): Resource {
  const main = cloud.where(vpcType, "mainRouteTableId", id)[0];
  if (main) return main;
  const table = cloud.find(routeTableType, id, "InvalidRouteTableID.NotFound", "routeTable ID");
  return findVpc(cloud, table.attributes["vpcId"]);
}

export const routing: Service = {
  [routeTableType]: {
    idPrefix: "rtb",
    immutable: ["vpcId"],
    rules: ({ inputs }, cloud) => void findVpc(cloud, inputs["vpcId"]),
    deletable: ({ id }, cloud) => {
      refuseWhile(cloud, id, { [associationType]: "routeTableId" });
    },
  },

  "aws:ec2/defaultRouteTable:DefaultRouteTable": {
    id: ({ inputs }) => show(inputs["defaultRouteTableId"]),
    arnResource: ({ id }) => `route-table/${id}`,
    immutable: ["defaultRouteTableId"],
    rules: ({ inputs }, cloud) => void routeTableVpc(cloud, inputs["defaultRouteTableId"]),
    outputs: ({ inputs }, cloud) => ({
      vpcId: routeTableVpc(cloud, inputs["defaultRouteTableId"]).id,
    }),
  },

  [routeType]: {
    id: (draft) =>
      `r-${show(draft.inputs["routeTableId"])}${pick(destination(draft.inputs), 2 ** 32)}`,
    immutable: ["routeTableId", ...destinations],
    plan: plan(
      cidr("destinationCidrBlock"),
      exactlyOne(...destinations),
      exactlyOne("gatewayId", ...Object.keys(targets)),
    ),
    rules: routeRules,
    outputs: () => ({ origin: "CreateRoute", state: "active" }),
  },

  [associationType]: {
    idPrefix: "rtbassoc",
    immutable: ["subnetId", "gatewayId"],
    plan: plan(exactlyOne("subnetId", "gatewayId")),
    rules: (draft, cloud) => {
      const { routeTableId, subnetId } = draft.inputs;
      const network = routeTableVpc(cloud, routeTableId);
      if (isUnset(subnetId)) return;
      if (findSubnet(cloud, subnetId).attributes["vpcId"] !== network.id) {
        throw new AwsError(
          "InvalidParameterValue",
          `Route table ${show(routeTableId)} and subnet ${show(subnetId)} belong to different networks`,
        );
      }
      if (cloud.where(associationType, "subnetId", subnetId, draft).length > 0) {
        throw new AwsError(
          "Resource.AlreadyAssociated",
          `the specified association for route table ${show(routeTableId)} conflicts with an existing association`,
        );
      }
    },
  },

  "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation": {
    idPrefix: "rtbassoc",
    rules: ({ inputs }, cloud) => void routeTableVpc(cloud, inputs["routeTableId"]),
  },
};

function destination(inputs: Draft["inputs"]): string {
  return destinations.map((property) => text(inputs[property]) ?? "").join("");
}

function routeRules(draft: Draft, cloud: Cloud): void {
  const { inputs } = draft;
  const network = routeTableVpc(cloud, inputs["routeTableId"]);
  const taken = cloud
    .where(routeType, "routeTableId", inputs["routeTableId"], draft)
    .some(({ attributes }) => destination(attributes) === destination(inputs));
  if (taken || destination(inputs) === network.attributes["cidrBlock"]) {
    throw new AwsError(
      "RouteAlreadyExists",
      `The route identified by ${destination(inputs)} already exists.`,
    );
  }
  for (const [property, [type, code]] of Object.entries(targets)) {
    if (type && !isUnset(inputs[property])) cloud.find(type, inputs[property], code, property);
  }
  const gatewayId = text(inputs["gatewayId"]);
  if (gatewayId === undefined || gatewayId === "local") return;
  const [type, code] = gateways[gatewayId.split("-")[0] ?? ""] ?? [];
  if (!type || !code)
    throw new AwsError("InvalidGatewayID.NotFound", `The gateway ID '${gatewayId}' does not exist`);
  const gateway = cloud.find(type, gatewayId, code, "gateway ID");
  const attached = gateway.attributes["vpcId"] === network.id;
  if (gatewayId.startsWith("igw") && !attached) {
    throw new AwsError(
      "InvalidParameterValue",
      `route table ${show(inputs["routeTableId"])} and network gateway ${gatewayId} belong to different networks`,
    );
  }
}
