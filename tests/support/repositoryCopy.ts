import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { temporaryDirectory } from "./engine";

const root = path.resolve(__dirname, "../..");

/** Made by an install, and no part of the repository. */
const installed = ["node_modules", "tools/bin"];

/** A copy of the files that git knows, with the same dependencies: what somebody has who cloned it and installed it. */
export function copyRepository(): string {
  const copy = temporaryDirectory();
  const listed = execFileSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8" });
  const files = listed.split("\0").filter((each) => each !== "");
  for (const file of files.filter((each) => fs.existsSync(path.join(root, each)))) {
    fs.cpSync(path.join(root, file), path.join(copy, file), { recursive: true });
  }
  for (const each of installed.filter((name) => fs.existsSync(path.join(root, name)))) {
    fs.symlinkSync(path.join(root, each), path.join(copy, each));
  }
  return copy;
}
