import type { ConfigRule } from "../rule";
import type { Problem } from "../errors";
import { isExposed, known } from "../services/rules/each";

const jobsReachHosts: ConfigRule = {
  summary:
    "What the rules above say of services goes for jobs as well. A job reaches services with hosts only: a task that is in no service is in no Service Connect namespace.",
  check: ({ services, jobs }) =>
    (jobs ?? []).flatMap((job, index) =>
      (job?.reaches ?? []).flatMap((destination, at): Problem[] => {
        const service = known(services).find(({ name }) => name === destination?.service);
        const text = `"${String(service?.name)}" has no hosts, and a job's tasks are in no Service Connect namespace; give the service hosts`;
        return service === undefined || isExposed(service)
          ? []
          : [{ path: ["jobs", index, "reaches", at, "service"], text }];
      }),
    ),
};

/** Rules about jobs, besides those that they share with services. */
export const jobRules: readonly ConfigRule[] = [jobsReachHosts];
