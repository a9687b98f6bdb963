import type * as pulumi from "@pulumi/pulumi";
import { getBucket } from "@pulumi/aws/s3/getBucket";
import { notThere } from "../notThere";
import { UserError } from "../userError";

/**
 * Asks AWS for a bucket of logs that the stack adopts, before anything is made.
 *
 * @throws UserError where it is not there, or in another Region: neither a load balancer nor S3 writes across.
 */
export async function lookUpLogBucket(
  bucket: string,
  region: string,
  provider: pulumi.ProviderResource,
): Promise<void> {
  const at = "landbridge:loadBalancer.logs.bucket";
  const { bucketRegion } = await getBucket({ bucket }, { provider }).catch(notThere(at, bucket));
  if (bucketRegion !== region) {
    throw new UserError(
      `${at}: ${bucket} is in ${bucketRegion}, not in ${region}, where the logs are`,
    );
  }
}
