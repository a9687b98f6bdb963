import { AwsError, type Cloud, type Draft } from "../../provider/cloud";
import type { ResourceType, Service } from "../../provider/resourceType";
import { blocks, text } from "../../provider/values";
import { json, plan } from "../shared/planChecks";

/** A setting of a bucket that is a resource of its own: there is one of each kind for a bucket. */
const part: ResourceType = {
  id: ({ inputs }) => String(inputs["bucket"]),
  rules: ({ inputs }, cloud) => {
    const bucket = String(inputs["bucket"]);
    if (cloud.store.all("aws:s3/bucket:Bucket").some(({ id }) => id === bucket)) return;
    throw new AwsError("NoSuchBucket", `The specified bucket does not exist: ${bucket}`);
  },
};

const storageClasses = [
  "DEEP_ARCHIVE",
  "GLACIER",
  "GLACIER_IR",
  "INTELLIGENT_TIERING",
  "ONEZONE_IA",
  "STANDARD_IA",
];

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html */
function replicationRules({ inputs }: Draft, { store }: Cloud): void {
  const targets = blocks(inputs["rules"]).flatMap(({ destination }) =>
    blocks(destination).map(({ bucket }) => String(bucket).split(":").at(-1) ?? ""),
  );
  for (const bucket of [String(inputs["bucket"]), ...targets]) {
    const versioned = store.all(versioningType).some(({ id, attributes }) => {
      const settings = blocks(attributes["versioningConfiguration"]);
      return id === bucket && settings.some(({ status }) => status === "Enabled");
    });
    if (versioned) continue;
    throw new AwsError(
      "InvalidRequest",
      `Versioning must be 'Enabled' on the bucket ${bucket} to apply a replication configuration`,
    );
  }
}

const versioningType = "aws:s3/bucketVersioning:BucketVersioning";

/** The settings of buckets, apart from the bucket itself. */
export const s3Parts: Service = {
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": {
    ...part,
    rules: (draft, cloud) => {
      part.rules?.(draft, cloud);
      replicationRules(draft, cloud);
    },
  },
  [versioningType]: part,
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": part,
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": part,
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": part,
  "aws:s3/bucketPolicy:BucketPolicy": { ...part, plan: plan(json("policy")) },
  "aws:s3/bucketLogging:BucketLogging": {
    ...part,
    rules: (draft, cloud) => {
      part.rules?.(draft, cloud);
      const target = String(draft.inputs["targetBucket"]);
      if (cloud.store.all("aws:s3/bucket:Bucket").some(({ id }) => id === target)) return;
      throw new AwsError(
        "InvalidTargetBucketForLogging",
        `The target bucket for logging does not exist: ${target}`,
      );
    },
  },
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": {
    ...part,
    rules: (draft, cloud) => {
      part.rules?.(draft, cloud);
      const rules = blocks(draft.inputs["rules"]);
      const classes = rules
        .flatMap(({ transitions }) => blocks(transitions))
        .flatMap(({ storageClass }) => text(storageClass) ?? []);
      const unknown = classes.find((each) => !storageClasses.includes(each));
      const ids = rules.map(({ id }) => String(id));
      if (unknown === undefined && new Set(ids).size === ids.length) return;
      throw new AwsError(
        "InvalidArgument",
        unknown === undefined
          ? "Rule ID must be unique. Found same ID for more than one rule"
          : `'StorageClass' ${unknown} is not one of ${storageClasses.join(", ")}`,
      );
    },
  },
};
