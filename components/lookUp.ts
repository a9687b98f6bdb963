import type * as pulumi from "@pulumi/pulumi";
import type { TransitGatewaySettings } from "./connectivity/connectivityPlan";
import { lookUpTransitGateway } from "./connectivity/lookUpTransitGateway";
import { lookUpKeys } from "./kms/lookUpKeys";
import { lookUpLogBucket } from "./s3/lookUpBucket";
import { lookUpResolver, type ExistingResolver } from "./networking/lookUpResolver";
import { lookUpZone } from "./networking/lookUpZone";
import type { FoundNetwork, ReachedGroup } from "./networking/adoptedNetwork";
import { lookUpNetwork, type ExistingNetwork } from "./networking/lookUpNetwork";
import { lookUpNeighbours, type PlatformHas } from "./platform/lookUpNeighbours";
import { requireZones } from "./networking/zones";
import { UserError } from "./userError";

/** What a stack names of an account: zones, and what is there already. */
export interface Named extends PlatformHas {
  readonly region: string;
  /** Whether the stack has a network, its own or an existing one. */
  readonly parts: { readonly network: boolean };
  /** ARNs of keys, by class of data. */
  readonly keys: Readonly<Record<string, string | undefined>>;
  readonly loadBalancer: PlatformHas["loadBalancer"] & {
    readonly logs: { readonly bucket?: string };
  };
  readonly network: {
    readonly vpcCidr: string;
    readonly availabilityZones: readonly string[];
    readonly existing?: ExistingNetwork | undefined;
  };
  readonly onPremises: PlatformHas["onPremises"] & { readonly cidrs: readonly string[] };
  readonly connectivity?: { readonly transitGateway?: TransitGatewaySettings } | undefined;
  readonly dns?: (ExistingResolver & { readonly zoneId?: string }) | undefined;
  readonly services: readonly Reaching[];
  readonly jobs: readonly Reaching[];
}

/** What a service or job may connect to. */
interface Reaching {
  readonly reaches: readonly {
    readonly securityGroupId?: string | undefined;
    readonly port?: number | undefined;
  }[];
}

/** What AWS has of it. */
export interface Found {
  readonly network?: FoundNetwork;
}

/**
 * Asks AWS for whatever the stack names and does not make, before anything is made.
 *
 * @throws UserError with everything that is not there or not fit for the platform.
 */
export async function lookUp(named: Named, provider: pulumi.ProviderResource): Promise<Found> {
  const { region, parts, network, onPremises, connectivity, dns } = named;
  const problems: string[] = [];
  const tried = async <T>(asked: Promise<T> | undefined): Promise<T | undefined> => {
    try {
      return await asked;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push(error.message);
      return undefined;
    }
  };
  const { bucket } = named.loadBalancer.logs;
  await tried(lookUpKeys(named.keys, provider));
  await tried(bucket === undefined ? undefined : lookUpLogBucket(bucket, region, provider));
  const { existing } = network;
  const { transitGateway } = connectivity ?? {};
  let found: FoundNetwork | undefined;
  if (parts.network) {
    await tried(lookUpNeighbours(named, provider));
    await tried(requireZones(network.availabilityZones, region, provider));
    const expected = { ...network, region, reached: reachedGroups(named) };
    found = await tried(existing && lookUpNetwork(existing, expected, provider));
    const { cidrs } = onPremises;
    await tried(transitGateway && lookUpTransitGateway(transitGateway, cidrs, found, provider));
    const answering = await tried(dns && lookUpResolver(dns, provider));
    if (dns?.zoneId !== undefined) {
      const answered = [existing?.vpcId, answering].filter((vpcId) => vpcId !== undefined);
      await tried(lookUpZone({ ...dns, zoneId: dns.zoneId }, answered, provider));
    }
  }
  if (problems.length > 0) throw new UserError(problems.join("\n"));
  return { ...(found && { network: found }) };
}

function reachedGroups({ services, jobs }: Named): ReachedGroup[] {
  return Object.entries({ services, jobs }).flatMap(([key, tasks]) =>
    tasks.flatMap(({ reaches }, index) =>
      reaches.flatMap(({ securityGroupId, port }, place) => {
        const at = `landbridge:${key}[${index}].reaches[${place}]`;
        return securityGroupId === undefined || port === undefined
          ? []
          : [{ at, securityGroupId, port }];
      }),
    ),
  );
}
