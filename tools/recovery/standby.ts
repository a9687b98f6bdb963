import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { UserError } from "../../components/userError";
import type { Retirement } from "./retirement";

/** Where the project is. */
export const root = path.resolve(__dirname, "../..");

/** A stack that the command line doesn't fit. */
export class UsageError extends UserError {}

/** An update with changes of the stack's configuration, where null takes away. */
export interface Update {
  readonly config: Readonly<Record<string, unknown>>;
  readonly policies: boolean;
  /** Whether a preview looks first at what would be deleted, and nothing begins where something is kept. */
  readonly deletes?: boolean;
  /** What of the stack is let go, or kept after all. */
  readonly retirement?: Retirement;
}

/** The standby, as its file describes it. */
export interface Standby {
  readonly stack: string;
  readonly primaryStack: string;
  readonly region: string;
}

/** The file with a stack's configuration. */
export const stackFile = (stack: string): string => path.join(root, `Pulumi.${stack}.yaml`);

/** What a stack's file says, in the version of YAML that the Pulumi CLI reads. */
export function saidIn(file: string): Readonly<Record<string, unknown>> {
  const content = parse(fs.readFileSync(file, "utf8"), { version: "1.1" }) as unknown;
  return (content as { config?: Record<string, unknown> } | null)?.config ?? {};
}

/** The tag `owner` of everything in a stack, if it has one. */
export function stackOwner(stack: string): string | undefined {
  const { owner } = { ...(saidIn(stackFile(stack))["landbridge:tags"] as { owner?: unknown }) };
  return typeof owner === "string" ? owner : undefined;
}

export function readStandby(stack: string): Standby {
  const file = stackFile(stack);
  if (!fs.existsSync(file)) throw new UsageError(`there is no Pulumi.${stack}.yaml`);
  const config = saidIn(file);
  const { primaryStack } = { ...(config["landbridge:recovery"] as { primaryStack?: unknown }) };
  const region = config["aws:region"];
  if (typeof primaryStack !== "string" || typeof region !== "string") {
    throw new UsageError(`Pulumi.${stack}.yaml names no primaryStack: it is no standby`);
  }
  return { stack, primaryStack, region };
}
