import type { StackState } from "./state";
import { record, text } from "./values";

/** A job with when and where it runs. */
export interface Job {
  readonly name: string;
  /** Its schedule with the time zone; empty for one that somebody starts. */
  readonly when: string;
  /** Whether its schedule waits: in a standby, or by the configuration. */
  readonly waits: boolean;
  /** Name of its site; empty where it runs in AWS. */
  readonly site: string;
  readonly dataClass: string;
}

/** The stack's jobs by name. */
export function jobs(state: StackState): Job[] {
  return state.ofType("landbridge:ecs:Job").map((component) => {
    const [schedule] = state
      .ofType("aws:scheduler/schedule:Schedule")
      .filter((each) => state.ancestors(each).includes(component));
    const [task] = state
      .ofType("aws:ecs/taskDefinition:TaskDefinition")
      .filter((each) => state.ancestors(each).includes(component));
    const properties = schedule?.properties ?? {};
    const place = record(record(state.outputs, "jobs"), component.name);
    const expression = text(properties, "scheduleExpression");
    return {
      name: component.name,
      when: `${expression} ${text(properties, "scheduleExpressionTimezone")}`.trim(),
      waits: text(properties, "state") === "DISABLED",
      site: /\.site\s*==\s*(\S+)/.exec(text(place, "placementExpression"))?.[1] ?? "",
      dataClass: text(record(task?.properties ?? {}, "tags"), "data-classification"),
    };
  });
}
