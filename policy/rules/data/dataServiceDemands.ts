import type { Demand } from "../../reading/demands";
import { types } from "../../types";

/** What holds of a property that a preview knows; what is unknown there is held against nobody. */
const on =
  (object: string, key: string): Demand["holds"] =>
  (props) =>
    props.isUnknown(object) ||
    props.object(object)?.isUnknown(key) === true ||
    props.object(object)?.boolean(key) === true;

const set =
  (object: string, key: string): Demand["holds"] =>
  (props) =>
    props.isUnknown(object) || props.object(object)?.isSet(key) === true;

const isTrue =
  (key: string): Demand["holds"] =>
  (props) =>
    props.isUnknown(key) || props.boolean(key) === true;

const isSet =
  (key: string): Demand["holds"] =>
  (props) =>
    props.isSet(key);

/** By a key of the company's own, on the way too. */
export const encrypted: readonly Demand[] = [
  {
    types: types.table,
    holds: (props) =>
      on("serverSideEncryption", "enabled")(props) &&
      set("serverSideEncryption", "kmsKeyArn")(props),
    problem: "is encrypted with AWS's own key",
    change: "serverSideEncryption: { enabled: true, kmsKeyArn: a customer managed key }",
  },
  {
    types: types.fileSystem,
    holds: (props) => isTrue("encrypted")(props) && isSet("kmsKeyId")(props),
    problem: "is not encrypted with a customer key",
    change: "encrypted: true, and kmsKeyId: a customer managed key",
  },
  {
    types: types.searchDomain,
    holds: (props) =>
      on("encryptAtRest", "enabled")(props) && set("encryptAtRest", "kmsKeyId")(props),
    problem: "is not encrypted with a customer key",
    change: "encryptAtRest: { enabled: true, kmsKeyId: a customer managed key }",
  },
  {
    types: types.searchDomain,
    holds: on("nodeToNodeEncryption", "enabled"),
    problem: "sends data between its nodes in the clear",
    change: "nodeToNodeEncryption: { enabled: true }",
  },
  {
    types: types.searchDomain,
    holds: on("domainEndpointOptions", "enforceHttps"),
    problem: "answers without TLS",
    change: "domainEndpointOptions.enforceHttps: true",
  },
  {
    types: types.replicationGroup,
    holds: (props) => isTrue("atRestEncryptionEnabled")(props) && isSet("kmsKeyId")(props),
    problem: "is not encrypted with a customer key",
    change: "atRestEncryptionEnabled: true, and kmsKeyId: a customer managed key",
  },
  {
    types: types.replicationGroup,
    holds: isTrue("transitEncryptionEnabled"),
    problem: "answers without TLS",
    change: "transitEncryptionEnabled: true",
  },
  {
    types: types.kafkaCluster,
    holds: set("encryptionInfo", "encryptionAtRestKmsKeyArn"),
    problem: "is encrypted with AWS's own key",
    change: "encryptionInfo.encryptionAtRestKmsKeyArn: a customer managed key",
  },
  {
    types: types.kafkaCluster,
    // Unset, brokers take TLS alone.
    holds: (props) => {
      const transit = props.object("encryptionInfo")?.object("encryptionInTransit");
      const said = transit?.string("clientBroker") ?? "TLS";
      return said === "TLS" && transit?.boolean("inCluster") !== false;
    },
    problem: "takes messages without TLS",
    change: 'encryptionInfo.encryptionInTransit: { clientBroker: "TLS", inCluster: true }',
  },
  {
    types: types.queue,
    holds: isSet("kmsMasterKeyId"),
    problem: "is not encrypted with a customer key",
    change: "kmsMasterKeyId: a customer managed key",
  },
  {
    types: types.lambdaFunction,
    holds: (props) =>
      isSet("kmsKeyArn")(props) ||
      props.isUnknown("environment") ||
      !(props.object("environment")?.isSet("variables") ?? false),
    problem: "keeps its environment under AWS's own key",
    change: "kmsKeyArn: a customer managed key",
  },
];

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
    types: types.restApi,
    holds: (props) => {
      if (props.isUnknown("endpointConfiguration")) return true;
      const endpoint = props.object("endpointConfiguration");
      return (
        endpoint?.isUnknown("types") === true ||
        endpoint?.string("types") === "PRIVATE" ||
        endpoint?.strings("types").join() === "PRIVATE"
      );
    },
    problem: "answers on the internet",
    change: 'endpointConfiguration: { types: "PRIVATE" }, and a VPC endpoint of execute-api',
  },
  {
    types: types.httpApi,
    holds: isTrue("disableExecuteApiEndpoint"),
    problem: "answers on the internet: such an API has no private endpoint",
    change: "disableExecuteApiEndpoint: true, or an aws.apigateway.RestApi with a private endpoint",
  },
];

/** In two zones at least. */
export const zones: readonly Demand[] = [
  {
    types: types.searchDomain,
    holds: on("clusterConfig", "zoneAwarenessEnabled"),
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
    holds: on("pointInTimeRecovery", "enabled"),
    problem: "can't be restored to a moment",
    change: "pointInTimeRecovery: { enabled: true }",
  },
  {
    types: types.replicationGroup,
    holds: (props) =>
      props.isUnknown("snapshotRetentionLimit") ||
      (props.number("snapshotRetentionLimit") ?? 0) > 0,
    problem: "keeps no snapshot",
    change: "snapshotRetentionLimit: days, 1 or more",
  },
];

/** A rule that is a list of demands on the services' own types. */
