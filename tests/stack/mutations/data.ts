import * as assert from "node:assert/strict";
import * as ec2 from "@pulumi/aws/ec2";
import * as s3 from "@pulumi/aws/s3";
import type { Mutation } from "../../support/mutations";

/** Changes inputs of the platform's resource of this name and, with a part of it, this type. */
function change(called: string, type: string, inputs: object): Mutation["change"] {
  return (args) =>
    args.name === called && args.type.includes(type) ? { ...args.props, ...inputs } : undefined;
}

const instance = (rule: string, what: string, inputs: object, says: RegExp): Mutation => ({
  what,
  change: change("databases-orders-instance", "rds/instance", inputs),
  rule,
  on: ["databases-orders-instance"],
  says,
});
const share = (rule: string, what: string, inputs: object, says: RegExp): Mutation => ({
  what,
  change: change("files-reports-share-nfs", "NfsFileShare", inputs),
  rule,
  on: ["files-reports-share-nfs"],
  says,
});

/** Resources of the platform that other resources of it are given by mistake. */
const found: { bucket?: s3.Bucket; open?: ec2.Subnet } = {};

/** What may go wrong with the platform's own database and shares; each by the rule that guards it. */
export const dataMutations: readonly Mutation[] = [
  instance(
    "disallow-public-database-access",
    "a public address of the database",
    { publiclyAccessible: true },
    /publiclyAccessible: false/,
  ),
  instance(
    "configure-rds-multi-az",
    "the database in one zone",
    { multiAz: false },
    /multiAz: true/,
  ),
  instance(
    "require-database-customer-key",
    "the database without encryption",
    { storageEncrypted: false },
    /storageEncrypted: true/,
  ),
  instance(
    "require-customer-keys-for-what-is-said",
    "insights under AWS's own key",
    { performanceInsightsKmsKeyId: undefined },
    /performanceInsightsKmsKeyId/,
  ),
  instance(
    "require-database-backups",
    "a day of backups",
    { backupRetentionPeriod: 1 },
    /backupRetentionPeriod: 7 or more/,
  ),
  instance(
    "enable-database-deletion-protection",
    "a database that anyone may delete",
    { deletionProtection: false },
    /deletionProtection: true/,
  ),
  instance(
    "enable-storage-autoscaling",
    "a database that can hardly grow",
    { maxAllocatedStorage: 125 },
    /from 100 to 125 GiB only/,
  ),
  instance(
    "enable-logs-with-retention",
    "a database that keeps its logs",
    { enabledCloudwatchLogsExports: [] },
    /enabledCloudwatchLogsExports/,
  ),
  instance(
    "require-data-classification",
    "data in RDS that must not leave the data centre",
    { tags: { "data-classification": "on-prem-only", "backup-plan": "gold" } },
    /classed on-prem-only/,
  ),
  {
    what: "a public subnet among the databases'",
    change: ({ name, props, resource }) => {
      if (name === "network-public-a" && resource instanceof ec2.Subnet) found.open = resource;
      if (name !== "databases-subnets") return undefined;
      return { ...props, subnetIds: [...(props["subnetIds"] as unknown[]), found.open?.id] };
    },
    apart: true,
    rule: "require-private-database-subnets",
    on: ["databases-subnets"],
    says: /"databases-subnets" contains aws\.ec2\.Subnet "network-public-a"/,
  },
  {
    what: "a database in the subnet of one zone",
    change: ({ name, props }) =>
      name === "databases-subnets"
        ? { ...props, subnetIds: (props["subnetIds"] as unknown[]).slice(0, 1) }
        : undefined,
    rule: "require-database-subnet-zones",
    on: ["databases-subnets"],
    says: /one zone only, eu-west-1a/,
  },
  {
    what: "a database that lets clients in without TLS",
    change: change("databases-orders-parameters", "ParameterGroup", {
      parameters: [{ name: "rds.force_ssl", value: "0" }],
    }),
    rule: "require-tls-to-databases",
    on: ["databases-orders-parameters"],
    says: /rds\.force_ssl", value: "1" } \(now "0"\)/,
  },
  share(
    "require-share-kms-encryption",
    "files without the customer key",
    { kmsEncrypted: false, kmsKeyArn: undefined },
    /kmsEncrypted: true/,
  ),
  share(
    "require-data-centre-share-clients",
    "a share for networks that are not the data centre's",
    { clientLists: ["10.0.0.0/8"] },
    /admits 10\.0\.0\.0\/8/,
  ),
  share(
    "require-private-gateway-endpoints",
    "a share whose files cross the internet",
    { vpcEndpointDnsName: undefined, bucketRegion: undefined },
    /vpcEndpointDnsName: the DNS name of an interface endpoint/,
  ),
  {
    what: "a gateway over the internet",
    change: change("files-dc1-gateway", "storagegateway", { gatewayVpcEndpoint: undefined }),
    rule: "require-private-gateway-endpoints",
    on: ["files-dc1-gateway"],
    says: /gatewayVpcEndpoint: the DNS name of an interface endpoint/,
  },
  {
    what: "files of a share that move to an archive",
    change: change("files-reports-lifecycle", "Lifecycle", {
      rules: [
        {
          id: "archive",
          status: "Enabled",
          transitions: [{ days: 30, storageClass: "GLACIER" }],
        },
      ],
    }),
    rule: "disallow-archive-tiers-of-shares",
    on: ["files-reports-lifecycle"],
    says: /rules\[0\]\.transitions: no GLACIER/,
  },
  {
    what: "archive tiers of a share's bucket",
    change: ({ name, resource }) => {
      if (name === "files-reports-bucket" && resource instanceof s3.Bucket) found.bucket = resource;
      return undefined;
    },
    add: (_, extra) => {
      assert.ok(found.bucket);
      new s3.BucketIntelligentTieringConfiguration(extra, {
        bucket: found.bucket.id,
        name: "archive",
        tierings: [{ accessTier: "ARCHIVE_ACCESS", days: 90 }],
      });
    },
    rule: "disallow-archive-tiers-of-shares",
    on: ["extra"],
    says: /take .*"extra" away/,
  },
  {
    what: "a share's bucket under S3's own key",
    change: change("files-reports-encryption", "Encryption", {
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
    }),
    rule: "require-s3-kms-encryption",
    on: ["files-reports-encryption"],
    says: /sseAlgorithm .*"aws:kms" \(now "AES256"\)/,
  },
  {
    what: "a share's bucket that public ACLs open",
    change: change("files-reports-public-access", "PublicAccess", { blockPublicAcls: false }),
    rule: "require-bucket-safeguards",
    on: ["files-reports-public-access"],
    says: /blockPublicAcls: true/,
  },
  {
    what: "a share's bucket without versions",
    change: change("files-scans-versioning", "Versioning", {
      versioningConfiguration: { status: "Suspended" },
    }),
    rule: "require-bucket-safeguards",
    on: ["files-scans-versioning"],
    says: /versioningConfiguration\.status: "Enabled" \(now "Suspended"\)/,
  },
  {
    what: "a policy of a share's bucket that takes plain HTTP",
    change: change("files-reports-policy", "BucketPolicy", { policy: '{"Statement":[]}' }),
    rule: "require-tls-only-policies",
    on: ["files-reports-policy"],
    says: /policy of .*"files-reports-policy"/,
  },
  {
    what: "a share's bucket whose logs are those of another",
    change: change("files-reports-logging", "BucketLogging", { bucket: "another" }),
    rule: "enable-bucket-access-logs",
    on: ["files-reports-bucket"],
    says: /add an aws\.s3\.BucketLogging/,
  },
  {
    what: "what holds data without its protection",
    config: (raw) => ({ ...raw, deletionProtection: false }),
    rule: "require-protect",
    on: [
      "access-logs-bucket",
      "backup-audit-reports",
      "backup-main-vault",
      "databases-orders-instance",
      "databases-orders-ro-1",
      "files-dc1-gateway",
      "files-reports-bucket",
      "files-scans-bucket",
      "recovery-copies-vault",
    ],
    says: /holds data and may be deleted or replaced by any update/,
    besides: ["enable-database-deletion-protection"],
  },
];
