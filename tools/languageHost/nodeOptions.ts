/** How a program in Node.js is started, by `runtime.options` of its Pulumi.yaml. */
export interface NodeOptions {
  /** Arguments of `node`, ahead of the program's. */
  readonly nodeArguments: readonly string[];
  /** Variables that the SDK's `cmd/run` goes by. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * The options that concern a run, read as the official host reads them.
 *
 * @throws Error when one is of the wrong type.
 */
export function nodeOptions(options: Readonly<Record<string, unknown>>): NodeOptions {
  const { typescript = true, tsconfig = "", nodeargs = "" } = options;
  if (typeof typescript !== "boolean") throw new Error("typescript option must be a boolean");
  if (typeof tsconfig !== "string") throw new Error("tsconfigpath option must be a string");
  if (typeof nodeargs !== "string") throw new Error("nodeargs option must be a string");
  return {
    nodeArguments: words(nodeargs),
    environment: {
      ...(typescript && { PULUMI_NODEJS_TYPESCRIPT: "true" }),
      ...(tsconfig !== "" && { PULUMI_NODEJS_TSCONFIG_PATH: tsconfig }),
    },
  };
}

/** Splits as a shell does: at spaces that no quotes enclose. */
function words(text: string): string[] {
  const found = text.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? [];
  return found.map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, "$1$2"));
}
