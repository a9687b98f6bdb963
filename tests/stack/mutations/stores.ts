import * as ebs from "@pulumi/aws/ebs";
import * as ec2 from "@pulumi/aws/ec2";
import * as rds from "@pulumi/aws/rds";
import type { Mutation } from "../../support/mutations";
import { bucket, database, guarded, image, metadataOptions, tags } from "./wellMade";

/** Stores of data that another one adds to the platform. */
export const storeMutations: readonly Mutation[] = [
  {
    what: "a database with a public address",
    add: (_, extra) => new rds.Instance(extra, { ...database, publiclyAccessible: true }, guarded),
    rule: "disallow-public-database-access",
    on: ["extra"],
    says: /publiclyAccessible: false/,
  },
  {
    what: "a database in one zone",
    add: (_, extra) => new rds.Instance(extra, { ...database, multiAz: false }, guarded),
    rule: "configure-rds-multi-az",
    on: ["extra"],
    says: /multiAz: true/,
  },
  {
    what: "a database without encryption",
    add: (_, extra) =>
      new rds.Instance(extra, { ...database, storageEncrypted: false, kmsKeyId: "" }, guarded),
    rule: "require-database-customer-key",
    on: ["extra"],
    says: /storageEncrypted: true/,
  },
  {
    what: "a bucket that says nothing of encryption",
    add: (_, extra) => bucket(extra),
    rule: "require-s3-kms-encryption",
    on: ["extra"],
    says: /BucketServerSideEncryptionConfiguration with bucket of aws\.s3\.Bucket "extra"/,
  },
  {
    what: "a volume and a launch template without encryption",
    add: (_, extra) => {
      new ebs.Volume(`${extra}-volume`, { availabilityZone: "eu-west-1a", size: 8, tags });
      new ec2.LaunchTemplate(`${extra}-template`, { imageId: image, metadataOptions });
    },
    rule: "require-ebs-encryption",
    on: ["extra-template", "extra-volume"],
    says: /encrypted: ("true"|true)/,
  },
];
