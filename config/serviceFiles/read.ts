import * as fs from "node:fs";
import * as path from "node:path";
import { filesOf, merged, type Merged, type ReadText } from "./merged";

const project = path.resolve(__dirname, "../..");

/** The files of a folder. */
export function filesIn(directory: string): ReadText {
  return (file) => {
    const name = path.join(directory, file);
    return fs.existsSync(name) ? fs.readFileSync(name, "utf8") : undefined;
  };
}

/** The running stack's configuration with the services of its files, which are beside Pulumi.yaml. */
export async function withServiceFiles(raw: Record<string, unknown>): Promise<Merged> {
  if (filesOf(raw).length === 0) return merged(raw, () => undefined, String);
  const { parse } = await import("yaml"); // A stack without such files does without it.
  return merged(raw, filesIn(project), parse);
}
