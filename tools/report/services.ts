import { Context } from "./drawing/context";
import type { Resource, StackState } from "./state";
import { record, records, text } from "./values";

/** A service with where it runs and how it is reached. */
export interface Service {
  readonly name: string;
  /** Tasks, such as `3 (3 to 12)`; empty where it doesn't run on that side. */
  readonly inAws: string;
  readonly onSite: string;
  readonly site: string;
  readonly hosts: readonly string[];
  /** How the load balancer shares requests out, where both sides serve. */
  readonly traffic: string;
  readonly dataClass: string;
}

/** The stack's services by name. */
export function services(state: StackState): Service[] {
  const context = new Context(state);
  const sides = state.ofType("aws:ecs/service:Service");
  const components = state.ofType("landbridge:ecs:Service");
  return components.map((component) => {
    const of = (type: string) =>
      state.ofType(type).filter((each) => context.serviceOf(each) === component);
    const own = sides.filter((each) => context.serviceOf(each) === component);
    const cloud = own.find((each) => context.siteOf(each) === undefined);
    const external = own.find((each) => context.siteOf(each) !== undefined);
    const rules = of("aws:lb/listenerRule:ListenerRule");
    const [first] = own;
    return {
      name: component.name,
      inAws: tasks(cloud, of("aws:appautoscaling/target:Target")[0]),
      onSite: tasks(external, undefined),
      site: external === undefined ? "" : (context.siteOf(external) ?? ""),
      hosts: [...new Set(rules.flatMap(hostsOf))].sort(),
      traffic: shares(rules, cloud),
      dataClass: text(record(first?.properties ?? {}, "tags"), "data-classification"),
    };
  });
}

function tasks(side: Resource | undefined, scaling: Resource | undefined): string {
  if (side === undefined) return "";
  const desired = text(side.properties, "desiredCount") || "0";
  if (scaling === undefined) return desired;
  const { properties } = scaling;
  const least = text(properties, "minCapacity") || "0";
  return `${desired} (${least} to ${text(properties, "maxCapacity")})`;
}

/** Names with the paths that a rule limits them to. */
function hostsOf({ properties }: Resource): string[] {
  const conditions = records(properties, "conditions");
  const values = (key: string) =>
    conditions.flatMap((each) => {
      const of = record(each, key)["values"];
      return Array.isArray(of) ? of.map(String) : [];
    });
  const paths = values("pathPattern");
  return values("hostHeader").flatMap((host) =>
    paths.length > 0 ? paths.map((path) => host + path) : [host],
  );
}

function shares(rules: readonly Resource[], cloud: Resource | undefined): string {
  const own = records(cloud?.properties ?? {}, "loadBalancers").map((each) =>
    text(each, "targetGroupArn"),
  );
  const groups = rules.flatMap(({ properties }) =>
    records(properties, "actions").flatMap((each) =>
      records(record(each, "forward"), "targetGroups"),
    ),
  );
  if (groups.length < 2) return "";
  const sum = (of: typeof groups) =>
    of.reduce((total, each) => total + Number(text(each, "weight") || 0), 0);
  const all = sum(groups) || 1;
  const inAws = sum(groups.filter((each) => own.includes(text(each, "arn"))));
  const percent = Math.round((inAws / all) * 100);
  return `${percent} % in AWS, ${100 - percent} % in the data centre`;
}
