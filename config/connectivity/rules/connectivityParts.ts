import type { Problem } from "../../errors";
import type { ConfigDraft } from "../../types";
import type { ConfigRule } from "../../rule";

type Part = "directConnect" | "vpn";

const uses: Readonly<Record<string, readonly Part[]>> = {
  vpn: ["vpn"],
  "direct-connect": ["directConnect"],
  "direct-connect-with-vpn": ["directConnect", "vpn"],
};

export const connectivityParts: ConfigRule = {
  summary:
    "`landbridge:connectivity` has the parts that its mode uses, `directConnect` and `vpn`, and no other.",
  check: ({ connectivity }) =>
    connectivity?.mode === undefined
      ? []
      : (["directConnect", "vpn"] as const).flatMap((part) => complain(part, connectivity)),
};

function complain(part: Part, connectivity: NonNullable<ConfigDraft["connectivity"]>): Problem[] {
  const { mode = "" } = connectivity;
  const path = ["connectivity", part];
  const used = uses[mode]?.includes(part) ?? false;
  const given = connectivity[part] !== undefined;
  if (used && !given) {
    return [{ path, text: `is missing; mode ${mode} needs it`, missing: true }];
  }
  if (!used && given) {
    const other = "direct-connect-with-vpn";
    return [
      {
        path,
        text: `is given, but mode ${mode} does not use it; remove it, or make the mode ${other}`,
      },
    ];
  }
  return [];
}
