import { createHash } from "node:crypto";

/** How AWS makes the ID of the types that databases and file shares are made of. */
export const dataIds: Record<string, (name: string) => string> = Object.fromEntries(
  [
    "aws:cloudwatch/eventRule:EventRule",
    "aws:cloudwatch/eventTarget:EventTarget",
    "aws:cloudwatch/metricAlarm:MetricAlarm",
    "aws:ec2/instance:Instance",
    "aws:efs/accessPoint:AccessPoint",
    "aws:efs/fileSystem:FileSystem",
    "aws:efs/fileSystemPolicy:FileSystemPolicy",
    "aws:efs/mountTarget:MountTarget",
    "aws:fis/experimentTemplate:ExperimentTemplate",
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    "aws:rds/cluster:Cluster",
    "aws:rds/clusterParameterGroup:ClusterParameterGroup",
    "aws:rds/instance:Instance",
    "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
    "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
    "aws:rds/parameterGroup:ParameterGroup",
    "aws:rds/proxy:Proxy",
    "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup",
    "aws:rds/proxyTarget:ProxyTarget",
    "aws:rds/subnetGroup:SubnetGroup",
    "aws:route53/record:Record",
    "aws:s3/bucket:Bucket",
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    "aws:s3/bucketLogging:BucketLogging",
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    "aws:s3/bucketPolicy:BucketPolicy",
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "aws:s3/bucketVersioning:BucketVersioning",
    "aws:secretsmanager/secret:Secret",
    "aws:secretsmanager/secretVersion:SecretVersion",
    "aws:storagegateway/cache:Cache",
    "aws:storagegateway/gateway:Gateway",
    "aws:storagegateway/nfsFileShare:NfsFileShare",
    "aws:storagegateway/smbFileShare:SmbFileShare",
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  ].map((type) => [type, (name: string) => `${name}-${digest(name)}`]),
);

/** Functions that databases and file shares call. */
export const dataFunctions: Record<string, () => Record<string, string>> = {
  "aws:secretsmanager/getRandomPassword:getRandomPassword": () => ({
    randomPassword: "drawn-at-random",
  }),
  "aws:secretsmanager/getSecretVersion:getSecretVersion": () => ({
    secretString: JSON.stringify({ username: "joiner", password: "join-the-domain" }),
  }),
  "aws:ssm/getParameter:getParameter": () => ({ value: "ami-0123456789abcdef0" }),
  "aws:storagegateway/getLocalDisk:getLocalDisk": () => ({
    diskId: "pci-0000:03:00.0-scsi-0:0:0:0",
  }),
};

/** Outputs that AWS makes up. */
export function dataOutputs(type: string, id: string): Record<string, unknown> {
  const [, module = ""] = type.split(/[:/]/);
  const arn = `arn:aws:${module}:eu-west-1:123456789012:${id}`;
  switch (type) {
    case "aws:ec2/vpcEndpoint:VpcEndpoint":
      return { dnsEntries: [{ dnsName: `*.${id}-0a1b.vpce.amazonaws.com` }] };
    case "aws:ec2/instance:Instance":
      return { privateIp: "10.30.0.10" };
    case "aws:rds/instance:Instance":
      return {
        arn,
        address: `${id}.rds.amazonaws.com`,
        resourceId: `db-${digest(id)}`,
        masterUserSecrets: [{ secretArn: `${arn}-secret` }],
      };
    case "aws:rds/cluster:Cluster":
      return {
        arn,
        endpoint: `${id}.cluster.rds.amazonaws.com`,
        readerEndpoint: `${id}.cluster-ro.rds.amazonaws.com`,
        clusterResourceId: `cluster-${digest(id)}`,
        masterUserSecrets: [{ secretArn: `${arn}-secret` }],
      };
    case "aws:rds/proxy:Proxy":
      return { arn: `${arn}:prx-${digest(id)}`, endpoint: `${id}.proxy.rds.amazonaws.com` };
    case "aws:s3/bucket:Bucket":
      return { arn: `arn:aws:s3:::${id}`, bucket: id };
    case "aws:storagegateway/gateway:Gateway":
      return { arn, gatewayId: `sgw-${digest(id)}` };
    default:
      return /^aws:(efs|rds|secretsmanager|storagegateway)\//.test(type)
        ? { arn, name: id, path: `/${id}` }
        : {};
  }
}

function digest(name: string): string {
  return createHash("sha256").update(name).digest("hex").slice(0, 7);
}
