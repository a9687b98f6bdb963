import { createHash } from "node:crypto";
import type { ServiceDescription } from "./description";

/** Parts of a site, by which services have a share of its servers. */
const SLOTS = 100;

/** The attribute of a server that says which part of its site it is in. */
const SLOT_ATTRIBUTE = "landbridge.slot";

/** What decides on which of its site's servers a service runs. */
export type Sharing = Pick<ServiceDescription, "name" | "siteShare">;

/** The slot of a server: by its name alone, so that it stays whatever servers come and go. */
export function slotOf(server: string): string {
  return `s${numberOf(server) % SLOTS}`;
}

/** Whether a service runs on some of its site's servers only. */
export function sharesSite({ siteShare = SLOTS }: Pick<Sharing, "siteShare">): boolean {
  return siteShare < SLOTS;
}

/**
 * Slots of a service: the first of all slots in an order of its own. A larger share adds to them, a smaller one takes
 * away, and servers that come or go change nothing about the others.
 */
function slotsOf({ name, siteShare = SLOTS }: Sharing): string[] {
  const all = Array.from({ length: SLOTS }, (_, i) => `s${i}`);
  const order = new Map(all.map((slot) => [slot, numberOf(`${name} ${slot}`)]));
  const inOrder = [...all].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  const taken = new Set(inOrder.slice(0, siteShare));
  return all.filter((slot) => taken.has(slot));
}

/** The servers of a service's site that run it. */
export function serversOf<Server extends { readonly name: string }>(
  service: Sharing,
  servers: readonly Server[],
): readonly Server[] {
  if (!sharesSite(service)) return servers;
  const slots = new Set(slotsOf(service));
  return servers.filter(({ name }) => slots.has(slotOf(name)));
}

/**
 * Keeps a service's tasks on these servers.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-query-language.html
 */
export function slotConstraint(service: Sharing): string | undefined {
  return sharesSite(service)
    ? `attribute:${SLOT_ATTRIBUTE} in [${slotsOf(service).join(", ")}]`
    : undefined;
}

function numberOf(text: string): number {
  return createHash("sha256").update(text).digest().readUInt32BE(0);
}
