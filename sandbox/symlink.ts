import * as fs from "node:fs";
import * as path from "node:path";

/**
 * Makes a symbolic link, in place of whatever is there. Several processes may do so at once: each makes a link of its
 * own and moves it to its place, which is one step.
 */
export function symlink(target: string, link: string): void {
  if (leadsTo(link) === target) return;
  fs.mkdirSync(path.dirname(link), { recursive: true });
  const own = `${link}.${process.pid}.${Date.now()}`;
  fs.symlinkSync(target, own);
  fs.renameSync(own, link);
}

function leadsTo(link: string): string | undefined {
  try {
    return fs.readlinkSync(link);
  } catch {
    return undefined;
  }
}
