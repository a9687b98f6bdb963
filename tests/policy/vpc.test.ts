import { itJudges } from "./cases";
import { SmallNetwork } from "./network";

const closed = { ingress: [], egress: [] };

itJudges("require-closed-default-security-group", [
  {
    what: "a default security group without rules",
    program: (program) => {
      const { vpc } = new SmallNetwork(program);
      program.add("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "closed", {
        vpcId: vpc.id,
        ...closed,
      });
    },
  },
  {
    what: "a VPC that leaves it as AWS makes it, beside one that does not",
    program: (program) => {
      const { vpc } = new SmallNetwork(program);
      program.add("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "closed", {
        vpcId: vpc.id,
        ...closed,
      });
      program.add("aws:ec2/vpc:Vpc", "other", {});
    },
    rejects: ["other"],
    says: /aws\.ec2\.Vpc "other" leaves .*\n.*vpcId of aws\.ec2\.Vpc "other", ingress: \[\], egress: \[\]/,
  },
  {
    what: "one with rules",
    program: (program) => {
      const { vpc } = new SmallNetwork(program);
      program.add("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "open", {
        vpcId: vpc.id,
        ingress: [{ protocol: "-1", self: true }],
        egress: [],
      });
    },
    rejects: ["open"],
    says: /ingress: \[\]/,
  },
  {
    what: "rules of their own on the default group, by the group and by the VPC",
    program: (program) => {
      const { vpc } = new SmallNetwork(program);
      const group = program.add("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "closed", {
        vpcId: vpc.id,
        ...closed,
      });
      program.add("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "by-group", {
        securityGroupId: group.id,
        cidrIpv4: "10.0.0.0/16",
      });
      program.add("aws:ec2/securityGroupRule:SecurityGroupRule", "by-vpc", {
        securityGroupId: vpc.output("defaultSecurityGroupId"),
        type: "egress",
      });
    },
    rejects: ["by-group", "by-vpc"],
    only: "preview",
  },
]);

const settings = {
  "configure-policy-pack": { dataCentreCidrs: ["10.100.0.0/16"], otherCidrs: ["10.30.0.0/16"] },
};

itJudges("require-disjoint-cidrs", [
  {
    what: "networks that share no address",
    program: (program) => {
      program.add("aws:ec2/vpc:Vpc", "main", { cidrBlock: "10.0.0.0/16" });
      program.add("aws:ec2/vpc:Vpc", "recovery", { cidrBlock: "10.1.0.0/16" });
      program.add("aws:ec2/vpnConnectionRoute:VpnConnectionRoute", "all", {
        destinationCidrBlock: "0.0.0.0/0",
      });
    },
    config: settings,
  },
  {
    what: "a VPC inside the data centre's, and one that another stack has",
    program: (program) => {
      program.add("aws:ec2/vpc:Vpc", "a", { cidrBlock: "10.100.64.0/18" });
      program.add("aws:ec2/vpc:Vpc", "b", { cidrBlock: "10.0.0.0/8" });
    },
    config: settings,
    rejects: ["a", "b", "b", "b"],
    says: /cidrBlock of aws\.ec2\.Vpc "[ab]" \(now 10\./,
  },
  {
    what: "a secondary block on the far side of a VPN",
    program: (program) => {
      const vpc = program.add("aws:ec2/vpc:Vpc", "main", { cidrBlock: "10.0.0.0/16" });
      program.add("aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation", "more", {
        vpcId: vpc.id,
        cidrBlock: "172.16.8.0/21",
      });
      program.add("aws:ec2/vpnConnectionRoute:VpnConnectionRoute", "site", {
        destinationCidrBlock: "172.16.0.0/16",
      });
    },
    rejects: ["more"],
    says: /overlaps 172\.16\.0\.0\/16 of destinationCidrBlock of aws\.ec2\.VpnConnectionRoute "site"/,
  },
  {
    what: "a VPC whose block comes from an address pool, and a block that is none",
    program: (program) => {
      program.add("aws:ec2/vpc:Vpc", "pool", { ipv4IpamPoolId: "ipam-pool-1" });
      program.add("aws:ec2/vpc:Vpc", "none", { cidrBlock: "10.0.0.0" });
    },
    config: settings,
  },
]);

itJudges("enable-vpc-flow-logs", [
  {
    what: "a VPC with a flow log of all traffic",
    program: (program) => {
      const { vpc } = new SmallNetwork(program);
      program.add("aws:ec2/flowLog:FlowLog", "log", { vpcId: vpc.id, trafficType: "ALL" });
    },
  },
  {
    what: "a VPC without one",
    program: (program) => {
      new SmallNetwork(program);
    },
    rejects: ["main"],
    says: /add an aws\.ec2\.FlowLog with vpcId of aws\.ec2\.Vpc "main"/,
  },
  {
    what: "a flow log of half the traffic, and one that says nothing",
    program: (program) => {
      for (const trafficType of ["REJECT", undefined]) {
        const vpc = program.add("aws:ec2/vpc:Vpc", `vpc-${String(trafficType)}`, {});
        const name = String(trafficType);
        program.add("aws:ec2/flowLog:FlowLog", name, {
          vpcId: vpc.id,
          ...(trafficType && { trafficType }),
        });
      }
    },
    rejects: ["REJECT", "undefined"],
    says: /trafficType: "ALL"/,
  },
  {
    what: "a flow log of another VPC, or of a subnet",
    program: (program) => {
      const network = new SmallNetwork(program);
      program.add("aws:ec2/flowLog:FlowLog", "elsewhere", { vpcId: "vpc-1", trafficType: "ALL" });
      program.add("aws:ec2/flowLog:FlowLog", "subnet", {
        subnetId: network.subnet("a").id,
        trafficType: "ALL",
      });
    },
    rejects: ["main"],
  },
]);

itJudges("require-allowed-region", [
  {
    what: "anything, while nobody has said which regions are allowed",
    program: (program) => void program.add("aws:s3/bucket:Bucket", "data", { region: "us-east-1" }),
  },
  {
    what: "providers and resources inside the list",
    program: (program) => {
      program.add("pulumi:providers:aws", "default", { region: "eu-west-1" });
      program.add("aws:s3/bucket:Bucket", "data", { region: "eu-central-1" });
      program.add("aws:s3/bucket:Bucket", "more", {});
    },
    config: { "configure-policy-pack": { allowedRegions: ["eu-west-1", "eu-central-1"] } },
  },
  {
    what: "providers and resources outside of it, and only them",
    program: (program) => {
      program.add("pulumi:providers:aws", "far", { region: "us-east-1" });
      program.add("aws:s3/bucket:Bucket", "data", { region: "us-west-2" });
      program.add("aws:s3/bucket:Bucket", "more", {}, { outputs: { region: "us-east-1" } });
    },
    config: { "configure-policy-pack": { allowedRegions: ["eu-west-1"] } },
    rejects: ["far", "data"],
    says: /allowed: eu-west-1.*\n.*\(now us-(east-1|west-2)\)/,
  },
]);
