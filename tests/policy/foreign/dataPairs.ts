import * as backup from "@pulumi/aws/backup";
import * as pulumi from "@pulumi/pulumi";
import * as rds from "@pulumi/aws/rds";
import * as s3 from "@pulumi/aws/s3";
import { key, Network, type Pair } from "./pair";

function aurora(members: number, subnetIds: pulumi.Input<string>[], cluster: object): void {
  const group = new rds.SubnetGroup("aurora", { subnetIds });
  const parameters = new rds.ClusterParameterGroup("aurora", {
    family: "aurora-postgresql16",
    parameters: [{ name: "rds.force_ssl", value: "1" }],
  });
  const made = new rds.Cluster("aurora", {
    engine: "aurora-postgresql",
    engineVersion: "16.4",
    dbSubnetGroupName: group.name,
    dbClusterParameterGroupName: parameters.name,
    backupRetentionPeriod: 14,
    ...cluster,
  });
  for (let index = 0; index < members; index++) {
    new rds.ClusterInstance(`aurora-${index}`, {
      clusterIdentifier: made.id,
      engine: "aurora-postgresql",
      instanceClass: "db.r6g.large",
    });
  }
}

const encryption = {
  rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key } }],
};

function closed(name: string, bucket: pulumi.Input<string>): void {
  new s3.BucketPublicAccessBlock(name, {
    bucket,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
}

class Inner extends pulumi.ComponentResource {
  constructor(name: string, own: object, opts: pulumi.ComponentResourceOptions) {
    super("acme:data:Inner", name, {}, opts);
    new rds.Instance(
      `${name}-db`,
      {
        instanceClass: "db.m7g.large",
        engine: "postgres",
        engineVersion: "17",
        multiAz: true,
        storageEncrypted: true,
        kmsKeyId: key,
        ...own,
      },
      { parent: this },
    );
    this.registerOutputs({});
  }
}

class Outer extends pulumi.ComponentResource {
  constructor(name: string, own: object) {
    super("acme:app:Outer", name);
    new Inner(`${name}-inner`, own, { parent: this });
    this.registerOutputs({});
  }
}

function selected(...names: string[]): Record<string, rds.Instance> {
  const plan = new backup.Plan("plan", {
    rules: [{ ruleName: "daily", targetVaultName: "main", lifecycle: { deleteAfter: 30 } }],
  });
  const made = names.map((name) => {
    const args = { instanceClass: "db.m7g.large", multiAz: true, storageEncrypted: true };
    const engine = { engine: "postgres", engineVersion: "17", kmsKeyId: key };
    const tags: Record<string, string> = name === "by-tag" ? { backup: "daily" } : {};
    return [name, new rds.Instance(name, { ...args, ...engine, tags })] as const;
  });
  const all = Object.fromEntries(made);
  const role = { iamRoleArn: "arn:aws:iam::123456789012:role/backup", planId: plan.id };
  const byArn = all["by-arn"];
  if (byArn) new backup.Selection("arns", { ...role, resources: [byArn.arn] });
  new backup.Selection("tags", {
    ...role,
    selectionTags: [{ type: "STRINGEQUALS", key: "backup", value: "daily" }],
  });
  new backup.Selection("wildcard", { ...role, resources: ["arn:aws:s3:::*"] });
  const rule = {
    applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key },
  };
  const bucket = new s3.Bucket("by-wildcard", {
    serverSideEncryptionConfiguration: { rule },
    versioning: { enabled: true },
  });
  closed("by-wildcard", bucket.id);
  return all;
}

export const dataPairs: readonly Pair[] = [
  {
    what: "an Aurora cluster with its instances",
    good: () => {
      aurora(2, new Network().privateIds, { storageEncrypted: true, kmsKeyId: key });
    },
    bad: () => {
      const { publicIds } = new Network();
      aurora(1, publicIds.slice(0, 1), { storageEncrypted: false });
    },
    caught: {
      "configure-rds-multi-az": ["aurora"],
      "require-database-subnet-zones": ["aurora"],
      "require-database-customer-key": ["aurora"],
      "require-private-database-subnets": ["aurora"],
    },
  },
  {
    what: "buckets, their parts inline and in resources of their own",
    good: () => {
      const inline = new s3.Bucket("inline", {
        serverSideEncryptionConfiguration: {
          rule: {
            applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key },
          },
        },
        versioning: { enabled: true },
      });
      closed("inline", inline.id);
      const split = new s3.Bucket("split");
      new s3.BucketServerSideEncryptionConfiguration("split", { bucket: split.id, ...encryption });
      new s3.BucketVersioning("split", {
        bucket: split.bucket,
        versioningConfiguration: { status: "Enabled" },
      });
      closed("split", split.id);
    },
    bad: () => {
      const open = new s3.Bucket("open", { versioning: { enabled: false } });
      new s3.BucketServerSideEncryptionConfiguration("open", {
        bucket: open.id,
        rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
      });
    },
    caught: {
      "require-s3-kms-encryption": ["open"],
      "require-bucket-safeguards": ["open"],
    },
  },
  {
    what: "a database two components deep",
    good: () => {
      new Outer("shop", {});
    },
    bad: () => {
      new Outer("shop", { multiAz: false, publiclyAccessible: true, kmsKeyId: "" });
    },
    caught: {
      "configure-rds-multi-az": ["shop-inner-db"],
      "disallow-public-database-access": ["shop-inner-db"],
      "require-database-customer-key": ["shop-inner-db"],
    },
  },
  {
    what: "backup selections by ARN, by tag and by wildcard",
    good: () => {
      selected("by-arn", "by-tag");
    },
    bad: () => {
      selected("by-arn", "by-tag", "forgotten");
    },
    caught: { "require-backup-plan": ["forgotten"] },
  },
];
