import type { ConfigRule } from "../rule";
import type { Problem } from "../errors";
import { isExposed, known } from "../services/rules/each";

const jobsReachHosts: ConfigRule = {
  summary:
    "What the rules above say of services goes for jobs as well. A job reaches services with hosts only: a task that is in no service is in no Service Connect namespace.",
  check: ({ services, jobs, elsewhere }) =>
    (jobs ?? []).flatMap((job, index) =>
      (job?.reaches ?? []).flatMap((destination, at): Problem[] => {
        const all = [...known(services), ...known(elsewhere)];
        const service = all.find(({ name }) => name === destination?.service);
        const text = `"${String(service?.name)}" has no hosts, and a job's tasks are in no Service Connect namespace; give the service hosts`;
        return service === undefined || isExposed(service)
          ? []
          : [{ path: ["jobs", index, "reaches", at, "service"], text }];
      }),
    ),
};

const runsBeforeServices: ConfigRule = {
  summary: "A job's `runBefore` names services of `landbridge:services`.",
  check: ({ services, jobs }) =>
    (jobs ?? []).flatMap((job, index) =>
      (job?.runBefore ?? []).flatMap((name, at): Problem[] => {
        const names = known(services).flatMap((service) => service.name ?? []);
        const isKnown = name === undefined || services === undefined || names.includes(name);
        const text = `"${String(name)}" is not one of landbridge:services (${names.join(", ") || "none"})`;
        return isKnown ? [] : [{ path: ["jobs", index, "runBefore", at], text }];
      }),
    ),
};

/** Rules about jobs, besides those that they share with services. */
export const jobRules: readonly ConfigRule[] = [jobsReachHosts, runsBeforeServices];
