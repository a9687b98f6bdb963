import type { Counts, Plan } from "../../tools/changes/change";
import type { Deployment } from "../../tools/deployment/deployment";
import type { RawStack } from "../../tools/deployment/rawStack";
import type { Step } from "../../tools/deployment/state";

/** What an update of a deployed stack would do, in the words of the table. */
export async function planOf(deployed: Deployment, stack: RawStack): Promise<Plan> {
  try {
    const { steps, warnings } = await deployed.plan(stack);
    return { ...planned(steps), ...(warnings.length > 0 && { warning: warnings.join("\n") }) };
  } catch (error) {
    const { message } = error as Error;
    return { error: message };
  }
}

/** The steps of a preview, counted; what is replaced is named. */
function planned(steps: readonly Step[]): Plan {
  const counted = {
    creates: counts(steps, "create"),
    updates: counts(steps, "update"),
    deletes: counts(steps, "delete"),
    replaces: names(steps.filter(({ op, deleteFirst }) => op === "replace" && !deleteFirst)),
    replacesOldFirst: names(steps.filter(({ op, deleteFirst }) => op === "replace" && deleteFirst)),
    stopsAt: names(steps.filter(({ protectedBy }) => protectedBy)),
  };
  return Object.fromEntries(
    Object.entries(counted).filter(([, each]) => Object.keys(each).length > 0),
  );
}

function names(steps: readonly Step[]): string[] {
  return steps.map(({ name }) => name).sort();
}

function counts(steps: readonly Step[], op: Step["op"]): Counts {
  const found: Record<string, number> = {};
  for (const { type } of steps.filter((step) => step.op === op)) {
    const [, module = "", kind = ""] = /^aws:(\w+)\/\w+:(\w+)$/.exec(type) ?? ["", "", type];
    const called = `${module} ${kind}`.trim();
    found[called] = (found[called] ?? 0) + 1;
  }
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => a.localeCompare(b)));
}
