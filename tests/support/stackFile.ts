import * as fs from "node:fs";
import * as path from "node:path";
import { parseYaml } from "./yaml";

const root = path.resolve(__dirname, "../..");

/** The committed stacks. */
export const committedStacks = fs
  .readdirSync(root)
  .flatMap((file) => /^Pulumi\.(\w+)\.yaml$/.exec(file)?.[1] ?? []);

/** A committed `Pulumi.<stack>.yaml`, as it is. */
export function readStackFile(stack: string): { config: Record<string, unknown> } {
  const text = fs.readFileSync(path.join(root, `Pulumi.${stack}.yaml`), "utf8");
  return parseYaml(text) as { config: Record<string, unknown> };
}

/** What `parseConfig` takes, from a committed `Pulumi.<stack>.yaml`. */
export function readStackConfig(stack: string): { raw: Record<string, unknown>; region: unknown } {
  const { config } = readStackFile(stack);
  const prefix = "landbridge:";
  const own = Object.entries(config).filter(([key]) => key.startsWith(prefix));
  return {
    raw: Object.fromEntries(own.map(([key, value]) => [key.slice(prefix.length), value])),
    region: config["aws:region"],
  };
}
