import * as ebs from "@pulumi/aws/ebs";
import * as ec2 from "@pulumi/aws/ec2";
import type { Mutation } from "../../support/mutations";
import { bucket, database, image, metadataOptions, tags, watchedDatabase } from "./wellMade";

/** Stores of data that another one adds to the platform. */
export const storeMutations: readonly Mutation[] = [
  {
    what: "a database with a public address",
    add: (_, extra) => void watchedDatabase(extra, { ...database, publiclyAccessible: true }),
    rule: "disallow-public-database-access",
    on: ["extra"],
    says: /publiclyAccessible: false/,
  },
  {
    what: "a database in one zone",
    add: (_, extra) => void watchedDatabase(extra, { ...database, multiAz: false }),
    rule: "configure-rds-multi-az",
    on: ["extra"],
    says: /multiAz: true/,
  },
  {
    what: "a database without encryption",
    add: (_, extra) =>
      void watchedDatabase(extra, { ...database, storageEncrypted: false, kmsKeyId: "" }),
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
