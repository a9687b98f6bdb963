import * as fs from "node:fs";
import * as path from "node:path";
import { readDraft, readStack } from "../../preflight/stackConfig";
import { COMPANY_FILE, readCompany } from "./companyFile";
import { packConfig, type CompanyFile, type PackConfig } from "./derive";

/** Where a stack's pack configuration is, for `--policy-pack-config`; made by `npm run policy -- config`. */
export function configFile(stack: string): string {
  return `policy/${stack}.json`;
}

/**
 * The pack's configuration for a committed stack.
 *
 * @param root Where the project is.
 * @throws ConfigError and UserError for what is wrong in the stack's file or the company's.
 */
export function committedConfig(root: string, stack: string): PackConfig {
  return packConfig(stack, readStack(root, stack).config, companyOf(root));
}

/**
 * The same for a copy of a stack's file with other values, and with whatever mistakes it has: the program says those.
 *
 * @param directory Where the copy is, and a copy of the company's file where that has other values as well.
 * @param root Where the project is, with the files of the stacks that it may follow.
 */
export function copiedConfig(directory: string, root: string, stack: string): PackConfig {
  return packConfig(stack, readDraft(directory, stack, root), companyOf(directory, root));
}

/** Writes it where {@link configFile} says; gives that path. */
export function writeConfig(root: string, stack: string): string {
  const file = configFile(stack);
  fs.writeFileSync(path.join(root, file), serialized(committedConfig(root, stack)));
  return file;
}

/** Whether that file is not what it would be made now. */
export function isOutOfDate(root: string, stack: string): boolean {
  const file = path.join(root, configFile(stack));
  const text = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
  return text !== serialized(committedConfig(root, stack));
}

/** As it is written into a file. */
export function serialized(config: PackConfig): string {
  return `${JSON.stringify(config, undefined, 2)}\n`;
}

/** The company's file, the copy of it before the committed one. */
export function companyOf(...directories: readonly string[]): CompanyFile {
  const files = directories.map((each) => path.join(each, COMPANY_FILE));
  const file = files.find((each) => fs.existsSync(each));
  return file === undefined ? {} : readCompany(file);
}
