import { z } from "zod";

/** From this size on, RDS for PostgreSQL stripes gp3 volumes, and lets one choose IOPS and throughput. */
// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html#gp3-storage
const STRIPED_FROM = 400;

/** AWS rejects less than 10 % of room for autoscaling, and advises 26 %, so that it can act twice. */
// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html
const LEAST_ROOM = 1.26;

/** The least `maxAllocated` for an `allocated` size, both in GiB. */
function leastMaximum(allocated: number): number {
  // In hundredths, so that no rounding of floating point adds a gibibyte.
  return Math.ceil((allocated * Math.round(LEAST_ROOM * 100)) / 100);
}

/** Storage of a database: gp3 volumes that grow by themselves. */
export const databaseStorage = z
  .strictObject({
    allocated: z
      .int()
      .min(20)
      .max(65536)
      .meta({
        description: "Storage to begin with. It grows in place and never shrinks.",
        unit: "GiB",
        examples: [100],
      }),
    maxAllocated: z
      .int()
      .max(65536)
      .meta({
        description:
          "How far storage may grow by itself: 126 % of allocated at least. Not in a multi-az-cluster, which does not grow by itself.",
        unit: "GiB",
        examples: [500],
      })
      .optional(),
    iops: z
      .int()
      .min(12000)
      .max(64000)
      .meta({ description: "Provisioned IOPS, from 400 GiB on.", unit: "IOPS" })
      .optional(),
    throughput: z
      .int()
      .min(500)
      .max(4000)
      .meta({ description: "Provisioned throughput, from 400 GiB on.", unit: "MiB/s" })
      .optional(),
  })
  .superRefine(
    ({ allocated, maxAllocated, iops, throughput }, context) => {
      const complain = (key: string, message: string) => {
        context.addIssue({ code: "custom", path: [key], message });
      };
      if (maxAllocated !== undefined && maxAllocated < leastMaximum(allocated)) {
        complain(
          "maxAllocated",
          `${maxAllocated} is less than 126 % of allocated (${allocated}); it must be ${leastMaximum(allocated)} at least, so that storage can grow`,
        );
      }
      for (const [key, value] of Object.entries({ iops, throughput })) {
        if (value !== undefined && allocated < STRIPED_FROM) {
          complain(
            key,
            `${value} can be chosen from ${STRIPED_FROM} GiB on; allocated is ${allocated}`,
          );
        }
      }
      if (throughput !== undefined && iops !== undefined && throughput * 4 > iops) {
        complain("throughput", `${throughput} is more than a quarter of iops (${iops})`);
      }
    },
    { when: ({ issues }) => issues.length === 0 },
  )
  .meta({ description: "General Purpose SSD storage (gp3)." });
