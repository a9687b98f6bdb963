import { itJudges, type Case } from "./cases";

/** For each type, what meets a demand, what breaks it, and which part of the message names it. */
type Row = readonly [type: string, good: object, bad: object, says: RegExp];

const key = "arn:aws:kms:eu-west-1:123456789012:key/1";

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
    ],
    ["aws:msk/cluster:Cluster"],
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
    ],
    ["aws:efs/fileSystem:FileSystem"],
  ),
);

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
