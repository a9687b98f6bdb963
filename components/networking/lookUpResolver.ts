import type * as pulumi from "@pulumi/pulumi";
import { getResolverEndpoint } from "@pulumi/aws/route53/getResolverEndpoint";
import { getResolverRule, type GetResolverRuleResult } from "@pulumi/aws/route53/getResolverRule";
import { notThere, notThereText } from "../notThere";
import { UserError } from "../userError";

const AT = "landbridge:dns";

/** What a stack names of Route 53 Resolver and does not make. */
export interface ExistingResolver {
  readonly zoneName: string;
  readonly onPremisesDomains: readonly { readonly domain: string }[];
  readonly inboundEndpointId?: string | undefined;
  readonly outboundEndpointId?: string | undefined;
  readonly resolverRuleIds: readonly string[];
}

/**
 * Asks AWS for the Resolver endpoints and rules that the stack adopts, before anything is made.
 *
 * @returns The ID of the VPC in which an inbound endpoint is: its resolver answers the data centre.
 * @throws UserError with everything that is not as configuration has it.
 */
export async function lookUpResolver(
  named: ExistingResolver,
  provider: pulumi.ProviderResource,
): Promise<string | undefined> {
  const { inboundEndpointId, outboundEndpointId } = named;
  const asked = await Promise.allSettled([
    endpoint("inboundEndpointId", inboundEndpointId, "INBOUND", provider),
    endpoint("outboundEndpointId", outboundEndpointId, "OUTBOUND", provider),
    rules(named, provider),
  ]);
  const failed = asked.flatMap((each) =>
    each.status === "rejected" ? [each.reason as Error] : [],
  );
  for (const each of failed) if (!(each instanceof UserError)) throw each;
  if (failed.length > 0) throw new UserError(failed.map(({ message }) => message).join("\n"));
  const [inbound] = asked;
  return inbound.status === "fulfilled" ? inbound.value : undefined;
}

/** @returns The ID of the VPC that the endpoint is in. */
async function endpoint(
  key: string,
  id: string | undefined,
  direction: "INBOUND" | "OUTBOUND",
  provider: pulumi.ProviderResource,
): Promise<string | undefined> {
  if (id === undefined) return undefined;
  const found = await getResolverEndpoint({ resolverEndpointId: id }, { provider }).catch(
    notThere(`${AT}.${key}`, id),
  );
  if (found.direction !== direction)
    throw new UserError(`${AT}.${key}: ${id} is ${found.direction}, not ${direction}`);
  return found.vpcId;
}

/** A VPC goes by one rule for a domain. */
async function rules(named: ExistingResolver, provider: pulumi.ProviderResource): Promise<void> {
  const taken = new Map([[named.zoneName, `${AT}.zoneName`]]);
  named.onPremisesDomains.forEach(({ domain }, index) => {
    taken.set(domain, `${AT}.onPremisesDomains[${index}].domain`);
  });
  const problems: string[] = [];
  for (const [index, resolverRuleId] of named.resolverRuleIds.entries()) {
    const at = `${AT}.resolverRuleIds[${index}]`;
    const found: GetResolverRuleResult | string = await getResolverRule(
      { resolverRuleId },
      { provider },
    ).catch((error: unknown) => notThereText(at, resolverRuleId, error));
    if (typeof found === "string") {
      problems.push(found);
      continue;
    }
    const first = taken.get(found.domainName);
    if (first !== undefined)
      problems.push(`${at}: ${resolverRuleId} is for ${found.domainName}, as ${first} is already`);
    taken.set(found.domainName, at);
  }
  if (problems.length > 0) throw new UserError(problems.join("\n"));
}
