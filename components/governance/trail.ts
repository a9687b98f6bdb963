import * as cloudtrail from "@pulumi/aws/cloudtrail";
import type * as pulumi from "@pulumi/pulumi";
import type { AuditBucket } from "./auditBucket";

/**
 * Who called which operation, in every Region, in files whose digests show whether somebody has changed them. What EventBridge says
 * of calls comes with it: a job that ECS could not place is such a call.
 *
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html
 */
export function trail(
  name: string,
  { trailName, bucket }: { readonly trailName: string; readonly bucket: AuditBucket },
  opts: pulumi.CustomResourceOptions,
): void {
  new cloudtrail.Trail(
    name,
    {
      name: trailName,
      s3BucketName: bucket.bucketName,
      kmsKeyId: bucket.kmsKeyArn,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      tags: { Name: name },
    },
    { ...opts, dependsOn: [bucket.policy] }, // CloudTrail tries to write before it says yes.
  );
}
