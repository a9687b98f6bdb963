import * as fs from "node:fs";
import * as path from "node:path";
import { setAt } from "./objectPath";
import { LocalWorkspace, type PulumiCommand, type StackSettings } from "@pulumi/pulumi/automation";

export const root = path.join(__dirname, "..");
export const policyPack = path.join(root, "policy");

const plugins = path.join(__dirname, "plugins");

/** Config values by key. A key may go on into an object: `landbridge:network.natGateways`. */
export type ConfigOverrides = Readonly<Record<string, unknown>>;

/**
 * The sandbox's own copy of the project: the committed files with the stand-in as a plugin and with
 * overrides. The engine writes into this copy and never into the committed files.
 */
export async function writeProject(
  directory: string,
  stack: string,
  overrides: ConfigOverrides,
  pulumiCommand: PulumiCommand,
): Promise<void> {
  fs.mkdirSync(directory, { recursive: true });
  const copy = await LocalWorkspace.create({ workDir: directory, pulumiCommand });
  const committed = await LocalWorkspace.create({ workDir: root, pulumiCommand });

  const project = await committed.projectSettings();
  const providers = ["aws", "awsx"].map((name) => ({ name, path: plugins }));
  const analyzers = [{ name: "policy-nodejs", path: plugins }];
  const withPlugins = { ...project, plugins: { providers, analyzers } };
  await copy.saveProjectSettings(withPlugins);

  const settings = await settingsOf(committed, stack);
  const { encryptionSalt } = await settingsOf(copy, stack);
  const config = override(settings.config ?? {}, overrides);
  await copy.saveStackSettings(stack, {
    ...settings,
    ...(encryptionSalt && { encryptionSalt }),
    config,
  });
}

async function settingsOf(workspace: LocalWorkspace, stack: string): Promise<StackSettings> {
  const file = path.join(workspace.workDir, `Pulumi.${stack}.yaml`);
  return fs.existsSync(file) ? workspace.stackSettings(stack) : {};
}

/** The committed configuration of a policy pack for a stack: its own, or production's. */
export function policyConfig(pack: string, stack: string): string | undefined {
  const candidates = [`${stack}.json`, "prod.json"].map((name) => path.join(pack, name));
  return candidates.find((file) => fs.existsSync(file));
}

type Config = NonNullable<StackSettings["config"]>;

function override(config: Config, overrides: ConfigOverrides): Config {
  const result = structuredClone(config);
  for (const [key, value] of Object.entries(overrides)) setAt(result, keyPath(key), value);
  return result;
}

/** `landbridge:network.natGateways` is `["landbridge:network", "natGateways"]`. */
function keyPath(key: string): string[] {
  const separator = key.indexOf(":") + 1;
  const [first = "", ...rest] = key.slice(separator).split(".");
  return [key.slice(0, separator) + first, ...rest];
}
