import { parallelEnvironment } from "../tools/parallel";

/** What the engine and the stand-in run with. */
export const environment = {
  ...parallelEnvironment,
  PULUMI_CONFIG_PASSPHRASE: "stand-in for AWS: nothing here is worth a secret",
  // Never looks for plugins, updates or a browser: everything is on this machine.
  PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  // No provider on PATH takes the stand-in's place.
  PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
  PULUMI_SKIP_UPDATE_CHECK: "true",
  // The checkpoint is written once, at the end, and not after each step.
  PULUMI_SKIP_CHECKPOINTS: "true",
  PULUMI_EXPERIMENTAL: "true",
  // The CLI collects garbage less often: a tenth of a run's CPU time for some more memory.
  GOGC: process.env["GOGC"] ?? "400",
};
