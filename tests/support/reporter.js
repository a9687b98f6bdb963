"use strict";
// mocha's own report, with the slowest tests, what failed once more in short (logs are often cut to their end), and the
// one closing line that people and CI read: `N passed, N failed`.
const { reporters, Runner } = require("mocha");
const { withTypeScriptLines } = require("../../sandbox/register.js");

const SLOWEST = 20;
/** Of a failure's message, in the short list: an engine's whole output stands above. */
const MESSAGE_LENGTH = 1500;

/** mocha has made the paths of a stack trace relative by now. */
function typeScriptStack(stack) {
  const absolute = stack.replace(/(\s|\()([\w.-]+\/[^\s():]+\.ts:)/g, `$1${process.cwd()}/$2`);
  return withTypeScriptLines(absolute).replaceAll(`${process.cwd()}/`, "");
}

module.exports = class extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const times = [];
    const failed = [];
    runner.on(Runner.constants.EVENT_TEST_END, (test) => {
      times.push({ title: test.fullTitle(), seconds: (test.duration ?? 0) / 1000 });
    });
    // A stack that several tests share is made in a hook of theirs.
    runner.on(Runner.constants.EVENT_HOOK_END, (hook) => {
      times.push({ title: hook.fullTitle(), seconds: (hook.duration ?? 0) / 1000 });
    });
    runner.on(Runner.constants.EVENT_TEST_FAIL, (test, error) => {
      if (error.stack) error.stack = typeScriptStack(error.stack);
      failed.push({ title: test.fullTitle(), message: String(error.message) });
    });
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      const skipped = pending > 0 ? `, ${pending} skipped` : "";
      times.sort((a, b) => b.seconds - a.seconds);
      process.stdout.write(`The ${SLOWEST} slowest, in seconds:\n`);
      for (const { title, seconds } of times.slice(0, SLOWEST)) {
        process.stdout.write(`${seconds.toFixed(1).padStart(8)}  ${title}\n`);
      }
      for (const { title, message } of failed) {
        process.stdout.write(`FAILED: ${title}\n${message.slice(-MESSAGE_LENGTH)}\n`);
      }
      process.stdout.write(`${passes} passed, ${failures} failed${skipped}\n`);
    });
  }
};
