import type * as pulumi from "@pulumi/pulumi";
import { getAvailabilityZones } from "@pulumi/aws/getAvailabilityZones";
import { UserError } from "../userError";

/**
 * Stops before anything is made where a letter is no zone of this account: AWS has no `us-west-1c`, and what
 * zones a Region has differs by account. Without it, AWS rejects the subnet when half of the stack is there.
 *
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-regions-availability-zones.html
 *
 * @param letters Letters of zones, such as `a`.
 * @param region The Region that the provider works in.
 */
export async function requireZones(
  letters: readonly string[],
  region: string,
  provider: pulumi.ProviderResource,
): Promise<void> {
  const { names } = await getAvailabilityZones({}, { provider });
  const complaint = zoneComplaint(letters, region, names);
  if (complaint !== undefined) throw new UserError(complaint);
}

/** What is wrong with the letters in a Region of these zones, by its config key; undefined when nothing is. */
export function zoneComplaint(
  letters: readonly string[],
  region: string,
  names: readonly string[],
): string | undefined {
  const absent = letters.filter((letter) => !names.includes(region + letter));
  if (absent.length === 0) return undefined;
  const zones = absent.map((letter) => region + letter).join(", ");
  const there = names
    .map((name) => name.slice(region.length))
    .filter((letter) => /^[a-z]$/.test(letter)) // Local Zones have longer names.
    .join(", ");
  return `landbridge:network.availabilityZones: this account has no ${zones}; choose among ${there}`;
}
