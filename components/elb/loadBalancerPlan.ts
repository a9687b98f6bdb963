/** What a service behind a load balancer takes of it. */
export interface Served {
  readonly name: string;
  /** First labels of its names: a name leads to one load balancer. */
  readonly hosts: readonly string[];
  /** The load balancer that config gives it. */
  readonly pinned?: number | undefined;
  /**
   * Rules of the listener.
   * @default 1
   */
  readonly rules?: number | undefined;
  readonly targetGroups: number;
  readonly targets: number;
}

/** What one load balancer has room for. */
export interface LoadBalancerRoom {
  readonly rules: number;
  readonly targetGroups: number;
  readonly targets: number;
}

/** Target groups of a load balancer; no quota raises them. */
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
export const TARGET_GROUPS = 100;

/** Services that have to be on one load balancer, and can't be. */
export interface Misfit {
  readonly names: readonly string[];
  /** The load balancers that they are pinned to, where these are several. */
  readonly pins: readonly number[];
  /** What they need together, with what is on their load balancer already. */
  readonly needed: LoadBalancerRoom;
}

/** Which load balancer each service is on, from 1. */
export interface LoadBalancerPlan {
  readonly assigned: Readonly<Record<string, number>>;
  readonly misfits: readonly Misfit[];
}

/** Services that share hosts, and so their load balancer. */
interface Unit {
  readonly services: Served[];
  readonly needed: LoadBalancerRoom;
}

/**
 * Spreads services over as few load balancers as their rules, target groups and targets need. Who is pinned comes first,
 * then who has a place already and keeps it, then the others in the order of config, each on the first one with room: a
 * service that is added or taken away moves no other. A load balancer has one certificate here, of the 25 that it takes.
 *
 * @param kept Where services are after the last update.
 */
export function planLoadBalancers(
  served: readonly Served[],
  room: LoadBalancerRoom,
  kept: Readonly<Record<string, number>> = {},
): LoadBalancerPlan {
  const used = new Map<number, LoadBalancerRoom>();
  const assigned: Record<string, number> = {};
  const misfits: Misfit[] = [];
  const put = ({ services, needed }: Unit, on: number): void => {
    used.set(on, sum(used.get(on) ?? NOTHING, needed));
    for (const { name } of services) assigned[name] = on;
  };
  const hasRoom = ({ needed }: Unit, on: number): boolean =>
    fits(sum(used.get(on) ?? NOTHING, needed), room);

  const units = unitsOf(served);
  const pinsOf = ({ services }: Unit): number[] => [
    ...new Set(services.flatMap(({ pinned }) => pinned ?? [])),
  ];
  for (const unit of units) {
    const pins = pinsOf(unit);
    const [pin] = pins;
    if (pin === undefined) continue;
    if (pins.length > 1 || !hasRoom(unit, pin)) {
      const needed = sum(used.get(pin) ?? NOTHING, unit.needed);
      misfits.push({ names: namesOf(unit), pins: pins.length > 1 ? pins : [], needed });
    }
    put(unit, pin);
  }
  const free = units.filter((unit) => pinsOf(unit).length === 0);
  const moving = free.filter((unit) => {
    const on = unit.services.flatMap(({ name }) => kept[name] ?? [])[0];
    if (on === undefined || !hasRoom(unit, on)) return true;
    put(unit, on);
    return false;
  });
  for (const unit of moving) {
    if (!fits(unit.needed, room)) {
      misfits.push({ names: namesOf(unit), pins: [], needed: unit.needed });
      continue;
    }
    let on = 1;
    while (!hasRoom(unit, on)) on++;
    put(unit, on);
  }
  return { assigned, misfits };
}

/** Services that share hosts, directly or by others, in the order of the first of each. */
function unitsOf(served: readonly Served[]): Unit[] {
  const byHost = new Map<string, Served[]>();
  for (const each of served) {
    for (const host of each.hosts) byHost.set(host, [...(byHost.get(host) ?? []), each]);
  }
  const seen = new Set<Served>();
  return served.flatMap((first) => {
    if (seen.has(first)) return [];
    seen.add(first);
    const services = [first];
    for (const each of services) {
      for (const other of each.hosts.flatMap((host) => byHost.get(host) ?? [])) {
        if (seen.has(other)) continue;
        seen.add(other);
        services.push(other);
      }
    }
    const needed = services.reduce(
      (all, { rules = 1, targetGroups, targets }) => sum(all, { rules, targetGroups, targets }),
      NOTHING,
    );
    return [{ services, needed }];
  });
}

const NOTHING: LoadBalancerRoom = { rules: 0, targetGroups: 0, targets: 0 };

function sum(one: LoadBalancerRoom, other: LoadBalancerRoom): LoadBalancerRoom {
  return {
    rules: one.rules + other.rules,
    targetGroups: one.targetGroups + other.targetGroups,
    targets: one.targets + other.targets,
  };
}

function fits(needed: LoadBalancerRoom, room: LoadBalancerRoom): boolean {
  return (
    needed.rules <= room.rules &&
    needed.targetGroups <= room.targetGroups &&
    needed.targets <= room.targets
  );
}

function namesOf({ services }: Unit): string[] {
  return services.map(({ name }) => name);
}
