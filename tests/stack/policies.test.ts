import * as assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import * as alb from "@pulumi/aws/alb";
import * as autoscaling from "@pulumi/aws/autoscaling";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ebs from "@pulumi/aws/ebs";
import * as ec2 from "@pulumi/aws/ec2";
import * as ecs from "@pulumi/aws/ecs";
import * as rds from "@pulumi/aws/rds";
import * as s3 from "@pulumi/aws/s3";
import * as aws from "@pulumi/aws/vpc";
import { explain, openSandbox } from "../support/engine";
import { previewPlatform } from "../support/programPreview";
import { readStackConfig } from "../support/stackFile";
import { configKeys } from "../../tools/policy/configKeys";
import { sets } from "../../tools/policy/sets";
import { type Mutation, mutated, type Outputs, refuseMutations } from "../support/mutations";

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

const key = "arn:aws:kms:eu-west-1:123456789012:key/6c5a2a1e-63b5-4a52-9d5b-6e1a3a1f0c11";
const image = "ami-0123456789abcdef0";

/** What puts a resource into a backup plan of the prod stack. */
const tags = {
  "backup-plan": "gold",
  "data-classification": "internal",
  "landbridge:stack": "prod",
};

/** A database as the rules want it. */
const database = {
  engine: "postgres",
  engineVersion: "17.4",
  instanceClass: "db.m7g.large",
  allocatedStorage: 100,
  maxAllocatedStorage: 200,
  username: "platform",
  manageMasterUserPassword: true,
  multiAz: true,
  storageEncrypted: true,
  kmsKeyId: key,
  backupRetentionPeriod: 14,
  finalSnapshotIdentifier: "final",
  deletionProtection: true,
  enabledCloudwatchLogsExports: ["postgresql"],
  tags,
};
const guarded = { protect: true };

/** A bucket as the rules want it, apart from its encryption. */
function bucket(name: string): s3.Bucket {
  const made = new s3.Bucket(name, { tags: database.tags }, guarded);
  const own = { bucket: made.id };
  new s3.BucketPublicAccessBlock(name, {
    ...own,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  new s3.BucketVersioning(name, { ...own, versioningConfiguration: { status: "Enabled" } });
  new s3.BucketLogging(name, { ...own, targetBucket: "the-logs", targetPrefix: name });
  const denied = { Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } };
  new s3.BucketPolicy(name, { ...own, policy: JSON.stringify({ Statement: [denied] }) });
  return made;
}

const metadataOptions = { httpTokens: "required", httpPutResponseHopLimit: 1 };

const disk = [{ deviceName: "/dev/xvda", ebs: { encrypted: "true" } }];

function group(outputs: Outputs, extra: string): ec2.SecurityGroup {
  return new ec2.SecurityGroup(extra, { vpcId: outputs.vpcId, description: "for a test" });
}

const mutations: readonly Mutation[] = [
  {
    what: "a database with a public address",
    add: (_, extra) => new rds.Instance(extra, { ...database, publiclyAccessible: true }, guarded),
    rule: "disallow-public-database-access",
    on: ["extra"],
    says: /publiclyAccessible: false/,
  },
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
    what: "a database in one zone",
    add: (_, extra) => new rds.Instance(extra, { ...database, multiAz: false }, guarded),
    rule: "configure-rds-multi-az",
    on: ["extra"],
    says: /multiAz: true/,
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
    what: "a database without encryption",
    add: (_, extra) =>
      new rds.Instance(extra, { ...database, storageEncrypted: false, kmsKeyId: "" }, guarded),
    rule: "require-database-customer-key",
    on: ["extra"],
    says: /storageEncrypted: true/,
  },
  {
    what: "a bucket that says nothing of encryption",
    add: (_, extra) => bucket(extra),
    rule: "require-s3-kms-encryption",
    on: ["extra"],
    says: /BucketServerSideEncryptionConfiguration with bucket of aws\.s3\.Bucket "extra"/,
  },
  {
    what: "a volume and a launch template without encryption",
    add: (_, extra) => {
      new ebs.Volume(`${extra}-volume`, { availabilityZone: "eu-west-1a", size: 8, tags });
      new ec2.LaunchTemplate(`${extra}-template`, { imageId: image, metadataOptions });
    },
    rule: "require-ebs-encryption",
    on: ["extra-template", "extra-volume"],
    says: /encrypted: ("true"|true)/,
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
    alone: true,
    besides: ["require-private-compute-subnets"], // Of the instances there.
    change: routedToTheInternet("nat-b-route"),
    rule: "disallow-internet-route-from-private-subnets",
    on: ["network-private-b"],
    says: /"network-private-b" .*"network-nat-b-route" leads to an internet gateway.*\n.*gatewayId of aws\.ec2\.Route "network-nat-b-route"/,
  },
];

/** One of each, with nothing to say against it. */
const asTheRulesWantIt: Mutation = {
  what: "nothing",
  rule: "",
  on: [],
  says: /./,
  add: ({ vpcId, privateSubnetIds, isolatedSubnetIds }) => {
    const subnets = new rds.SubnetGroup("extra", { subnetIds: isolatedSubnetIds });
    new rds.Instance("extra", { ...database, dbSubnetGroupName: subnets.name }, guarded);
    new alb.LoadBalancer("extra", { internal: true, subnets: privateSubnetIds });
    const template = new ec2.LaunchTemplate("extra", {
      imageId: image,
      blockDeviceMappings: disk,
      metadataOptions,
    });
    new autoscaling.Group("extra", {
      minSize: 1,
      maxSize: 3,
      vpcZoneIdentifiers: privateSubnetIds,
      launchTemplate: { id: template.id },
    });
    new s3.BucketServerSideEncryptionConfiguration("extra", {
      bucket: bucket("extra").id,
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } }],
    });
    const group = new ec2.SecurityGroup("extra", { vpcId, description: "for a test" });
    new aws.SecurityGroupIngressRule("extra", {
      securityGroupId: group.id,
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      cidrIpv4: "10.30.0.0/16",
    });
  },
};

describe("the policy pack on the prod stack, in a first preview, where all ids are unknown", function () {
  this.timeout(300_000);

  it("has nothing to say about the stack as it is", async () => {
    const result = await (await openSandbox({ stack: "prod" })).preview();
    assert.ok(result.succeeded, explain(result));
    assert.deepEqual(result.violations, []);
  });

  it("accepts every kind of resource that it has rules for, when it is made as the rules want it", async () => {
    const sandbox = await openSandbox({ stack: "prod", program: mutated([asTheRulesWantIt]) });
    const result = await sandbox.preview();
    assert.ok(result.succeeded, explain(result));
    assert.deepEqual(result.violations, []);
  });

  refuseMutations("prod", mutations);
});

describe("a transform that the engine runs over the prod stack", function () {
  this.timeout(300_000);

  it("hides what a gateway is, so a private default route to one is rejected", async () => {
    const sandbox = await openSandbox({
      stack: "prod",
      mutate: ({ type, name, props, opts }) => {
        if (type !== "aws:ec2/route:Route" || !name.endsWith("nat-b-route")) return undefined;
        const { natGatewayId: gatewayId, ...rest } = props as Record<string, unknown>;
        return { props: { ...rest, gatewayId }, opts };
      },
    });
    const { violations } = await sandbox.preview();
    assert.deepEqual(
      violations.map(({ policy, enforcementLevel }) => [policy, enforcementLevel]),
      [["disallow-internet-route-from-private-subnets", "mandatory"]],
    );
    assert.match(
      violations[0]?.message ?? "",
      /nothing shows that the gateway of .*"network-nat-b-route"/,
    );
  });
});

describe("the single NAT gateway of the dev stack", function () {
  this.timeout(300_000);

  it("is let through in dev, and said", async () => {
    const result = await (await openSandbox({ stack: "dev" })).preview();
    assert.ok(result.succeeded, explain(result));
    assert.deepEqual(
      result.violations
        .filter(({ policy }) => policy === "configure-nat-gateway-per-zone")
        .map(({ enforcementLevel }) => enforcementLevel),
      ["advisory"],
    );
  });

  it("is rejected by the strict set, for each private subnet of another zone", async () => {
    const { raw, region } = readStackConfig("dev");
    const program = await previewPlatform({ stack: "dev", raw, region: String(region) });
    const settings = { configKeys: { ...configKeys } };
    const config = { ...sets["strict"], "configure-policy-pack": settings };
    const found = await program.violations("configure-nat-gateway-per-zone", { config });
    assert.deepEqual(
      found.map(({ level, on }) => [level, on]),
      [["mandatory", "network-private-b"]],
    );
    assert.match(
      found[0]?.message ?? "",
      /NatGateway "network-nat-a" in eu-west-1a.*\n.*natGatewayId of aws\.ec2\.Route "network-nat-b-route".*\nConfig: landbridge:network\.natGateways$/,
    );
  });
});
