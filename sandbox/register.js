"use strict";
// Runs the sandbox's TypeScript, as the program's own is run.
const { lazySdk } = require("../loader/lazySdk.js");
const { quietSdk } = require("../loader/quietSdk.js");
const { withTypeScriptLines } = require("../loader/typescript.js");

module.exports = { lazySdk, quietSdk, withTypeScriptLines };
