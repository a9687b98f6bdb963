import {
  DescribeAvailabilityZonesCommand,
  EC2Client,
  paginateDescribeInstanceTypeOfferings,
} from "@aws-sdk/client-ec2";
import type { StackConfig } from "../../config/settled";
import type { Account } from "../account";
import { check, failed, ok, warning, type Judgement } from "../check";

/** The Region's zones, and in which of them each instance type is offered. */
export interface Offers {
  readonly zones: readonly string[];
  readonly offered: Readonly<Record<string, readonly string[]>>;
}

/** Whether the zones of the letters exist. */
function judgeZones(
  zones: readonly string[],
  { region, network }: Pick<StackConfig, "region" | "network">,
): Judgement[] {
  const absent = network.availabilityZones.filter((letter) => !zones.includes(region + letter));
  if (absent.length === 0) {
    return [ok(network.availabilityZones.map((letter) => region + letter).join(", "))];
  }
  const letters = zones.map((zone) => zone.slice(region.length)).join(", ");
  return [
    failed(
      `this account has no zone ${absent.map((letter) => region + letter).join(", ")}`,
      `landbridge:network.availabilityZones: choose among ${letters}`,
    ),
  ];
}

async function zonesOf(account: Account): Promise<string[]> {
  const answer = await account.client(EC2Client).send(new DescribeAvailabilityZonesCommand({}));
  return (answer.AvailabilityZones ?? [])
    .filter(({ ZoneType }) => ZoneType === "availability-zone")
    .flatMap(({ ZoneName }) => ZoneName ?? []);
}

export const zones = check<readonly string[]>({
  name: "Availability Zones",
  actions: ["ec2:DescribeAvailabilityZones"],
  ask: ({ account }) => zonesOf(account),
  judge: (found, { config }) => judgeZones(found, config),
});

/** Whether each capacity class finds its types, in each zone. */
function judgeOfferings(
  { zones, offered }: Offers,
  { region, network, cluster }: Pick<StackConfig, "region" | "network" | "cluster">,
): Judgement[] {
  const wanted = network.availabilityZones
    .map((letter) => region + letter)
    .filter((zone) => zones.includes(zone));
  return Object.entries(cluster.capacity).map(([name, { instanceTypes }]) => {
    const where = wanted.filter((zone) =>
      instanceTypes.some((type) => offered[type]?.includes(zone)),
    );
    const without = wanted.filter((zone) => !where.includes(zone));
    const types = instanceTypes.join(", ");
    const change = `landbridge:cluster.capacity.${name}.instanceTypes: add a type that is offered there`;
    if (where.length === 0)
      return failed(`class ${name}: ${region} offers none of ${types}`, change);
    if (without.length > 0) {
      return warning(`class ${name}: none of ${types} in ${without.join(", ")}`, change);
    }
    return ok(`class ${name}: ${types}`);
  });
}

export const offerings = check<Offers>({
  name: "Instance types",
  actions: ["ec2:DescribeAvailabilityZones", "ec2:DescribeInstanceTypeOfferings"],
  applies: ({ cluster, parts }) => parts.network && Object.keys(cluster.capacity).length > 0,
  async ask({ account, config }) {
    const types = [
      ...new Set(Object.values(config.cluster.capacity).flatMap((each) => each.instanceTypes)),
    ];
    const offered: Record<string, string[]> = {};
    const pages = paginateDescribeInstanceTypeOfferings(
      { client: account.client(EC2Client) },
      {
        LocationType: "availability-zone",
        Filters: [{ Name: "instance-type", Values: types }],
      },
    );
    for await (const { InstanceTypeOfferings = [] } of pages) {
      for (const { InstanceType = "", Location = "" } of InstanceTypeOfferings) {
        (offered[InstanceType] ??= []).push(Location);
      }
    }
    return { zones: await zonesOf(account), offered };
  },
  judge: (offers, { config }) => judgeOfferings(offers, config),
});
