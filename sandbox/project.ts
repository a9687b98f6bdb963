import * as fs from "node:fs";
import * as path from "node:path";
import type { ConfigMap, Stack } from "@pulumi/pulumi/automation";
import { parse } from "yaml";
import { UserError } from "../components/userError";
import { copiedConfig, serialized } from "../tools/policy/files";
import { setAt } from "./objectPath";
import { quotasOfCopy } from "./raisedQuotas";
import { symlink } from "./symlink";

const root = path.join(__dirname, "..");
export const policyPack = path.join(root, "policy");

/** Where the command line keeps the account, the Pulumi state and its settings. */
export const sandboxDirectory =
  process.env["LANDBRIDGE_SANDBOX_DIRECTORY"] ?? path.join(root, ".sandbox");

/** Config values by key. A key may go on into an object: `landbridge:network.natGateways`. */
export type ConfigOverrides = Readonly<Record<string, unknown>>;

/** Whole values by key. */
type ConfigValues = Readonly<Record<string, unknown>>;

/** Lines that the CLI writes into a stack's file: they belong to a state backend, and the sandbox has its own. */
const ofBackend = /^(encryptionsalt|encryptedkey|secretsprovider):.*\n?/gm;

/**
 * The sandbox's own copy of the project. The CLI itself reads the committed files in it, byte for byte, so what it
 * can't read or reads otherwise is found here; it writes into this copy and never into the committed files.
 */
export function copyProject(directory: string, stack: string, from = ""): void {
  fs.mkdirSync(directory, { recursive: true });
  fs.copyFileSync(path.join(root, from, "Pulumi.yaml"), path.join(directory, "Pulumi.yaml"));
  const name = `Pulumi.${stack}.yaml`;
  const committed = path.join(root, from, name);
  const copy = path.join(directory, name);
  const [salt = ""] = read(copy).match(/^encryptionsalt:.*\n?/m) ?? [];
  fs.writeFileSync(copy, read(committed).replace(ofBackend, "") + salt);
}

const read = (file: string) => (fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "");

/**
 * Puts overrides on top of the copied files, by the CLI's own `config` commands. The stand-in's account has what the
 * configuration then says that AWS has raised.
 */
export async function configure(stack: Stack, overrides: ConfigOverrides): Promise<void> {
  await overrideConfig(stack, overrides);
  const { envVars, workDir } = stack.workspace;
  Object.assign(envVars, quotasOfCopy(workDir, stack.name, root));
}

async function overrideConfig(stack: Stack, overrides: ConfigOverrides): Promise<void> {
  const changes = Object.entries(overrides).map(([key, value]) => [keyPath(key), value] as const);
  if (changes.length === 0) return;
  const config = await stack.getAllConfig();
  const values: Record<string, unknown> = {};
  for (const [[key = "", ...rest], value] of changes) {
    if (!(key in values) && rest.length > 0) values[key] = parsed(config[key]?.value);
    setAt(values, [key, ...rest], value);
  }
  const removed = changes.flatMap(([[key = ""]]) => (key in values ? [] : key));
  const kept = removed.filter((key) => key in config);
  if (kept.length > 0) await stack.removeAllConfig([...new Set(kept)]);
  if (Object.keys(values).length > 0) await setAll(stack, values, config);
}

/** Bytes that one argument of a command may have: Linux takes 128 KiB (MAX_ARG_STRLEN), with its end. */
const LONGEST_ARGUMENT = 100_000;

/**
 * Hands values to `pulumi config set-all`, which takes them as one argument. Where they are too long for that, the CLI
 * puts a mark where each value goes, and the value takes the mark's place in the file that the CLI reads: JSON is YAML.
 */
async function setAll(stack: Stack, values: ConfigValues, config: ConfigMap): Promise<void> {
  const short = JSON.stringify(configJson(values, config));
  if (Buffer.byteLength(short) <= LONGEST_ARGUMENT) return stack.setAllConfigJson(short);
  const isLong = ([key, value]: [string, unknown]) =>
    typeof value === "object" && !(config[key]?.secret ?? false);
  const long = Object.entries(values).filter(isLong);
  const marks = long.map(([key], i) => [key, `LONG-VALUE-${i}-OF-${long.length}`] as const);
  const marked = configJson({ ...values, ...Object.fromEntries(marks) }, config);
  await stack.setAllConfigJson(JSON.stringify(marked));
  const file = path.join(stack.workspace.workDir, `Pulumi.${stack.name}.yaml`);
  const text = long.reduce(
    (so, [, value], i) => so.replace(marks[i]?.[1] ?? "", () => JSON.stringify(value)),
    fs.readFileSync(file, "utf8"),
  );
  fs.writeFileSync(file, text);
}

/** The form that `pulumi config --json` prints and `pulumi config set-all --json` reads. */
function configJson(values: ConfigValues, config: ConfigMap): object {
  const entries = Object.entries(values).map(([key, value]) => {
    const secret = config[key]?.secret ?? false;
    const text = typeof value === "string" ? value : JSON.stringify(value);
    const object = typeof value === "object" && { objectValue: value };
    return [key, { value: text, ...object, secret }];
  });
  return Object.fromEntries(entries) as object;
}

function parsed(value = "{}"): unknown {
  return JSON.parse(value);
}

const plugins = path.join(__dirname, "plugins");

/**
 * Puts the stand-in where the CLI keeps plugins that it has installed, and that the sandbox's engine looks for
 * them alone: neither Pulumi.yaml nor PATH has to name it.
 */
export function installPlugins(home: string): void {
  for (const name of fs.readdirSync(plugins)) {
    const [, kind = "", plugin = ""] = /^pulumi-(\w+)-(.+)$/.exec(name) ?? [];
    const directory = path.join(home, "plugins", `${kind}-${plugin}-v${versionOf(plugin)}`);
    symlink(path.join(plugins, name), path.join(directory, name));
  }
}

/** A provider is asked for in the version of its SDK; an analyzer in any. */
function versionOf(plugin: string): string {
  const file = path.join(root, "node_modules/@pulumi", plugin, "package.json");
  if (!fs.existsSync(file)) return "1.0.0";
  return (JSON.parse(fs.readFileSync(file, "utf8")) as { version: string }).version;
}

/**
 * The configuration of a policy pack for a stack. The project's own pack has what `npm run policy -- config` makes of
 * the sandbox's copy of the stack's file; another pack has the file of the stack's name beside it, if it is there.
 *
 * @param project The sandbox's copy of the project.
 * @param from Folder of the project in the repository: one that is not the platform has one configuration for all of its stacks.
 */
export function policyConfig(
  pack: string,
  project: string,
  stack: string,
  from = "",
): string | undefined {
  const own = path.join(root, from, "policy.json");
  if (from !== "") return fs.existsSync(own) ? own : platformsConfig(project, stack);
  if (pack !== policyPack) {
    const file = path.join(pack, `${stack}.json`);
    return fs.existsSync(file) ? file : undefined;
  }
  const file = path.join(project, "policy.json");
  try {
    fs.writeFileSync(file, serialized(copiedConfig(project, root, stack)));
    return file;
  } catch (error) {
    if (error instanceof UserError) throw error;
    return undefined; // What is no YAML, the CLI itself will say.
  }
}

/** A stack of services is judged as its platform's stack is: by the committed configuration of that. */
function platformsConfig(project: string, stack: string): string | undefined {
  const file = parse(read(path.join(project, `Pulumi.${stack}.yaml`))) as StackFile | null;
  const platform = String(file?.config?.["landbridge:platform"]).split("/").at(-1) ?? "";
  const config = path.join(policyPack, `${platform}.json`);
  return fs.existsSync(config) ? config : undefined;
}

interface StackFile {
  readonly config?: Readonly<Record<string, unknown>>;
}

/** `landbridge:network.natGateways` is `["landbridge:network", "natGateways"]`. */
function keyPath(key: string): string[] {
  const separator = key.indexOf(":") + 1;
  const [first = "", ...rest] = key.slice(separator).split(".");
  return [key.slice(0, separator) + first, ...rest];
}
