import type * as pulumi from "@pulumi/pulumi";
import * as ec2 from "@pulumi/aws/ec2";

/** A program as another team writes it, well made and with mistakes. */
export interface Pair {
  /** What of the ecosystem's habits it has. */
  readonly what: string;
  readonly good: () => void;
  readonly bad: () => void;
  /** By rule, the names of the resources that are caught in the bad one; the good one has none of these rules' findings. */
  readonly caught: Readonly<Record<string, readonly string[]>>;
}

export const key = "arn:aws:kms:eu-west-1:123456789012:key/6c5a2a1e-63b5-4a52-9d5b-6e1a3a1f0c11";

type Ids = pulumi.Output<string>[];

/** The ecosystem's usual network: public subnets, private ones with NAT, two zones. */
export class Network {
  readonly vpc = new ec2.Vpc("vpc", { cidrBlock: "10.8.0.0/16" });
  readonly gateway = new ec2.InternetGateway("igw", { vpcId: this.vpc.id });
  readonly publicIds: Ids;
  readonly privateIds: Ids;

  constructor() {
    new ec2.DefaultSecurityGroup("closed", { vpcId: this.vpc.id });
    const table = new ec2.RouteTable("public", {
      vpcId: this.vpc.id,
      routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: this.gateway.id }],
    });
    const zones = ["a", "b"].map((zone, index) => this.#zone(zone, index, table));
    this.publicIds = zones.map(({ publicId }) => publicId);
    this.privateIds = zones.map(({ privateId }) => privateId);
  }

  #zone(zone: string, index: number, table: ec2.RouteTable) {
    const where = { vpcId: this.vpc.id, availabilityZone: `eu-west-1${zone}` };
    const open = new ec2.Subnet(`public-${zone}`, { ...where, cidrBlock: `10.8.${index}.0/24` });
    new ec2.RouteTableAssociation(`public-${zone}`, { subnetId: open.id, routeTableId: table.id });
    const nat = new ec2.NatGateway(`nat-${zone}`, {
      subnetId: open.id,
      allocationId: new ec2.Eip(`nat-${zone}`).id,
    });
    const closed = new ec2.Subnet(`private-${zone}`, {
      ...where,
      cidrBlock: `10.8.${10 + index}.0/24`,
      tags: { tier: "private" },
    });
    const own = new ec2.RouteTable(`private-${zone}`, {
      vpcId: this.vpc.id,
      routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: nat.id }],
    });
    new ec2.RouteTableAssociation(`private-${zone}`, { subnetId: closed.id, routeTableId: own.id });
    return { publicId: open.id, privateId: closed.id };
  }
}
