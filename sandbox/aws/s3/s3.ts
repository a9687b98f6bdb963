import { AwsError } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import { json, matches, plan } from "../shared/planChecks";
import { show } from "../../provider/values";

const bucketType = "aws:s3/bucket:Bucket";

export const s3: Service = {
  [bucketType]: {
    id: ({ inputs }) => show(inputs["bucket"]),
    nameProperty: "bucket",
    nameLength: 63,
    spellName: (name) => name.toLowerCase().replace(/[^a-z0-9.-]/g, "-"),
    defaults: { forceDestroy: false },
    plan: plan(
      matches(
        "bucket",
        /^(?!xn--)(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
        "3 to 63 of a-z0-9.-",
      ),
      json("policy"),
    ),
    rules: (draft, cloud) => {
      // Names are unique in all of a partition, whatever the region.
      const taken = cloud.store.all(bucketType).some(({ id }) => id === draft.id);
      if (taken && !draft.previous) {
        throw new AwsError(
          "BucketAlreadyOwnedByYou",
          `The bucket ${draft.id} exists already and is yours`,
        );
      }
    },
    outputs: ({ id }, cloud) => ({
      arn: `arn:${cloud.partition}:s3:::${id}`,
      bucketDomainName: `${id}.s3.${cloud.dnsSuffix}`,
      bucketRegionalDomainName: `${id}.s3.${cloud.region}.${cloud.dnsSuffix}`,
      bucketRegion: cloud.region,
    }),
  },
};
