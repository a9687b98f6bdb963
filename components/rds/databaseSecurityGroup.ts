import type * as pulumi from "@pulumi/pulumi";
import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";

/** Port that PostgreSQL answers on. */
export const POSTGRES_PORT = 5432;

/** Who may connect to a database. */
export interface DatabaseSecurityGroupArgs {
  readonly vpcId: pulumi.Input<string>;
  readonly description: string;
  /** The data centre's networks that may connect. Others are admitted by rules of their own. */
  readonly clientCidrs: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
}

/** A security group that admits PostgreSQL's clients. A database calls nobody: no egress. */
export function databaseSecurityGroup(
  name: string,
  args: DatabaseSecurityGroupArgs,
  opts: pulumi.CustomResourceOptions,
): ec2.SecurityGroup {
  const tags = { ...args.tags, Name: `${name}-security-group` };
  const group = new ec2.SecurityGroup(
    `${name}-security-group`,
    { vpcId: args.vpcId, description: args.description, tags },
    opts,
  );
  for (const cidr of args.clientCidrs) {
    new vpc.SecurityGroupIngressRule(
      `${name}-from-${cidr.replace("/", "-")}`,
      {
        securityGroupId: group.id,
        description: "PostgreSQL from the data centre",
        ipProtocol: "tcp",
        fromPort: POSTGRES_PORT,
        toPort: POSTGRES_PORT,
        cidrIpv4: cidr,
        tags,
      },
      opts,
    );
  }
  return group;
}

/** Lets the members of one security group connect to those of another: a rule on both. */
export function allowPostgres(
  name: string,
  from: { readonly securityGroupId: pulumi.Input<string>; readonly called: string },
  to: { readonly securityGroupId: pulumi.Input<string>; readonly called: string },
  opts: pulumi.CustomResourceOptions,
): void {
  const port = { ipProtocol: "tcp", fromPort: POSTGRES_PORT, toPort: POSTGRES_PORT };
  new vpc.SecurityGroupIngressRule(
    `${name}-ingress`,
    {
      ...port,
      securityGroupId: to.securityGroupId,
      referencedSecurityGroupId: from.securityGroupId,
      description: `PostgreSQL from ${from.called}`,
      tags: { Name: `${name}-ingress` },
    },
    opts,
  );
  new vpc.SecurityGroupEgressRule(
    `${name}-egress`,
    {
      ...port,
      securityGroupId: from.securityGroupId,
      referencedSecurityGroupId: to.securityGroupId,
      description: `PostgreSQL to ${to.called}`,
      tags: { Name: `${name}-egress` },
    },
    opts,
  );
}
