/**
 * Linux systems that Patch Manager knows, of those that ECS runs on, on either side.
 *
 * https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreatePatchBaseline.html
 */
export const operatingSystems = [
  "ALMA_LINUX",
  "AMAZON_LINUX_2023",
  "CENTOS",
  "DEBIAN",
  "ORACLE_LINUX",
  "REDHAT_ENTERPRISE_LINUX",
  "ROCKY_LINUX",
  "SUSE",
  "UBUNTU",
] as const;

/** An operating system of a node, in Patch Manager's words. */
export type OperatingSystem = (typeof operatingSystems)[number];
