import type { Program } from "../support/policy";
import { itJudges, type Case } from "./cases";

/** For each type, what meets a demand, what breaks it, and which part of the message names it. */
type Row = readonly [type: string, good: object, bad: object, says: RegExp];

const key = "arn:aws:kms:eu-west-1:123456789012:key/1";

const table = { serverSideEncryption: { enabled: true, kmsKeyArn: key } };
const cache = { atRestEncryptionEnabled: true, kmsKeyId: key, transitEncryptionEnabled: true };
const search = {
  encryptAtRest: { enabled: true, kmsKeyId: key },
  nodeToNodeEncryption: { enabled: true },
};

function cases(rows: readonly Row[], unset: readonly string[]): Case[] {
  const of = (type: string): string => type.split(":").at(-1) ?? "";
  return [
    ...rows.flatMap(([type, good, bad, says]): Case[] => [
      {
        what: `${of(type)} with ${JSON.stringify(good)}`,
        program: (program) => {
          program.add(type, "it", { ...good });
        },
      },
      {
        what: `${of(type)} with ${JSON.stringify(bad)}`,
        program: (program) => {
          program.add(type, "it", { ...bad });
        },
        rejects: ["it"],
        says,
      },
    ]),
    ...unset.map((type): Case => ({
      what: `${of(type)} that says nothing`,
      program: (program) => {
        program.add(type, "it", { tags: {} });
      },
    })),
    {
      what: "what it is not about",
      program: (program) => {
        program.add("aws:sns/topic:Topic", "topic", {});
      },
    },
  ];
}

itJudges(
  "require-data-service-encryption",
  cases(
    [
      [
        "aws:dynamodb/table:Table",
        { serverSideEncryption: { enabled: true, kmsKeyArn: key } },
        { serverSideEncryption: { enabled: true } },
        /AWS's own key.*\n.*kmsKeyArn/,
      ],
      ["aws:efs/fileSystem:FileSystem", { encrypted: true, kmsKeyId: key }, {}, /kmsKeyId/],
      [
        "aws:msk/cluster:Cluster",
        { encryptionInfo: { encryptionAtRestKmsKeyArn: key } },
        {
          encryptionInfo: {
            encryptionAtRestKmsKeyArn: key,
            encryptionInTransit: { clientBroker: "PLAINTEXT" },
          },
        },
        /without TLS.*\n.*clientBroker: "TLS"/,
      ],
      ["aws:sqs/queue:Queue", { kmsMasterKeyId: key }, {}, /kmsMasterKeyId/],
      [
        "aws:sqs/queue:Queue",
        { kmsMasterKeyId: "alias/orders" },
        { kmsMasterKeyId: "alias/aws/sqs" },
        /kmsMasterKeyId/,
      ],
      [
        "aws:dynamodb/table:Table",
        { ...table, replicas: [{ regionName: "eu-central-1", kmsKeyArn: key }] },
        { ...table, replicas: [{ regionName: "eu-central-1" }] },
        /has a replica .*\n.*replicas\[\]\.kmsKeyArn/,
      ],
      ["aws:dynamodb/tableReplica:TableReplica", { kmsKeyArn: key }, {}, /kmsKeyArn/],
      ...["opensearch", "elasticsearch"].map((service): Row => [
        `aws:${service}/domain:Domain`,
        // HTTPS is the provider's default where any option of the endpoint is given.
        { ...search, domainEndpointOptions: { tlsSecurityPolicy: "Policy-Min-TLS-1-2-2019-07" } },
        search,
        /answers without TLS.*\n.*enforceHttps: true/,
      ]),
      [
        "aws:elasticache/replicationGroup:ReplicationGroup",
        { engine: "valkey", kmsKeyId: key, transitEncryptionEnabled: true },
        { engine: "redis", kmsKeyId: key, transitEncryptionEnabled: true },
        /atRestEncryptionEnabled: true/,
      ],
      [
        "aws:elasticache/replicationGroup:ReplicationGroup",
        // The provider takes none of these from a secondary: it has its primary's.
        { globalReplicationGroupId: "ldgnf-cache", kmsKeyId: key },
        { ...cache, transitEncryptionMode: "preferred" },
        /transitEncryptionMode: "required"/,
      ],
      [
        "aws:elasticache/cluster:Cluster",
        { engine: "memcached", transitEncryptionEnabled: true },
        { engine: "redis" },
        /aws\.elasticache\.ReplicationGroup/,
      ],
      ["aws:elasticache/serverlessCache:ServerlessCache", { kmsKeyId: key }, {}, /kmsKeyId/],
      [
        "aws:lambda/function:Function",
        { environment: { variables: { A: "1" } }, kmsKeyArn: key },
        { environment: { variables: { A: "1" } } },
        /kmsKeyArn/,
      ],
    ],
    ["aws:lambda/function:Function"],
  ),
);

itJudges(
  "disallow-public-data-services",
  cases(
    [
      [
        "aws:opensearch/domain:Domain",
        { vpcOptions: { subnetIds: ["subnet-1"] } },
        {},
        /vpcOptions/,
      ],
      [
        "aws:lambda/functionUrl:FunctionUrl",
        { authorizationType: "AWS_IAM" },
        { authorizationType: "NONE" },
        /anybody on the internet/,
      ],
      [
        "aws:apigateway/restApi:RestApi",
        { endpointConfiguration: { types: ["PRIVATE"] } },
        { endpointConfiguration: { types: "REGIONAL" } },
        /answers on the internet/,
      ],
      ["aws:apigatewayv2/api:Api", { disableExecuteApiEndpoint: true }, {}, /no private endpoint/],
      [
        "aws:lambda/permission:Permission",
        { principal: "*", principalOrgId: "o-1234567890" },
        { principal: "*" },
        /every account/,
      ],
      [
        "aws:efs/fileSystemPolicy:FileSystemPolicy",
        { policy: JSON.stringify({ Statement: [{ Effect: "Deny", Principal: "*" }] }) },
        { policy: JSON.stringify({ Statement: [{ Effect: "Allow", Principal: { AWS: "*" } }] }) },
        /without IAM/,
      ],
      [
        "aws:apigateway/domainName:DomainName",
        { endpointConfiguration: { types: "PRIVATE" } },
        { endpointConfiguration: { types: "EDGE" } },
        /names an API on the internet/,
      ],
    ],
    ["aws:msk/cluster:Cluster", "aws:lambda/permission:Permission"],
  ),
);

itJudges(
  "configure-data-service-zones",
  cases(
    [
      [
        "aws:elasticache/replicationGroup:ReplicationGroup",
        { multiAzEnabled: true, automaticFailoverEnabled: true },
        { multiAzEnabled: true },
        /automaticFailoverEnabled/,
      ],
      [
        "aws:opensearch/domain:Domain",
        { clusterConfig: { zoneAwarenessEnabled: true } },
        {},
        /one zone/,
      ],
      [
        "aws:elasticache/cluster:Cluster",
        { engine: "memcached", azMode: "cross-az" },
        { engine: "memcached" },
        /azMode: "cross-az"/,
      ],
    ],
    ["aws:efs/fileSystem:FileSystem", "aws:msk/cluster:Cluster"],
  ),
);

/** A cluster of brokers, a serverless one, and mount targets of a file system, in the subnets of some zones. */
function placed(program: Program, zones: readonly string[]): void {
  const subnets = zones.map(
    (zone, index) =>
      program.add("aws:ec2/subnet:Subnet", `subnet-${index}`, {
        availabilityZone: `eu-west-1${zone}`,
      }).id,
  );
  const files = program.add("aws:efs/fileSystem:FileSystem", "files");
  subnets.forEach((subnetId, index) =>
    program.add("aws:efs/mountTarget:MountTarget", `target-${index}`, {
      fileSystemId: files.id,
      subnetId,
    }),
  );
  program.add("aws:msk/cluster:Cluster", "brokers", {
    brokerNodeGroupInfo: { clientSubnets: subnets },
  });
  program.add("aws:msk/serverlessCluster:ServerlessCluster", "serverless", {
    vpcConfigs: [{ subnetIds: subnets }],
  });
}

itJudges("configure-data-service-zones", [
  { what: "brokers and mount targets in two zones", program: (it) => placed(it, ["a", "b"]) },
  {
    what: "brokers and mount targets in two subnets of one zone",
    program: (it) => placed(it, ["a", "a"]),
    rejects: ["brokers", "files", "serverless"],
    says: /reached in one zone only, eu-west-1a/,
  },
]);

itJudges(
  "require-data-service-backups",
  cases(
    [
      [
        "aws:dynamodb/table:Table",
        { pointInTimeRecovery: { enabled: true } },
        { pointInTimeRecovery: { enabled: false } },
        /pointInTimeRecovery/,
      ],
      [
        "aws:dynamodb/table:Table",
        { pointInTimeRecovery: { enabled: true }, replicas: [{ pointInTimeRecovery: true }] },
        { pointInTimeRecovery: { enabled: true }, replicas: [{ regionName: "eu-central-1" }] },
        /replicas\[\]\.pointInTimeRecovery: true/,
      ],
      ["aws:dynamodb/tableReplica:TableReplica", { pointInTimeRecovery: true }, {}, /Recovery/],
      [
        "aws:elasticache/serverlessCache:ServerlessCache",
        { snapshotRetentionLimit: 7 },
        {},
        /snapshotRetentionLimit/,
      ],
      [
        "aws:elasticache/replicationGroup:ReplicationGroup",
        { snapshotRetentionLimit: 1 },
        {},
        /snapshotRetentionLimit/,
      ],
    ],
    [],
  ),
);

const rule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const ssh = { ipProtocol: "tcp", fromPort: 22, toPort: 22 };

itJudges(
  "disallow-public-administration",
  cases(
    [
      [rule, { ...ssh, cidrIpv4: "10.0.0.0/8" }, { ...ssh, cidrIpv4: "0.0.0.0/0" }, /SSH \(22\)/],
      [
        "aws:ec2/securityGroupRule:SecurityGroupRule",
        { type: "egress", protocol: "-1", cidrBlocks: ["0.0.0.0/0"] },
        { type: "ingress", protocol: "-1", ipv6CidrBlocks: ["::/0"] },
        /SSH \(22\) and RDP \(3389\) from ::\/0/,
      ],
      [
        rule,
        { ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "0.0.0.0/0" },
        { ipProtocol: "tcp", fromPort: 3000, toPort: 4000, cidrIpv4: "0.0.0.0/1" },
        /RDP \(3389\) from 0\.0\.0\.0\/1/,
      ],
    ],
    ["aws:ec2/securityGroup:SecurityGroup"],
  ),
);
