import { estimate, type Estimate } from "../cost/estimate";
import { Prices } from "../cost/priceTable";
import { Resources } from "../cost/resources";
import { Context } from "./drawing/context";
import type { StackState } from "./state";

/** A month of whatever in a stack has a fixed price, by AWS's list prices, as `npm run cost` has it. */
export function costs(state: StackState): Estimate {
  const context = new Context(state);
  const all = state.resources
    .filter(({ id, type }) => id !== "" && !type.startsWith("pulumi:"))
    .map((resource) => {
      const { type, name, id, properties } = resource;
      const components = state
        .ancestors(resource)
        .filter((each) => each.type !== "pulumi:pulumi:Stack")
        .map((each) => each.name)
        .reverse();
      return { type, name, id, region: context.regionOf(resource), components, properties };
    });
  return estimate(state.stack, new Resources(all), Prices.committed());
}
