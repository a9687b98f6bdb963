/** A sign of a pattern: one that stands for itself, or any number that are none of the excluded. */
type Sign = string | { readonly without: string };

/** What a policy says: `*` is anything, `?` one sign, and so is what a policy variable stands for. */
export function ofPolicy(text: string): Sign[] {
  return signs(text.replace(/\$\{[^}]*\}/g, "*"), () => "");
}

/**
 * The form of an ARN in AWS's reference, whose parts have no colon; a bucket's name has no slash
 * either, or each bucket's ARN would be one of objects as well. The last part may be anything.
 */
export function ofReference(arn: string): Sign[] {
  const last = arn.lastIndexOf("*");
  const bucket = arn.startsWith("arn:*:s3:::") ? "arn:*:s3:::".length : -1;
  return signs(arn, (at) => (at === bucket ? ":/" : at === last ? "" : ":"));
}

function signs(text: string, without: (at: number) => string): Sign[] {
  return Array.from(text, (sign, at) => (sign === "*" ? { without: without(at) } : sign));
}

/** Whether there is a text that both patterns match. */
export function overlap(one: readonly Sign[], other: readonly Sign[]): boolean {
  // Row by row: which rests of `other` agree with the rest of `one` that begins here.
  let after: boolean[] = agreeing(undefined, [], other);
  for (let i = one.length - 1; i >= 0; i--) after = agreeing(one[i], after, other);
  return after[0] ?? false;
}

/** `next` are the answers for the signs after `sign`. */
function agreeing(sign: Sign | undefined, next: boolean[], other: readonly Sign[]): boolean[] {
  const row: boolean[] = new Array<boolean>(other.length + 1).fill(false);
  for (let j = other.length; j >= 0; j--) {
    const there = other[j];
    const later = next[j + 1] ?? false;
    const here = next[j] ?? false;
    if (sign === undefined) {
      row[j] = there === undefined || (typeof there === "object" && (row[j + 1] ?? false));
    } else if (typeof sign === "object") {
      row[j] = here || (there !== undefined && takes(sign, there) && (row[j + 1] ?? false));
    } else if (typeof there === "object") {
      row[j] = (row[j + 1] ?? false) || (takes(there, sign) && here);
    } else {
      row[j] = there !== undefined && (sign === "?" || there === "?" || sign === there) && later;
    }
  }
  return row;
}

/** Whether a `*` can stand for a sign; another `*` may be nothing. */
function takes({ without }: { readonly without: string }, sign: Sign): boolean {
  return typeof sign === "object" || !without.includes(sign);
}

/** Whether a text is what a pattern with `*` and `?` means, in any case. */
export function matches(pattern: string, text: string): boolean {
  if (!/[*?]/.test(pattern)) return pattern.toLowerCase() === text.toLowerCase();
  const source = pattern.replace(/[^*?]+/g, (plain) => plain.replace(/[\\^$.|+()[\]{}]/g, "\\$&"));
  const wild = source.replaceAll("*", ".*").replaceAll("?", ".");
  return new RegExp(`^${wild}$`, "i").test(text);
}
