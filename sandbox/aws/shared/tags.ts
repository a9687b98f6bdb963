import { AwsError } from "../../provider/cloud";
import type { Props } from "../../provider/store";

/** https://docs.aws.amazon.com/general/latest/gr/aws_tagging.html: a resource has 50 of the user's own. */
const MOST_TAGS = 50;

/** What AWS rejects of a resource's tags, those of the provider included. */
export function checkTags(type: string, tags: unknown): void {
  const keys = Object.keys((tags as Props | undefined) ?? {});
  const isIam = type.startsWith("aws:iam/");
  const reserved = keys.find((key) => key.toLowerCase().startsWith("aws:"));
  if (reserved !== undefined) {
    const message = `Tag keys starting with 'aws:' are reserved for internal use: ${reserved}`;
    throw new AwsError(isIam ? "InvalidInput" : "InvalidParameterValue", message);
  }
  if (keys.length > MOST_TAGS) {
    const message = `The maximum number of tags for a resource is ${MOST_TAGS}; ${keys.length} are given`;
    throw new AwsError(isIam ? "LimitExceeded" : "TagLimitExceeded", message);
  }
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html#id_tags_rules
  if (isIam && new Set(keys.map((key) => key.toLowerCase())).size < keys.length) {
    const message = "Duplicate tag keys found. Please note that Tag keys are case insensitive.";
    throw new AwsError("InvalidInput", message);
  }
}
