import { type Demand, isOn, isSet, isTrue } from "../../reading/demands";
import type { Properties } from "../../known";
import { admitsEveryone, statements } from "../../reading/policyDocument";
import { types } from "../../types";

/** An endpoint that only VPC endpoints reach; a string, or a list of one in the provider's earlier versions. */
function isPrivate(props: Properties): boolean {
  if (props.isUnknown("endpointConfiguration")) return true;
  const endpoint = props.object("endpointConfiguration");
  return endpoint?.isUnknown("types") === true || endpoint?.strings("types").join() === "PRIVATE";
}

/** Reached from the internet by nobody. */
export const privateOnly: readonly Demand[] = [
  {
    types: types.searchDomain,
    holds: isSet("vpcOptions"),
    problem: "has an address on the internet",
    change: "vpcOptions: private subnets and a security group",
  },
  {
    types: types.kafkaCluster,
    holds: (props) => {
      const access = props
        .object("brokerNodeGroupInfo")
        ?.object("connectivityInfo")
        ?.object("publicAccess");
      return (access?.string("type") ?? "DISABLED") === "DISABLED";
    },
    problem: "has brokers on the internet",
    change: 'brokerNodeGroupInfo.connectivityInfo.publicAccess.type: "DISABLED"',
  },
  {
    types: types.lambdaUrl,
    holds: (props) =>
      props.isUnknown("authorizationType") || props.string("authorizationType") === "AWS_IAM",
    problem: "lets anybody on the internet call the function",
    change: 'authorizationType: "AWS_IAM"',
  },
  {
    types: types.lambdaPermission,
    holds: (props) =>
      props.string("principal") !== "*" ||
      ["principalOrgId", "sourceAccount", "sourceArn"].some((key) => props.isSet(key)),
    problem: "lets every account call the function",
    change: "principal: who calls it; or principalOrgId, sourceAccount or sourceArn",
  },
  {
    types: types.restApi,
    holds: isPrivate,
    problem: "answers on the internet",
    change: 'endpointConfiguration: { types: "PRIVATE" }, and a VPC endpoint of execute-api',
  },
  {
    types: types.restDomain,
    holds: isPrivate,
    problem: "names an API on the internet",
    change: 'endpointConfiguration: { types: "PRIVATE" }',
  },
  {
    types: types.fileSystemPolicy,
    holds: (props) => !statements(props.string("policy")).some(admitsEveryone),
    problem: "lets everybody who reaches a mount target use the files, without IAM",
    change: "policy: statements that deny, and none that allows every principal",
  },
  {
    types: types.httpApi,
    holds: isTrue("disableExecuteApiEndpoint"),
    problem: "answers on the internet: such an API has no private endpoint",
    change: "disableExecuteApiEndpoint: true, or an aws.apigateway.RestApi with a private endpoint",
  },
  {
    types: types.httpDomain,
    holds: () => false,
    problem: "names an API on the internet: such a domain has no private endpoint",
    change: "an aws.apigateway.RestApi and an aws.apigateway.DomainName with private endpoints",
  },
];

/** In two zones at least. */
export const zones: readonly Demand[] = [
  {
    types: types.searchDomain,
    holds: isOn("clusterConfig", "zoneAwarenessEnabled"),
    problem: "is in one zone",
    change: "clusterConfig: { zoneAwarenessEnabled: true, instanceCount: 2 or more }",
  },
  {
    types: types.replicationGroup,
    holds: (props) => isTrue("multiAzEnabled")(props) && isTrue("automaticFailoverEnabled")(props),
    problem: "has no replica in another zone that takes over",
    change: "multiAzEnabled: true, automaticFailoverEnabled: true, and numCacheClusters: 2 or more",
  },
  {
    types: types.cacheCluster,
    holds: (props) =>
      props.isSet("replicationGroupId") ||
      ["azMode", "engine"].some((key) => props.isUnknown(key)) ||
      (props.string("engine") === "memcached" && props.string("azMode") === "cross-az"),
    problem: "has its nodes in one zone",
    change:
      'azMode: "cross-az" (Memcached), or an aws.elasticache.ReplicationGroup with multiAzEnabled',
  },
  {
    types: types.fileSystem,
    holds: (props) => !props.isSet("availabilityZoneName"),
    problem: "keeps its files in one zone",
    change: "availabilityZoneName: left out",
  },
];

/** Backups, where the service has them. */
export const backups: readonly Demand[] = [
  {
    types: types.table,
    holds: isOn("pointInTimeRecovery", "enabled"),
    problem: "can't be restored to a moment",
    change: "pointInTimeRecovery: { enabled: true }",
  },
  {
    types: types.table,
    holds: (props) => props.objects("replicas").every(isTrue("pointInTimeRecovery")),
    problem: "has a replica that can't be restored to a moment",
    change: "replicas[].pointInTimeRecovery: true",
  },
  {
    types: types.tableReplica,
    holds: isTrue("pointInTimeRecovery"),
    problem: "can't be restored to a moment",
    change: "pointInTimeRecovery: true",
  },
  {
    types: [...types.replicationGroup, ...types.serverlessCache],
    holds: (props) =>
      props.isUnknown("snapshotRetentionLimit") ||
      (props.number("snapshotRetentionLimit") ?? 0) > 0,
    problem: "keeps no snapshot",
    change: "snapshotRetentionLimit: days, 1 or more",
  },
];
