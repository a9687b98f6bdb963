/**
 * Finds the `pulumi` CLI, or gets it: the one on PATH, then the official download, then a build from
 * its Go module (see docs/adr/0002-pulumi-cli.md). Says which one is used, and why.
 *
 * `npx ts-node tools/pulumiCli.ts` (which `make` runs) gets it ahead of the first use.
 */
import { execFile, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { promisify } from "node:util";
import * as semver from "semver";

const run = promisify(execFile);

/** A `pulumi` CLI that works. */
export interface PulumiCli {
  /** Absolute path of the executable. */
  readonly path: string;
  /** Its version, without the `v`. */
  readonly version: string;
  /** Where it came from and why, as a phrase for people. */
  readonly how: string;
}

/** Gets what goes on while the CLI is looked for, a line at a time. */
export type Progress = (line: string) => void;

/** Shows progress to people, apart from what a command puts out. */
export const showProgress: Progress = (line) => console.error(`pulumi CLI: ${line}`);

const executable = process.platform === "win32" ? "pulumi.exe" : "pulumi";
const goModule = path.join(__dirname, "pulumi");
const installRoot = path.join(__dirname, "bin");
const installed = path.join(installRoot, "bin", executable);

/** The official site must answer within this time, or the CLI is built instead. */
const siteTimeoutSeconds = 5;

/** The version that is downloaded or built: the one that tools/pulumi/go.mod pins. */
export function pinnedVersion(): string {
  const goMod = fs.readFileSync(path.join(goModule, "go.mod"), "utf8");
  const pin = /github\.com\/pulumi\/pulumi\/pkg\/v3 v(\S+)/.exec(goMod)?.[1];
  if (pin === undefined) {
    throw new Error("tools/pulumi/go.mod does not pin github.com/pulumi/pulumi/pkg/v3");
  }
  return pin;
}

let found: Promise<PulumiCli> | undefined;

/**
 * The CLI to use, found once per process.
 *
 * @throws Error, telling what was tried and what to do, where none can be had.
 */
export function findPulumi(progress: Progress = () => undefined): Promise<PulumiCli> {
  found ??= locate(progress);
  return found;
}

async function locate(progress: Progress): Promise<PulumiCli> {
  const wanted = pinnedVersion();
  const onPath = await findOnPath(wanted);
  if (typeof onPath !== "string") {
    return onPath;
  }
  if ((await versionOf(installed)) === wanted) {
    return { path: installed, version: wanted, how: `got earlier into tools/bin (${onPath})` };
  }
  progress(`${onPath}; trying the official download of ${wanted}`);
  const notDownloaded = await download(wanted);
  if (notDownloaded === undefined) {
    return { path: installed, version: wanted, how: `official download (${onPath})` };
  }
  progress(`${notDownloaded}; building it from its Go module: some minutes, once`);
  await build(wanted, progress);
  return { path: installed, version: wanted, how: `built from its Go module (${notDownloaded})` };
}

/** The CLI on PATH, or the reason why it isn't used. */
async function findOnPath(wanted: string): Promise<PulumiCli | string> {
  for (const folder of (process.env.PATH ?? "").split(path.delimiter)) {
    const candidate = path.join(folder, executable);
    if (folder === "" || !fs.existsSync(candidate)) {
      continue;
    }
    const version = await versionOf(candidate);
    if (version === undefined) {
      return `${candidate} does not run`;
    }
    if (semver.lt(version, wanted)) {
      return `${candidate} is ${version}, older than ${wanted}`;
    }
    return { path: candidate, version, how: "on PATH" };
  }
  return "no pulumi on PATH";
}

async function versionOf(command: string): Promise<string | undefined> {
  try {
    const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
    const { stdout } = await run(command, ["version"], { env });
    return stdout.trim().replace(/^v/, "");
  } catch {
    return undefined;
  }
}

/** Installs the official release; gives the reason where that can't be done. */
async function download(version: string): Promise<string | undefined> {
  try {
    // The SDK's installer waits for two minutes where the site can't be reached: ask first.
    const signal = AbortSignal.timeout(siteTimeoutSeconds * 1000);
    const answer = await fetch("https://get.pulumi.com/latest-version", { signal });
    if (!answer.ok) {
      return `Pulumi's site answered ${answer.status}`;
    }
  } catch {
    return "Pulumi's site is out of reach";
  }
  try {
    const { PulumiCommand } = await import("@pulumi/pulumi/automation/index.js");
    await PulumiCommand.install({ root: installRoot, version: new semver.SemVer(version) });
    return undefined;
  } catch (error) {
    return `the official download failed (${firstLine(error)})`;
  }
}

/** Builds the pinned version with Go, telling how far it is. */
async function build(version: string, progress: Progress): Promise<void> {
  if ((await goVersion()) === undefined) {
    throw new Error(
      "No pulumi CLI: there is none on PATH, the official download failed, and there is no Go to build it with.\n" +
        `Install Pulumi ${version} or later (https://www.pulumi.com/docs/iac/download-install/) or Go 1.25 or later, and try again.`,
    );
  }
  const started = Date.now();
  const seconds = (): number => Math.round((Date.now() - started) / 1000);
  // Built aside and moved: an interrupted build leaves nothing that looks whole.
  const unfinished = path.join(installRoot, `${executable}.${process.pid}`);
  const flags = `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${version}`;
  const packageName = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
  const go = spawn("go", ["build", "-v", "-ldflags", flags, "-o", unfinished, packageName], {
    cwd: goModule,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let compiled = 0;
  let tail = "";
  go.stderr.on("data", (data: Buffer) => {
    const text = data.toString();
    compiled += text.split("\n").filter((line) => /^[\w.-]+(\/|$)/.test(line)).length;
    tail = (tail + text).slice(-2000);
  });
  const beat = setInterval(
    () => progress(`building pulumi ${version}: ${compiled} packages compiled, ${seconds()} s`),
    15_000,
  );
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      go.on("error", reject);
      go.on("close", resolve);
    });
    if (code !== 0) {
      throw new Error(`Building pulumi ${version} with Go failed:\n${tail}`);
    }
    fs.mkdirSync(path.dirname(installed), { recursive: true });
    fs.renameSync(unfinished, installed);
    progress(`built pulumi ${version} in ${seconds()} s`);
  } finally {
    clearInterval(beat);
    fs.rmSync(unfinished, { force: true });
  }
}

async function goVersion(): Promise<string | undefined> {
  try {
    return (await run("go", ["version"], { cwd: os.tmpdir() })).stdout;
  } catch {
    return undefined;
  }
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split("\n")[0] ?? "";
}

if (require.main === module) {
  findPulumi(showProgress).then(
    (cli) => showProgress(`${cli.version}, ${cli.how}`),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    },
  );
}
