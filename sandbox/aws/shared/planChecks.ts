import type { ResourceType } from "../../provider/resourceType";
import type { Props } from "../../provider/store";
import { isUnset, show, text, unknown } from "../../provider/values";
import { parseCidr } from "./cidr";

type Problem = (property: string, reason: string) => void;

/** One thing that the real provider checks in a preview. Unknown values pass. */
export type PlanCheck = (inputs: Props, problem: Problem) => void;

export function plan(...checks: PlanCheck[]): NonNullable<ResourceType["plan"]> {
  return (inputs, problem) => {
    checks.forEach((check) => {
      check(inputs, problem);
    });
  };
}

export function matches(property: string, pattern: RegExp, meaning: string): PlanCheck {
  return (inputs, problem) => {
    const value = text(inputs[property]);
    if (value !== undefined && !pattern.test(value)) {
      problem(property, `invalid value for ${property} (${meaning}): "${value}"`);
    }
  };
}

export function oneOf(property: string, values: readonly unknown[]): PlanCheck {
  return (inputs, problem) => {
    const value = inputs[property];
    if (isUnset(value) || value === unknown || values.includes(value)) return;
    problem(
      property,
      `expected ${property} to be one of ${JSON.stringify(values)}, got ${show(value)}`,
    );
  };
}

export function between(property: string, least: number, most: number): PlanCheck {
  return (inputs, problem) => {
    const value = inputs[property];
    if (typeof value === "number" && (value < least || value > most)) {
      problem(
        property,
        `expected ${property} to be in the range (${least} - ${most}), got ${value}`,
      );
    }
  };
}

/** An IPv4 CIDR block in its canonical form. */
export function cidr(property: string): PlanCheck {
  return (inputs, problem) => {
    const value = text(inputs[property]);
    if (value !== undefined && !parseCidr(value)) {
      problem(property, `"${value}" is not a valid CIDR block: host bits must be zero`);
    }
  };
}

export function json(property: string): PlanCheck {
  return (inputs, problem) => {
    const value = text(inputs[property]);
    if (value === undefined) return;
    try {
      JSON.parse(value);
    } catch (error) {
      problem(property, `"${property}" contains an invalid JSON: ${show(error)}`);
    }
  };
}

/** Of these arguments exactly one must be given; a value that is unknown yet counts as given. */
export function exactlyOne(...properties: string[]): PlanCheck {
  return (inputs, problem) => {
    const given = properties.filter((property) => !isUnset(inputs[property]));
    if (given.length === 1) return;
    const got = given.length > 0 ? given.join(", ") : "none";
    problem(
      given[0] ?? properties[0] ?? "",
      `exactly one of ${properties.join(", ")} must be given, got ${got}`,
    );
  };
}
