"use strict";
// Runs the sandbox's TypeScript, as the program's own is run.
const { withTypeScriptLines } = require("../loader/typescript.js");

module.exports = { withTypeScriptLines };
