import * as fs from "node:fs";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { UserError } from "../../components/userError";
import { findProblems, salvage } from "../../config/check";
import { formatPath, NAMESPACE, type Problem } from "../../config/errors";
import { rules, type Draft } from "./rules";
import { bootstrapSchema, type BootstrapConfig } from "./schema";

/** The bootstrap's own namespace. */
const OWN = "landbridge-bootstrap";

/** What is read, and what a policy group's file says. */
export interface LoadedConfig extends BootstrapConfig {
  readonly region: string;
  /** Contents of the files that policy groups name. */
  readonly packConfigs: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/**
 * The running stack's configuration.
 *
 * @throws UserError with every problem at once.
 */
export function loadConfig(): LoadedConfig {
  const prefix = `${OWN}:`;
  const entries = Object.entries(pulumi.runtime.allConfig()).filter(([key]) =>
    key.startsWith(prefix),
  );
  const raw = Object.fromEntries(
    entries.map(([key, value]) => [key.slice(prefix.length), decode(value)]),
  );
  return parseConfig(raw, {
    stack: pulumi.getStack(),
    region: new pulumi.Config("aws").get("region"),
  });
}

/** The same from values. `directory` is where the repository is. */
export function parseConfig(
  raw: Readonly<Record<string, unknown>>,
  { stack, region = "" }: { readonly stack: string; readonly region?: string | undefined },
  directory = path.resolve(__dirname, "../.."),
): LoadedConfig {
  const draft = salvage(bootstrapSchema, raw) as Draft;
  const found = findProblems(bootstrapSchema, raw);
  const problems = [...found, ...rules({ ...draft, region }, directory)];
  if (problems.length > 0) throw new UserError(message(stack, problems));
  const whole = draft as BootstrapConfig;
  const files = (whole.pulumiCloud?.policyGroups ?? []).flatMap(
    ({ packConfig }) => packConfig ?? [],
  );
  const read = (file: string) =>
    JSON.parse(fs.readFileSync(path.join(directory, file), "utf8")) as Record<string, unknown>;
  const packConfigs = Object.fromEntries(files.map((file) => [file, read(file)]));
  return { ...whole, region, packConfigs };
}

function message(stack: string, problems: readonly Problem[]): string {
  const lines = problems.map(
    ({ path: at, text }) => `  ${formatPath(at).replace(`${NAMESPACE}:`, `${OWN}:`)}: ${text}`,
  );
  const count = lines.length === 1 ? "1 problem" : `${lines.length} problems`;
  return [
    `${count} in the configuration of stack "${stack}" (docs/bootstrap.md describes every key):`,
    ...lines,
  ].join("\n");
}

/** Pulumi hands over objects, lists and booleans as JSON, and text as it is. */
function decode(value: string): unknown {
  try {
    const parsed = JSON.parse(value) as unknown;
    return typeof parsed === "number" ? value : parsed;
  } catch {
    return value;
  }
}
