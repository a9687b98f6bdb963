import * as fs from "node:fs";
import * as path from "node:path";
import { salvage } from "../../config/check";
import { sections } from "../../config/sections";
import type { StackConfig } from "../../config/settled";
import { readStack } from "../../preflight/stackConfig";
import { sandboxDirectory, type ConfigOverrides } from "../../sandbox/project";
import { stacksIn } from "../commandLine";
import { COMPANY_FILE, writeCompany } from "../policy/companyFile";
import type { CompanyFile } from "../policy/derive";
import { companyOf, writeConfig } from "../policy/files";
import { afterRetirement, kinds, standbyConfig, type Retirement } from "./retirement";
import { root, saidIn, stackFile, UsageError } from "./standby";

/** One of a stack's lists of databases, gateways or shares. */
type List = readonly Readonly<Record<string, unknown>>[];

/** The list of config as the step leaves it, by its key; what the sandbox has otherwise comes before what is committed. */
export function changedList(
  stack: string,
  settings: ConfigOverrides,
  { verb, kind, name }: Retirement,
): Record<string, List> {
  const key = kinds[kind];
  const list = (settings[key] ?? saidIn(stackFile(stack))[key] ?? []) as List;
  requireEntry(stack, list, { kind, name });
  const changed = list.flatMap((each) => {
    if (each["name"] !== name) return [each];
    return verb === "remove" ? [] : [{ ...each, retiring: verb === "retire" }];
  });
  return { [key]: changed };
}

/** The entry must be in the stack's own list: a standby's are its primary's. */
export function requireEntry(
  stack: string,
  list: List,
  { kind, name }: Pick<Retirement, "kind" | "name">,
): void {
  if (list.some((each) => each["name"] === name)) return;
  const names = list.map((each) => String(each["name"])).join(", ");
  throw new UsageError(
    `${name} is not one of ${kinds[kind]} in Pulumi.${stack}.yaml (${names || "none; what a standby follows is retired in its primary"})`,
  );
}

/**
 * Writes what the step needs into the sandbox's copies of the company's file, for the stack and its standbys.
 *
 * @returns What undoes it.
 */
export function exemptInSandbox(stack: string, retirement: Retirement): () => void {
  const directory = (each: string) => path.join(sandboxDirectory, "stacks", each);
  const { config } = readStack(directory(stack), stack);
  const written = [config, ...standbysOf(config, directory)].map((each) => {
    const own = directory(each.stack);
    const before = companyOf(own, root);
    const file = path.join(own, COMPANY_FILE);
    writeCompany(file, afterRetirement(before, retirement, each));
    return { file, before };
  });
  return () => {
    for (const { file, before } of written) writeCompany(file, before);
  };
}

/**
 * Writes what the step needs into the company's file, and the packs' configurations of the stack and its standbys anew.
 *
 * @param takeBack Undoes the change of the stack's file, where that is no valid configuration.
 * @returns What undoes the rest.
 */
export function exemptOnAws(
  stack: string,
  retirement: Retirement,
  takeBack: () => void,
): () => void {
  const before = companyOf(root);
  let stacks: string[] = [];
  const write = (company: CompanyFile) => {
    const file = path.join(root, COMPANY_FILE);
    if (Object.keys(company).length > 0) writeCompany(file, company);
    else fs.rmSync(file, { force: true });
    for (const each of stacks) console.log(writeConfig(root, each));
  };
  try {
    const { config } = readStack(root, stack);
    const all = [config, ...standbysOf(config, () => root)];
    stacks = all.map((each) => each.stack);
    const after = all.reduce((company, each) => afterRetirement(company, retirement, each), before);
    if (JSON.stringify(after) !== JSON.stringify(before)) console.log(COMPANY_FILE);
    write(after);
  } catch (error) {
    takeBack();
    throw error;
  }
  return () => {
    write(before);
  };
}

/** What the stacks that wait for this one have of it, as far as their files say by themselves. */
function standbysOf(primary: StackConfig, directory: (stack: string) => string) {
  return stacksIn(root).flatMap((stack) => {
    const file = path.join(directory(stack), `Pulumi.${stack}.yaml`);
    if (!fs.existsSync(file)) return [];
    const said = saidIn(file)["landbridge:recovery"];
    const recovery = salvage(sections.recovery, said) as StackConfig["recovery"];
    const follows = recovery?.primaryStack?.split("/").at(-1) === primary.stack;
    return follows && recovery.role === "standby" ? [standbyConfig(primary, stack, recovery)] : [];
  });
}

/** What takes the protection off that keeps an update from deleting. */
export function lettingGo(stack: string, retirement: Retirement | undefined): string {
  if (!retirement) return `release ${stack}`;
  return `retire ${stack} ${retirement.kind} ${retirement.name}`;
}
