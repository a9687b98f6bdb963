"use strict";
// Leaves out what Pulumi's SDK does for somebody who debugs it, two fifths of the program's CPU time: a call to the engine for
// each of its debug messages, four for a resource, and a stack trace for each promise, of which a resource has one for each
// property. Asked for, they are there: LANDBRIDGE_SDK_DEBUG=1 with `pulumi --debug`; PULUMI_DEBUG_PROMISE_LEAKS, the SDK's own.
const path = require("node:path");

/** Changes each copy of the SDK that is loaded. What a later version has elsewhere stays as it is. */
function quietSdk(environment = process.env) {
  if (!environment.LANDBRIDGE_SDK_DEBUG) replace("log/index.js", "debug", () => silent);
  if (!environment.PULUMI_DEBUG_PROMISE_LEAKS) {
    replace("runtime/debuggable.js", "debuggablePromise", withoutStackTrace);
  }
}

async function silent() {}

/** Puts something in place of a function that a file of the SDK exports; a second time, nothing happens. */
function replace(file, name, made) {
  const end = path.join("@pulumi", "pulumi", file);
  for (const { filename, exports } of Object.values(require.cache)) {
    if (!filename?.endsWith(end) || typeof exports[name] !== "function") continue;
    if (!exports[name].quiet) exports[name] = Object.assign(made(exports[name]), { quiet: true });
  }
}

/** The same function, with stack traces off while it runs: none of its own, and none that it is given. */
function withoutStackTrace(run) {
  return (...args) => {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    try {
      return run(...args);
    } finally {
      Error.stackTraceLimit = limit;
    }
  };
}

module.exports = { quietSdk };
