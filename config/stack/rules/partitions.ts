import type { Problem } from "../../errors";
import type { ConfigRule } from "../../rule";
import { sections } from "../../sections";

/**
 * Groups of Regions that know nothing of each other, by the beginning of their Regions' names.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
const PARTITIONS: Readonly<Record<string, string>> = {
  "cn-": "aws-cn",
  "us-gov-": "aws-us-gov",
  "eusc-": "aws-eusc",
  "us-iso-": "aws-iso",
  "us-isob-": "aws-iso-b",
};

export function partitionOf(region: string): string {
  const start = Object.keys(PARTITIONS).find((each) => region.startsWith(each));
  return (start !== undefined && PARTITIONS[start]) || "aws";
}

/** The partition and the Region of an ARN, as far as it names them. */
const ARN = /^arn:(aws[a-z-]*):[a-z0-9*-]+:([a-z]{2,4}(?:-[a-z]+)+-\d+)?(?:[:*]|$)/;

export const onePartition: ConfigRule = {
  summary:
    "ARNs are of the partition that the stack's Region is in (`aws-cn` in China, `aws-us-gov` in GovCloud), and name Regions of it.",
  check: (config) => {
    const { region } = config;
    if (region === undefined) return [];
    const home = partitionOf(region);
    return (Object.keys(sections) as (keyof typeof sections)[]).flatMap((name) =>
      arns(config[name], [name]).flatMap(({ path, arn }): Problem[] => {
        const [, partition = home, of = region] = ARN.exec(arn) ?? [];
        if (partition !== home) {
          const text = `"${arn}" is in the partition ${partition}, and the stack's Region ${region} in ${home}: nothing of one is known in the other`;
          return [{ path, text }];
        }
        return partitionOf(of) === partition
          ? []
          : [{ path, text: `"${arn}" has the Region ${of}, which is not in ${partition}` }];
      }),
    );
  },
};

/** What is for containers alone, and says nothing to AWS. */
const containersOwn = new Set(["command", "environment"]);

/** Every ARN in a value, with its path. */
function arns(
  value: unknown,
  path: readonly PropertyKey[],
): { readonly path: readonly PropertyKey[]; readonly arn: string }[] {
  if (typeof value === "string") return value.startsWith("arn:") ? [{ path, arn: value }] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    containersOwn.has(key) ? [] : arns(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}
