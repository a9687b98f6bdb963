import * as path from "node:path";
import type { EventLog } from "./events";
import { changes } from "./events";
import type { RunResult } from "./engine";
import { openStack, pulumisOwn } from "./openStack";
import { coloured } from "../tools/coloured";
import { closing, showOutputs } from "./terminal/closing";
import { Progress } from "./terminal/progress";
import { sandboxDirectory } from "./project";
import { failure, summary, type Look } from "./terminal/summary";

/** What `make sandbox` shows: an update, a preview that must find nothing to change, and one screen about both. */
export async function demo(stack: string, { verbose, project, next }: Demo): Promise<boolean> {
  const started = Date.now();
  const look = { stack, colours: coloured(process.stdout), ...(next && { next }) };
  let onEvent: EventLog["add"] | undefined;
  const display = verbose
    ? pulumisOwn()
    : { onEvent: ((event) => onEvent?.(event)) as EventLog["add"] };
  const opened = await openStack(stack, { ...display, ...(project && inProject(project, stack)) });

  const run = async (doing: string, act: () => Promise<RunResult>): Promise<RunResult> => {
    if (verbose) return act();
    const progress = new Progress(`${doing} ${stack}`, screen());
    onEvent = progress.event;
    const result = await act().finally(() => progress.stop());
    if (!result.succeeded) console.error(failure(result, look));
    return result;
  };

  const up = await run("updating", () => opened.up());
  if (!up.succeeded) return closing(up);
  const again = await run("previewing", () => opened.preview());
  if (!again.succeeded) return closing(again);
  const changed = again.steps.filter(changes);
  for (const { op, type, name, keys } of changed) {
    console.error(`A second preview would ${op} ${type} ${name}: ${keys?.join(", ") ?? ""}`);
  }
  if (changed.length > 0) return false;
  if (verbose) showOutputs(up.outputs ?? {});
  console.log(`\n${summary(up, Math.round((Date.now() - started) / 1000), look)}`);
  return true;
}

/** What is shown, and of which project. */
interface Demo extends Pick<Look, "next"> {
  readonly verbose?: true;
  /** Folder of the project in the repository. @default the platform */
  readonly project?: string;
}

/** Another project has no settings of the sandbox's, and each of its stacks an account of its own. */
function inProject(project: string, stack: string) {
  return { project, config: {}, workDir: path.join(sandboxDirectory, project, stack) };
}

function screen() {
  const { isTTY: live, columns } = process.stdout;
  return { live, columns, write: (text: string) => process.stdout.write(text) };
}
