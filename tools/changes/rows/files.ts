import type { Change } from "../change";

/** File shares. */
export const files: readonly Change[] = [
  {
    what: "A file share more",
    edits: {
      "fileShares[2]": {
        name: "plans",
        gateway: "dc1",
        dataClassification: "internal",
        backupPlan: "silver",
        clients: ["10.100.10.0/24"],
      },
    },
    cut: "Nobody.",
    plan: {
      creates: {
        "cloudwatch LogGroup": 1,
        "iam Role": 1,
        "iam RolePolicy": 1,
        "s3 Bucket": 1,
        "s3 BucketLifecycleConfiguration": 1,
        "s3 BucketLogging": 1,
        "s3 BucketOwnershipControls": 1,
        "s3 BucketPolicy": 1,
        "s3 BucketPublicAccessBlock": 1,
        "s3 BucketServerSideEncryptionConfiguration": 1,
        "s3 BucketVersioning": 1,
        "storagegateway NfsFileShare": 1,
      },
    },
  },
  {
    what: "Other clients of a file share",
    edits: { "fileShares[1].clients": ["10.100.11.0/24"] },
    cut: "Whoever is in the network that is gone.",
    plan: { updates: { "storagegateway NfsFileShare": 1 } },
  },
  {
    what: "A file share less",
    edits: {
      fileShares: [
        {
          name: "scans",
          gateway: "dc1",
          dataClassification: "confidential",
          backupPlan: "gold",
          clients: ["10.100.11.0/24", "10.100.12.0/24"],
          squash: "all",
        },
      ],
      "jobs[0].volumes": [],
    },
    cut: "Nobody: Pulumi stops at its bucket (runbooks/replace-file-gateway.md).",
    plan: {
      updates: { "scheduler Schedule": 1 },
      deletes: {
        "cloudwatch LogGroup": 1,
        "iam Role": 1,
        "iam RolePolicy": 1,
        "s3 Bucket": 1,
        "s3 BucketLifecycleConfiguration": 1,
        "s3 BucketLogging": 1,
        "s3 BucketOwnershipControls": 1,
        "s3 BucketPolicy": 1,
        "s3 BucketPublicAccessBlock": 1,
        "s3 BucketServerSideEncryptionConfiguration": 1,
        "s3 BucketVersioning": 1,
        "storagegateway NfsFileShare": 1,
      },
      replaces: ["nightly-report-task"],
      stopsAt: ["files-reports-bucket"],
    },
  },
];
