import type { PlanCheck } from "../shared/planChecks";
import { text } from "../../provider/values";

const LONGEST = 32;

/**
 * Names of load balancers and target groups. Pulumi makes one up from the resource's name and seven
 * digits, and the real provider rejects what gets too long, rather than cut it.
 */
export const elbName: PlanCheck = (inputs, problem) => {
  const name = text(inputs["name"]);
  if (name === undefined) return;
  if (name.length > LONGEST) {
    problem("name", `"name" cannot be longer than ${LONGEST} characters: "${name}"`);
  }
  if (!/^[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$/.test(name)) {
    problem("name", `only alphanumeric characters and hyphens allowed in "name": "${name}"`);
  }
};
