import { createHash } from "node:crypto";
import type { Props } from "./store";

/** How the engine spells a value that a preview cannot know yet. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Whether a value is known through and through. */
export function known(value: unknown): boolean {
  if (value === unknown) return false;
  if (Array.isArray(value)) return value.every(known);
  if (value !== null && typeof value === "object") return Object.values(value).every(known);
  return true;
}

export function isUnset(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

/** The value if it is a known string. */
export function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== unknown ? value : undefined;
}

/** A value inside a message, an id or an ARN. */
export function show(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? null);
}

/** The known strings in a list. */
export function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.flatMap((item) => text(item) ?? []) : [];
}

/** The known objects in a list of blocks, or the one block. */
export function blocks(value: unknown): Props[] {
  const items = Array.isArray(value) ? value : [value];
  return items.filter((item): item is Props => item !== null && typeof item === "object");
}

/** `length` hexadecimal digits that depend on nothing but `seed`. */
export function hex(seed: string, length: number): string {
  return createHash("sha256").update(seed).digest("hex").slice(0, length);
}

/** `length` letters and digits of base 32 that depend on nothing but `seed`. */
export function base32(seed: string, length: number): string {
  const bytes = createHash("sha512").update(seed).digest().subarray(0, length);
  return Array.from(bytes, (byte) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(byte % 32)).join("");
}

/** A UUID that depends on nothing but `seed`. */
export function uuid(seed: string): string {
  const digits = hex(seed, 32);
  const variant = ((parseInt(digits.charAt(16), 16) & 3) | 8).toString(16);
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
    digits.slice(20),
  ].join("-");
}

/** A number below `limit` that depends on nothing but `seed`. */
export function pick(seed: string, limit: number): number {
  return parseInt(hex(seed, 12), 16) % limit;
}

/** Whether a physical name is one of Pulumi's: the resource's name and seven random digits. */
export function isMadeUp(name: string): boolean {
  return /-[0-9a-f]{7}$/.test(name);
}

/** Parts of a Pulumi URN that the stand-in uses. */
export function parseUrn(urn: string): { stack: string; type: string; name: string } {
  const [stack = "", , types = "", ...name] = urn.slice("urn:pulumi:".length).split("::");
  return { stack, type: types.split("$").pop() ?? "", name: name.join("::") };
}

export type DiffKind = "add" | "delete" | "update";

/** What differs between two values, by property path (`ingress[0].fromPort`). */
export function differences(before: unknown, after: unknown, at = ""): Map<string, DiffKind> {
  const found = new Map<string, DiffKind>();
  const merge = (part: Map<string, DiffKind>) => {
    part.forEach((kind, path) => found.set(path, kind));
  };
  if (isUnset(before) && isUnset(after)) return found;
  if (isUnset(before)) return found.set(at, "add");
  if (isUnset(after)) return found.set(at, "delete");
  if (Array.isArray(before) && Array.isArray(after)) {
    for (let i = 0; i < Math.max(before.length, after.length); i++) {
      merge(differences(before[i], after[i], `${at}[${i}]`));
    }
  } else if (isObject(before) && isObject(after)) {
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
      merge(differences(before[name], after[name], at + step(name, at)));
    }
  } else if (before !== after) {
    found.set(at, "update");
  }
  return found;
}

function isObject(value: unknown): value is Props {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function step(name: string, at: string): string {
  if (!/^[\w$]+$/.test(name)) return `[${JSON.stringify(name)}]`;
  return at ? `.${name}` : name;
}
