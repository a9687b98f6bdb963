import type { Resource } from "../graph";
import type { Properties } from "../known";
import { types } from "../types";

/** Tasks of ECS that something else than a service starts. */
export interface StartedTasks {
  /** The property that they stand in. */
  readonly property: string;
  /** Where in it, for messages. */
  readonly line: string;
  readonly parameters: Properties;
}

/** What a schedule of EventBridge Scheduler, or a rule of EventBridge, starts in ECS; undefined for all else. */
export function startedTasks({ type, inputs }: Resource): StartedTasks | undefined {
  const is = (of: readonly string[]): boolean => of.includes(type);
  if (is(types.schedule)) {
    const parameters = inputs.object("target")?.object("ecsParameters");
    return parameters && { property: "target", line: "target.ecsParameters", parameters };
  }
  const parameters = is(types.eventTarget) ? inputs.object("ecsTarget") : undefined;
  return parameters && { property: "ecsTarget", line: "ecsTarget", parameters };
}
