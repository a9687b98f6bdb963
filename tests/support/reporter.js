"use strict";
// mocha's own report, with the one closing line that people and CI read: `N passed, N failed`.
const { reporters, Runner } = require("mocha");
const { withTypeScriptLines } = require("../../sandbox/register.js");

module.exports = class extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.on(Runner.constants.EVENT_TEST_FAIL, (_test, error) => {
      if (error.stack) error.stack = withTypeScriptLines(error.stack);
    });
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      const skipped = pending > 0 ? `, ${pending} skipped` : "";
      process.stdout.write(`${passes} passed, ${failures} failed${skipped}\n`);
    });
  }
};
