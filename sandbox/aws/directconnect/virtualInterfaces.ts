import type { Cloud, Draft } from "../../provider/cloud";
import type { ResourceType, Service } from "../../provider/resourceType";
import type { Props } from "../../provider/store";
import { hex, isUnset, pick, show, text } from "../../provider/values";
import {
  associationType,
  connectionType,
  existing,
  gatewayType,
  knownGateway,
  lagType,
  privateType,
  refusal,
  transitType,
} from "./directConnectTypes";
import { between, exactlyOne, oneOf, plan, type PlanCheck } from "../shared/planChecks";

export const virtualInterfaces: Service = {
  [privateType]: virtualInterface([1500, 9001]),
  [transitType]: virtualInterface([1500, 8500]),
};

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
