import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { UserError } from "../../components/userError";

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
}

/** The standby, as its file describes it. */
export interface Standby {
  readonly stack: string;
  readonly primaryStack: string;
  readonly region: string;
}

/** The file with a stack's configuration. */
export const stackFile = (stack: string): string => path.join(root, `Pulumi.${stack}.yaml`);

export function readStandby(stack: string): Standby {
  const file = stackFile(stack);
  if (!fs.existsSync(file)) throw new UsageError(`there is no Pulumi.${stack}.yaml`);
  const { config = {} } = (parse(fs.readFileSync(file, "utf8")) ?? {}) as {
    config?: Readonly<Record<string, unknown>>;
  };
  const { primaryStack } = { ...(config["landbridge:recovery"] as { primaryStack?: unknown }) };
  const region = config["aws:region"];
  if (typeof primaryStack !== "string" || typeof region !== "string") {
    throw new UsageError(`Pulumi.${stack}.yaml names no primaryStack: it is no standby`);
  }
  return { stack, primaryStack, region };
}
