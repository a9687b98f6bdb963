import { planTunnelInsideCidrs } from "../../../components/connectivity/tunnelInsideCidrs";
import { cidrsOverlap } from "../../schema/cidr";
import { formatPath, type Problem } from "../../errors";
import type { ConfigRule } from "../../rule";
import { devices, links } from "./links";

interface Block {
  readonly path: readonly PropertyKey[];
  readonly cidr: string;
  /** Whether the configuration has none and the block was planned. */
  readonly planned: boolean;
}

export const insideCidrs: ConfigRule = {
  summary:
    "Inside CIDRs of tunnels, given or planned, share no address with each other or with a link's peer addresses.",
  check: (config) => {
    const vpcCidr = config.network?.vpcCidr;
    const peers = links(config).flatMap(({ path, link }): Block[] => {
      const cidr = link.virtualInterface?.amazonAddress;
      const at = [...path, "virtualInterface", "amazonAddress"];
      return cidr === undefined ? [] : [{ path: at, cidr, planned: false }];
    });
    const tunnels = devices(config).flatMap(({ path, device }): Block[] => {
      const given = device.insideCidrs?.filter((cidr) => cidr !== undefined);
      if (given !== undefined) {
        return given.map((cidr, i) => ({
          path: [...path, "insideCidrs", i],
          cidr,
          planned: false,
        }));
      }
      return vpcCidr === undefined || device.name === undefined
        ? []
        : planTunnelInsideCidrs(vpcCidr, device.name).map((cidr) => ({
            path,
            cidr,
            planned: true,
          }));
    });
    return clashes(peers, tunnels);
  },
};

/** The first clash of each tunnel with what comes before it, other devices and links. */
function clashes(peers: readonly Block[], tunnels: readonly Block[]): Problem[] {
  const reported = new Set<string>();
  return tunnels.flatMap((block, index) => {
    const others = [...peers, ...tunnels.slice(0, index)].filter(({ path }) => path !== block.path);
    const other = others.find(({ cidr }) => cidrsOverlap(cidr, block.cidr));
    const key = formatPath(block.path);
    if (!other || reported.has(key)) {
      return [];
    }
    reported.add(key);
    const where = `${formatPath(other.path)} (${other.cidr})`;
    const text = block.planned
      ? `the inside CIDR planned for it, ${block.cidr}, overlaps ${where}; give insideCidrs`
      : `"${block.cidr}" overlaps ${where}; each tunnel has its own`;
    return [{ path: block.path, text }];
  });
}
