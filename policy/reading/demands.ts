import type { Resource } from "../graph";
import type { Properties } from "../known";
import type { Types } from "../types";

/** One thing that resources of some types must say of themselves. */
export interface Demand {
  readonly types: Types;
  /** Whether it is so; what a preview can't know counts as so. */
  readonly holds: (props: Properties) => boolean;
  readonly problem: string;
  readonly change: string;
}

/** The demands that a resource does not meet. */
export function demanded(demands: readonly Demand[], { type, props }: Resource): Demand[] {
  return demands.filter((demand) => demand.types.includes(type) && !demand.holds(props));
}
