import { z } from "zod";
import { text } from "../schema/leaves";

// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html#tag-restrictions
const CHARACTERS = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
const ALPHABET = "letters, digits, spaces and _ . : / = + - @";
const MOST_TAGS = 40;

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
      for (const key of keys) {
        const complaint = keyComplaint(key);
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
      "Tags of every resource. Any key may be added to the required ones: 128 characters at most, not beginning with aws:.",
  });

function keyComplaint(key: string): string | undefined {
  if (/^aws:/i.test(key)) {
    return "begins with aws:, which AWS keeps for itself; choose another key";
  }
  if (key.length === 0 || key.length > 128) {
    return `is a key of ${key.length} characters; a tag's key has 1 to 128`;
  }
  return CHARACTERS.test(key) ? undefined : `is a key with characters other than ${ALPHABET}`;
}
