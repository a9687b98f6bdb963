import type * as pulumi from "@pulumi/pulumi";
import * as ecr from "@pulumi/aws/ecr";
import * as iam from "@pulumi/aws/iam";
import * as kms from "@pulumi/aws/kms";
import { changing, type Mutation } from "../../support/mutations";

const policy = (statement: object): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });

const template = "aws:ec2/launchTemplate:LaunchTemplate";

export const computeMutations: readonly Mutation[] = [
  {
    what: "capacity whose containers reach the instance's credentials",
    change: changing(template, "capacity-general-template", {
      metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 2 },
    }),
    rule: "require-imdsv2",
    on: ["capacity-general-template"],
    says: /hop limit 2.*\n.*metadataOptions\.httpPutResponseHopLimit \(now 2\)/,
  },
  {
    what: "capacity with public addresses",
    change: changing(template, "capacity-batch-template", {
      networkInterfaces: [{ associatePublicIpAddress: "true" }],
    }),
    rule: "disallow-public-addresses",
    on: ["capacity-batch-template"],
    says: /networkInterfaces\[0\]\.associatePublicIpAddress: false/,
  },
  {
    what: "capacity with a disk that is not encrypted",
    change: changing(template, "capacity-general-template", {
      blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { volumeSize: 50 } }],
    }),
    rule: "require-ebs-encryption",
    on: ["capacity-general-template"],
    says: /disk \/dev\/xvda unencrypted/,
  },
  {
    what: "capacity in one zone",
    change: ({ type, name, props }) => {
      if (type !== "aws:autoscaling/group:Group" || name !== "capacity-general-group") return;
      const inputs: pulumi.Inputs = props;
      const subnets = inputs["vpcZoneIdentifiers"] as pulumi.Input<string>[];
      return { ...inputs, vpcZoneIdentifiers: subnets.slice(0, 1) };
    },
    rule: "require-load-balancing-zones",
    on: ["capacity-general-group"],
    says: /one zone only, eu-west-1a/,
  },
  {
    what: "container instances without the endpoint of ECS's agent",
    change: ({ type, name, props }) =>
      type === "aws:ec2/vpcEndpoint:VpcEndpoint" && name.endsWith("-ecs-agent")
        ? { ...props, serviceName: "com.amazonaws.eu-west-1.sqs" }
        : undefined,
    rule: "require-private-endpoints",
    on: ["network-vpc"],
    says: /no endpoint of ecs-agent\.\n.*VpcEndpoint with vpcId of aws\.ec2\.Vpc "network-vpc"/,
  },
  {
    what: "a key that does not rotate",
    change: changing("aws:kms/key:Key", "keys-compute-key", { enableKeyRotation: false }),
    rule: "require-kms-rotation-and-closed-policy",
    on: ["keys-compute-key"],
    says: /enableKeyRotation: true/,
  },
  {
    what: "a key that admits everyone",
    add: (_, extra) =>
      new kms.Key(extra, {
        enableKeyRotation: true,
        policy: policy({ Principal: "*", Action: "kms:Decrypt", Resource: "*" }),
      }),
    rule: "require-kms-rotation-and-closed-policy",
    on: ["extra"],
    says: /admits everyone/,
  },
  {
    what: "a repository with AWS's own encryption",
    add: (_, extra) => new ecr.Repository(extra, { imageTagMutability: "IMMUTABLE" }),
    rule: "require-ecr-customer-key",
    on: ["extra"],
    says: /encryptionConfigurations: \[\{ encryptionType: "KMS"/,
  },
  {
    what: "servers that may do anything",
    change: changing("aws:iam/rolePolicy:RolePolicy", "site-frankfurt-policy", {
      policy: policy({ Action: "*", Resource: "*" }),
    }),
    rule: "disallow-wildcard-permissions",
    on: ["site-frankfurt-policy"],
    says: /allows every action.*\n.*policy, Statement\[0\]\.Action \(now \*\)/,
  },
  {
    what: "agents that report under a condition that their calls don't have",
    change: changing("aws:iam/rolePolicy:RolePolicy", "capacity-policy", {
      policy: policy({
        Action: "ecs:SubmitTaskStateChange",
        Resource: "*",
        Condition: {
          ArnEquals: { "ecs:cluster": "arn:aws:ecs:eu-west-1:123456789012:cluster/one" },
        },
      }),
    }),
    rule: "require-effective-iam-statements",
    on: ["capacity-policy"],
    says: /under ecs:cluster, a condition key that AWS does not set.*\n.*policy, Statement\[0\]/,
  },
  {
    what: "a role for everyone",
    add: (_, extra) =>
      new iam.Role(extra, {
        assumeRolePolicy: policy({ Principal: { AWS: "*" }, Action: "sts:AssumeRole" }),
      }),
    rule: "disallow-public-trust",
    on: ["extra"],
    says: /by everyone, from any account/,
  },
  {
    what: "a user",
    add: (_, extra) => new iam.User(extra),
    rule: "disallow-long-lived-credentials",
    on: ["extra"],
    says: /a role instead/,
  },
];
