import type { ConfigDraft } from "../../types";

export type LinkDraft = NonNullable<
  NonNullable<
    NonNullable<NonNullable<ConfigDraft["connectivity"]>["directConnect"]>["links"]
  >[number]
>;

export type DeviceDraft = NonNullable<
  NonNullable<NonNullable<NonNullable<ConfigDraft["connectivity"]>["vpn"]>["devices"]>[number]
>;

/** The Direct Connect links that could be read, each with its path. */
export function links({ connectivity }: ConfigDraft): { path: PropertyKey[]; link: LinkDraft }[] {
  return (connectivity?.directConnect?.links ?? []).flatMap((link, index) =>
    link === undefined ? [] : [{ path: ["connectivity", "directConnect", "links", index], link }],
  );
}

/** The VPN devices that could be read, each with its path. */
export function devices({
  connectivity,
}: ConfigDraft): { path: PropertyKey[]; device: DeviceDraft }[] {
  return (connectivity?.vpn?.devices ?? []).flatMap((device, index) =>
    device === undefined ? [] : [{ path: ["connectivity", "vpn", "devices", index], device }],
  );
}
