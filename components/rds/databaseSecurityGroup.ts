import * as pulumi from "@pulumi/pulumi";
import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import { allowBetween, type Party } from "../networking/allowBetween";
import type { AdmittedNetwork } from "./databaseAdmission";

/** Port that PostgreSQL answers on. */
export const POSTGRES_PORT = 5432;

/** Who may connect to a database. */
export interface DatabaseSecurityGroupsArgs {
  readonly vpcId: pulumi.Input<string>;
  readonly description: string;
  /** Networks that may connect, and by which group. */
  readonly admitted: readonly NetworkRule[];
  readonly tags: Readonly<Record<string, string>>;
}

/** A network that may connect. */
export interface NetworkRule extends AdmittedNetwork {
  /** What a rule of a server was called before it was named after its address. */
  readonly formerName?: string;
}

/**
 * The security groups that admit PostgreSQL's clients: one, and more where networks need them. Services in AWS are
 * admitted to the first. A database calls nobody: no egress.
 *
 * A rule has its name by its addresses, whether config names them or they are a server's that runs a service: AWS
 * refuses a second rule of the same addresses, also for the moment in which one takes the place of the other.
 */
export function databaseSecurityGroups(
  name: string,
  { vpcId, description, admitted, tags }: DatabaseSecurityGroupsArgs,
  opts: pulumi.CustomResourceOptions,
): [ec2.SecurityGroup, ...ec2.SecurityGroup[]] {
  const make = (index: number): ec2.SecurityGroup => {
    const called = `${name}-security-group${index === 0 ? "" : `-${index + 1}`}`;
    const says = index === 0 ? description : `${description}, more networks`;
    const own = { vpcId, description: says, tags: { ...tags, Name: called } };
    return new ec2.SecurityGroup(called, own, opts);
  };
  const last = Math.max(0, ...admitted.map(({ group }) => group));
  const first = make(0);
  const groups: [ec2.SecurityGroup, ...ec2.SecurityGroup[]] = [
    first,
    ...Array.from({ length: last }, (_, i) => make(i + 1)),
  ];
  for (const { cidr, group, site, formerName } of admitted) {
    const by = site === undefined ? "the data centre" : `services at ${site}`;
    new vpc.SecurityGroupIngressRule(
      `${name}-from-${cidr.replace("/", "-")}`,
      {
        securityGroupId: (groups[group] ?? first).id,
        description: `PostgreSQL from ${by}`,
        ipProtocol: "tcp",
        fromPort: POSTGRES_PORT,
        toPort: POSTGRES_PORT,
        cidrIpv4: cidr,
        tags: { ...tags, Name: `${name}-security-group` },
      },
      { ...opts, aliases: formerName === undefined ? [] : [ofStoreWays(formerName)] },
    );
  }
  return groups;
}

/** Rules of servers were parts of the ways of services to their stores. */
function ofStoreWays(name: string): pulumi.Alias {
  return { name, parent: pulumi.createUrn("store-ways", "landbridge:ecs:StoreWays") };
}

/** IDs of a database's security groups. */
export type FrontGroups = readonly [pulumi.Output<string>, ...pulumi.Output<string>[]];

/** What clients need to know of the groups. */
export function idsOf([first, ...rest]: readonly [
  ec2.SecurityGroup,
  ...ec2.SecurityGroup[],
]): FrontGroups {
  return [first.id, ...rest.map(({ id }) => id)];
}

/** Lets the members of one security group connect to those of another: a rule on both. */
export function allowPostgres(
  name: string,
  from: Party,
  to: Party,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  return allowBetween(name, from, to, { protocol: "PostgreSQL", port: POSTGRES_PORT }, opts);
}
