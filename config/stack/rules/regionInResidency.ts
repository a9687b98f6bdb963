import { REGION } from "../../errors";
import type { ConfigRule } from "../../rule";

export const regionInResidency: ConfigRule = {
  summary: "`aws:region` is one of `landbridge:residency.allowedRegions`.",
  check: ({ region, residency }) => {
    const allowed = residency?.allowedRegions?.filter((name) => name !== undefined) ?? [];
    if (region === undefined || allowed.length === 0 || allowed.includes(region)) {
      return [];
    }
    return [
      {
        path: REGION,
        text: `"${region}" is not one of landbridge:residency.allowedRegions (${allowed.join(", ")})`,
      },
    ];
  },
};
