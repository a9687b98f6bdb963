import type { Properties } from "./state";

/** Reads values out of properties whose shape nobody promises: what is missing is empty. */

export function text(from: Properties, key: string): string {
  const value = from[key];
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

export function texts(from: Properties, key: string): string[] {
  const value = from[key];
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

export function record(from: Properties, key: string): Properties {
  const value = from[key];
  return isRecord(value) ? value : {};
}

export function records(from: Properties, key: string): Properties[] {
  const value = from[key];
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** `3 tasks`, `1 task`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

function isRecord(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
