import type * as pulumi from "@pulumi/pulumi";
import type { TransitGatewaySettings } from "./connectivity/connectivityPlan";
import { lookUpTransitGateway } from "./connectivity/lookUpTransitGateway";
import { lookUpZone } from "./networking/lookUpZone";
import type { FoundNetwork } from "./networking/adoptedNetwork";
import { lookUpNetwork, type ExistingNetwork } from "./networking/lookUpNetwork";
import { requireZones } from "./networking/zones";

/** What a stack names of an account: zones, and what is there already. */
export interface Named {
  readonly region: string;
  /** Whether the stack has a network, its own or an existing one. */
  readonly parts: { readonly network: boolean };
  readonly network: {
    readonly vpcCidr: string;
    readonly availabilityZones: readonly string[];
    readonly existing?: ExistingNetwork | undefined;
  };
  readonly onPremises: { readonly cidrs: readonly string[] };
  readonly connectivity?: { readonly transitGateway?: TransitGatewaySettings } | undefined;
  readonly dns?: { readonly zoneName: string; readonly zoneId?: string } | undefined;
}

/** What AWS has of it. */
export interface Found {
  readonly network?: FoundNetwork;
}

/**
 * Asks AWS for whatever the stack names and does not make, before anything is made.
 *
 * @throws UserError with what is not there or not fit for the platform.
 */
export async function lookUp(named: Named, provider: pulumi.ProviderResource): Promise<Found> {
  const { region, parts, network, onPremises, dns } = named;
  if (!parts.network) return {};
  await requireZones(network.availabilityZones, region, provider);
  const found =
    network.existing && (await lookUpNetwork(network.existing, { ...network, region }, provider));
  const { transitGateway } = named.connectivity ?? {};
  if (transitGateway) {
    await lookUpTransitGateway(transitGateway, onPremises.cidrs, found, provider);
  }
  if (dns?.zoneId !== undefined) {
    const { zoneId, zoneName } = dns;
    await lookUpZone({ zoneId, zoneName }, found?.vpcId, provider);
  }
  return { ...(found && { network: found }) };
}
