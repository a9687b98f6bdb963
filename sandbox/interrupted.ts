import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { State } from "./protection";
import { parseUrn } from "./provider/values";
import { accounts } from "./tamper";

/** Who holds a stack's lock, as the CLI writes it: pkg/backend/diy/lock.go of github.com/pulumi/pulumi. */
interface AbandonedLock {
  readonly file: string;
  readonly pid: number;
  readonly timestamp: string;
}

/** Locks of a stack whose process is gone: it was killed, and could not give them back. */
export function abandonedLocks(backend: string, stack: string): AbandonedLock[] {
  const root = path.join(backend, ".pulumi", "locks");
  if (!fs.existsSync(root)) return [];
  const files = fs.readdirSync(root, { recursive: true, encoding: "utf8" });
  return files.flatMap((name): AbandonedLock[] => {
    const isOfStack = path.basename(path.dirname(name)) === stack && name.endsWith(".json");
    const lock = isOfStack ? read(path.join(root, name)) : undefined;
    return lock === undefined || isAlive(lock) ? [] : [lock];
  });
}

function read(file: string): (AbandonedLock & { hostname: string }) | undefined {
  try {
    const lock = JSON.parse(fs.readFileSync(file, "utf8")) as AbandonedLock & { hostname: string };
    return { ...lock, file };
  } catch {
    return undefined; // Given back in the meantime, or not yet written.
  }
}

function isAlive({ pid, hostname }: AbandonedLock & { hostname: string }): boolean {
  if (hostname !== os.hostname()) return true; // Nobody can know from here.
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Puts the account in order after a killed run whose lock is gone, and says so. */
export function clearedUp(
  stateDir: string,
  stack: string,
  locks: readonly AbandonedLock[],
  state: readonly State[],
): string {
  const [first = ""] = locks.map(({ timestamp }) => timestamp).sort();
  const { length } = clearMade(stateDir, stack, first, state);
  return `stand-in for AWS: the last run of ${stack} was killed. Its lock is taken away, and so are ${length} resources that it made and could not write into the state. What it changed besides is drift: npm run sandbox -- refresh ${stack}\n`;
}

/**
 * Deletes from the stand-in's account what a killed run has made and could write into no state: what was created
 * since it began, and is not in the state. Names of what is gone.
 */
function clearMade(
  stateDir: string,
  stack: string,
  killed: string,
  state: readonly State[],
): string[] {
  const began = Date.parse(killed);
  const creations = operationsOf(stateDir).filter(({ op }) => op === "create");
  const names = (of: readonly Operation[]) => new Set(of.map(({ name }) => name));
  const before = names(creations.filter(({ start }) => start < began));
  const since = names(creations.filter(({ start }) => start >= began));
  // What was being made is in no log yet.
  const isNew = (name: string) => since.has(name) || !before.has(name);
  const known = new Set(state.map(({ urn, id }) => `${urn} ${id ?? ""}`));
  return accounts(stateDir).flatMap(({ store }) => {
    const left = store.everything().filter(({ urn, id }) => {
      const parsed = parseUrn(urn);
      return parsed.stack === stack && isNew(parsed.name) && !known.has(`${urn} ${id}`);
    });
    for (const resource of left) store.drop(resource);
    store.close();
    return left.map(({ urn }) => parseUrn(urn).name);
  });
}

/** Everything of a stack, in the account and in the state. */
export function forget(workDir: string, stack: string): void {
  for (const { store } of accounts(path.join(workDir, "aws"))) {
    for (const resource of store.everything()) {
      if (parseUrn(resource.urn).stack === stack) store.drop(resource);
    }
    store.close();
  }
  const state = path.join(workDir, "state", ".pulumi");
  for (const directory of ["stacks", "locks/organization", "history", "backups"]) {
    const ofProject = path.join(state, directory, "landbridge");
    for (const name of fs.existsSync(ofProject) ? fs.readdirSync(ofProject) : []) {
      const isOfStack = name === stack || name.startsWith(`${stack}.json`);
      if (isOfStack) fs.rmSync(path.join(ofProject, name), { recursive: true, force: true });
    }
  }
  fs.rmSync(path.join(workDir, "stacks", stack), { recursive: true, force: true });
}

interface Operation {
  readonly op: string;
  readonly name: string;
  readonly start: number;
}

function operationsOf(stateDir: string): Operation[] {
  const file = path.join(stateDir, "operations.jsonl");
  if (!fs.existsSync(file)) return [];
  return fs
    .readFileSync(file, "utf8")
    .split("\n")
    .flatMap((line): Operation[] => {
      try {
        return [JSON.parse(line) as Operation];
      } catch {
        return []; // A killed process may have left half a line.
      }
    });
}
