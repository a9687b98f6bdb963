/** Text with its places in compiled code moved to where they are in TypeScript. */
export function withTypeScriptLines(text: string): string;

/** Leaves out what Pulumi's SDK does for somebody who debugs it. */
export function quietSdk(): void;
