import * as pulumi from "@pulumi/pulumi";
import * as vpc from "@pulumi/aws/vpc";

/** Arguments of {@link ReachedService}. */
export interface ReachedServiceArgs {
  /** Name of the service. */
  readonly service: string;
  /** Port that its tasks listen on. */
  readonly port: number;
  /** Security group of its tasks in AWS. */
  readonly securityGroupId: pulumi.Output<string>;
  /** Security group of its clients. */
  readonly clientGroupId: pulumi.Output<string>;
}

/** The way into a service by Service Connect, once for all services that reach it. */
export class ReachedService extends pulumi.ComponentResource {
  constructor(name: string, args: ReachedServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:ecs:ReachedService", name, {}, opts);
    const { service, port, securityGroupId, clientGroupId } = args;
    const tcp = { ipProtocol: "tcp", fromPort: port, toPort: port };
    new vpc.SecurityGroupIngressRule(
      `${name}-ingress`,
      {
        securityGroupId,
        referencedSecurityGroupId: clientGroupId,
        description: "Its clients by Service Connect",
        ...tcp,
      },
      { parent: this },
    );
    new vpc.SecurityGroupEgressRule(
      `${name}-egress`,
      {
        securityGroupId: clientGroupId,
        referencedSecurityGroupId: securityGroupId,
        description: `${service} by Service Connect`,
        ...tcp,
      },
      { parent: this },
    );
    this.registerOutputs({});
  }
}
