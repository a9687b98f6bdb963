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
import { key, type Pair } from "./pair";

const attribute = { hashKey: "id", attributes: [{ name: "id", type: "S" }] };
const brokers = {
  kafkaVersion: "3.8.x",
  numberOfBrokerNodes: 3,
};
const group = {
  instanceType: "kafka.m7g.large",
  clientSubnets: ["subnet-1"],
  securityGroups: ["sg-1"],
};
const code = {
  role: "arn:aws:iam::123456789012:role/fn",
  runtime: "nodejs22.x",
  handler: "index.handler",
};
const environment = { variables: { STAGE: "prod" } };

function wellMade(): void {
  new dynamodb.Table("table", {
    ...attribute,
    serverSideEncryption: { enabled: true, kmsKeyArn: key },
    pointInTimeRecovery: { enabled: true },
  });
  new efs.FileSystem("files", { encrypted: true, kmsKeyId: key });
  new opensearch.Domain("search", {
    encryptAtRest: { enabled: true, kmsKeyId: key },
    nodeToNodeEncryption: { enabled: true },
    domainEndpointOptions: { enforceHttps: true },
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
    brokerNodeGroupInfo: group,
    encryptionInfo: { encryptionAtRestKmsKeyArn: key },
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
  new dynamodb.Table("table", attribute);
  new efs.FileSystem("files", { availabilityZoneName: "eu-west-1a" });
  new opensearch.Domain("search", {});
  new elasticache.ReplicationGroup("cache", { description: "cache" });
  new msk.Cluster("kafka", {
    ...brokers,
    brokerNodeGroupInfo: {
      ...group,
      connectivityInfo: { publicAccess: { type: "SERVICE_PROVIDED_EIPS" } },
    },
    encryptionInfo: { encryptionInTransit: { clientBroker: "TLS_PLAINTEXT" } },
  });
  new sqs.Queue("queue", {});
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
        "search",
        "table",
      ],
      "disallow-public-data-services": ["http", "kafka", "rest", "search", "url"],
      "configure-data-service-zones": ["cache", "files", "search"],
      "require-data-service-backups": ["cache", "table"],
      "disallow-public-administration": ["ssh"],
    },
  },
];
