import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

const directories: string[] = [];
process.once("exit", removeTemporaryDirectories);

/** A folder of this process's own, gone when it ends. */
export function temporaryDirectory(): string {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "landbridge-"));
  directories.push(directory);
  return directory;
}

/** Removes what was made so far. */
export function removeTemporaryDirectories(): void {
  for (const directory of directories.splice(0)) {
    fs.rmSync(directory, { recursive: true, force: true });
  }
}
