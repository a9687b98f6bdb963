import type { Problem } from "../errors";
import type { ConfigRule } from "../rule";

/** What does not parse is undefined. */
type Entry = readonly [name: string, arn: string | undefined];

const keysInRegion: ConfigRule = {
  summary: "Keys of `landbridge:keys` are in the stack's Region, each of them a key and no alias.",
  check: ({ keys, region }) =>
    (Object.entries(keys ?? {}) as Entry[]).flatMap(([name, arn]): Problem[] => {
      if (arn === undefined || region === undefined) return [];
      const [, , , keyRegion = "", , resource = ""] = arn.split(":");
      const path = ["keys", name];
      if (!resource.startsWith("key/")) {
        return [
          { path, text: `"${arn}" is not the ARN of a key; an alias may lead to another one` },
        ];
      }
      return keyRegion === region
        ? []
        : [
            {
              path,
              text: `"${arn}" is in ${keyRegion}; services of ${region} use keys there only`,
            },
          ];
    }),
};

/** Rules about keys that are there already. */
export const keyRules: readonly ConfigRule[] = [keysInRegion];
