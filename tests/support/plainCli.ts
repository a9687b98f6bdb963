import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import { findPulumi } from "../../tools/pulumiCli";
import { environment } from "../../sandbox/environment";
import { temporaryDirectory } from "./engine";

const root = path.resolve(__dirname, "../..");
const run = promisify(execFile);

/** What a working copy of the repository has for Pulumi to read. */
const committed = [
  ...fs.readdirSync(root).filter((name) => /^Pulumi(\.\w+)?\.yaml$/.test(name)),
  "package.json",
  "tsconfig.json",
  "tsconfig.run.json",
  "index.ts",
  "config",
  "components",
  "loader",
  "policy",
];

/** The official command line in a folder of its own, as somebody uses it who has never met the sandbox. */
export interface PlainCli {
  /** Where state and account are, laid out as the sandbox does: it can take the stacks up from here. */
  readonly directory: string;
  /** Where Pulumi.yaml is. */
  readonly project: string;
  /** Runs `pulumi`, and gives what it printed. @throws Error with that output where the CLI reports failure. */
  readonly pulumi: (...args: readonly string[]) => Promise<string>;
  /** The same for one of the project's own commands, by its file in tools/. */
  readonly tool: (...args: readonly string[]) => Promise<string>;
}

/** An empty folder for a project, with a state backend and a PULUMI_HOME of its own. */
export async function plainCli(directory = temporaryDirectory()): Promise<PlainCli> {
  const project = path.join(directory, "project");
  const state = path.join(directory, "state");
  for (const each of [project, state]) fs.mkdirSync(each);
  const { path: executable } = await findPulumi();
  const env = {
    ...process.env,
    // The stand-in takes the place of AWS's provider; the language host is for a CLI that has none itself.
    PATH: [
      path.join(root, "sandbox/plugins"),
      path.dirname(executable),
      process.env["PATH"],
      path.join(root, "tools/languageHost"),
    ].join(path.delimiter),
    LANDBRIDGE_SANDBOX_STATE: path.join(directory, "aws"),
    PULUMI_HOME: path.join(directory, "home"),
    PULUMI_BACKEND_URL: `file://${state}`,
    PULUMI_CONFIG_PASSPHRASE: environment.PULUMI_CONFIG_PASSPHRASE,
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DEBUG_COMMANDS: "true", // For --event-log.
    // The checkpoint is written once, at the end: what a run makes and reports stays the same.
    PULUMI_SKIP_CHECKPOINTS: "true",
    PULUMI_EXPERIMENTAL: "true",
    GOGC: "400",
  };
  const output = async (program: string, args: readonly string[]): Promise<string> => {
    const options = { cwd: project, env, maxBuffer: 64 * 1024 * 1024 };
    try {
      const { stdout } = await run(program, args, options);
      return stdout;
    } catch (error) {
      const { stdout, stderr } = error as { stdout?: string; stderr?: string };
      const printed = `${stdout ?? ""}\n${stderr ?? String(error)}`;
      throw new Error(`${path.basename(program)} ${args.join(" ")}\n${printed}`, { cause: error });
    }
  };
  return {
    directory,
    project,
    pulumi: (...args) => output(executable, [...args, "--non-interactive"]),
    tool: (name = "", ...args) =>
      output(process.execPath, [path.join(root, "tools", name), ...args]),
  };
}

/** The committed files in a folder, byte for byte. */
export function copyCommitted(directory: string): void {
  for (const name of committed) {
    fs.cpSync(path.join(root, name), path.join(directory, name), { recursive: true });
  }
}

/** The same with the committed files in it, and their dependencies. */
export async function plainProject(directory?: string): Promise<PlainCli> {
  const cli = await plainCli(directory);
  copyCommitted(cli.project);
  linkDependencies(cli);
  return cli;
}

/** What `npm ci` would install. */
export function linkDependencies(cli: PlainCli): void {
  fs.symlinkSync(path.join(root, "node_modules"), path.join(cli.project, "node_modules"));
}
