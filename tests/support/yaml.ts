import { parse } from "yaml";

/** Reads YAML, whatever it holds. */
export const parseYaml = (text: string): unknown => parse(text);
