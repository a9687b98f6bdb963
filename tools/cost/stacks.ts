import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import { UserError } from "../../components/userError";
import {
  parseStackFile,
  primaryOf,
  readStackFile,
  type StackFile,
} from "../../preflight/stackConfig";
import { filesIn } from "../../config/serviceFiles/read";
import { Deployment } from "../deployment/deployment";
import { resourcesOf } from "./deployed";
import type { Resources } from "./resources";

/** Gives the file of a stack: as it is now, or as it was. */
export type ReadFile = (stack: string) => StackFile;

/** The files as they are. */
export function workingTree(root: string): ReadFile {
  return (stack) => readStackFile(root, stack);
}

/**
 * The files as they were: that of the stack that is asked about in another file, or all of them in a revision of git.
 *
 * @throws UserError where there is neither such a file nor such a revision.
 */
export function formerly(root: string, asked: string, against: string): ReadFile {
  if (fs.existsSync(against)) {
    const file = parseStackFile(fs.readFileSync(against, "utf8"), filesIn(root));
    return (stack) => (stack === asked ? file : readStackFile(root, stack));
  }
  const read = (file: string) => show(root, against, file);
  return (stack) => parseStackFile(read(`Pulumi.${stack}.yaml`), read);
}

/** Stacks deployed by the real program against the stand-in for AWS, in this process, each once. */
export class Stacks {
  private readonly deployed = new Map<string, Promise<Deployment>>();

  constructor(private readonly read: ReadFile) {}

  /** The resources that a stack would have. */
  async resourcesOf(stack: string): Promise<Resources> {
    return resourcesOf(await this.deployment(stack));
  }

  private deployment(stack: string): Promise<Deployment> {
    const found = this.deployed.get(stack) ?? this.deploy(stack);
    this.deployed.set(stack, found);
    return found;
  }

  /** A standby beside its primary, whose outputs it reads. */
  private async deploy(stack: string): Promise<Deployment> {
    const { raw, region } = this.read(stack);
    const primary = primaryOf(raw);
    const beside = primary === undefined ? undefined : await this.deployment(primary);
    return Deployment.up({ stack, raw, region: String(region) }, beside);
  }
}

function show(root: string, revision: string, file: string): string {
  try {
    const args = ["show", "--end-of-options", `${revision}:./${file}`];
    return execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: "pipe" });
  } catch (error) {
    const [said = ""] = String((error as { stderr?: unknown }).stderr).split("\n");
    throw new UserError(
      `--against ${revision}: there is no such file, and no ${file} in such a revision (${said})`,
    );
  }
}
