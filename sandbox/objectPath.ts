type Values = Record<string, unknown>;

/** Sets a value deep down in an object, making the objects on the way; null deletes it. */
export function setAt(
  target: Values,
  [first = "", ...rest]: readonly string[],
  value: unknown,
): void {
  if (rest.length > 0) {
    const inner = target[first];
    if (inner === null || typeof inner !== "object") target[first] = {};
    setAt(target[first] as Values, rest, value);
  } else if (value === null) {
    Reflect.deleteProperty(target, first);
  } else {
    target[first] = value;
  }
}
