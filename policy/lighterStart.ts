import Module, { createRequire } from "node:module";

/**
 * Pulumi's SDK loads npm's arborist with its first file, a quarter of what the pack takes to start, and uses it to write functions into AWS
 * Lambda. No policy does: it is put off until something of it is asked for. Where a later SDK has none, nothing happens.
 */
const load = createRequire(require.resolve("@pulumi/pulumi/package.json"));
const part = found("@npmcli/arborist");
if (part !== undefined && require.cache[part] === undefined) {
  const stub = new Module(part);
  Object.assign(stub, { filename: part, loaded: true, exports: whenAsked(part) });
  require.cache[part] = stub;
}

function found(module: string): string | undefined {
  try {
    return load.resolve(module);
  } catch {
    return undefined;
  }
}

function whenAsked(file: string): object {
  let own: object | undefined;
  const loaded = (): object => {
    if (own === undefined) {
      // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- The stub makes room for the module itself.
      delete require.cache[file];
      own = load(file) as object;
    }
    return own;
  };
  // TypeScript's way to import asks for __esModule of everything: that alone loads nothing.
  const get = (_: object, name: string | symbol): unknown =>
    name === "__esModule" ? true : Reflect.get(loaded(), name);
  return new Proxy({}, { get });
}
