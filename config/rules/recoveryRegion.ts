import type { Problem } from "../errors";
import type { ConfigDraft } from "../types";
import type { ConfigRule } from ".";

export const recoveryRegion: ConfigRule = {
  summary:
    "`landbridge:recovery.region` is one of `landbridge:residency.allowedRegions`, and another than the stack's own.",
  check: (config) => [...outsideResidency(config), ...wrongPlace(config)],
};

function outsideResidency({ recovery, residency }: ConfigDraft): Problem[] {
  const allowed = residency?.allowedRegions?.filter((name) => name !== undefined) ?? [];
  const region = recovery?.region;
  if (region === undefined || allowed.length === 0 || allowed.includes(region)) {
    return [];
  }
  return [
    {
      path: ["recovery", "region"],
      text: `"${region}" is not one of landbridge:residency.allowedRegions (${allowed.join(", ")}); no copy of the data may go there`,
    },
  ];
}

function wrongPlace({ recovery, region }: ConfigDraft): Problem[] {
  if (recovery?.region === undefined || recovery.region !== region) {
    return [];
  }
  const text = `"${region}" is the stack's own Region; what fails with it is no recovery`;
  return [{ path: ["recovery", "region"], text }];
}
