import { z } from "zod";
import { interfaceEndpointServices } from "../../components/networking/endpointPlan";
import type { Problem } from "../errors";
import { text, uniqueList } from "../schema/leaves";

/** The ID of something in EC2: `vpc-0a1b2c3d4e5f60718`. */
function ec2Id(prefix: string, what: string, example: string): z.ZodString {
  const form = new RegExp(`^${prefix}-[0-9a-f]{8}([0-9a-f]{9})?$`);
  return text((value) =>
    form.test(value) ? undefined : `is not the ID of ${what} (such as ${example})`,
  ).meta({ allowed: `ID of ${what}`, examples: [example] });
}

const subnetIds = uniqueList(ec2Id("subnet", "a subnet", "subnet-0a1b2c3d4e5f60718")).min(1);

const byTags = z.strictObject({
  tags: z
    .record(
      z.string().min(1).max(128),
      z.string().max(256).meta({ description: "A tag, and its value." }),
    )
    .refine((tags) => Object.keys(tags).length > 0, { message: "has no tag; give one at least" })
    .meta({ description: "Tags that the tier's subnets have, and no other subnet of the VPC." }),
});

const tier = (what: string) =>
  z.union([subnetIds, byTags]).meta({
    description: `The ${what}: one in each zone, by their IDs or by tags.`,
    allowed: "list of subnet IDs, or { tags: { <key>: <value> } }",
  });

export const existingNetwork = z
  .strictObject({
    vpcId: ec2Id("vpc", "a VPC", "vpc-0a1b2c3d4e5f60718").meta({ description: "The VPC." }),
    subnets: z
      .strictObject({
        private: tier("subnets of what runs, without a route to an internet gateway"),
        isolated: tier("subnets of data stores, without a default route"),
      })
      .meta({ description: "The subnets that the platform uses; public ones it needs none." }),
    endpoints: z
      .partialRecord(
        z.enum(interfaceEndpointServices),
        ec2Id("vpce", "a VPC endpoint", "vpce-0a1b2c3d4e5f60718"),
      )
      .default({})
      .meta({
        description:
          "Interface endpoints of the VPC, by service: file gateways are told their names, and services are let out to their security group.",
      }),
  })
  .meta({
    description:
      "A VPC that is there already, in the place of one made here: `vpcCidr` is the block of it that is planned with. It is looked up and checked before anything is made, and nothing in it is changed: routes, NAT, endpoints, ACLs and flow logs are its owner's.",
  });

/** What only a VPC that is made here has. */
const ofOwnVpc = [
  "natGateways",
  "interfaceEndpoints",
  "flowLogs",
  "dhcpOptions",
  "isolatedNetworkAcls",
];

/** Keys that would do nothing: each has a default, so that only what was written tells that it was meant. */
export function unusedNetworkKeys({ network }: Readonly<Record<string, unknown>>): Problem[] {
  if (typeof network !== "object" || network === null || !("existing" in network)) return [];
  return ofOwnVpc
    .filter((key) => key in network)
    .map((key) => ({
      path: ["network", key],
      text: "is of a VPC that is made here; leave it out, as the VPC of landbridge:network.existing has its owner's",
    }));
}
