"use strict";
// What Pulumi.yaml has Node.js start with (`nodeargs`): the program runs transpiled from a cache, without ts-node, and
// stack traces still name lines in TypeScript. Why, with measurements: docs/adr/0040-the-programs-own-loader.md.
const { lazySdk } = require("./lazySdk.js");
const { quietSdk } = require("./quietSdk.js");
const { withTypeScriptLines } = require("./typescript.js");

// A program has few places that a stack trace passes through, and Pulumi's SDK takes several traces for each resource.
const known = new Map();

function inTypeScript(site) {
  const frame = site.toString();
  if (!frame.includes(".ts:")) return frame;
  let mapped = known.get(frame);
  if (mapped === undefined) {
    mapped = withTypeScriptLines(frame);
    known.set(frame, mapped);
  }
  return mapped;
}

function stackTrace(error, sites) {
  return [String(error), ...sites.map(inTypeScript)].join("\n    at ");
}

const load = require.extensions[".ts"];
require.extensions[".ts"] = (module, fileName) => {
  require.extensions[".ts"] = load;
  // Not before the program's first file: the SDK installs source-map-support, which looks for maps of every file anew.
  Error.prepareStackTrace = stackTrace;
  quietSdk();
  lazySdk();
  load(module, fileName);
};
