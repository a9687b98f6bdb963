import { majorVersion } from "../../components/rds/parameterPlan";
import type { Problem } from "../errors";
import type { PlatformConfig } from "../types";
import { deployedWith, type Deployed } from "./deployed";

/** What is to be said of a change before anything is changed. */
export interface Changes {
  /** What AWS would reject in the middle of the update, or what the docs ask for. */
  readonly problems: readonly Problem[];
  /** What the update takes away from somebody for a while, and how to do it otherwise. */
  readonly warnings: readonly string[];
}

type Find = (before: Deployed, config: PlatformConfig, now: Deployed) => Partial<Changes>;

const finds: readonly Find[] = [
  anotherVpc,
  majorVersions,
  anotherHub,
  links,
  asns,
  renamedSites,
  renamedServices,
  protocols,
  siteShares,
  processors,
];

/** Compares a configuration with what the last update left. */
export function findChanges(before: Deployed, config: PlatformConfig): Changes {
  const now = deployedWith(config);
  const found = finds.map((find) => find(before, config, now));
  return {
    problems: found.flatMap(({ problems }) => problems ?? []),
    warnings: found.flatMap(({ warnings }) => warnings ?? []),
  };
}

/** A VPC keeps its block, and whatever is in it would be made anew with it. */
function anotherVpc({ vpcCidr }: Deployed, { network }: PlatformConfig) {
  if (vpcCidr === network.vpcCidr) return {};
  const text = `"${network.vpcCidr}" takes the place of ${vpcCidr}, and a VPC keeps its block: everything in it would be made anew, databases included. Make another stack, and move services and data there`;
  return { problems: [{ path: ["network", "vpcCidr"], text }] };
}

function majorVersions(before: Deployed, { databases }: PlatformConfig): Partial<Changes> {
  const problems = databases.flatMap((database, index): Problem[] => {
    const was = before.databases[database.name];
    if (was === undefined || database.allowMajorVersionUpgrade) return [];
    const [from, to] = [majorVersion(was), majorVersion(database.engineVersion)];
    if (from === to) return [];
    const text =
      to < from
        ? `"${database.engineVersion}" is older than "${was}", and RDS goes back to no older major version`
        : `"${database.engineVersion}" is another major version than "${was}"; try it on a restored copy (docs/runbooks/restore-database.md), then set allowMajorVersionUpgrade: true`;
    return [{ path: ["databases", index, "engineVersion"], text }];
  });
  return { problems };
}

const runbook = "docs/runbooks/change-links.md";

/** A VLAN is on one virtual interface, and a Direct Connect gateway takes hubs of one kind. */
function anotherHub({ connectivity: before }: Deployed, config: PlatformConfig, now: Deployed) {
  const { connectivity } = now;
  if (!before || !connectivity || before.hub === connectivity.hub) return {};
  const isUp = (links: (typeof connectivity)["links"]) =>
    Object.values(links).some(({ crossConnect }) => crossConnect === "up");
  if (config.connectivity?.mode === "vpn" || (!isUp(before.links) && !isUp(connectivity.links))) {
    return {};
  }
  const text = `"${connectivity.hub}" takes the place of ${before.hub} by three updates: crossConnect: ordered on every link, then the hub, then crossConnect: up (${runbook})`;
  return { problems: [{ path: ["connectivity", "hub"], text }] };
}

function links({ connectivity: before }: Deployed, _config: PlatformConfig, now: Deployed) {
  const changed = Object.entries(now.connectivity?.links ?? {}).filter(([name, link]) => {
    const was = before?.links[name];
    const isUp = was?.crossConnect === "up" && link.crossConnect === "up";
    return isUp && (was.vlan !== link.vlan || was.addresses !== link.addresses);
  });
  return {
    warnings: changed.map(
      ([name]) =>
        `link ${name} is down from the moment that its virtual interface is deleted until the router has the new values and BGP is up: ${runbook}`,
    ),
  };
}

function asns({ connectivity: before }: Deployed, _config: PlatformConfig, now: Deployed) {
  const { connectivity } = now;
  if (!before || !connectivity) return {};
  const warnings: string[] = [];
  if (before.customerSideAsn !== connectivity.customerSideAsn) {
    warnings.push(
      `every link goes down, one after the other, and every tunnel for some minutes, until the routers have the ASN ${connectivity.customerSideAsn}: take one link first by --target (${runbook})`,
    );
  }
  const isSameHub = before.hub === connectivity.hub && before.hub === "virtual-private-gateway";
  if (isSameHub && before.amazonSideAsn !== connectivity.amazonSideAsn) {
    warnings.push(
      `the virtual private gateway goes before another one with the ASN ${connectivity.amazonSideAsn} comes: both paths are down for 10 to 20 minutes, and the tunnels until the devices have new addresses and keys (${runbook})`,
    );
  }
  return { warnings };
}

/** Servers have the role and the attributes of their first registration: an agent sends these once. */
function renamedSites(before: Deployed, _config: PlatformConfig, now: Deployed) {
  const warnings = Object.entries(now.sites).flatMap(([name, addresses]) => {
    if (before.sites[name] !== undefined) return [];
    const was = Object.entries(before.sites).find(
      ([other, had]) =>
        now.sites[other] === undefined && had.some((address) => addresses.includes(address)),
    );
    return was === undefined
      ? []
      : `servers of site ${was[0]} have its role, which goes, and its name as their attribute, so that no task of site ${name} is placed on them: register them anew, by the output \`sites\` (npm run onprem), one after the other; or give the site registeredAs: ${was[0]}, and they keep both`;
  });
  return { warnings };
}

function renamedServices(before: Deployed, config: PlatformConfig, now: Deployed) {
  const gone = Object.keys(before.services).filter((name) => now.services[name] === undefined);
  const logs =
    config.environmentType === "production"
      ? "its log group stays in AWS, by its old name: the output `services` of the last update has it"
      : "its log group is deleted with it";
  return { warnings: gone.map((name) => `service ${name} leaves the stack; ${logs}`) };
}

function protocols(before: Deployed, _config: PlatformConfig, now: Deployed) {
  const changed = Object.entries(now.services).filter(([name, { protocol }]) => {
    const was = before.services[name]?.protocol;
    return was !== undefined && was !== protocol;
  });
  return {
    warnings: changed.map(
      ([name, { protocol }]) =>
        `service ${name} gets a target group of ${protocol}, and answers 503 until its tasks are in it: one deployment. To go without that, deploy it under another name and path first, and move callers over`,
    ),
  };
}

/** Placement constraints of a service move none of its tasks: the next deployment does. */
function siteShares(before: Deployed, _config: PlatformConfig, now: Deployed) {
  const smaller = Object.entries(now.services).filter(([name, { siteShare = 100 }]) => {
    const was = before.services[name];
    return was !== undefined && siteShare < (was.siteShare ?? 100);
  });
  return {
    warnings: smaller.map(
      ([name, { siteShare }]) =>
        `service ${name} is on ${siteShare} percent of its site's servers from now on: its tasks on the others get no requests, and stay there until its next deployment (aws ecs update-service --force-new-deployment). Give the servers their attribute landbridge.slot first (docs/services.md)`,
    ),
  };
}

function processors(before: Deployed, { cluster, ...config }: PlatformConfig, now: Deployed) {
  const changed = Object.entries(now.capacity).filter(([name, architecture]) => {
    const was = before.capacity[name];
    return was !== undefined && was !== architecture;
  });
  return {
    warnings: changed.flatMap(([name, architecture]) => {
      const there = [...config.services, ...config.jobs].filter(
        ({ capacityClass = cluster.defaultCapacityClass, placement, imageArchitectures }) =>
          capacityClass === name && placement !== "on-prem" && imageArchitectures === undefined,
      );
      const names = there.map((service) => service.name).join(", ");
      return names === ""
        ? []
        : `capacity class ${name} is ${architecture} from now on: images of ${names} that are not built for it don't start; say what they are built for by imageArchitectures`;
    }),
  };
}
