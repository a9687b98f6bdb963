import type { ConfigRule } from "../rule";

const cutoff: ConfigRule = {
  summary: "A window of `landbridge:fleet.maintenance` is open longer than its cutoff.",
  check: ({ fleet }) => {
    const { cutoffHours, durationHours } = fleet?.maintenance ?? {};
    if (cutoffHours === undefined || durationHours === undefined) return [];
    if (cutoffHours < durationHours) return [];
    return [
      {
        path: ["fleet", "maintenance", "cutoffHours"],
        text: `is ${cutoffHours}, and the window is open for ${durationHours}: no node would be begun with; say less than durationHours`,
      },
    ];
  },
};

/** Rules about the fleet. */
export const fleetRules: readonly ConfigRule[] = [cutoff];
