import type * as pulumi from "@pulumi/pulumi";
import { getRouteTable } from "@pulumi/aws/ec2/getRouteTable";
import { getSubnet } from "@pulumi/aws/ec2/getSubnet";
import { getSubnets } from "@pulumi/aws/ec2/getSubnets";
import { getVpc } from "@pulumi/aws/ec2/getVpc";
import { getVpcEndpoint } from "@pulumi/aws/ec2/getVpcEndpoint";
import { notThere } from "../notThere";
import { UserError } from "../userError";
import {
  adoptedTiers,
  networkProblems,
  type AdoptedTier,
  type ExpectedNetwork,
  type FoundEndpoint,
  type FoundNetwork,
  type FoundSubnet,
} from "./adoptedNetwork";

/** The subnets of a tier: by their ids, or by tags that they and no others of the VPC have. */
export type SubnetChoice = readonly string[] | { readonly tags: Readonly<Record<string, string>> };

/** A network that is there already, as configuration names it. */
export interface ExistingNetwork {
  /** ID of the VPC. */
  readonly vpcId: string;
  readonly subnets: Readonly<Record<AdoptedTier, SubnetChoice>>;
  /**
   * IDs of interface endpoints, by service.
   * @default none
   */
  readonly endpoints?: Readonly<Record<string, string>>;
}

/** A tag's filter has to be met by some value. */
type Invoke = pulumi.InvokeOptions;

/**
 * Asks AWS for a network that the stack adopts, before anything is made.
 *
 * @throws UserError with everything that keeps the platform from running in it.
 */
export async function lookUpNetwork(
  existing: ExistingNetwork,
  expected: ExpectedNetwork,
  provider: pulumi.ProviderResource,
): Promise<FoundNetwork> {
  const options = { provider };
  const { vpcId } = existing;
  const vpc = await asked("vpcId", vpcId, () => getVpc({ id: vpcId }, options));
  const tiers = await Promise.all(
    adoptedTiers.map(async (tier) => {
      const ids = await subnetIds(existing, tier, options);
      const subnets = ids.map((id) => lookUpSubnet(id, tier, vpc.mainRouteTableId, options));
      return [tier, await Promise.all(subnets)] as const;
    }),
  );
  const endpoints = Object.entries(existing.endpoints ?? {}).map(([service, id]) =>
    lookUpEndpoint(service, id, vpcId, options),
  );
  const found: FoundNetwork = {
    vpcId,
    cidrBlocks: vpc.cidrBlockAssociations.map(({ cidrBlock }) => cidrBlock),
    enableDnsSupport: vpc.enableDnsSupport,
    enableDnsHostnames: vpc.enableDnsHostnames,
    subnets: Object.fromEntries(tiers) as Record<AdoptedTier, FoundSubnet[]>,
    endpoints: await Promise.all(endpoints),
  };
  const problems = networkProblems(found, expected);
  if (problems.length > 0) throw new UserError(problems.join("\n"));
  return found;
}

async function subnetIds(
  { vpcId, subnets }: ExistingNetwork,
  tier: AdoptedTier,
  options: Invoke,
): Promise<readonly string[]> {
  const choice = subnets[tier];
  if (!("tags" in choice)) return choice;
  const filters = [{ name: "vpc-id", values: [vpcId] }];
  return (await getSubnets({ filters, tags: { ...choice.tags } }, options)).ids;
}

async function lookUpSubnet(
  id: string,
  tier: AdoptedTier,
  mainRouteTableId: string,
  options: Invoke,
): Promise<FoundSubnet> {
  const subnet = await asked(`subnets.${tier}`, id, () => getSubnet({ id }, options));
  // A subnet without a route table of its own uses the VPC's main one; the provider finds none for it then.
  const table = await getRouteTable({ subnetId: id }, options).catch(() =>
    getRouteTable({ routeTableId: mainRouteTableId }, options),
  );
  return {
    id,
    vpcId: subnet.vpcId,
    availabilityZone: subnet.availabilityZone,
    cidrBlock: subnet.cidrBlock,
    mapPublicIpOnLaunch: subnet.mapPublicIpOnLaunch,
    routeTableId: table.routeTableId,
    routes: table.routes.map((route) => ({
      cidrBlock: route.cidrBlock,
      target:
        [
          route.gatewayId,
          route.natGatewayId,
          route.transitGatewayId,
          route.networkInterfaceId,
        ].find((target) => target) ?? "something else",
    })),
  };
}

async function lookUpEndpoint(
  service: string,
  id: string,
  vpcId: string,
  options: Invoke,
): Promise<FoundEndpoint> {
  const endpoint = await asked(`endpoints.${service}`, id, () =>
    getVpcEndpoint({ id, vpcId }, options),
  );
  const [first] = endpoint.dnsEntries;
  return {
    id,
    service,
    serviceName: endpoint.serviceName,
    dnsName: (first?.dnsName ?? "").replace(/^\*\./, ""),
    securityGroupIds: endpoint.securityGroupIds,
  };
}

/** An answer of the provider, or its error under the key that it is about. */
async function asked<T>(key: string, id: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    return notThere(`landbridge:network.existing.${key}`, id)(error);
  }
}
