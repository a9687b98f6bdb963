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

type Holds = Demand["holds"];

/** What holds of a property that a preview knows; what is unknown there is held against nobody. */
export function isOn(object: string, key: string): Holds {
  return (props) =>
    props.isUnknown(object) ||
    props.object(object)?.isUnknown(key) === true ||
    props.object(object)?.boolean(key) === true;
}

export function isTrue(key: string): Holds {
  return (props) => props.isUnknown(key) || props.boolean(key) === true;
}

export function isSet(key: string): Holds {
  return (props) => props.isSet(key);
}

/** A key of the company's own: `alias/aws/...` are AWS's. */
export function hasKey(key: string): Holds {
  return (props) => props.isSet(key) && !/\balias\/aws\//.test(props.string(key) ?? "");
}

/** The same within an object. */
export function hasKeyIn(object: string, key: string): Holds {
  return (props) => {
    const within = props.object(object);
    return props.isUnknown(object) || (within !== undefined && hasKey(key)(within));
  };
}

/** The demands that a resource does not meet. */
export function demanded(demands: readonly Demand[], { type, props }: Resource): Demand[] {
  return demands.filter((demand) => demand.types.includes(type) && !demand.holds(props));
}
