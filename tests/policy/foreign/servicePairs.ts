import * as apigateway from "@pulumi/aws/apigateway";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import * as dynamodb from "@pulumi/aws/dynamodb";
import * as ec2 from "@pulumi/aws/ec2";
import * as efs from "@pulumi/aws/efs";
import * as elasticache from "@pulumi/aws/elasticache";
import * as lambda from "@pulumi/aws/lambda";
import * as msk from "@pulumi/aws/msk";
import * as opensearch from "@pulumi/aws/opensearch";
import * as sqs from "@pulumi/aws/sqs";
import { key, Network, type Pair } from "./pair";

const attribute = { hashKey: "id", attributes: [{ name: "id", type: "S" }] };
const brokers = {
  kafkaVersion: "3.8.x",
  numberOfBrokerNodes: 3,
};
const group = { instanceType: "kafka.m7g.large", securityGroups: ["sg-1"] };
const code = {
  role: "arn:aws:iam::123456789012:role/fn",
  runtime: "nodejs22.x",
  handler: "index.handler",
};
const environment = { variables: { STAGE: "prod" } };

function wellMade(): void {
  const { privateIds } = new Network();
  new dynamodb.Table("table", {
    ...attribute,
    serverSideEncryption: { enabled: true, kmsKeyArn: key },
    pointInTimeRecovery: { enabled: true },
  });
  const files = new efs.FileSystem("files", { encrypted: true, kmsKeyId: key });
  privateIds.forEach(
    (subnetId, zone) => new efs.MountTarget(`files-${zone}`, { fileSystemId: files.id, subnetId }),
  );
  new opensearch.Domain("search", {
    encryptAtRest: { enabled: true, kmsKeyId: key },
    nodeToNodeEncryption: { enabled: true },
    domainEndpointOptions: { tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10" },
    vpcOptions: { subnetIds: ["subnet-1", "subnet-2"] },
    clusterConfig: { zoneAwarenessEnabled: true, instanceCount: 2 },
  });
  new elasticache.ReplicationGroup("cache", {
    description: "cache",
    atRestEncryptionEnabled: true,
    kmsKeyId: key,
    transitEncryptionEnabled: true,
    multiAzEnabled: true,
    automaticFailoverEnabled: true,
    snapshotRetentionLimit: 7,
  });
  new msk.Cluster("kafka", {
    ...brokers,
    brokerNodeGroupInfo: { ...group, clientSubnets: privateIds },
    encryptionInfo: { encryptionAtRestKmsKeyArn: key },
  });
  new elasticache.ReplicationGroup("secondary", {
    description: "of a global datastore",
    globalReplicationGroupId: "ldgnf-cache",
    kmsKeyId: key,
    multiAzEnabled: true,
    automaticFailoverEnabled: true,
    snapshotRetentionLimit: 7,
  });
  new elasticache.Cluster("sessions", {
    engine: "memcached",
    numCacheNodes: 2,
    azMode: "cross-az",
    transitEncryptionEnabled: true,
  });
  new lambda.Permission("events", {
    action: "lambda:InvokeFunction",
    function: "function",
    principal: "events.amazonaws.com",
  });
  new sqs.Queue("queue", { kmsMasterKeyId: key });
  new lambda.Function("function", { ...code, environment, kmsKeyArn: key });
  new lambda.Function("bare", code);
  new lambda.FunctionUrl("url", { functionName: "function", authorizationType: "AWS_IAM" });
  new apigateway.RestApi("rest", { endpointConfiguration: { types: "PRIVATE" } });
  new ec2.SecurityGroup("ssh", {
    ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["10.0.0.0/8"] }],
  });
}

/** Nothing said, or the wrong thing. */
function badlyMade(): void {
  const { privateIds } = new Network();
  const oneZone = privateIds.slice(0, 1);
  new dynamodb.Table("table", attribute);
  new dynamodb.TableReplica("replica", { globalTableArn: "arn:aws:dynamodb:eu-west-1::table/t" });
  new efs.FileSystem("files", { availabilityZoneName: "eu-west-1a" });
  const shared = new efs.FileSystem("shared", { encrypted: true, kmsKeyId: key });
  oneZone.forEach(
    (subnetId) => new efs.MountTarget("shared", { fileSystemId: shared.id, subnetId }),
  );
  new opensearch.Domain("search", {});
  new elasticache.ReplicationGroup("cache", { description: "cache" });
  new msk.Cluster("kafka", {
    ...brokers,
    brokerNodeGroupInfo: {
      ...group,
      clientSubnets: oneZone,
      connectivityInfo: { publicAccess: { type: "SERVICE_PROVIDED_EIPS" } },
    },
    encryptionInfo: { encryptionInTransit: { clientBroker: "TLS_PLAINTEXT" } },
  });
  new elasticache.Cluster("sessions", { engine: "redis", numCacheNodes: 1 });
  new elasticache.ServerlessCache("serverless", { engine: "valkey" });
  new lambda.Permission("anybody", {
    action: "lambda:InvokeFunction",
    function: "function",
    principal: "*",
  });
  new sqs.Queue("queue", { kmsMasterKeyId: "alias/aws/sqs" });
  new lambda.Function("function", { ...code, environment });
  new lambda.FunctionUrl("url", { functionName: "function", authorizationType: "NONE" });
  new apigateway.RestApi("rest", {});
  new apigatewayv2.Api("http", { protocolType: "HTTP" });
  new ec2.SecurityGroup("ssh", {
    ingress: [
      { protocol: "tcp", fromPort: 0, toPort: 1024, cidrBlocks: ["0.0.0.0/1", "128.0.0.0/1"] },
    ],
  });
}

export const servicePairs: readonly Pair[] = [
  {
    what: "the data services that a company uses besides databases and buckets",
    good: wellMade,
    bad: badlyMade,
    caught: {
      "require-data-service-encryption": [
        "cache",
        "files",
        "function",
        "kafka",
        "queue",
        "replica",
        "search",
        "serverless",
        "sessions",
        "table",
      ],
      "disallow-public-data-services": ["anybody", "http", "kafka", "rest", "search", "url"],
      "configure-data-service-zones": ["cache", "files", "kafka", "search", "sessions", "shared"],
      "require-data-service-backups": ["cache", "replica", "serverless", "table"],
      "disallow-public-administration": ["ssh"],
    },
  },
];
