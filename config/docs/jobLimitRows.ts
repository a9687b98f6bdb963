import { FINE, type LimitRow } from "./limitRow";
import { SERVICE_LIMIT_ROWS } from "./serviceLimitRows";

/** Of jobs: what they share with services is the same. */
const shared = Object.entries(SERVICE_LIMIT_ROWS).flatMap(([path, row]) =>
  path.startsWith("services[].") ? [[path.replace("services[]", "jobs[]"), row] as const] : [],
);

const OF_SERVICES = /^jobs\[\]\.(hosts|paths|redirects|conditions|autoscaling|deployment)\b/;

/** Of jobs, by the path of each list and map. */
export const JOB_LIMIT_ROWS: Readonly<Record<string, LimitRow>> = {
  "jobs[]": {
    is: "Three IAM roles, a security group, a schedule in a group of its own, a queue, two alarms and an event rule.",
    at: [
      FINE,
      FINE,
      "rejected without `quotas.roles` past 3,000; AWS has 500 schedule groups in a Region, and raises that",
    ],
  },
  "jobs[].runBefore[]": {
    is: "Nothing: a hook of the service, and a run of the job for each deployment.",
    at: [FINE, FINE, FINE],
  },
  ...Object.fromEntries(shared.filter(([path]) => !OF_SERVICES.test(path))),
};
