/**
 * How many operations the engine runs at once. Most of them only wait for AWS, so more than the CLI's default of four per core:
 * on two cores prod's `up` takes 1.04 times the longest chain that AWS forces with 64, and 1.41 times with 8. The Makefile,
 * .github/workflows and docs/deploying.md name the same number.
 */
export const parallelOperations = 64;

/** The variable that the CLI reads, unless somebody has set it. */
export const parallelEnvironment = {
  PULUMI_PARALLEL: process.env["PULUMI_PARALLEL"] ?? String(parallelOperations),
};
