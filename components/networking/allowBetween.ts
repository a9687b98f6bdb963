import type * as pulumi from "@pulumi/pulumi";
import * as vpc from "@pulumi/aws/vpc";

/** Members of a security group, by what they are. */
export interface Party {
  readonly securityGroupId: pulumi.Input<string>;
  readonly called: string;
}

/** Lets the members of one security group connect to those of another at a TCP port: a rule on both. */
export function allowBetween(
  name: string,
  from: Party,
  to: Party,
  { protocol, port }: { readonly protocol: string; readonly port: number },
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  const tcp = { ipProtocol: "tcp", fromPort: port, toPort: port };
  const ingress = new vpc.SecurityGroupIngressRule(
    `${name}-ingress`,
    {
      ...tcp,
      securityGroupId: to.securityGroupId,
      referencedSecurityGroupId: from.securityGroupId,
      description: `${protocol} from ${from.called}`,
      tags: { Name: `${name}-ingress` },
    },
    opts,
  );
  const egress = new vpc.SecurityGroupEgressRule(
    `${name}-egress`,
    {
      ...tcp,
      securityGroupId: from.securityGroupId,
      referencedSecurityGroupId: to.securityGroupId,
      description: `${protocol} to ${to.called}`,
      tags: { Name: `${name}-egress` },
    },
    opts,
  );
  return [ingress, egress];
}
