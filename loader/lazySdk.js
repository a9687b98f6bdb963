"use strict";
// Loads two parts of Pulumi's SDK only when something of them is asked for: TypeScript's compiler and npm's arborist, with which
// it writes functions of a program into AWS Lambda. They take longer to load than this program takes to describe a service each.
const Module = require("node:module");
const path = require("node:path");

const PARTS = ["./typescript-shim.js", "@npmcli/arborist"];

/** Puts both off, for each copy of the SDK that is loaded. What a later version has elsewhere is loaded as before. */
function lazySdk() {
  const end = path.join("@pulumi", "pulumi", "log", "index.js");
  for (const { filename } of Object.values(require.cache)) {
    if (!filename?.endsWith(end)) continue;
    const { resolve } = Module.createRequire(path.join(filename, "../../index.js"));
    for (const part of PARTS) later(part, resolve);
  }
}

function later(part, resolve) {
  let file;
  try {
    file = resolve(part);
  } catch (error) {
    if (error.code === "MODULE_NOT_FOUND") return;
    throw error;
  }
  if (require.cache[file]) return;
  const stub = new Module(file);
  Object.assign(stub, { filename: file, loaded: true, exports: whenAsked(file) });
  require.cache[file] = stub;
}

/** What a module exports, which is loaded for the first of it that is asked for. */
function whenAsked(file) {
  let own;
  const load = () => {
    if (own === undefined) {
      delete require.cache[file];
      own = require(file);
    }
    return own;
  };
  // TypeScript's way to import asks for __esModule of everything: that alone loads nothing.
  return new Proxy({}, { get: (_, name) => (name === "__esModule" ? true : load()[name]) });
}

module.exports = { lazySdk };
