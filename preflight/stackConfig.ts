import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { parseConfig } from "../config";
import { salvage } from "../config/check";
import { NAMESPACE, REGION } from "../config/errors";
import { withFollowed } from "../config/recovery/following";
import { platformSchema } from "../config/sections";
import { filesIn } from "../config/serviceFiles/read";
import { merged, type ReadText, type ServiceFiles } from "../config/serviceFiles/merged";
import type { StackConfig } from "../config/settled";
import type { ConfigDraft } from "../config/types";
import { UserError } from "../components/userError";
import { stacksIn } from "../tools/commandLine";

/** A stack's configuration, and the Region of the stack that it follows. */
export interface StackToCheck {
  readonly config: StackConfig;
  readonly primaryRegion?: string;
}

/**
 * A stack's configuration from its file, before the stack itself exists: no backend is asked. A standby has
 * what it leaves out from its primary's file, where an update takes it from the primary's outputs.
 *
 * @param directory Where the `Pulumi.<stack>.yaml` are.
 * @throws UserError for a file that is not there, ConfigError for one with mistakes.
 */
export function readStack(directory: string, stack: string): StackToCheck {
  const own = readStackFile(directory, stack);
  const primary = primaryOf(own.raw);
  if (primary === undefined) {
    const { region: said, files } = own;
    return { config: parseConfig(own.raw, { stack, region: said, files }) };
  }
  const { raw, region, files } = readStackFile(directory, primary);
  const { followed = {} } = parseConfig(raw, { stack: primary, region, files });
  const whole = withFollowed(own.raw, followed, own.region);
  return {
    config: parseConfig(whole, { stack, region: own.region, files: own.files }),
    ...(typeof region === "string" && { primaryRegion: region }),
  };
}

/**
 * What can be understood of a stack's file, mistakes and all: the program itself says what is wrong.
 *
 * @param primaries Where the file of a primary stack is, that this one follows.
 */
export function readDraft(directory: string, stack: string, primaries = directory): ConfigDraft {
  const own = readStackFile(directory, stack);
  const primary = primaryOf(own.raw);
  const raw = primary === undefined ? own.raw : followed(own, primaries, primary);
  return { ...(salvage(platformSchema, raw) as ConfigDraft), stack, region: textOf(own.region) };
}

/** The files of services that a stack names. */
export function serviceFilesOf(directory: string, stack: string): readonly string[] {
  return readStackFile(directory, stack).files.named;
}

/** Name of the stack whose outputs a stack's program reads, where there is one. */
export function followedStack(directory: string, stack: string): string | undefined {
  return primaryOf(readStackFile(directory, stack).raw);
}

function followed(own: StackFile, directory: string, primary: string): Record<string, unknown> {
  if (!fs.existsSync(path.join(directory, `Pulumi.${primary}.yaml`))) return own.raw;
  const { raw, region } = readStackFile(directory, primary);
  const { network, ...sections } = raw;
  const { vpcCidr } = { ...(network as { vpcCidr?: unknown } | undefined) };
  return withFollowed(own.raw, { ...sections, peerCidr: vpcCidr, peerRegion: region }, own.region);
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** What a stack's file says: keys without the namespace, and the Region. */
export interface StackFile {
  readonly raw: Record<string, unknown>;
  readonly region: unknown;
  /** Where those services come from that are in files of their own. */
  readonly files: ServiceFiles;
}

/** @throws UserError for a file that is not there. */
export function readStackFile(directory: string, stack: string): StackFile {
  const file = path.join(directory, `Pulumi.${stack}.yaml`);
  if (!fs.existsSync(file)) {
    const there = stacksIn(directory).join(", ");
    throw new UserError(`there is no Pulumi.${stack}.yaml (there are: ${there})`);
  }
  return parseStackFile(fs.readFileSync(file, "utf8"), filesIn(directory));
}

/**
 * What the text of a stack's file says.
 *
 * @param readText Reads the files of services that it names.
 */
export function parseStackFile(text: string, readText: ReadText): StackFile {
  // The version of YAML that the Pulumi CLI reads.
  const content = parse(text, { version: "1.1" }) as unknown;
  const { config } = { config: {}, ...(content as { config?: Record<string, unknown> }) };
  const prefix = `${NAMESPACE}:`;
  const sections = Object.entries(config).filter(([key]) => key.startsWith(prefix));
  const said = Object.fromEntries(
    sections.map(([key, value]): [string, unknown] => [key.slice(prefix.length), value]),
  );
  const { raw, ...files } = merged(said, readText, parse);
  return { raw, region: config[String(REGION[0])], files };
}

/** Name of the stack that this one follows, without organization and project: the name of its file. */
export function primaryOf({ recovery }: Record<string, unknown>): string | undefined {
  const { primaryStack } = { ...(recovery as { primaryStack?: unknown } | undefined) };
  return typeof primaryStack === "string" ? primaryStack.split("/").at(-1) : undefined;
}
