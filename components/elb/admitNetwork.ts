import type * as pulumi from "@pulumi/pulumi";
import * as vpc from "@pulumi/aws/vpc";
import type { Ports } from "../networking/admission";

/** Ports that a network may connect to. */
export interface Listening extends Ports {
  /** The end of the rule's name: `https`. */
  readonly called: string;
  /** What people call it: `HTTPS`. */
  readonly title: string;
}

/** Lets a network connect to a load balancer, and the load balancer to targets there, at whatever port. */
export function admitNetwork(
  name: string,
  securityGroupId: pulumi.Output<string>,
  cidrIpv4: string,
  listening: readonly Listening[],
  child: pulumi.CustomResourceOptions,
): void {
  const suffix = cidrIpv4.replace(/[./]/g, "-");
  const both = { securityGroupId, cidrIpv4, ipProtocol: "tcp" };
  for (const { called, title, from, to } of listening) {
    new vpc.SecurityGroupIngressRule(
      `${name}-${called}-${suffix}`,
      { ...both, description: `${title} from ${cidrIpv4}`, fromPort: from, toPort: to },
      child,
    );
  }
  new vpc.SecurityGroupEgressRule(
    `${name}-targets-${suffix}`,
    { ...both, description: `Targets in ${cidrIpv4}`, fromPort: 1, toPort: 65535 },
    child,
  );
}
