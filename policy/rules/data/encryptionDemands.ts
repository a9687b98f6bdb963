import { type Demand, hasKey, hasKeyIn, isOn, isTrue } from "../../reading/demands";
import type { Properties } from "../../known";
import { types } from "../../types";

/** A secondary of a global datastore has these from its primary, and the provider takes none of its own. */
const follows = (props: Properties): boolean => props.isSet("globalReplicationGroupId");

const tables: readonly Demand[] = [
  {
    types: types.table,
    holds: (props) =>
      isOn("serverSideEncryption", "enabled")(props) &&
      hasKeyIn("serverSideEncryption", "kmsKeyArn")(props),
    problem: "is encrypted with AWS's own key",
    change: "serverSideEncryption: { enabled: true, kmsKeyArn: a customer managed key }",
  },
  {
    types: types.table,
    holds: (props) => props.objects("replicas").every(hasKey("kmsKeyArn")),
    problem: "has a replica that is encrypted with AWS's own key",
    change: "replicas[].kmsKeyArn: a customer managed key of the replica's Region",
  },
  {
    types: types.tableReplica,
    holds: hasKey("kmsKeyArn"),
    problem: "is encrypted with AWS's own key",
    change: "kmsKeyArn: a customer managed key of the replica's Region",
  },
];

const search: readonly Demand[] = [
  {
    types: types.searchDomain,
    holds: (props) =>
      isOn("encryptAtRest", "enabled")(props) && hasKeyIn("encryptAtRest", "kmsKeyId")(props),
    problem: "is not encrypted with a customer key",
    change: "encryptAtRest: { enabled: true, kmsKeyId: a customer managed key }",
  },
  {
    types: types.searchDomain,
    holds: isOn("nodeToNodeEncryption", "enabled"),
    problem: "sends data between its nodes in the clear",
    change: "nodeToNodeEncryption: { enabled: true }",
  },
  {
    types: types.searchDomain,
    // AWS takes plain HTTP unless told otherwise; the provider's default, where any option is given, is HTTPS.
    holds: (props) => {
      const options = props.object("domainEndpointOptions");
      return (
        props.isUnknown("domainEndpointOptions") ||
        (options !== undefined && options.boolean("enforceHttps") !== false)
      );
    },
    problem: "answers without TLS",
    change: "domainEndpointOptions.enforceHttps: true",
  },
];

const caches: readonly Demand[] = [
  {
    types: types.replicationGroup,
    // Of Valkey, the service encrypts every group at rest.
    holds: (props) =>
      hasKey("kmsKeyId")(props) &&
      (follows(props) ||
        isTrue("atRestEncryptionEnabled")(props) ||
        (props.string("engine") === "valkey" &&
          props.boolean("atRestEncryptionEnabled") !== false)),
    problem: "is not encrypted with a customer key",
    change: "atRestEncryptionEnabled: true, and kmsKeyId: a customer managed key",
  },
  {
    types: types.replicationGroup,
    holds: (props) => follows(props) || isTrue("transitEncryptionEnabled")(props),
    problem: "answers without TLS",
    change: "transitEncryptionEnabled: true",
  },
  {
    types: types.replicationGroup,
    holds: (props) => props.string("transitEncryptionMode") !== "preferred",
    problem: "answers without TLS to whoever asks for it so",
    change: 'transitEncryptionMode: "required", once every client speaks TLS',
  },
  {
    types: types.cacheCluster,
    holds: (props) =>
      props.isSet("replicationGroupId") || isTrue("transitEncryptionEnabled")(props),
    problem: "answers without TLS",
    change:
      "transitEncryptionEnabled: true (Memcached), or an aws.elasticache.ReplicationGroup with it",
  },
  {
    types: types.serverlessCache,
    holds: hasKey("kmsKeyId"),
    problem: "is encrypted with AWS's own key",
    change: "kmsKeyId: a customer managed key",
  },
];

const streams: readonly Demand[] = [
  {
    types: types.kafkaCluster,
    holds: hasKeyIn("encryptionInfo", "encryptionAtRestKmsKeyArn"),
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
    holds: hasKey("kmsMasterKeyId"),
    problem: "is not encrypted with a customer key",
    change: "kmsMasterKeyId: a customer managed key",
  },
];

/** By a key of the company's own, on the way too; each property as the provider's schema has it. */
export const encrypted: readonly Demand[] = [
  ...tables,
  {
    types: types.fileSystem,
    holds: (props) => isTrue("encrypted")(props) && hasKey("kmsKeyId")(props),
    problem: "is not encrypted with a customer key",
    change: "encrypted: true, and kmsKeyId: a customer managed key",
  },
  ...search,
  ...caches,
  ...streams,
  {
    types: types.lambdaFunction,
    holds: (props) =>
      hasKey("kmsKeyArn")(props) ||
      props.isUnknown("environment") ||
      !(props.object("environment")?.isSet("variables") ?? false),
    problem: "keeps its environment under AWS's own key",
    change: "kmsKeyArn: a customer managed key",
  },
];
