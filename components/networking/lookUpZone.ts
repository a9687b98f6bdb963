import type * as pulumi from "@pulumi/pulumi";
import { getZone } from "@pulumi/aws/route53/getZone";
import { notThere } from "../notThere";
import { UserError } from "../userError";

const AT = "landbridge:dns.zoneId";

/**
 * Asks AWS for a private hosted zone that the stack adopts, before anything is made.
 *
 * @param vpcIds VPCs that are there already: its owner associates them with it. One that the stack makes is associated here.
 * @throws UserError where the zone is not as configuration has it.
 */
export async function lookUpZone(
  { zoneId, zoneName }: { readonly zoneId: string; readonly zoneName: string },
  vpcIds: readonly string[],
  provider: pulumi.ProviderResource,
): Promise<void> {
  const zone = await getZone({ zoneId }, { provider }).catch(notThere(AT, zoneId));
  const name = zone.name.replace(/\.$/, "");
  if (!zone.privateZone)
    throw new UserError(`${AT}: ${zoneId} (${name}) is public; take a private one`);
  if (name !== zoneName) {
    throw new UserError(`${AT}: ${zoneId} is ${name}, not landbridge:dns.zoneName (${zoneName})`);
  }
  for (const vpcId of vpcIds) {
    const ofVpc = await getZone({ name: zoneName, privateZone: true, vpcId }, { provider }).catch(
      () => undefined,
    );
    if (ofVpc?.zoneId !== zoneId) {
      throw new UserError(
        `${AT}: ${zoneId} is not associated with ${vpcId}, whose resolver would not answer for it`,
      );
    }
  }
}
