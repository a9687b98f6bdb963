import type { Resource } from "../graph";

/** The first of some tags that a resource has, the provider's default ones included. */
export function tagOf({ props }: Resource, keys: readonly string[]): string | undefined {
  const bags = [props.object("tags"), props.object("tagsAll")];
  return keys.flatMap((key) => bags.flatMap((bag) => bag?.string(key) ?? []))[0];
}

/** Whether a preview cannot know what some tags say. */
export function isTagUnknown({ props }: Resource, keys: readonly string[]): boolean {
  return (
    props.isUnknown("tags") || keys.some((key) => props.object("tags")?.isUnknown(key) ?? false)
  );
}
