import type { Cloud, Draft } from "../../provider/cloud";
import { refuseWhile } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import { hex, isUnset, show, uuid } from "../../provider/values";
import { privateAsn } from "../shared/asn";
import {
  associationType,
  connectionType,
  gatewayType,
  knownGateway,
  lagType,
  memberType,
  privateType,
  refusal,
  transitType,
} from "./directConnectTypes";
import { oneOf, plan, type PlanCheck } from "../shared/planChecks";
import { findVpnGateway, vpnGatewayType } from "../ec2/vpn";
import { findVpc } from "../ec2/vpc";
import { transitGatewayType } from "../ec2/transitGateway";

const bandwidths = ["1Gbps", "10Gbps", "100Gbps", "400Gbps"];

export const directConnect: Service = {
  [gatewayType]: {
    id: ({ seed }) => uuid(seed),
    global: true,
    arnResource: ({ id }) => `dx-gateway/${id}`,
    plan: plan(privateAsn("amazonSideAsn")),
    deletable: ({ id }, cloud) => {
      for (const type of [associationType, privateType, transitType]) {
        const user = cloud.store
          .all(type)
          .find(({ attributes }) => attributes["dxGatewayId"] === id);
        if (user) throw refusal(`Direct Connect gateway ${id} has ${user.id}`);
      }
    },
  },

  [associationType]: {
    id: ({ inputs }) => `ga-${show(inputs["dxGatewayId"])}${show(inputs["associatedGatewayId"])}`,
    rules: associationRules,
    outputs: ({ inputs, seed }, cloud) => {
      const id = show(inputs["associatedGatewayId"]);
      const transit = id.startsWith("tgw-");
      const vpcId = cloud.get(vpnGatewayType, id)?.attributes["vpcId"];
      return {
        allowedPrefixes: isUnset(vpcId) ? [] : [findVpc(cloud, vpcId).attributes["cidrBlock"]],
        associatedGatewayType: transit ? "transitGateway" : "virtualPrivateGateway",
        dxGatewayAssociationId: uuid(`${seed} association`),
        associatedGatewayOwnerAccountId: cloud.accountId,
        dxGatewayOwnerAccountId: cloud.accountId,
        transitGatewayAttachmentId: transit ? `tgw-attach-0${hex(`${seed} attachment`, 16)}` : "",
      };
    },
  },

  [connectionType]: {
    id: ({ seed }) => `dxcon-f${hex(seed, 7)}`,
    arnResource: ({ id }) => `dxcon/${id}`,
    plan: plan(
      oneOf("bandwidth", bandwidths),
      oneOf("encryptionMode", ["no_encrypt", "should_encrypt", "must_encrypt"]),
      macsecPort,
    ),
    outputs: ({ inputs, seed }) => ({
      awsDevice: `${show(inputs["location"])}-${hex(`${seed} device`, 6)}`,
      hasLogicalRedundancy: "unknown",
      jumboFrameCapable: true,
      macsecCapable: inputs["requestMacsec"] === true,
      encryptionMode: inputs["requestMacsec"] === true ? "should_encrypt" : "no_encrypt",
      portEncryptionStatus: "Encryption Down",
      state: "requested",
      partnerName: "",
      providerName: "",
      vlanId: 0,
    }),
    deletable: ({ id }, cloud) => {
      refuseWhile(cloud, id, { [privateType]: "connectionId", [transitType]: "connectionId" });
    },
  },

  [lagType]: {
    id: ({ seed }) => `dxlag-f${hex(seed, 7)}`,
    arnResource: ({ id }) => `dxlag/${id}`,
    plan: plan(oneOf("connectionsBandwidth", bandwidths)),
    outputs: () => ({ hasLogicalRedundancy: "unknown", jumboFrameCapable: true }),
    deletable: ({ id }, cloud) => {
      refuseWhile(cloud, id, {
        [privateType]: "connectionId",
        [transitType]: "connectionId",
        [memberType]: "lagId",
      });
    },
  },

  [memberType]: {
    id: ({ inputs }) => show(inputs["connectionId"]),
    rules: memberRules,
  },
};

/** A hub takes one Direct Connect gateway, and that takes hubs of one kind. */
function associationRules(draft: Draft, cloud: Cloud): void {
  const { dxGatewayId, associatedGatewayId, allowedPrefixes } = draft.inputs;
  const id = show(associatedGatewayId);
  const transit = id.startsWith("tgw-");
  const hub = transit
    ? cloud.find(transitGatewayType, id, "DirectConnectClientException", "transit gateway")
    : findVpnGateway(cloud, id);
  if (!transit && isUnset(hub.attributes["vpcId"])) {
    throw refusal(`Virtual gateway ${id} is not attached to a VPC`);
  }
  if (transit && (!Array.isArray(allowedPrefixes) || allowedPrefixes.length === 0)) {
    throw refusal(`An association with transit gateway ${id} needs allowed prefixes`);
  }
  const gateway = knownGateway(dxGatewayId, cloud);
  if (show(gateway?.attributes["amazonSideAsn"]) === show(hub.attributes["amazonSideAsn"])) {
    throw refusal(`Direct Connect gateway and ${id} have the same Amazon side ASN`);
  }
  const associations = cloud.store.all(associationType).filter((each) => each.id !== draft.id);
  if (associations.some(({ attributes }) => attributes["associatedGatewayId"] === id)) {
    throw refusal(`${id} is already associated with a Direct Connect gateway`);
  }
  const other = transit ? "vgw-" : "tgw-";
  const conflict =
    associations.find(
      ({ attributes }) =>
        attributes["dxGatewayId"] === dxGatewayId &&
        show(attributes["associatedGatewayId"]).startsWith(other),
    ) ?? interfaces(cloud, dxGatewayId, transit ? privateType : transitType)[0];
  if (conflict) {
    throw refusal(
      `Direct Connect gateway ${show(dxGatewayId)} cannot have ${id} beside ${conflict.id}: it takes transit gateways, or virtual private gateways and private virtual interfaces`,
    );
  }
}

function interfaces(cloud: Cloud, dxGatewayId: unknown, type: string) {
  return cloud.store
    .all(type)
    .filter(({ attributes }) => attributes["dxGatewayId"] === dxGatewayId);
}

function memberRules({ inputs }: Draft, cloud: Cloud): void {
  const code = "DirectConnectClientException";
  const connection = cloud.find(connectionType, inputs["connectionId"], code, "connection");
  const lag = cloud.find(lagType, inputs["lagId"], code, "LAG");
  const same =
    connection.attributes["location"] === lag.attributes["location"] &&
    connection.attributes["bandwidth"] === lag.attributes["connectionsBandwidth"];
  if (!same) throw refusal(`${connection.id} and ${lag.id} differ in location or bandwidth`);
}

function macsecPort(...[inputs, problem]: Parameters<PlanCheck>): void {
  if (inputs["requestMacsec"] === true && inputs["bandwidth"] === "1Gbps") {
    problem("requestMacsec", "MACsec is available on ports of 10Gbps and more, not on 1Gbps");
  }
}
