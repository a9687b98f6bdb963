import { isColorSupported } from "picocolors";

/**
 * Whether what is written to a stream has colours: on a terminal that has them, unless `NO_COLOR` is set. picocolors by
 * itself has them wherever `CI` is set too, into a file or another program as well.
 */
export function coloured(stream: { readonly isTTY?: boolean }): boolean {
  return stream.isTTY === true && isColorSupported;
}
