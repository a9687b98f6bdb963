import { QUOTAS, type Quotas } from "../components/quotas";
import { readDraft } from "../preflight/stackConfig";
import { RAISED_QUOTAS } from "./aws/shared/quotas";

/** The stand-in's environment for a stack: its account has what the stack's configuration says that AWS has raised. */
export function raisedQuotas(quotas: Readonly<Partial<Quotas>>): Record<string, string> {
  const raised = Object.entries(QUOTAS).flatMap(([name, { service, code }]) => {
    const value = quotas[name as keyof Quotas];
    return value === undefined ? [] : [`${service}/${code}=${value}`];
  });
  return { [RAISED_QUOTAS]: raised.join() };
}

/**
 * The same for the sandbox's copy of a stack's file.
 *
 * @param primaries Where the files of stacks are that it may follow.
 */
export function quotasOfCopy(
  project: string,
  stack: string,
  primaries: string,
): Record<string, string> {
  try {
    return raisedQuotas(readDraft(project, stack, primaries).quotas as Partial<Quotas>);
  } catch {
    return {}; // What is no YAML, the CLI itself will say.
  }
}
