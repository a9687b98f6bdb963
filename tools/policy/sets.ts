import type { EnvironmentType } from "../../config/types";
import standard from "../../policy/sets/standard.json";
import starter from "../../policy/sets/starter.json";
import strict from "../../policy/sets/strict.json";

/** Levels of every rule, ready to start from: a name in `policy/company.json` chooses one. */
export const sets: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  starter,
  standard,
  strict,
};

/** What a stack has that chooses none. */
export const setOf: Readonly<Record<EnvironmentType, string>> = {
  production: "strict",
  development: "standard",
};
