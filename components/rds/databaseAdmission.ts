import {
  admissionRoom,
  aggregate,
  covers,
  heldByGroup,
  RULES_PER_GROUP,
} from "../networking/admission";

/** A server whose services use a database. */
export interface ClientServer {
  readonly site: string;
  readonly name: string;
  readonly address: string;
}

/** A network that one of a database's security groups admits. */
export interface AdmittedNetwork {
  readonly cidr: string;
  /** Place of the group among the database's. */
  readonly group: number;
  /** The site whose servers they are; undefined for networks that config names. */
  readonly site: string | undefined;
  /** The server that it is alone, if it is one. */
  readonly server?: string;
}

/** Rules of the first group that are kept for services in AWS and the proxy, where networks need more than one. */
const KEPT = 20;

/**
 * Which group of a database admits which network. Networks and servers are admitted one by one as long as the first
 * group holds them; where it doesn't, neighbours are taken as one, and the rest is in further groups of the database.
 *
 * @throws RangeError where five groups don't hold them.
 */
export function planDatabaseAdmission(
  clientCidrs: readonly string[],
  servers: readonly ClientServer[],
  rulesPerGroup: number = RULES_PER_GROUP,
): AdmittedNetwork[] {
  const single = new Map(servers.map((server) => [`${server.address}/32`, server]));
  const blocks = databaseBlocks(clientCidrs, servers, rulesPerGroup);
  const most = databaseRoom(rulesPerGroup);
  if (blocks.length > most) {
    throw new RangeError(`${blocks.length} networks: a database's security groups have ${most}`);
  }
  const [room, more] = [roomOfFirst(rulesPerGroup), heldByGroup(rulesPerGroup)];
  return blocks.map((cidr, index) => {
    const isNamed = clientCidrs.some((named) => covers(cidr, named));
    const server = servers.find(({ address }) => covers(cidr, `${address}/32`));
    const alone = single.get(cidr)?.name;
    return {
      cidr,
      group: index < room ? 0 : 1 + Math.floor((index - room) / more),
      site: isNamed ? undefined : server?.site,
      ...(!isNamed && alone !== undefined && { server: alone }),
    };
  });
}

/** The networks as they are admitted: one by one, or neighbours as one where a group doesn't hold them. */
export function databaseBlocks(
  clientCidrs: readonly string[],
  servers: readonly ClientServer[],
  rulesPerGroup: number = RULES_PER_GROUP,
): string[] {
  const single = [...new Set(servers.map(({ address }) => `${address}/32`))];
  // A server of a network that config names is admitted with it.
  const alone = single.filter((cidr) => !clientCidrs.some((named) => covers(named, cidr)));
  const all = [...clientCidrs, ...alone];
  return all.length <= roomOfFirst(rulesPerGroup) ? all : aggregate(all);
}

/** How many networks a database can admit. */
export function databaseRoom(rulesPerGroup: number = RULES_PER_GROUP): number {
  return admissionRoom(rulesPerGroup) - heldByGroup(rulesPerGroup) + roomOfFirst(rulesPerGroup);
}

function roomOfFirst(rulesPerGroup: number): number {
  return heldByGroup(rulesPerGroup - KEPT);
}
