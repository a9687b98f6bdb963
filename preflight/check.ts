import type { StackConfig } from "../config/settled";
import type { Account } from "./account";

/** How a check came out. */
export type Result = "ok" | "warning" | "failed" | "not checked";

/** What one look at the account says about one thing. */
export interface Judgement {
  readonly result: Result;
  /** What was found. */
  readonly found: string;
  /** What to do about it, with its command where there is one. */
  readonly todo?: string;
}

/** A line of the report. */
export interface Finding extends Judgement {
  readonly check: string;
}

/** What checks ask, and about what. */
export interface Context {
  readonly account: Account;
  readonly config: StackConfig;
  /** The Region of the stack that this one follows. */
  readonly primaryRegion?: string | undefined;
}

/** One check: what it asks AWS apart from what it concludes. */
export interface CheckSpec<Facts> {
  readonly name: string;
  /** The IAM actions that it calls; all of them read. */
  readonly actions: readonly string[];
  /** Whether the stack has anything to check. @default always */
  readonly applies?: (config: StackConfig) => boolean;
  readonly ask: (context: Context) => Promise<Facts>;
  readonly judge: (facts: Facts, context: Omit<Context, "account">) => readonly Judgement[];
}

/** A check that can be run. */
export interface Check {
  readonly name: string;
  readonly actions: readonly string[];
  run(context: Context): Promise<Finding[]>;
}

/** A check whose missing permission, or whose failing call, is a line of the report and no crash. */
export function check<Facts>(spec: CheckSpec<Facts>): Check {
  const { name, actions } = spec;
  return {
    name,
    actions,
    async run(context) {
      if (spec.applies && !spec.applies(context.config)) return [];
      const judgements = await spec.ask(context).then(
        (facts) => spec.judge(facts, context),
        (error: unknown) => [notChecked(error, actions)],
      );
      return judgements.map((each) => ({ check: name, ...each }));
    },
  };
}

// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/CommonErrors.html and each service's own.
const DENIED = new Set([
  "AccessDenied",
  "AccessDeniedException",
  "AuthorizationError",
  "UnauthorizedOperation",
]);

/** A call that gave no answer: which permission it lacks, or what AWS said. */
export function notChecked(error: unknown, actions: readonly string[]): Judgement {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  if (!DENIED.has(name)) {
    const found = `AWS gave no answer: ${name}: ${firstLine(message)}`;
    return { result: "not checked", found, todo: "run it again, or look at the message" };
  }
  const [, named] = /not authorized to perform:? ([\w-]+:\w+)/.exec(message) ?? [];
  const needed = named ?? actions.join(", ");
  const todo = `allow ${needed} to whoever runs this (docs/deploying.md), or look yourself`;
  return { result: "not checked", found: `needs ${needed}`, todo };
}

function firstLine(text: string): string {
  return text.split("\n")[0] ?? "";
}

export const ok = (found: string): Judgement => ({ result: "ok", found });
export const warning = (found: string, todo: string): Judgement => ({
  result: "warning",
  found,
  todo,
});
export const failed = (found: string, todo: string): Judgement => ({
  result: "failed",
  found,
  todo,
});
export const unchecked = (found: string, todo: string): Judgement => ({
  result: "not checked",
  found,
  todo,
});
