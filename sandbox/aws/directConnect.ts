import type { Cloud, Draft } from "../provider/cloud";
import { AwsError, refuseWhile } from "../provider/cloud";
import type { ResourceType, Service } from "../provider/resourceType";
import type { Props } from "../provider/store";
import { hex, isUnset, pick, show, text, uuid } from "../provider/values";
import { privateAsn } from "./asn";
import { between, exactlyOne, oneOf, plan, type PlanCheck } from "./planChecks";
import { findVpnGateway, vpnGatewayType } from "./ec2/vpn";
import { findVpc } from "./ec2/vpc";
import { transitGatewayType } from "./transitGateway";

const gatewayType = "aws:directconnect/gateway:Gateway";
const associationType = "aws:directconnect/gatewayAssociation:GatewayAssociation";
const connectionType = "aws:directconnect/connection:Connection";
const lagType = "aws:directconnect/linkAggregationGroup:LinkAggregationGroup";
const memberType = "aws:directconnect/connectionAssociation:ConnectionAssociation";
const privateType = "aws:directconnect/privateVirtualInterface:PrivateVirtualInterface";
const transitType = "aws:directconnect/transitVirtualInterface:TransitVirtualInterface";

const bandwidths = ["1Gbps", "10Gbps", "100Gbps", "400Gbps"];

/** Connections and gateways that no program of this account made: another team's, and there. */
const existing = {
  connection: /^dx(con|lag)-[0-9a-z]{8,17}$/,
  gateway: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
};

export const directConnect: Service = {
  [gatewayType]: {
    id: ({ seed }) => uuid(seed),
    immutable: ["amazonSideAsn"],
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
    immutable: ["dxGatewayId", "associatedGatewayId"],
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
    immutable: ["bandwidth", "location", "name", "providerName", "requestMacsec"],
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
    immutable: ["connectionsBandwidth", "location", "providerName", "connectionId"],
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
    immutable: ["connectionId", "lagId"],
    rules: memberRules,
  },

  [privateType]: virtualInterface([1500, 9001]),
  [transitType]: virtualInterface([1500, 8500]),
};

function refusal(message: string): AwsError {
  return new AwsError("DirectConnectClientException", message);
}

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

function knownGateway(id: unknown, cloud: Cloud) {
  const gateway = cloud.get(gatewayType, id);
  if (!gateway && !existing.gateway.test(show(id))) {
    throw refusal(`Direct Connect gateway ${show(id)} does not exist`);
  }
  return gateway;
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

function bothOrNeither(...[inputs, problem]: Parameters<PlanCheck>): void {
  const missing = ["amazonAddress", "customerAddress"].filter((name) => isUnset(inputs[name]));
  if (missing.length === 1) {
    problem(missing[0] ?? "", "amazonAddress and customerAddress must be given both or neither");
  }
}

function virtualInterface(mtus: readonly number[]): ResourceType {
  return {
    id: ({ seed }) => `dxvif-f${hex(seed, 7)}`,
    service: "directconnect",
    arnResource: ({ id }) => `dxvif/${id}`,
    defaults: { mtu: 1500 },
    immutable: [
      ...["addressFamily", "amazonAddress", "customerAddress", "bgpAsn", "bgpAsnLong"],
      ...["bgpAuthKey", "connectionId", "dxGatewayId", "name", "vlan", "vpnGatewayId"],
    ],
    plan: plan(
      between("vlan", 1, 4094),
      between("bgpAsn", 1, 2147483646),
      exactlyOne("bgpAsn", "bgpAsnLong"),
      exactlyOne("dxGatewayId", "vpnGatewayId"),
      oneOf("mtu", mtus),
      oneOf("addressFamily", ["ipv4", "ipv6"]),
      bothOrNeither,
    ),
    rules: interfaceRules,
    outputs: interfaceOutputs,
  };
}

function interfaceRules(draft: Draft, cloud: Cloud): void {
  const { type, inputs } = draft;
  const { connectionId, dxGatewayId, vlan, bgpAsn } = inputs;
  const here = cloud.get(connectionType, connectionId) ?? cloud.get(lagType, connectionId);
  if (!here && !existing.connection.test(show(connectionId))) {
    throw refusal(`Connection ${show(connectionId)} does not exist`);
  }
  const taken = [privateType, transitType]
    .flatMap((each) => cloud.where(each, "connectionId", connectionId, draft))
    .find(({ attributes }) => attributes["vlan"] === vlan);
  if (taken) {
    throw refusal(`VLAN ${show(vlan)} is already in use on ${show(connectionId)} by ${taken.id}`);
  }
  if (isUnset(dxGatewayId)) return;
  const gateway = knownGateway(dxGatewayId, cloud);
  if (gateway && show(gateway.attributes["amazonSideAsn"]) === show(bgpAsn)) {
    throw refusal(`ASN ${show(bgpAsn)} is the Amazon side ASN of ${gateway.id} as well`);
  }
  const wrong = type === privateType ? "tgw-" : "vgw-";
  const conflict = cloud.store
    .all(associationType)
    .find(
      ({ attributes }) =>
        attributes["dxGatewayId"] === dxGatewayId &&
        show(attributes["associatedGatewayId"]).startsWith(wrong),
    );
  if (conflict) {
    throw refusal(`Direct Connect gateway ${show(dxGatewayId)} is associated with ${conflict.id}`);
  }
}

function interfaceOutputs({ inputs, seed }: Draft, cloud: Cloud): Props {
  const block = `169.254.${128 + pick(`${seed} third`, 32)}`;
  const fourth = 4 * pick(`${seed} fourth`, 64);
  const gateway = cloud.get(gatewayType, inputs["dxGatewayId"]);
  return {
    amazonAddress: `${block}.${fourth + 1}/30`,
    customerAddress: `${block}.${fourth + 2}/30`,
    amazonSideAsn: text(gateway?.attributes["amazonSideAsn"]) ?? "64512",
    bgpAuthKey: hex(`${seed} key`, 24),
    awsDevice: `device-${hex(`${seed} device`, 6)}`,
    jumboFrameCapable: true,
  };
}
