import type { Declared } from "../support/declared";
import type { Program } from "../support/policy";

/** A VPC with an internet gateway and a table for each way out, for programs of tests. */
export class SmallNetwork {
  readonly vpc: Declared;
  readonly gateway: Declared;

  constructor(readonly program: Program) {
    this.vpc = program.add("aws:ec2/vpc:Vpc", "main", { cidrBlock: "10.0.0.0/16" });
    this.gateway = program.add("aws:ec2/internetGateway:InternetGateway", "igw", {
      vpcId: this.vpc.id,
    });
  }

  /** A subnet with a route table of its own. */
  subnet(
    name: string,
    inputs: Record<string, unknown> = {},
    routes?: Record<string, unknown>,
  ): Declared {
    const vpcId = this.vpc.id;
    const subnet = this.program.add("aws:ec2/subnet:Subnet", name, {
      vpcId,
      availabilityZone: "eu-west-1a",
      ...inputs,
    });
    const table = this.program.add("aws:ec2/routeTable:RouteTable", `${name}-table`, { vpcId });
    this.program.add("aws:ec2/routeTableAssociation:RouteTableAssociation", `${name}-association`, {
      subnetId: subnet.id,
      routeTableId: table.id,
    });
    if (routes) {
      this.program.add("aws:ec2/route:Route", `${name}-route`, {
        routeTableId: table.id,
        destinationCidrBlock: "0.0.0.0/0",
        ...routes,
      });
    }
    return subnet;
  }

  publicSubnet(name: string, inputs: Record<string, unknown> = {}): Declared {
    return this.subnet(name, inputs, { gatewayId: this.gateway.id });
  }

  natGateway(name: string, subnet: Declared, inputs: Record<string, unknown> = {}): Declared {
    return this.program.add("aws:ec2/natGateway:NatGateway", name, {
      subnetId: subnet.id,
      ...inputs,
    });
  }
}
