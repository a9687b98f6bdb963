import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import * as dynamodb from "@pulumi/aws/dynamodb";
import * as elasticache from "@pulumi/aws/elasticache";
import * as rds from "@pulumi/aws/rds";
import * as sqs from "@pulumi/aws/sqs";
import * as vpc from "@pulumi/aws/vpc";
import type { Mutation } from "../../support/mutations";
import { group, guarded, key, tags } from "./wellMade";

const table = {
  attributes: [{ name: "id", type: "S" }],
  hashKey: "id",
  billingMode: "PAY_PER_REQUEST",
  serverSideEncryption: { enabled: true, kmsKeyArn: key },
  pointInTimeRecovery: { enabled: true },
  tags,
};

/** Data services that another one adds to the platform, and the ways to what it has. */
export const dataServiceMutations: readonly Mutation[] = [
  {
    what: "a queue under no key of the company's",
    add: (_, extra) => new sqs.Queue(extra, { sqsManagedSseEnabled: true }),
    rule: "require-data-service-encryption",
    on: ["extra"],
    says: /kmsMasterKeyId: a customer managed key/,
  },
  {
    what: "an HTTP API on the internet",
    add: (_, extra) => new apigatewayv2.Api(extra, { protocolType: "HTTP" }),
    rule: "disallow-public-data-services",
    on: ["extra"],
    says: /disableExecuteApiEndpoint: true/,
  },
  {
    what: "a cache without a replica in another zone",
    add: (_, extra) =>
      new elasticache.ReplicationGroup(extra, {
        description: "for a test",
        atRestEncryptionEnabled: true,
        transitEncryptionEnabled: true,
        kmsKeyId: key,
        snapshotRetentionLimit: 7,
        automaticFailoverEnabled: true,
        numCacheClusters: 2,
      }),
    rule: "configure-data-service-zones",
    on: ["extra"],
    says: /multiAzEnabled: true/,
  },
  {
    what: "a table that can't be restored to a moment",
    add: (_, extra) =>
      new dynamodb.Table(extra, { ...table, pointInTimeRecovery: { enabled: false } }, guarded),
    rule: "require-data-service-backups",
    on: ["extra"],
    says: /pointInTimeRecovery: \{ enabled: true \}/,
  },
  {
    what: "SSH for a part of the internet that no company has",
    add: (outputs, extra) =>
      new vpc.SecurityGroupIngressRule(`${extra}-rule`, {
        securityGroupId: group(outputs, extra).id,
        description: "for a test",
        ipProtocol: "tcp",
        fromPort: 22,
        toPort: 22,
        cidrIpv4: "52.0.0.0/7",
      }),
    rule: "disallow-public-administration",
    on: ["extra-rule"],
    says: /52\.0\.0\.0\/7/,
    besides: ["disallow-public-ingress"], // The same, at a level that a company may relax.
  },
  {
    what: "databases in subnets that lead out by a NAT gateway",
    add: ({ privateSubnetIds }, extra) =>
      new rds.SubnetGroup(extra, { subnetIds: privateSubnetIds }),
    rule: "disallow-default-route-of-data-stores",
    on: ["extra", "extra", "extra"], // In each zone.
    says: /"network-nat-[abc]-route" sends 0\.0\.0\.0\/0 out of it/,
  },
];
