import * as assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import * as alb from "@pulumi/aws/alb";
import * as autoscaling from "@pulumi/aws/autoscaling";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ec2 from "@pulumi/aws/ec2";
import * as ecs from "@pulumi/aws/ecs";
import * as rds from "@pulumi/aws/rds";
import type { Mutation } from "../../support/mutations";
import { group, image, key, metadataOptions } from "./wellMade";

/** Changes the subnet with this name. */
function subnet(called: string, inputs: pulumi.Inputs): Mutation["change"] {
  return ({ type, name, props }) =>
    type === "aws:ec2/subnet:Subnet" && name === called ? { ...props, ...inputs } : undefined;
}

/** The internet gateway's id, as the public tier's route has it, for another route. */
function routedToTheInternet(ending: string): Mutation["change"] {
  let gatewayId: unknown;
  return ({ type, name, props }) => {
    const inputs: pulumi.Inputs = props;
    if (type !== "aws:ec2/route:Route") return undefined;
    if (inputs["gatewayId"] !== undefined) gatewayId = inputs["gatewayId"];
    if (!name.endsWith(ending)) return undefined;
    assert.ok(gatewayId, "the public tier's route comes first");
    const rest = { ...inputs, natGatewayId: undefined };
    return { ...rest, gatewayId };
  };
}

/** The NAT gateway of one zone's default route, for another zone's as well. */
function natGatewayOf(zone: string, other: string): Mutation["change"] {
  let natGatewayId: unknown;
  return ({ type, name, props }) => {
    const inputs: pulumi.Inputs = props;
    if (type !== "aws:ec2/route:Route") return undefined;
    if (name === zone) natGatewayId = inputs["natGatewayId"];
    return name === other ? { ...inputs, natGatewayId } : undefined;
  };
}

export const networkMutations: readonly Mutation[] = [
  {
    what: "ingress from 0.0.0.0/0 in a security group",
    add: ({ vpcId }, extra) => {
      const ingress = [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] }];
      new ec2.SecurityGroup(extra, { vpcId, description: "for a test", ingress });
    },
    rule: "disallow-public-ingress",
    on: ["extra"],
    says: /ingress\[0\]\.cidrBlocks \(now 0\.0\.0\.0\/0\)/,
  },
  {
    what: "ingress from ::/0 in a security group rule of the older kind",
    add: (outputs, extra) => {
      new ec2.SecurityGroupRule(`${extra}-rule`, {
        securityGroupId: group(outputs, extra).id,
        type: "ingress",
        protocol: "tcp",
        fromPort: 443,
        toPort: 443,
        ipv6CidrBlocks: ["::/0"],
      });
    },
    rule: "disallow-public-ingress",
    on: ["extra-rule"],
    says: /ipv6CidrBlocks \(now ::\/0\)/,
  },
  {
    what: "ingress from 0.0.0.0/0 in an ingress rule, here of the VPC endpoints",
    change: ({ type, name, props }) =>
      type === "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule" && name.includes("vpc")
        ? { ...props, cidrIpv4: "0.0.0.0/0" }
        : undefined,
    rule: "disallow-public-ingress",
    on: [],
    says: /cidrIpv4 \(now 0\.0\.0\.0\/0\)/,
  },
  {
    what: "mapPublicIpOnLaunch on a private subnet",
    change: subnet("network-private-b", { mapPublicIpOnLaunch: true }),
    rule: "disallow-public-addresses-in-private-subnets",
    on: ["network-private-b"],
    says: /"network-private-b" .*private tier.*\n.*mapPublicIpOnLaunch: false/,
  },
  {
    what: "an instance in a subnet that hands out public addresses",
    change: subnet("network-public-a", { mapPublicIpOnLaunch: true }),
    add: ({ publicSubnetIds: [subnetId] }, extra) =>
      new ec2.Instance(extra, {
        ami: image,
        instanceType: "t4g.small",
        subnetId,
        rootBlockDevice: { encrypted: true },
        metadataOptions,
      }),
    rule: "disallow-public-addresses",
    on: ["extra"],
    says: /"extra" .*"network-public-a" hands them out.*\n.*associatePublicIpAddress: false/,
  },
  {
    what: "an ECS service with public addresses",
    add: ({ privateSubnetIds: subnets }, extra) =>
      new ecs.Service(extra, {
        taskDefinition: "web:1",
        cluster: "platform",
        networkConfiguration: { subnets, assignPublicIp: true },
      }),
    rule: "disallow-public-addresses",
    on: ["extra"],
    says: /networkConfiguration\.assignPublicIp: false/,
  },
  {
    what: "a default security group that lets traffic out",
    change: ({ type, props }) =>
      type === "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"
        ? {
            ...props,
            egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["10.0.0.0/8"] }],
          }
        : undefined,
    rule: "require-closed-default-security-group",
    on: ["network-default-security-group"],
    says: /egress: \[\]/,
  },
  {
    what: "a public subnet in a database subnet group",
    add: ({ publicSubnetIds: [open = ""], isolatedSubnetIds }, extra) =>
      new rds.SubnetGroup(extra, { subnetIds: [...isolatedSubnetIds, open] }),
    rule: "require-private-database-subnets",
    on: ["extra"],
    says: /"extra" contains aws\.ec2\.Subnet "network-public-a".*\n.*subnetIds of aws\.rds\.SubnetGroup "extra"/,
  },
  {
    what: "a default route out of the isolated tier",
    change: ({ type, name, props }) => {
      if (type !== "aws:ec2/routeTable:RouteTable" || !name.includes("isolated-a"))
        return undefined;
      return { ...props, routes: [{ cidrBlock: "0.0.0.0/0", vpcPeeringConnectionId: "pcx-1" }] };
    },
    rule: "disallow-isolated-default-route",
    on: ["network-isolated-a"],
    says: /sends 0\.0\.0\.0\/0 out of it/,
  },
  {
    what: "a VPC that overlaps the data centre",
    apart: true,
    // The data centre is told of the block, as it should be: it's the block that is wrong.
    change: ({ type, props }) =>
      type === "aws:directconnect/gatewayAssociation:GatewayAssociation"
        ? { ...props, allowedPrefixes: ["10.30.0.0/16", "10.100.32.0/20"] }
        : undefined,
    add: ({ vpcId }, extra) =>
      new ec2.VpcIpv4CidrBlockAssociation(extra, { vpcId, cidrBlock: "10.100.32.0/20" }),
    rule: "require-disjoint-cidrs",
    on: ["extra"],
    says: /overlaps 10\.100\.0\.0\/16 of the data centre.*\n.*cidrBlock of .*"extra"/,
  },
  {
    what: "a database subnet group in one zone",
    add: ({ isolatedSubnetIds: [only = ""] }, extra) =>
      new rds.SubnetGroup(extra, { subnetIds: [only] }),
    rule: "require-database-subnet-zones",
    on: ["extra"],
    says: /one zone only, eu-west-1a.*\n.*subnetIds of aws\.rds\.SubnetGroup "extra"/,
  },
  {
    what: "a load balancer in one zone",
    add: ({ privateSubnetIds: [only = ""] }, extra) =>
      new alb.LoadBalancer(extra, { internal: true, subnets: [only] }),
    rule: "require-load-balancing-zones",
    on: ["extra"],
    says: /subnets of aws\.alb\.LoadBalancer "extra"/,
  },
  {
    what: "an Auto Scaling group in one zone",
    add: ({ privateSubnetIds: [only = ""] }, extra) =>
      new autoscaling.Group(extra, {
        minSize: 1,
        maxSize: 2,
        vpcZoneIdentifiers: [only],
        launchTemplate: { id: "lt-0123456789abcdef0" },
      }),
    rule: "require-load-balancing-zones",
    on: ["extra"],
    says: /vpcZoneIdentifiers of aws\.autoscaling\.Group "extra"/,
  },
  {
    what: "no flow log",
    change: ({ type, props }) =>
      type === "aws:ec2/flowLog:FlowLog" ? { ...props, trafficType: "REJECT" } : undefined,
    rule: "enable-vpc-flow-logs",
    on: ["network-flow-logs-log"],
    says: /records REJECT traffic .*\n.*trafficType: "ALL"/,
  },
  {
    what: "a resource in a region that is not allowed",
    add: (_, extra) =>
      new cloudwatch.LogGroup(extra, { region: "us-east-1", kmsKeyId: key, retentionInDays: 30 }),
    rule: "require-allowed-region",
    on: ["extra"],
    says: /goes to us-east-1; allowed: eu-west-1, eu-central-1.*\n.*region of/,
  },
  {
    what: "a private subnet routed to the internet gateway",
    apart: true,
    besides: ["require-private-compute-subnets"], // Of the instances there.
    change: routedToTheInternet("nat-b-route"),
    rule: "disallow-internet-route-from-private-subnets",
    on: ["network-private-b"],
    says: /"network-private-b" .*"network-nat-b-route" leads to an internet gateway.*\n.*gatewayId of aws\.ec2\.Route "network-nat-b-route"/,
  },
  {
    what: "a private subnet behind another zone's NAT gateway",
    change: natGatewayOf("network-nat-a-route", "network-nat-b-route"),
    rule: "configure-nat-gateway-per-zone",
    on: ["network-private-b"],
    says: /NatGateway "network-nat-a" in eu-west-1a/,
  },
];
