import * as assert from "node:assert/strict";
import type { Resource } from "../../sandbox/provider/store";
import { Account } from "./account";

const types = {
  vpc: "aws:ec2/vpc:Vpc",
  subnet: "aws:ec2/subnet:Subnet",
  internetGateway: "aws:ec2/internetGateway:InternetGateway",
  eip: "aws:ec2/eip:Eip",
  natGateway: "aws:ec2/natGateway:NatGateway",
  routeTable: "aws:ec2/routeTable:RouteTable",
  route: "aws:ec2/route:Route",
  association: "aws:ec2/routeTableAssociation:RouteTableAssociation",
  securityGroup: "aws:ec2/securityGroup:SecurityGroup",
  ingress: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  endpoint: "aws:ec2/vpcEndpoint:VpcEndpoint",
  endpointRoutes: "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation",
  flowLog: "aws:ec2/flowLog:FlowLog",
} as const;

describe("the stand-in's network rules", () => {
  let account: Account;
  let vpc: Resource;
  let subnet: Resource;

  beforeEach(async () => {
    account = new Account();
    vpc = await create("vpc", "net", { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true });
    subnet = await create("subnet", "a", {
      vpcId: vpc.id,
      cidrBlock: "10.0.1.0/24",
      availabilityZone: "eu-central-1a",
    });
  });

  const create = (type: keyof typeof types, name: string, inputs: Record<string, unknown>) =>
    account.create(types[type], name, inputs);
  const endpoint = (name: string, inputs: Record<string, unknown>) =>
    create("endpoint", name, {
      vpcId: vpc.id,
      serviceName: "com.amazonaws.eu-central-1.logs",
      vpcEndpointType: "Interface",
      ...inputs,
    });

  it("want a VPC between /16 and /28", async () => {
    await assert.rejects(create("vpc", "wide", { cidrBlock: "10.0.0.0/15" }), /InvalidVpc\.Range/);
    await assert.rejects(create("vpc", "tiny", { cidrBlock: "10.0.0.0/29" }), /InvalidVpc\.Range/);
  });

  it("find host bits in a CIDR block before they ask AWS", async () => {
    const made = create("vpc", "odd", { cidrBlock: "10.0.0.1/16" });
    await assert.rejects(made, /not a valid CIDR block/);
  });

  it("keep a subnet inside its VPC", async () => {
    const outside = create("subnet", "b", { vpcId: vpc.id, cidrBlock: "10.1.0.0/24" });
    await assert.rejects(outside, /creating b: InvalidSubnet\.Range/);
  });

  it("keep a subnet apart from its siblings, but not from itself", async () => {
    const twice = create("subnet", "b", { vpcId: vpc.id, cidrBlock: "10.0.0.0/23" });
    await assert.rejects(twice, /InvalidSubnet\.Conflict/);
    const kept = { vpcId: vpc.id, cidrBlock: "10.0.1.0/24", mapPublicIpOnLaunch: true };
    const updated = await account.update(subnet, kept);
    assert.equal(updated.attributes["mapPublicIpOnLaunch"], true);
  });

  it("know the zones of a region", async () => {
    const inputs = { vpcId: vpc.id, cidrBlock: "10.0.2.0/24", availabilityZone: "eu-central-1f" };
    await assert.rejects(create("subnet", "f", inputs), /InvalidParameterValue.*eu-central-1f/);
  });

  it("know the VPC that a subnet names only in its own region", async () => {
    const missing = create("subnet", "b", { vpcId: "vpc-0123", cidrBlock: "10.0.2.0/24" });
    await assert.rejects(missing, /InvalidVpcID\.NotFound/);
    const inputs = { vpcId: vpc.id, cidrBlock: "10.0.2.0/24" };
    const elsewhere = account.create(types.subnet, "b", inputs, "eu-west-1");
    await assert.rejects(elsewhere, /InvalidVpcID\.NotFound/);
  });

  it("attach one internet gateway to a VPC", async () => {
    await create("internetGateway", "one", { vpcId: vpc.id });
    const second = create("internetGateway", "two", { vpcId: vpc.id });
    await assert.rejects(second, /Resource\.AlreadyAssociated/);
  });

  it("give a NAT gateway a free address, in a VPC that has an internet gateway", async () => {
    const eip = await create("eip", "address", { domain: "vpc" });
    const inputs = { subnetId: subnet.id, allocationId: eip.id };
    await assert.rejects(create("natGateway", "nat", inputs), /Gateway\.NotAttached/);
    const gateway = await create("internetGateway", "igw", { vpcId: vpc.id });
    const without = create("natGateway", "nat", { subnetId: subnet.id });
    await assert.rejects(without, /MissingParameter.*AllocationId/);
    const nat = await create("natGateway", "nat", inputs);
    assert.equal(nat.attributes["publicIp"], eip.attributes["publicIp"]);
    await assert.rejects(create("natGateway", "two", inputs), /Resource\.AlreadyAssociated/);
    await assert.rejects(account.delete(gateway), /DependencyViolation.*mapped public address/);
    await assert.rejects(account.delete(eip), /InvalidIPAddress\.InUse/);
  });

  it("lead a route to one target that exists, once for each destination", async () => {
    const { id: routeTableId } = await create("routeTable", "routes", { vpcId: vpc.id });
    const everywhere = { routeTableId, destinationCidrBlock: "0.0.0.0/0" };
    const gone = create("route", "r", { ...everywhere, natGatewayId: "nat-0123" });
    await assert.rejects(gone, /NatGatewayNotFound/);
    const { id: gatewayId } = await create("internetGateway", "igw", { vpcId: vpc.id });
    const both = create("route", "r", { ...everywhere, gatewayId, natGatewayId: "nat-0123" });
    await assert.rejects(both, /exactly one of gatewayId/);
    await create("route", "r", { ...everywhere, gatewayId });
    await assert.rejects(create("route", "s", { ...everywhere, gatewayId }), /RouteAlreadyExists/);
  });

  it("keep a route's gateway in the route table's own VPC", async () => {
    const other = await create("vpc", "other", { cidrBlock: "10.1.0.0/16" });
    const { id: gatewayId } = await create("internetGateway", "igw", { vpcId: other.id });
    const { id: routeTableId } = await create("routeTable", "routes", { vpcId: vpc.id });
    const inputs = { routeTableId, gatewayId, destinationCidrBlock: "0.0.0.0/0" };
    await assert.rejects(create("route", "r", inputs), /belong to different networks/);
  });

  it("associate a subnet with one route table", async () => {
    const { id: routeTableId } = await create("routeTable", "routes", { vpcId: vpc.id });
    await create("association", "one", { routeTableId, subnetId: subnet.id });
    const again = create("association", "two", { routeTableId, subnetId: subnet.id });
    await assert.rejects(again, /Resource\.AlreadyAssociated/);
  });

  it("want exactly one source and sound ports in a security group rule", async () => {
    const { id: securityGroupId } = await create("securityGroup", "web", { vpcId: vpc.id });
    const https = { securityGroupId, ipProtocol: "tcp", fromPort: 443, toPort: 443 };
    await assert.rejects(create("ingress", "none", https), /exactly one of cidrIpv4/);
    const rule = { ...https, cidrIpv4: "10.0.0.0/8" };
    await assert.rejects(create("ingress", "back", { ...rule, toPort: 80 }), /port range/);
    const portless = { securityGroupId, ipProtocol: "tcp", cidrIpv4: "10.0.0.0/8" };
    await assert.rejects(create("ingress", "no-ports", portless), /both from and to ports/);
    await create("ingress", "https", rule);
    await assert.rejects(create("ingress", "again", rule), /InvalidPermission\.Duplicate/);
    const missing = create("ingress", "peer", { ...https, referencedSecurityGroupId: "sg-0123" });
    await assert.rejects(missing, /InvalidGroup\.NotFound/);
  });

  it("accept a VPC's default security group, which no program creates", async () => {
    const securityGroupId = vpc.attributes["defaultSecurityGroupId"];
    const rule = { securityGroupId, ipProtocol: "-1", cidrIpv4: "10.0.0.0/8" };
    assert.match((await create("ingress", "all", rule)).id, /^sgr-0[0-9a-f]{16}$/);
  });

  it("reject a second security group of the same name and strange descriptions", async () => {
    await create("securityGroup", "one", { vpcId: vpc.id, name: "web" });
    const again = create("securityGroup", "two", { vpcId: vpc.id, name: "web" });
    await assert.rejects(again, /InvalidGroup\.Duplicate/);
    const described = create("securityGroup", "x", { vpcId: vpc.id, description: "naïve?" });
    await assert.rejects(described, /invalid value for description/);
  });

  it("offer interface endpoints of services that exist, in their own region", async () => {
    const wrong = ["com.amazonaws.eu-central-1.nosuch", "com.amazonaws.eu-west-1.logs"];
    for (const serviceName of wrong) {
      await assert.rejects(endpoint("e", { serviceName }), /InvalidServiceName/);
    }
    const gateway = { serviceName: "com.amazonaws.eu-central-1.logs", vpcEndpointType: "Gateway" };
    await assert.rejects(endpoint("e", gateway), /InvalidServiceName/);
  });

  it("name interface endpoints as AWS does in each partition", async () => {
    const made = async (region: string, serviceName: string) => {
      const account = new Account();
      const { id } = await account.create(
        "aws:ec2/vpc:Vpc",
        "net",
        { cidrBlock: "10.0.0.0/16" },
        region,
      );
      const inputs = { vpcId: id, serviceName, vpcEndpointType: "Interface" };
      return account.create("aws:ec2/vpcEndpoint:VpcEndpoint", "e", inputs, region);
    };
    await made("cn-north-1", "cn.com.amazonaws.cn-north-1.ecr.dkr");
    await made("cn-north-1", "com.amazonaws.cn-north-1.logs");
    await made("eusc-de-east-1", "eu.amazonaws.eusc-de-east-1.ecr.api");
    for (const [region, name] of [
      ["cn-north-1", "com.amazonaws.cn-north-1.ecr.dkr"],
      ["cn-north-1", "cn.com.amazonaws.cn-north-1.logs"],
      ["eusc-de-east-1", "com.amazonaws.eusc-de-east-1.ecr.api"],
    ] as const) {
      await assert.rejects(made(region, name), /InvalidServiceName/);
    }
  });

  it("place an interface endpoint in one subnet of each zone", async () => {
    const sibling = await create("subnet", "a2", {
      vpcId: vpc.id,
      cidrBlock: "10.0.2.0/24",
      availabilityZone: "eu-central-1a",
    });
    const both = endpoint("e", { subnetIds: [subnet.id, sibling.id] });
    await assert.rejects(both, /DuplicateSubnetsInSameZone/);
  });

  it("let one endpoint answer a service's private name, in a VPC with DNS", async () => {
    const inputs = { subnetIds: [subnet.id], privateDnsEnabled: true };
    await endpoint("one", inputs);
    await assert.rejects(endpoint("two", inputs), /InvalidParameter.*conflicting DNS domain/);
    const other = await create("vpc", "no-names", { cidrBlock: "10.1.0.0/16" });
    const nameless = endpoint("three", { vpcId: other.id, privateDnsEnabled: true });
    await assert.rejects(nameless, /enableDnsSupport and enableDnsHostnames/);
  });

  it("reject a second gateway endpoint of a service in a route table", async () => {
    const { id: routeTableId } = await create("routeTable", "routes", { vpcId: vpc.id });
    const s3 = { serviceName: "com.amazonaws.eu-central-1.s3", vpcEndpointType: "Gateway" };
    const [one, two] = [await endpoint("one", s3), await endpoint("two", s3)];
    await create("endpointRoutes", "one", { routeTableId, vpcEndpointId: one.id });
    const again = create("endpointRoutes", "two", { routeTableId, vpcEndpointId: two.id });
    await assert.rejects(again, /RouteAlreadyExists/);
  });

  it("want a role and a log group for a flow log", async () => {
    const inputs = {
      vpcId: vpc.id,
      trafficType: "ALL",
      logDestination: "arn:aws:logs:x:log-group:g",
    };
    await assert.rejects(create("flowLog", "f", inputs), /DeliverLogsPermissionArn/);
    const withRole = { ...inputs, iamRoleArn: "arn:aws:iam::123456789012:role/r" };
    await assert.rejects(create("flowLog", "f", withRole), /InvalidLogDestination/);
    await account.create("aws:cloudwatch/logGroup:LogGroup", "g", { name: "g" });
    assert.match((await create("flowLog", "f", withRole)).id, /^fl-0[0-9a-f]{16}$/);
    await assert.rejects(create("flowLog", "f2", withRole), /FlowLogAlreadyExists/);
  });

  it("keep whatever something else still uses", async () => {
    const group = await create("securityGroup", "web", { vpcId: vpc.id });
    const user = await endpoint("e", { subnetIds: [subnet.id], securityGroupIds: [group.id] });
    for (const used of [vpc, subnet, group]) {
      await assert.rejects(account.delete(used), /DependencyViolation/);
    }
    for (const resource of [user, group, subnet, vpc]) await account.delete(resource);
    assert.deepEqual(account.store.everything(), []);
  });
});
