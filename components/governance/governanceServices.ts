/** Services that watch an account, most of which it has once in a Region. */
export const governanceServices = [
  "config",
  "cloudTrail",
  "guardDuty",
  "securityHub",
  "accessAnalyzer",
  "inspector",
] as const;

/** One of them. */
export type GovernanceService = (typeof governanceServices)[number];
