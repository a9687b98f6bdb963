import type { Resource } from "../graph";
import { Properties } from "../known";

/** The containers of a task definition; undefined while its JSON is not known, or is none. */
export function containersOf({ props }: Resource): Properties[] | undefined {
  const text = props.string("containerDefinitions");
  if (text === undefined) return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    if (!Array.isArray(parsed)) return undefined;
    return parsed.flatMap((each: unknown) =>
      typeof each === "object" && each !== null ? [new Properties(each)] : [],
    );
  } catch {
    return undefined; // AWS rejects it by itself.
  }
}

export function containerName(container: Properties): string {
  return `container "${container.string("name") ?? "?"}"`;
}

const digest = /@sha256:[0-9a-f]{64}$/;
const tagged = /:([A-Za-z0-9_][A-Za-z0-9._-]{0,127})$/;

/** A whole version (1.4.2), a commit (7 hexadecimal digits or more) or a date (20261121). */
const fixedTag = /(^|[^0-9])\d+\.\d+\.\d+([^0-9]|$)|(^|[^0-9a-f])[0-9a-f]{7,40}([^0-9a-f]|$)/;

/** Why an image is not the same tomorrow; undefined when it is. */
export function movingImage(image: string): string | undefined {
  if (digest.test(image)) return undefined;
  const tag = tagged.exec(image)?.[1];
  if (tag === undefined) return "has neither digest nor tag, which means latest";
  return fixedTag.test(tag) ? undefined : `has the tag ${tag}, which moves`;
}

/** The repository of an image: its reference without tag and digest. */
export function repositoryOf(image: string): string {
  return image.replace(digest, "").replace(tagged, "");
}
