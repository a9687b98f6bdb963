import { keptDeletions, type State } from "../../sandbox/protection";

/** What an update would do, and to what. */
export interface Plan {
  readonly steps: readonly { readonly op: string; readonly urn: string }[];
  readonly resources: readonly State[];
}

/**
 * Why nothing of an update may begin, line by line: what it would delete is still kept.
 *
 * @param lettingGo What of `npm run recovery` takes the protection off.
 */
export function refusal(lettingGo: string, { steps, resources }: Plan): string[] {
  const kept = keptDeletions(resources, steps);
  if (kept.length === 0) return [];
  const lines = kept.map(({ name, type, by }) => `  ${type} ${name}: by ${by}`);
  return [
    `Nothing was changed: ${kept.length} of the resources that would be deleted are kept.`,
    ...lines,
    `Once their data is where it belongs, \`npm run recovery -- ${lettingGo}\` takes the protection off.`,
  ];
}
