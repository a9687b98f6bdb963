import type { StackConfig } from "./settled";

/** What a stack that leaves a section out has to do without: by the section's key, in the order of docs/CONFIG.md. */
const costs: readonly [
  key: string,
  isLeftOut: (config: StackConfig) => boolean,
  cost: (config: StackConfig) => string,
][] = [
  [
    "recovery",
    ({ recovery, environmentType }) => !recovery && environmentType === "production",
    ({ region }) => `no backup is copied to another Region; what is lost with ${region} stays lost`,
  ],
  [
    "onPremises.cidrs",
    ({ onPremises }) => onPremises.cidrs.length === 0,
    () => "no network of a data centre reaches anything here",
  ],
  [
    "connectivity",
    ({ connectivity }) => !connectivity,
    () => "there is no path to a data centre, neither Direct Connect nor VPN",
  ],
  ["dns", ({ dns }) => !dns, () => "nothing here has a name that the company's DNS knows"],
  [
    "monitoring.alarmEmails",
    ({ monitoring }) => monitoring.alarmEmails.length + monitoring.subscribers.length === 0,
    () => "nobody hears of alarms or of backups that fail",
  ],
  [
    "cluster.capacity",
    ({ cluster }) => Object.keys(cluster.capacity).length === 0,
    () => "the ECS cluster has no instances, and runs nothing in AWS",
  ],
  [
    "loadBalancer",
    ({ loadBalancer }) =>
      loadBalancer.certificateArn === undefined &&
      loadBalancer.certificateAuthorityArn === undefined,
    () => "without a certificate no service can have hosts",
  ],
];

/**
 * What a stack that is smaller than the platform does without, for people who read its preview; undefined where
 * nothing is left out. A stack that follows another has what its strategy lets wait, and no more.
 */
export function leftOut(config: StackConfig): string | undefined {
  if (config.recovery !== undefined && config.recovery.role !== "primary") return undefined;
  const lines = costs.flatMap(([key, isLeftOut, cost]) =>
    isLeftOut(config) ? [`  landbridge:${key}: ${cost(config)}`] : [],
  );
  return lines.length === 0
    ? undefined
    : [
        "Left out of this stack's configuration, and so not there (docs/CONFIG.md has the keys):",
        ...lines,
      ].join("\n");
}
