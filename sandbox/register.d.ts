/** Text with its places in compiled code moved to where they are in TypeScript. */
export function withTypeScriptLines(text: string): string;
