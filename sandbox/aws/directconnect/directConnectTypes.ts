import { AwsError, type Cloud } from "../../provider/cloud";
import type { Resource } from "../../provider/store";
import { show } from "../../provider/values";

export const gatewayType = "aws:directconnect/gateway:Gateway";
export const associationType = "aws:directconnect/gatewayAssociation:GatewayAssociation";
export const connectionType = "aws:directconnect/connection:Connection";
export const lagType = "aws:directconnect/linkAggregationGroup:LinkAggregationGroup";
export const memberType = "aws:directconnect/connectionAssociation:ConnectionAssociation";
export const privateType = "aws:directconnect/privateVirtualInterface:PrivateVirtualInterface";
export const transitType = "aws:directconnect/transitVirtualInterface:TransitVirtualInterface";

/** Connections and gateways that no program of this account made: another team's, and there. */
export const existing = {
  connection: /^dx(con|lag)-[0-9a-z]{8,17}$/,
  gateway: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
};

export function refusal(message: string): AwsError {
  return new AwsError("DirectConnectClientException", message);
}

/** A Direct Connect gateway of this account; undefined for one of another team's. */
export function knownGateway(id: unknown, cloud: Cloud): Resource | undefined {
  const gateway = cloud.get(gatewayType, id);
  if (!gateway && !existing.gateway.test(show(id))) {
    throw refusal(`Direct Connect gateway ${show(id)} does not exist`);
  }
  return gateway;
}
