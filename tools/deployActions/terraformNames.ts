/** Folders of @pulumi/aws whose resources Terraform names otherwise than after the folder. */
const prefixes: Readonly<Record<string, string>> = {
  cfg: "config",
  costexplorer: "ce",
  directconnect: "dx",
  ec2transitgateway: "ec2_transit_gateway",
  rds: "db",
  servicediscovery: "service_discovery",
};

/** Resources of other names. */
const names: Readonly<Record<string, string>> = {
  "cfg/recorder": "config_configuration_recorder",
  "cfg/recorderStatus": "config_configuration_recorder_status",
  "cloudtrail/trail": "cloudtrail",
  "directconnect/linkAggregationGroup": "dx_lag",
  "ec2/instance": "instance",
  "ec2transitgateway/transitGateway": "ec2_transit_gateway",
  "ec2transitgateway/getTransitGateway": "ec2_transit_gateway",
  "lb/loadBalancer": "lb",
  "rds/cluster": "rds_cluster",
  "rds/clusterParameterGroup": "rds_cluster_parameter_group",
  "s3/bucketReplicationConfig": "s3_bucket_replication_configuration",
};

const snake = (text: string): string =>
  text.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/**
 * What Terraform may call a resource or a function of @pulumi/aws: `ec2/vpc` is aws_vpc or aws_ec2_vpc.
 *
 * @param token `ec2/vpc`, `ec2/getVpc` or `getRegion`.
 */
export function terraformNames(token: string): string[] {
  const known = names[token];
  if (known !== undefined) return [`aws_${known}`];
  const [name = "", folder] = token.split("/").reverse();
  const plain = snake(name.replace(/^get(?=[A-Z])/, "")).replace(/^_/, "");
  if (folder === undefined) return [`aws_${plain}`];
  return [`aws_${prefixes[folder] ?? folder}_${plain}`, `aws_${plain}`];
}
