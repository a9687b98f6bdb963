import { spawn } from "node:child_process";
import * as fs from "node:fs";
import { performance } from "node:perf_hooks";
import { RunFailed } from "../tools/commandLine";
import type { Preview } from "./project";

/** What one preview took. */
export interface Measurement {
  readonly resources: number;
  /** CPU time of the CLI, the program, the providers and the policy pack together. */
  readonly cpuSeconds: number;
  readonly seconds: number;
  /** The most memory that they had at once, each shared page counted once; 0 where the system does not say. */
  readonly megabytes: number;
}

/** Runs a preview, and adds up what its processes took. */
export async function measured({ program, args, cwd, env }: Preview): Promise<Measurement> {
  const started = performance.now();
  // The shell's own word for the CPU time of whatever it has waited for.
  const shell = ["-c", '"$@"; code=$?; times; exit $code', "sh", program, ...args];
  const child = spawn("/bin/sh", shell, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  child.stdout.on("data", (text: Buffer) => (output += text.toString()));
  child.stderr.on("data", (text: Buffer) => (output += text.toString()));
  let most = 0;
  const times = new Map<number, number>();
  const watch = setInterval(() => (most = Math.max(most, looked(child.pid ?? 0, times))), 500);
  const code = await new Promise<number | null>((done, fail) => {
    child.once("error", fail);
    child.once("close", done);
  }).finally(() => clearInterval(watch));
  if (code !== 0) throw new RunFailed(output);
  const seconds = (performance.now() - started) / 1000;
  return {
    resources: Number(/(?:\+ )?(\d+) (?:to create|unchanged)/.exec(output)?.[1] ?? 0),
    // What is ended together with the process that started it (a policy pack) is waited for by nobody.
    cpuSeconds: Math.max(childrensTime(output), sum(times.values())),
    seconds,
    megabytes: most / 1024,
  };
}

/** The second of the two lines that `times` prints: minutes and seconds of user and system time. */
function childrensTime(output: string): number {
  const lines = [...output.matchAll(/^(\d+)m([\d.]+)s (\d+)m([\d.]+)s$/gm)];
  const [, ...parts] = lines.at(-1) ?? [];
  const [userMinutes = 0, user = 0, systemMinutes = 0, system = 0] = parts.map(Number);
  return 60 * (userMinutes + systemMinutes) + user + system;
}

/** Clock ticks of Linux in a second. */
const TICKS = 100;

/** KiB of a process and all that it has started, on Linux; notes the CPU seconds that each has taken by now. */
function looked(pid: number, times: Map<number, number>): number {
  const children = new Map<number, number[]>();
  const stats = new Map<number, string[]>();
  for (const each of processes()) {
    const fields = read(`/proc/${each}/stat`).split(") ").at(-1)?.split(" ") ?? [];
    stats.set(each, fields);
    const parent = Number(fields[1]);
    children.set(parent, [...(children.get(parent) ?? []), each]);
  }
  const total = (of: number): number => {
    const [user = 0, system = 0] = (stats.get(of) ?? []).slice(11, 13).map(Number);
    times.set(of, Math.max(times.get(of) ?? 0, (user + system) / TICKS));
    const own = Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${of}/smaps_rollup`))?.[1] ?? 0);
    return own + sum((children.get(of) ?? []).map(total));
  };
  return total(pid);
}

function sum(values: Iterable<number>): number {
  return [...values].reduce((total, value) => total + value, 0);
}

function processes(): number[] {
  if (!fs.existsSync("/proc/self/stat")) return [];
  return fs.readdirSync("/proc").map(Number).filter(Number.isInteger);
}

/** Processes end while they are looked at. */
function read(file: string): string {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
