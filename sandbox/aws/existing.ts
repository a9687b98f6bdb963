import type { Cloud } from "../provider/cloud";
import type { Props, Resource } from "../provider/store";
import { isUnset, show } from "../provider/values";
import { findSubnet, findVpc } from "./ec2/vpc";

const routeType = "aws:ec2/route:Route";
const associationType = "aws:ec2/routeTableAssociation:RouteTableAssociation";
const tableType = "aws:ec2/routeTable:RouteTable";
const blockType = "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation";
const zoneType = "aws:route53/zone:Zone";
const endpointType = "aws:ec2/vpcEndpoint:VpcEndpoint";

type Lookup = (args: Props, cloud: Cloud) => Props;

/** What targets a route has in the provider's answer: all of them, those that it does not lead to empty. */
const targets = ["gatewayId", "natGatewayId", "transitGatewayId", "networkInterfaceId"];

/** Data sources of the provider: what the account holds, whichever stack has made it. */
export const existing: Readonly<Record<string, Lookup>> = {
  "aws:ec2/getVpc:getVpc": ({ id }, cloud) => {
    const vpc = findVpc(cloud, id);
    const secondary = cloud.where(blockType, "vpcId", vpc.id);
    return {
      ...vpc.attributes,
      id: vpc.id,
      cidrBlockAssociations: [vpc, ...secondary].map(({ id: associationId, attributes }) => ({
        associationId,
        cidrBlock: attributes["cidrBlock"],
        state: "associated",
      })),
    };
  },

  "aws:ec2/getSubnet:getSubnet": ({ id }, cloud) => {
    const subnet = findSubnet(cloud, id);
    return { ...subnet.attributes, id: subnet.id };
  },

  "aws:ec2/getSubnets:getSubnets": ({ filters, tags }, cloud) => {
    const [filter] = filters as { name: string; values: string[] }[];
    if (filter?.name !== "vpc-id") throw new Error("stand-in for AWS: getSubnets by vpc-id only");
    const wanted = Object.entries(tags ?? {});
    const ids = cloud
      .all("aws:ec2/subnet:Subnet")
      .filter(({ attributes }) => filter.values.includes(show(attributes["vpcId"])))
      .filter(({ attributes }) => wanted.every(([key, value]) => tagsOf(attributes)[key] === value))
      .map(({ id }) => id);
    return { id: cloud.region, ids };
  },

  "aws:ec2/getRouteTable:getRouteTable": ({ subnetId, routeTableId }, cloud) => {
    const [association] = cloud.where(associationType, "subnetId", subnetId);
    const id = routeTableId ?? association?.attributes["routeTableId"];
    // The provider's own words: internal/service/ec2/vpc_route_table_data_source.go.
    if (id === undefined) throw new Error("query returned no results. Please change your criteria");
    const table = cloud.get(tableType, id);
    const routes = cloud.where(routeType, "routeTableId", id).map(({ attributes }) => ({
      cidrBlock: attributes["destinationCidrBlock"] ?? "",
      ...Object.fromEntries(targets.map((target) => [target, attributes[target] ?? ""])),
    }));
    return { ...table?.attributes, id, routeTableId: id, routes };
  },

  "aws:ec2/getVpcEndpoint:getVpcEndpoint": ({ id, vpcId }, cloud) => {
    const endpoint = cloud.get(endpointType, id);
    if (endpoint?.attributes["vpcId"] !== vpcId)
      throw new Error("no matching EC2 VPC Endpoint found");
    return { ...endpoint?.attributes, id };
  },

  "aws:ec2transitgateway/getTransitGateway:getTransitGateway": ({ id }, cloud) => {
    const type = "aws:ec2transitgateway/transitGateway:TransitGateway";
    const found = cloud.find(type, id, "InvalidTransitGatewayID.NotFound", "transit gateway ID");
    return { ...found.attributes, id };
  },

  "aws:ec2transitgateway/getVpcAttachment:getVpcAttachment": ({ id }, cloud) => {
    const type = "aws:ec2transitgateway/vpcAttachment:VpcAttachment";
    const code = "InvalidTransitGatewayAttachmentID.NotFound";
    return { ...cloud.find(type, id, code, "attachment ID").attributes, id };
  },

  "aws:kms/getKey:getKey": ({ keyId }, cloud) => {
    const id = show(keyId).split("/").at(-1);
    const type = "aws:kms/key:Key";
    const { attributes } = cloud.find(type, id, "NotFoundException", "key");
    const { isEnabled, customerMasterKeySpec: keySpec } = attributes;
    const keyState = isEnabled === false ? "Disabled" : "Enabled";
    return { ...attributes, id, keySpec, keyState, keyManager: "CUSTOMER" };
  },

  "aws:s3/getBucket:getBucket": ({ bucket }, cloud) => {
    const found = cloud.get("aws:s3/bucket:Bucket", bucket);
    if (!found) throw new Error(`reading S3 Bucket (${show(bucket)}): couldn't find resource`);
    return { ...found.attributes, id: bucket, bucketRegion: found.attributes["region"] };
  },

  // Addresses are strings here, and the VPC has a shorter name: internal/service/route53resolver/endpoint_data_source.go.
  "aws:route53/getResolverEndpoint:getResolverEndpoint": ({ resolverEndpointId: id }, cloud) => {
    const found = cloud.get("aws:route53/resolverEndpoint:ResolverEndpoint", id);
    if (!found) throw new Error("no Route53 Resolver Endpoint matched");
    const { hostVpcId: vpcId, ipAddresses, ...attributes } = found.attributes;
    const addresses = (ipAddresses as { ip: string }[]).map(({ ip }) => ip);
    return { ...attributes, id, vpcId, ipAddresses: addresses, status: "OPERATIONAL" };
  },

  "aws:route53/getResolverRule:getResolverRule": ({ resolverRuleId: id }, cloud) => {
    const found = cloud.get("aws:route53/resolverRule:ResolverRule", id);
    if (!found)
      throw new Error(`reading Route53 Resolver Rule (${show(id)}): couldn't find resource`);
    return { ...found.attributes, id, resolverRuleId: id };
  },

  // By its ID, or by its name and a VPC that it is associated with.
  "aws:route53/getZone:getZone": ({ zoneId, name, vpcId }, cloud) => {
    const zone = cloud
      .all(zoneType)
      .find(
        ({ id, attributes }) =>
          id === zoneId || (attributes["name"] === name && isAnswered(id, vpcId, cloud)),
      );
    if (!zone) throw new Error("no matching Route 53 Hosted Zone found");
    const { attributes, id } = zone;
    return { ...attributes, id, zoneId: id, privateZone: !isUnset(attributes["vpcs"]) };
  },
};

/** Whether a VPC is one of a zone's, by either's own resource. */
function isAnswered(zoneId: string, vpcId: unknown, cloud: Cloud): boolean {
  const own = cloud.get(zoneType, zoneId)?.attributes["vpcs"] as { vpcId: string }[] | undefined;
  const later = cloud.where("aws:route53/zoneAssociation:ZoneAssociation", "zoneId", zoneId);
  return [...(own ?? []), ...later.map(({ attributes }) => attributes)].some(
    (each) => each["vpcId" as keyof typeof each] === vpcId,
  );
}

function tagsOf(attributes: Resource["attributes"]): Readonly<Record<string, unknown>> {
  return { ...(attributes["tagsAll"] as object), ...(attributes["tags"] as object) };
}
