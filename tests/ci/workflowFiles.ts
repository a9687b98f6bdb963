import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";

export const root = path.resolve(__dirname, "../..");

export interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string | number | boolean>>;
  readonly with?: Readonly<Record<string, unknown>>;
}

export interface Job {
  readonly if?: string;
  readonly needs?: string | readonly string[];
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: { readonly group: string; readonly "cancel-in-progress": boolean };
  readonly env?: Readonly<Record<string, string | number | boolean>>;
  readonly steps?: readonly Step[];
  readonly "timeout-minutes"?: number;
}

export interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string | number | boolean>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

export interface WorkflowFile {
  readonly file: string;
  readonly text: string;
  readonly workflow: Workflow;
}

const folder = ".github/workflows";

export const workflowFiles: readonly WorkflowFile[] = fs
  .readdirSync(path.join(root, folder))
  .map((name) => {
    const file = path.join(folder, name);
    const text = fs.readFileSync(path.join(root, file), "utf8");
    return { file, text, workflow: parse(text) as Workflow };
  });

/** A workflow by its name in .github/workflows. */
export function workflow(name: string): Workflow {
  const found = workflowFiles.find(({ file }) => file === path.join(folder, name));
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found.workflow;
}

/** Every job, with the file that it is in. */
export const jobs: readonly (readonly [title: string, job: Job, of: Workflow])[] =
  workflowFiles.flatMap(({ file, workflow }) =>
    Object.entries(workflow.jobs).map(
      ([name, job]) => [`${name} of ${file}`, job, workflow] as const,
    ),
  );

export const needsOf = ({ needs = [] }: Job): readonly string[] =>
  typeof needs === "string" ? [needs] : needs;

export const commandsOf = ({ steps = [] }: Job): string =>
  steps.map(({ run }) => run ?? "").join("\n");
