import { z } from "zod";
import { text } from "../schema/leaves";

// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html#tag-restrictions
const CHARACTERS = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
const ALPHABET = "letters, digits, spaces and _ . : / = + - @";
const MOST_TAGS = 40;

/** Keys that the platform gives to resources itself, and what each decides. */
const OWN_KEYS: Readonly<Record<string, string>> = {
  Name: "is each resource's own name",
  "backup-plan": "puts what has it into a backup plan",
  "data-classification": "says how sensitive a resource's data is",
  AmazonECSManaged: "marks what ECS scales",
};
const OWN_PREFIX = "landbridge:";

const tagValue = text((value) => {
  if (value.length > 256) {
    return `has ${value.length} characters; a tag's value has 256 at most`;
  }
  return CHARACTERS.test(value) ? undefined : `has characters other than ${ALPHABET}`;
}).meta({
  description: "Any other tag.",
  allowed: `256 characters at most: ${ALPHABET}`,
  maxLength: 256,
});

const requiredValue = tagValue.min(1);

export const tagsSchema = z
  .object({
    owner: requiredValue.meta({
      description: "The team that answers for the stack.",
      examples: ["platform-team"],
    }),
    costCenter: requiredValue.meta({
      description: "Where the stack's costs are booked.",
      examples: ["CC-1042"],
    }),
  })
  .catchall(tagValue)
  .superRefine(
    (tags: Record<string, unknown>, context) => {
      const keys = Object.keys(tags);
      for (const [index, key] of keys.entries()) {
        const complaint = keyComplaint(key, keys.slice(0, index));
        if (complaint !== undefined) {
          context.addIssue({ code: "custom", path: [key], message: complaint });
        }
      }
      if (keys.length > MOST_TAGS) {
        const message = `has ${keys.length} tags; ${MOST_TAGS} at most, as resources add their own and AWS takes 50`;
        context.addIssue({ code: "custom", message });
      }
    },
    { when: ({ value }) => typeof value === "object" && value !== null },
  )
  .meta({
    description:
      "Tags of every resource. Any key may be added to the required ones: 128 characters at most, not beginning with aws: or landbridge:, none of the platform's own (Name, backup-plan, data-classification), and no two that differ only in case.",
  });

function keyComplaint(key: string, earlier: readonly string[]): string | undefined {
  if (/^aws:/i.test(key)) {
    return "begins with aws:, which AWS keeps for itself; choose another key";
  }
  if (key.length === 0 || key.length > 128) {
    return `is a key of ${key.length} characters; a tag's key has 1 to 128`;
  }
  if (!CHARACTERS.test(key)) {
    return `is a key with characters other than ${ALPHABET}`;
  }
  const own = Object.keys(OWN_KEYS).find((each) => isSameKey(each, key));
  if (own !== undefined) {
    return `is ${own}, which ${OWN_KEYS[own]}, and the platform sets it; choose another key`;
  }
  if (isSameKey(key.slice(0, OWN_PREFIX.length), OWN_PREFIX)) {
    return `begins with ${OWN_PREFIX}, which the platform keeps for itself; choose another key`;
  }
  const twin = earlier.find((each) => isSameKey(each, key));
  return twin === undefined
    ? undefined
    : `differs from ${twin} only in case, and IAM rejects that; keep one of them`;
}

/**
 * Keys differ in case for most services, not for IAM:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html#id_tags_rules
 */
function isSameKey(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
