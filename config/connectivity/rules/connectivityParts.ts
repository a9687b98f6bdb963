import type { Problem } from "../../errors";
import type { ConfigDraft } from "../../types";
import type { ConfigRule } from "../../rule";

type Part = "directConnect" | "vpn" | "transitGateway";

const uses: Readonly<Record<string, readonly Part[]>> = {
  vpn: ["vpn"],
  "direct-connect": ["directConnect"],
  "direct-connect-with-vpn": ["directConnect", "vpn"],
  "transit-gateway": ["transitGateway"],
};

export const connectivityParts: ConfigRule = {
  summary:
    "`landbridge:connectivity` has the parts that its mode uses, `directConnect`, `vpn` and `transitGateway`, and no other; Direct Connect has a link, or a gateway that is there already; an attachment is of a VPC that is there already.",
  check: ({ connectivity, network }) =>
    connectivity?.mode === undefined
      ? []
      : [
          ...(["directConnect", "vpn", "transitGateway"] as const).flatMap((part) =>
            complain(part, connectivity),
          ),
          ...unlinked(connectivity),
          ...orphan(connectivity, network),
        ],
};

function unlinked({ directConnect }: NonNullable<ConfigDraft["connectivity"]>): Problem[] {
  const { gateway, links } = directConnect ?? {};
  if (gateway === undefined || gateway.id !== undefined || links?.length !== 0) return [];
  return [
    {
      path: ["connectivity", "directConnect", "links"],
      text: "has no link; give one, or name in landbridge:connectivity.directConnect.gateway.id the existing gateway that others' links lead to",
    },
  ];
}

function complain(part: Part, connectivity: NonNullable<ConfigDraft["connectivity"]>): Problem[] {
  const { mode = "" } = connectivity;
  const path = ["connectivity", part];
  const used = uses[mode]?.includes(part) ?? false;
  const given = connectivity[part] !== undefined;
  if (used && !given) {
    return [{ path, text: `is missing; mode ${mode} needs it`, missing: true }];
  }
  if (!used && given) {
    const other = part === "transitGateway" ? "transit-gateway" : "direct-connect-with-vpn";
    return [
      {
        path,
        text: `is given, but mode ${mode} does not use it; remove it, or make the mode ${other}`,
      },
    ];
  }
  return [];
}

function orphan(
  { transitGateway }: NonNullable<ConfigDraft["connectivity"]>,
  network: ConfigDraft["network"],
): Problem[] {
  if (transitGateway?.attachmentId === undefined || network?.existing !== undefined) return [];
  return [
    {
      path: ["connectivity", "transitGateway", "attachmentId"],
      text: "is given, but the VPC is made here and attached with it; leave it out, or name the VPC in landbridge:network.existing",
    },
  ];
}
