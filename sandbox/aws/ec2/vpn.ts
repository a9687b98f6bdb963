import type { Cloud, Draft } from "../../provider/cloud";
import { AwsError, refuseWhile } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import type { Props, Resource } from "../../provider/store";
import { hex, isUnset, pick, show, text } from "../../provider/values";
import { privateAsn } from "../shared/asn";
import { address, contains, parseCidr } from "../shared/cidr";
import { exactlyOne, matches, oneOf, plan, type PlanCheck } from "../shared/planChecks";
import { transitGatewayType } from "./transitGateway";
import { routeTableVpc } from "./routing";
import { findVpc } from "./vpc";

export const vpnGatewayType = "aws:ec2/vpnGateway:VpnGateway";
const customerGatewayType = "aws:ec2/customerGateway:CustomerGateway";
const vpnConnectionType = "aws:ec2/vpnConnection:VpnConnection";
const propagationType = "aws:ec2/vpnGatewayRoutePropagation:VpnGatewayRoutePropagation";

/** Blocks of 169.254.0.0/16 that AWS keeps for itself. */
const reserved = [
  ...[0, 1, 2, 3, 4, 5].map((third) => `169.254.${third}.0/30`),
  "169.254.169.252/30",
];

export const vpn: Service = {
  [vpnGatewayType]: {
    idPrefix: "vgw",
    defaults: { amazonSideAsn: "64512" },
    plan: plan(privateAsn("amazonSideAsn")),
    rules: (draft, cloud) => {
      const { vpcId } = draft.inputs;
      if (isUnset(vpcId)) return;
      findVpc(cloud, vpcId);
      if (cloud.where(vpnGatewayType, "vpcId", vpcId, draft).length > 0) {
        throw new AwsError(
          "VpnGatewayAttachmentLimitExceeded",
          `The maximum number of virtual private gateways of ${show(vpcId)} has been reached: 1`,
        );
      }
    },
    deletable: ({ id }, cloud) => {
      refuseWhile(cloud, id, {
        [vpnConnectionType]: "vpnGatewayId",
        "aws:directconnect/gatewayAssociation:GatewayAssociation": "associatedGatewayId",
      });
    },
  },

  [propagationType]: {
    id: ({ inputs }) => `${show(inputs["vpnGatewayId"])}_${show(inputs["routeTableId"])}`,
    immutable: ["routeTableId", "vpnGatewayId"],
    rules: ({ inputs }, cloud) => {
      const { vpnGatewayId, routeTableId } = inputs;
      const network = routeTableVpc(cloud, routeTableId);
      const gateway = findVpnGateway(cloud, vpnGatewayId);
      if (gateway.attributes["vpcId"] !== network.id) {
        throw new AwsError(
          "Gateway.NotAttached",
          `VGW ${gateway.id} is not attached to the VPC of ${show(routeTableId)}`,
        );
      }
    },
  },

  [customerGatewayType]: {
    idPrefix: "cgw",
    plan: plan(oneOf("type", ["ipsec.1"]), exactlyOne("bgpAsn", "bgpAsnExtended"), customerAsn),
    deletable: ({ id }, cloud) => {
      refuseWhile(cloud, id, { [vpnConnectionType]: "customerGatewayId" });
    },
  },

  [vpnConnectionType]: {
    idPrefix: "vpn",
    plan: plan(
      exactlyOne("vpnGatewayId", "transitGatewayId", "vpnConcentratorId"),
      ...[1, 2].flatMap(tunnelChecks),
    ),
    rules: connectionRules,
    outputs: connectionOutputs,
  },
};

export function findVpnGateway(cloud: Cloud, id: unknown): Resource {
  return cloud.find(vpnGatewayType, id, "InvalidVpnGatewayID.NotFound", "vpnGateway ID");
}

function customerAsn(inputs: Props, problem: (property: string, reason: string) => void): void {
  const asn = Number(text(inputs["bgpAsn"]) ?? 1);
  if (asn < 1 || asn > 2147483647) {
    problem("bgpAsn", `expected bgpAsn to be in the range (1 - 2147483647), got ${asn}`);
  }
}

function tunnelChecks(tunnel: number): PlanCheck[] {
  const [inside, key] = [`tunnel${tunnel}InsideCidr`, `tunnel${tunnel}PresharedKey`];
  return [
    oneOf(`tunnel${tunnel}DpdTimeoutAction`, ["clear", "none", "restart"]),
    oneOf(`tunnel${tunnel}StartupAction`, ["add", "start"]),
    matches(key, /^[^0][A-Za-z0-9._]{7,63}$/, "8 to 64 of A-Za-z0-9._, not starting with 0"),
    (inputs, problem) => {
      const block = text(inputs[inside]);
      if (block === undefined) return;
      const range = parseCidr(block);
      const local = parseCidr("169.254.0.0/16");
      if (range?.prefix !== 30 || !local || !contains(local, range)) {
        problem(inside, `expected ${inside} to be a /30 of 169.254.0.0/16, got ${block}`);
      } else if (reserved.includes(block)) {
        problem(inside, `${inside} ${block} is reserved`);
      }
    },
  ];
}

function connectionRules(draft: Draft, cloud: Cloud): void {
  const { inputs } = draft;
  const customer = cloud.find(
    customerGatewayType,
    inputs["customerGatewayId"],
    "InvalidCustomerGatewayID.NotFound",
    "customerGateway ID",
  );
  const gateway = hub(inputs, cloud);
  const asn = show(customer.attributes["bgpAsn"] ?? customer.attributes["bgpAsnExtended"]);
  if (asn === show(gateway?.attributes["amazonSideAsn"])) {
    throw new AwsError(
      "InvalidParameterValue",
      `The ASN ${asn} of ${customer.id} is the Amazon side ASN of ${gateway?.id ?? ""} as well`,
    );
  }
  const own = insideCidrs(inputs);
  if (own.length === 2 && own[0] === own[1]) {
    throw new AwsError(
      "InvalidParameterValue",
      `Both tunnels have the inside CIDR ${own[0] ?? ""}`,
    );
  }
  const [property] = isUnset(inputs["vpnGatewayId"]) ? ["transitGatewayId"] : ["vpnGatewayId"];
  for (const other of cloud.where(vpnConnectionType, property, inputs[property], draft)) {
    const taken = insideCidrs(other.attributes).find((block) => own.includes(block));
    if (taken !== undefined) {
      throw new AwsError(
        "InvalidParameterValue",
        `The tunnel inside CIDR ${taken} is in use by ${other.id} on the same gateway`,
      );
    }
  }
}

function hub(inputs: Props, cloud: Cloud): Resource | undefined {
  if (!isUnset(inputs["vpnGatewayId"])) return findVpnGateway(cloud, inputs["vpnGatewayId"]);
  const { transitGatewayId } = inputs;
  if (isUnset(transitGatewayId)) return undefined;
  const code = "InvalidTransitGatewayID.NotFound";
  return cloud.find(transitGatewayType, transitGatewayId, code, "transitGateway ID");
}

function insideCidrs(props: Props): string[] {
  return [props["tunnel1InsideCidr"], props["tunnel2InsideCidr"]].flatMap(
    (each) => text(each) ?? [],
  );
}

/** Addresses are of the ranges for documentation; keys are of AWS's length and alphabet. */
function connectionOutputs({ inputs, seed }: Draft, cloud: Cloud): Props {
  const outputs: Props = { routes: [], vgwTelemetries: [] };
  const asn = show(hub(inputs, cloud)?.attributes["amazonSideAsn"] ?? "64512");
  for (const tunnel of [1, 2]) {
    const drawn = `169.254.${10 + pick(`${seed} ${tunnel} third`, 50)}.${4 * (2 * pick(`${seed} fourth`, 32) + tunnel - 1)}/30`;
    const block = text(inputs[`tunnel${tunnel}InsideCidr`]) ?? drawn;
    const first = parseCidr(block)?.first ?? 0;
    Object.assign(outputs, {
      [`tunnel${tunnel}Address`]: `198.51.100.${1 + ((pick(`${seed} outside`, 126) * 2 + tunnel) % 254)}`,
      [`tunnel${tunnel}BgpAsn`]: asn,
      [`tunnel${tunnel}BgpHoldtime`]: 30,
      [`tunnel${tunnel}InsideCidr`]: block,
      [`tunnel${tunnel}VgwInsideAddress`]: address(first + 1),
      [`tunnel${tunnel}CgwInsideAddress`]: address(first + 2),
      [`tunnel${tunnel}PresharedKey`]: `k${hex(`${seed} psk ${tunnel}`, 31)}`,
    });
  }
  const overTransit = !isUnset(inputs["transitGatewayId"]);
  return {
    ...outputs,
    customerGatewayConfiguration: "<vpn_connection/>",
    transitGatewayAttachmentId: overTransit ? `tgw-attach-0${hex(`${seed} attachment`, 16)}` : "",
  };
}
