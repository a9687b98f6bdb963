import type { Check, Context, Finding } from "./check";
import { access } from "./checks/access";
import { backupOptIn, recorder, trunking } from "./checks/accountSettings";
import { certificate } from "./checks/certificate";
import { certificateAuthority } from "./checks/certificateAuthority";
import { directConnect } from "./checks/directConnect";
import { images, otherImages } from "./checks/images";
import { serviceQuotas } from "./checks/quotas";
import { regions } from "./checks/regions";
import { serviceLinkedRoles } from "./checks/roles";
import { parameters, secrets } from "./checks/secrets";
import { appliances, state } from "./checks/surroundings";
import { existingWatchers } from "./checks/watchers";
import { offerings, zones } from "./checks/zones";

/** What everything else depends on: whoever has no credentials, or no Region, gets no answers. */
const first: readonly Check[] = [access, regions];

const rest: readonly Check[] = [
  zones,
  offerings,
  ...serviceQuotas,
  serviceLinkedRoles,
  trunking,
  backupOptIn,
  recorder,
  ...existingWatchers,
  secrets,
  parameters,
  certificate,
  certificateAuthority,
  images,
  otherImages,
  directConnect,
  appliances,
  state,
];

/** Every check, in the order of the report. */
const checks: readonly Check[] = [...first, ...rest];

/** The IAM actions that all the checks need, each once. */
export const readActions: readonly string[] = [
  ...new Set(checks.flatMap(({ actions }) => actions)),
].sort();

/** Asks the account whether the stack can be made in it. Everything that it calls only reads. */
export async function preflight(context: Context): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const each of first) {
    findings.push(...(await each.run(context)));
    if (findings.some(({ result }) => result === "failed")) {
      const todo = "correct that, and run it again";
      const found = `${each.name} come first`;
      return [...findings, { check: "Everything else", result: "not checked", found, todo }];
    }
  }
  const others = await Promise.all(rest.map((each) => each.run(context)));
  return [...findings, ...others.flat()];
}
