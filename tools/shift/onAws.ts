import { spawnSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { parallelEnvironment } from "../parallel";
import { configFile, writeConfig } from "../policy/files";
import { findPulumi, showProgress } from "../pulumiCli";
import { root } from "../recovery/standby";
import type { ShiftMeans } from "./shift";

/** Between two looks at the alarms. */
export const PAUSE_SECONDS = 30;

/** One service of a stack, where it is described, and how people want to be asked. */
export interface ShiftOnAws {
  readonly stack: string;
  /** URN of what has the weights: nothing else of the stack is touched, whatever waits in its program. */
  readonly urn: string;
  /** Whether the CLI asks before each step. */
  readonly asks: boolean;
  /** Whether standard output is kept for JSON. */
  readonly quiet: boolean;
  readonly write: ShiftMeans["write"];
  readonly ringing: ShiftMeans["ringing"];
  readonly say: ShiftMeans["say"];
}

/** What one would type oneself: a change of the stack's file, and an update of the service's rule alone. */
export async function onAws(shift: ShiftOnAws): Promise<ShiftMeans> {
  const { stack, quiet, say, ringing, write } = shift;
  const { path: pulumi } = await findPulumi(showProgress);
  return {
    ringing,
    say,
    write,
    update: (takingBack) => {
      writeConfig(root, stack);
      const args = upCommand(shift, takingBack || !shift.asks);
      say(typedInShell(args));
      const { status, error } = spawnSync(pulumi, args, {
        cwd: root,
        env: { ...process.env, ...parallelEnvironment },
        stdio: ["inherit", quiet ? process.stderr.fd : "inherit", "inherit"],
      });
      return Promise.resolve(error === undefined && status === 0);
    },
    pause: () => sleep(PAUSE_SECONDS * 1000),
  };
}

/** The arguments of the `pulumi` that updates the rule of a service. */
export function upCommand(
  { stack, urn }: Pick<ShiftOnAws, "stack" | "urn">,
  unasked: boolean,
): string[] {
  const policies = ["--policy-pack", "policy", "--policy-pack-config", configFile(stack)];
  return ["up", "--stack", stack, "--target", urn, ...policies, ...(unasked ? ["--yes"] : [])];
}

/** The same as somebody types it: a URN has signs in it that a shell takes for its own. */
export function typedInShell(args: readonly string[]): string {
  const quoted = args.map((arg) => (/^[\w./:=-]+$/.test(arg) ? arg : `'${arg}'`));
  return ["pulumi", ...quoted].join(" ");
}
