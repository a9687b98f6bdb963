import { SIGNATURE } from "../../sandbox/events";

/** Which of the engine's marks stands for a reference to a resource, and its text for a value that is not known yet. */
const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/**
 * A plan with which an update can be made. The engine compares a reference to a resource that the update makes as it was
 * planned, without its id, and calls the one with the id another value: a component that has such a resource among its
 * outputs (awsx.ecr.Repository has) would never agree with its plan. A value that is not known yet agrees with any.
 * What the plan says of every resource of AWS stays as it is.
 */
export function usablePlan(plan: unknown): unknown {
  if (Array.isArray(plan)) return plan.map(usablePlan);
  if (typeof plan !== "object" || plan === null) return plan;
  if (isUnmadeResource(plan)) return UNKNOWN;
  return Object.fromEntries(Object.entries(plan).map(([key, value]) => [key, usablePlan(value)]));
}

function isUnmadeResource(value: object): boolean {
  const { [SIGNATURE]: mark, id } = value as Readonly<Record<string, unknown>>;
  return mark === RESOURCE && (id === UNKNOWN || id === "");
}
