import { itJudges, type Case } from "./cases";
import { SmallNetwork } from "./network";

const inline = (cidrs: Record<string, unknown>) => ({
  ingress: [
    { protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/8"] },
    { protocol: "tcp", fromPort: 443, toPort: 443, ...cidrs },
  ],
});

itJudges("disallow-public-ingress", [
  {
    what: "callers in private networks, in all three forms",
    program: (program) => {
      program.add(
        "aws:ec2/securityGroup:SecurityGroup",
        "inline",
        inline({ cidrBlocks: ["10.0.0.0/8"] }),
      );
      program.add("aws:ec2/securityGroupRule:SecurityGroupRule", "older", {
        type: "ingress",
        ipv6CidrBlocks: ["fc00::/7"],
      });
      program.add("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "newer", {
        cidrIpv4: "192.168.0.0/16",
      });
    },
  },
  ...["0.0.0.0/0", "128.0.0.0/1", "::/0", "2000::/3"].map((cidr): Case => {
    const v6 = cidr.includes(":");
    return {
      what: `${cidr}, in all three forms`,
      program: (program) => {
        const blocks = {
          [v6 ? "ipv6CidrBlocks" : "cidrBlocks"]: ["fd00::/8", "10.0.0.0/8", cidr].slice(
            v6 ? 0 : 1,
          ),
        };
        program.add("aws:ec2/securityGroup:SecurityGroup", "inline", inline(blocks));
        program.add("aws:ec2/securityGroupRule:SecurityGroupRule", "older", {
          type: "ingress",
          ...blocks,
        });
        program.add("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "newer", {
          [v6 ? "cidrIpv6" : "cidrIpv4"]: cidr,
        });
      },
      rejects: ["inline", "older", "newer"],
      says: /(ingress\[1\]\.)?(cidrBlocks|ipv6CidrBlocks|cidrIpv4|cidrIpv6) \(now /,
    };
  }),
  {
    what: "groups without rules, and callers named by security group",
    program: (program) => {
      const caller = program.add("aws:ec2/securityGroup:SecurityGroup", "caller", {});
      program.add("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "rule", {
        securityGroupId: caller.id,
        referencedSecurityGroupId: caller.id,
      });
    },
  },
  {
    what: "a block that only the update will know",
    program: (program) => {
      const vpc = program.add("aws:ec2/vpc:Vpc", "main", {});
      program.add("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "rule", {
        cidrIpv4: vpc.output("cidrBlock"),
      });
    },
    only: "preview",
  },
  {
    what: "traffic that goes out",
    program: (program) => {
      program.add("aws:ec2/securityGroupRule:SecurityGroupRule", "older", {
        type: "egress",
        cidrBlocks: ["0.0.0.0/0"],
      });
      program.add("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "newer", {
        cidrIpv4: "0.0.0.0/0",
      });
    },
  },
]);

const instance =
  (name: string, inputs: Record<string, unknown>, inside = true): Case["program"] =>
  (program) => {
    const subnetId = new SmallNetwork(program).subnet("private").id;
    program.add("aws:ec2/instance:Instance", name, inside ? { subnetId, ...inputs } : inputs);
  };

itJudges("disallow-public-addresses", [
  {
    what: "an instance that rejects one",
    program: instance("web", { associatePublicIpAddress: false }),
  },
  { what: "an instance that says nothing, in a private subnet", program: instance("web", {}) },
  {
    what: "an instance that asks for one",
    program: instance("web", { associatePublicIpAddress: true }),
    rejects: ["web"],
    says: /associatePublicIpAddress: false/,
  },
  {
    what: "an instance that says nothing, and not even its subnet: it lands in the default VPC",
    program: instance("web", {}, false),
    rejects: ["web"],
    says: /subnetId of aws\.ec2\.Instance "web"/,
  },
  {
    what: "an instance that says nothing, in a subnet that hands them out",
    program: (program) => {
      const open = new SmallNetwork(program).publicSubnet("open", { mapPublicIpOnLaunch: true });
      program.add("aws:ec2/instance:Instance", "web", { subnetId: open.id });
    },
    rejects: ["web"],
    says: /aws\.ec2\.Subnet "open" hands them out/,
  },
  {
    what: "a default subnet's instance: AWS lets default subnets hand them out",
    program: (program) => {
      const subnet = program.add("aws:ec2/defaultSubnet:DefaultSubnet", "default", {});
      program.add("aws:ec2/spotInstanceRequest:SpotInstanceRequest", "web", {
        subnetId: subnet.id,
      });
    },
    rejects: ["web"],
  },
  {
    what: "launch templates, launch configurations, services and elastic addresses that give one",
    program: (program) => {
      program.add("aws:ec2/launchTemplate:LaunchTemplate", "template", {
        networkInterfaces: [{}, { associatePublicIpAddress: "true" }],
      });
      program.add("aws:ec2/launchConfiguration:LaunchConfiguration", "configuration", {
        associatePublicIpAddress: true,
      });
      program.add("aws:ecs/service:Service", "service", {
        networkConfiguration: { assignPublicIp: true },
      });
      program.add("aws:ec2/eip:Eip", "address", { instance: "i-1" });
      program.add("aws:ec2/eipAssociation:EipAssociation", "association", {
        networkInterfaceId: "eni-1",
      });
    },
    rejects: ["template", "configuration", "service", "address", "association"],
  },
  {
    what: "the same where they say nothing, and the address of a NAT gateway",
    program: (program) => {
      program.add("aws:ec2/launchTemplate:LaunchTemplate", "template", { networkInterfaces: [{}] });
      program.add("aws:ec2/launchConfiguration:LaunchConfiguration", "configuration", {});
      program.add("aws:ecs/service:Service", "service", { networkConfiguration: {} });
      program.add("aws:ec2/eip:Eip", "address", { domain: "vpc" });
    },
  },
]);

const encrypted = { ebs: { encrypted: "true" } };

itJudges("require-ebs-encryption", [
  {
    what: "disks that are encrypted",
    program: (program) => {
      const key = program.add("aws:kms/key:Key", "key", {});
      program.add("aws:ebs/volume:Volume", "volume", { encrypted: true, kmsKeyId: key.arn });
      program.add("aws:ec2/launchTemplate:LaunchTemplate", "template", {
        blockDeviceMappings: [
          encrypted,
          { deviceName: "/dev/sdb", noDevice: "", virtualName: "ephemeral0" },
        ],
      });
      program.add("aws:ec2/instance:Instance", "instance", {
        rootBlockDevice: { encrypted: true },
        ebsBlockDevices: [{ encrypted: true }],
      });
    },
  },
  {
    what: "disks that say nothing: AWS's default is no encryption",
    program: (program) => {
      program.add("aws:ebs/volume:Volume", "volume", {});
      program.add("aws:ec2/launchTemplate:LaunchTemplate", "template", {});
      program.add("aws:ec2/instance:Instance", "instance", {});
    },
    rejects: ["volume", "template", "instance"],
  },
  {
    what: "disks that say no",
    program: (program) => {
      program.add("aws:ebs/volume:Volume", "volume", { encrypted: false });
      program.add("aws:ec2/launchTemplate:LaunchTemplate", "template", {
        blockDeviceMappings: [
          encrypted,
          { deviceName: "/dev/sdb", ebs: { encrypted: "false" } },
          { ebs: {} },
        ],
      });
      program.add("aws:ec2/launchConfiguration:LaunchConfiguration", "configuration", {
        rootBlockDevice: { encrypted: true },
        ebsBlockDevices: [{ encrypted: true }, { deviceName: "/dev/sdc", encrypted: false }],
      });
    },
    rejects: ["volume", "template", "template", "configuration"],
    says: /encrypted: true|blockDeviceMappings\[[12]\]\.ebs\.encrypted: "true"|ebsBlockDevices\[1\]/,
  },
  {
    what: "an instance whose launch template says it, and other kinds of resources",
    program: (program) => {
      program.add("aws:ec2/instance:Instance", "instance", { launchTemplate: { id: "lt-1" } });
      program.add("aws:efs/fileSystem:FileSystem", "files", {});
    },
  },
]);
