import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import * as alb from "@pulumi/aws/alb";
import * as autoscaling from "@pulumi/aws/autoscaling";
import * as ec2 from "@pulumi/aws/ec2";
import * as rds from "@pulumi/aws/rds";
import * as s3 from "@pulumi/aws/s3";
import * as aws from "@pulumi/aws/vpc";
import type { Mutation, Outputs } from "../../support/mutations";

export const key = "arn:aws:kms:eu-west-1:123456789012:key/6c5a2a1e-63b5-4a52-9d5b-6e1a3a1f0c11";
export const image = "ami-0123456789abcdef0";

/** What puts a resource into a backup plan of the prod stack. */
export const tags = {
  "backup-plan": "gold",
  "data-classification": "internal",
  "landbridge:stack": "prod",
};

/** A database as the rules want it. */
export const database = {
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
export const guarded = { protect: true };

/** A bucket as the rules want it, apart from its encryption. */
export function bucket(name: string, given: Readonly<Record<string, string>> = tags): s3.Bucket {
  const made = new s3.Bucket(name, { tags: given }, guarded);
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

/** A bucket as the rules want it. */
export function bucketWithKey(name: string, given: Readonly<Record<string, string>> = tags): void {
  new s3.BucketServerSideEncryptionConfiguration(name, {
    bucket: bucket(name, given).id,
    rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } }],
  });
}

export const metadataOptions = { httpTokens: "required", httpPutResponseHopLimit: 1 };

const disk = [{ deviceName: "/dev/xvda", ebs: { encrypted: "true" } }];

export function group(outputs: Outputs, extra: string): ec2.SecurityGroup {
  return new ec2.SecurityGroup(extra, { vpcId: outputs.vpcId, description: "for a test" });
}

/** One of each, with nothing to say against it. */
/** A database with what the rules want beside it. */
export function watchedDatabase(name: string, args: rds.InstanceArgs): rds.Instance {
  const instance = new rds.Instance(name, args, guarded);
  alarmOn(name, { DBInstanceIdentifier: instance.identifier });
  return instance;
}

/** An alarm of something else than the platform's, which another stack hears of. */
export function alarmOn(name: string, dimensions: Record<string, pulumi.Input<string>>): void {
  new cloudwatch.MetricAlarm(`${name}-alarm`, {
    comparisonOperator: "GreaterThanThreshold",
    threshold: 80,
    evaluationPeriods: 1,
    period: 300,
    namespace: "AWS/RDS",
    metricName: "CPUUtilization",
    statistic: "Average",
    dimensions,
    alarmActions: ["arn:aws:sns:eu-west-1:123456789012:others"],
  });
}

export const asTheRulesWantIt: Mutation = {
  what: "nothing",
  rule: "",
  on: [],
  says: /./,
  add: ({ vpcId, privateSubnetIds, isolatedSubnetIds }, extra) => {
    const subnets = new rds.SubnetGroup(extra, { subnetIds: isolatedSubnetIds });
    watchedDatabase(extra, { ...database, dbSubnetGroupName: subnets.name });
    new alb.LoadBalancer(extra, { internal: true, subnets: privateSubnetIds });
    const template = new ec2.LaunchTemplate(extra, {
      imageId: image,
      blockDeviceMappings: disk,
      metadataOptions,
    });
    new autoscaling.Group(extra, {
      minSize: 1,
      maxSize: 3,
      vpcZoneIdentifiers: privateSubnetIds,
      launchTemplate: { id: template.id },
    });
    bucketWithKey(extra);
    const group = new ec2.SecurityGroup(extra, { vpcId, description: "for a test" });
    new aws.SecurityGroupIngressRule(extra, {
      securityGroupId: group.id,
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      cidrIpv4: "10.30.0.0/16",
    });
  },
};
