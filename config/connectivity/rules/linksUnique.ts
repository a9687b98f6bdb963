import { formatPath, type Problem } from "../../errors";
import type { ConfigRule } from "../../rule";
import { devices, links } from "./links";

interface Claim {
  readonly path: readonly PropertyKey[];
  /** What must be unique: the same text means a clash. */
  readonly claim: string | undefined;
  readonly shown: string;
}

export const linksUnique: ConfigRule = {
  summary:
    "Names of links and of devices, public addresses of devices, and VLANs on one connection are unique.",
  check: (config) => {
    const claims: Claim[] = [
      ...links(config).flatMap(({ path, link }) => {
        const vlan = link.virtualInterface?.vlan;
        const onConnection = vlan !== undefined && link.connectionId !== undefined;
        return [
          { path: [...path, "name"], claim: named("link", link.name), shown: `"${link.name}"` },
          {
            path: [...path, "virtualInterface", "vlan"],
            claim: onConnection ? `${link.connectionId} VLAN ${vlan}` : undefined,
            shown: `${vlan} on ${link.connectionId}`,
          },
        ];
      }),
      ...devices(config).flatMap(({ path, device: { name, ipAddress } }) => [
        { path: [...path, "name"], claim: named("device", name), shown: `"${name}"` },
        {
          path: [...path, "ipAddress"],
          claim: named("address", ipAddress),
          shown: `"${ipAddress}"`,
        },
      ]),
    ];
    return claims.flatMap((later, index): Problem[] => {
      const earlier = claims
        .slice(0, index)
        .find(({ claim }) => claim !== undefined && claim === later.claim);
      return earlier
        ? [
            {
              path: later.path,
              text: `${later.shown} is taken by ${formatPath(earlier.path)} already`,
            },
          ]
        : [];
    });
  },
};

function named(kind: string, name: string | undefined): string | undefined {
  return name === undefined ? undefined : `${kind} ${name}`;
}
