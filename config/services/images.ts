/** Container image references, as `docker pull` takes them. */
const DIGEST = /@sha256:[0-9a-f]{64}$/;
const TAG = /:([A-Za-z0-9_][A-Za-z0-9._-]{0,127})$/;
const REFERENCE = /^[a-z0-9][a-zA-Z0-9.:_/-]*(@sha256:[0-9a-f]{64})?$/;

/** Tags that never move: a whole version (1.4.2), a commit (7 hexadecimal digits or more) or a date (20261121). */
const FIXED_TAG = /(^|[^0-9])\d+\.\d+\.\d+([^0-9]|$)|(^|[^0-9a-f])[0-9a-f]{7,40}([^0-9a-f]|$)/;

/**
 * Why an image reference is not pinned, as the rest of a sentence; undefined when it is. What a tag such
 * as `latest` or `1.4` names changes, and with it what the next task runs.
 */
export function imageComplaint(image: string): string | undefined {
  if (!REFERENCE.test(image)) {
    return "is not an image reference (such as public.ecr.aws/nginx/nginx:1.29.4)";
  }
  if (DIGEST.test(image)) {
    return undefined;
  }
  const tag = TAG.exec(image)?.[1];
  if (tag === undefined) {
    return "has neither digest nor tag, which means latest; pin it by @sha256:<digest> or a whole version (:1.4.2)";
  }
  return FIXED_TAG.test(tag)
    ? undefined
    : `has the tag ${tag}, which moves; pin it by @sha256:<digest> or a whole version (:1.4.2)`;
}
