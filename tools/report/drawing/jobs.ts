import type { Resource } from "../state";
import { record, text, texts } from "../values";
import { boxId, dataFacts, type Context } from "./context";
import type { Box } from "./diagram";

const JOB = "landbridge:ecs:Job";

/** A job as the drawing needs it. */
interface Job {
  readonly component: Resource;
  /** Its site; undefined where it runs in AWS. */
  readonly site: string | undefined;
  /** Name of the capacity provider that its tasks run on in AWS. */
  readonly capacityProvider: string;
  readonly securityGroupIds: readonly string[];
  readonly subnetIds: readonly string[];
}

function jobsOf({ state }: Context): Job[] {
  return state.ofType(JOB).map((component) => {
    const facts = record(record(state.outputs, "jobs"), component.name);
    const [, site] = /\.site\s*==\s*(\S+)/.exec(text(facts, "placementExpression")) ?? [];
    return {
      component,
      site,
      capacityProvider: text(facts, "capacityProvider"),
      securityGroupIds: texts(facts, "securityGroupIds"),
      subnetIds: texts(facts, "subnetIds"),
    };
  });
}

/** The jobs that run on a site's servers. */
export function jobsAtSite(context: Context, site: string): Box[] {
  return jobsOf(context)
    .filter((job) => job.site === site)
    .map((job) => jobBox(context, job));
}

/** The jobs that run in AWS on one of some capacity providers; without these, on none that is drawn. */
export function jobsInAws(context: Context, providers: (name: string) => boolean): Box[] {
  return jobsOf(context)
    .filter(({ site, capacityProvider }) => site === undefined && providers(capacityProvider))
    .map((job) => jobBox(context, job));
}

/** The jobs that are members of a security group. */
export function jobsIn(context: Context, group: string): Resource[] {
  return jobsOf(context)
    .filter(({ securityGroupIds }) => securityGroupIds.includes(group))
    .map(({ component }) => component);
}

function jobBox(context: Context, { component, subnetIds }: Job): Box {
  const within = (type: string) =>
    context.state.ofType(type).filter((each) => context.state.ancestors(each).includes(component));
  const [schedule] = within("aws:scheduler/schedule:Schedule");
  const [task] = within("aws:ecs/taskDefinition:TaskDefinition");
  const waits = text(schedule?.properties ?? {}, "state") === "DISABLED";
  const when = text(schedule?.properties ?? {}, "scheduleExpression") || "started by hand";
  return {
    id: boxId(component),
    urns: [component.urn],
    icon: "clock",
    tone: "compute",
    title: component.name,
    details: [waits ? `${when}, waits` : when, ...(task ? dataFacts(task) : [])],
    zones: context.zonesOf(subnetIds),
  };
}
