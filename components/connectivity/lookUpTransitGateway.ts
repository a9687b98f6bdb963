import * as ipaddr from "ipaddr.js";
import type * as pulumi from "@pulumi/pulumi";
import { getTransitGateway } from "@pulumi/aws/ec2transitgateway/getTransitGateway";
import { getVpcAttachment } from "@pulumi/aws/ec2transitgateway/getVpcAttachment";
import { adoptedTiers, type FoundNetwork } from "../networking/adoptedNetwork";
import { notThere } from "../notThere";
import { UserError } from "../userError";
import type { TransitGatewaySettings } from "./connectivityPlan";

const AT = "landbridge:connectivity.transitGateway";

/**
 * Asks AWS for a transit gateway that the stack adopts, before anything is made, and whether an attached network leads
 * to it.
 *
 * @param network The network that is adopted with it; undefined where the stack makes one.
 * @throws UserError with everything that is not as configuration has it.
 */
export async function lookUpTransitGateway(
  { id, attachmentId }: TransitGatewaySettings,
  onPremisesCidrs: readonly string[],
  network: FoundNetwork | undefined,
  provider: pulumi.ProviderResource,
): Promise<void> {
  await getTransitGateway({ id }, { provider }).catch(notThere(`${AT}.id`, id));
  if (attachmentId === undefined || network === undefined) return;
  const { transitGatewayId, vpcId } = await getVpcAttachment(
    { id: attachmentId },
    { provider },
  ).catch(notThere(`${AT}.attachmentId`, attachmentId));
  const problems = [
    ...(transitGatewayId === id && vpcId === network.vpcId
      ? []
      : [
          `${AT}.attachmentId: ${attachmentId} attaches ${vpcId} to ${transitGatewayId}, not ${network.vpcId} to ${id}`,
        ]),
    ...missingRoutes(network, id, onPremisesCidrs),
  ];
  if (problems.length > 0) throw new UserError(problems.join("\n"));
}

/** Subnets of an attached network from which a network of the data centre is not reached by the gateway. */
export function missingRoutes(
  { subnets }: FoundNetwork,
  transitGatewayId: string,
  onPremisesCidrs: readonly string[],
): string[] {
  return adoptedTiers.flatMap((tier) =>
    subnets[tier].flatMap(({ id, routeTableId, routes }) => {
      const led = routes.filter(({ target }) => target === transitGatewayId);
      const missing = onPremisesCidrs.filter(
        (cidr) => !led.some(({ cidrBlock }) => contains(cidrBlock, cidr)),
      );
      return missing.length === 0
        ? []
        : [
            `landbridge:network.existing.subnets.${tier}: ${id} has no route to ${transitGatewayId} for ${missing.join(", ")} of landbridge:onPremises.cidrs; its route table is ${routeTableId}`,
          ];
    }),
  );
}

function contains(outer: string, inner: string): boolean {
  // A route to a prefix list or to IPv6 addresses has no such block.
  if (!ipaddr.IPv4.isValidCIDR(outer)) return false;
  const [address, prefix] = ipaddr.IPv4.parseCIDR(inner);
  const [network, length] = ipaddr.IPv4.parseCIDR(outer);
  return length <= prefix && address.match(network, length);
}
