import { RunFailed } from "../commandLine";
import type { GuardingAlarm } from "./deployed";

/** A way of weights, from one to another. */
export interface ShiftPlan {
  readonly service: string;
  /** The share of the side in AWS before, in percent. */
  readonly from: number;
  /** Its shares on the way. */
  readonly steps: readonly number[];
  readonly alarms: readonly GuardingAlarm[];
  /** How often the alarms are looked at after each step. */
  readonly looks: number;
}

/** What a shift is done by. */
export interface ShiftMeans {
  /** Puts weights into the stack's configuration. */
  readonly write: (cloud: number) => void;
  /** Updates the stack; whether that went well. `takingBack` is not to ask anybody. */
  readonly update: (takingBack: boolean) => Promise<boolean>;
  /** Which of some alarms have gone off. */
  readonly ringing: (names: readonly string[]) => Promise<readonly string[]>;
  /** Between two looks. */
  readonly pause: () => Promise<void>;
  readonly say: (line: string) => void;
}

/** How a shift ended. */
export interface Shifted {
  /** The share of the side in AWS, in percent. */
  readonly cloud: number;
  /** The steps that stayed. */
  readonly done: readonly number[];
  /** The step that was taken back, and the alarms that went off. */
  readonly takenBack?: { readonly cloud: number; readonly alarms: readonly string[] };
}

/**
 * Moves a service's requests step by step. None is begun while an alarm of the side that gets more has gone off; one of the
 * side that gets less may be why they move. An alarm that goes off after a step takes that step back.
 *
 * @throws RunFailed where a step may not begin, or an update fails.
 */
export async function shift(plan: ShiftPlan, means: ShiftMeans): Promise<Shifted> {
  const { service, alarms, looks } = plan;
  const { write, update, ringing, pause, say } = means;
  const names = alarms.map(({ name }) => name);
  const done: number[] = [];
  for (const cloud of plan.steps) {
    const before = done.at(-1) ?? plan.from;
    const on = await ringing(names);
    refuse(plan, on, before, cloud);
    write(cloud);
    say(`${service}: ${shares(cloud)}, from ${shares(before)}`);
    if (!(await update(false))) {
      write(before);
      throw new RunFailed(
        `the update to ${shares(cloud)} failed; the configuration says ${shares(before)} again. npm run status shows how it is`,
      );
    }
    for (let look = 0; look < looks; look++) {
      await pause();
      const fresh = (await ringing(names)).filter((name) => !on.includes(name));
      if (fresh.length === 0) continue;
      say(`${service}: ${fresh.join(", ")} went off: back to ${shares(before)}`);
      write(before);
      if (!(await update(true))) {
        throw new RunFailed(
          `${fresh.join(", ")} went off, and the update back to ${shares(before)} failed: the configuration says it, run pulumi up at once`,
        );
      }
      return { cloud: before, done, takenBack: { cloud, alarms: fresh } };
    }
    done.push(cloud);
  }
  return { cloud: done.at(-1) ?? plan.from, done };
}

/** Throws where the first step may not begin. */
export async function mayBegin(
  plan: Pick<ShiftPlan, "service" | "alarms" | "from" | "steps">,
  ringing: ShiftMeans["ringing"],
): Promise<void> {
  const [first] = plan.steps;
  if (first === undefined) return;
  refuse(plan, await ringing(plan.alarms.map(({ name }) => name)), plan.from, first);
}

/** Throws where an alarm of the side that gets more requests, or of yours, has gone off. */
function refuse(
  { service, alarms }: Pick<ShiftPlan, "service" | "alarms">,
  on: readonly string[],
  from: number,
  to: number,
): void {
  const gaining = to > from ? "cloud" : "onPrem";
  const against = alarms
    .filter(({ name, side = gaining }) => side === gaining && on.includes(name))
    .map(({ name }) => name);
  if (against.length === 0) return;
  throw new RunFailed(
    `${service} gets no more requests ${gaining === "cloud" ? "in AWS" : "on premises"} while ${against.join(", ")} ${against.length === 1 ? "is" : "are"} on (docs/runbooks/service-alarms.md)`,
  );
}

/** Weights in words. */
export function shares(cloud: number): string {
  return `${cloud} % in AWS, ${100 - cloud} % on premises`;
}
