import { LEFT_OUT } from "../cost/leftOut";
import type { Report } from "./page/report";

/** What a report shows, for scripts: everything but the drawing. Secrets are `[secret]` here as well. */
export function forScripts(report: Report): object {
  const { state, region, source, isStandIn, services, jobs, reach, parts } = report;
  const targets = new Map(reach.targets.map(({ key, name }) => [key, name]));
  const paths = reach.sources.flatMap(({ name: from, cells }) =>
    [...cells].map(([key, { ports, why }]) => ({ from, to: targets.get(key) ?? key, ports, why })),
  );
  const resources = parts.flatMap(({ name: part, entries }) =>
    entries.map(({ resource: { urn, name, type, id, protect }, region: of }) => {
      return { part, name, type, id, urn, region: of, isProtected: protect };
    }),
  );
  return {
    stack: state.stack,
    time: state.time,
    region,
    source,
    isStandIn,
    services,
    jobs,
    costs: { ...report.costs, leftOut: LEFT_OUT },
    networkPaths: paths,
    policies: report.policies ?? null,
    exemptions: report.exemptions,
    resources,
    outputs: state.outputs,
  };
}
