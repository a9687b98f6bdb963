import { distance } from "fastest-levenshtein";

/** The known word that was most likely meant; undefined when none is near. */
export function suggest(word: string, known: readonly string[]): string | undefined {
  const farthest = Math.max(2, Math.floor(word.length / 3));
  const ranked = known
    .map((candidate) => ({ candidate, edits: edits(word, candidate) }))
    .filter(({ edits }) => edits <= farthest)
    .sort((one, other) => one.edits - other.edits);
  return ranked[0]?.candidate;
}

/** Differences in case only are no difference: `vpcCIDR` means `vpcCidr`. */
function edits(word: string, candidate: string): number {
  return distance(word.toLowerCase(), candidate.toLowerCase());
}
