import { isNetworkProtocol } from "../../../components/elb/networkProtocol";
import type { ConfigRule } from "../../rule";
import { eachService, isExposed, known, type Complaint, type ServiceDraft } from "./each";

type Draft = NonNullable<NonNullable<ServiceDraft["redirects"]>[number]>;

/** AWS takes five values in all of a rule's conditions. */
const MOST_CONDITION_VALUES = 5;

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RedirectActionConfig.html */
export const redirects: ConfigRule = {
  summary:
    "`redirects` are of services with hosts and HTTP, by different names: each leads to another host, path or query, not to itself, and has five hosts and paths at most.",
  check: eachService((service): Complaint[] => {
    const all = service.redirects ?? [];
    if (all.length === 0) return [];
    if (!isExposed(service) || isNetworkProtocol(service.protocol)) {
      const text = "have no meaning without hosts and HTTP: it is the load balancer that answers";
      return [{ at: ["redirects"], text }];
    }
    const names = all.map((each) => each?.name);
    return all.flatMap((each, index) => {
      if (each === undefined) return [];
      const at = ["redirects", index];
      const first = names.indexOf(each.name);
      const hosts = known(each.hosts ?? service.hosts);
      const values = hosts.length + known(each.paths).length;
      return [
        ...(each.name !== undefined && first < index
          ? [{ at: [...at, "name"], text: `"${each.name}" is a redirect of the service already` }]
          : []),
        ...(values > MOST_CONDITION_VALUES
          ? [
              {
                at: [...at, "paths"],
                text: `with hosts makes ${values} conditions; a listener rule takes ${MOST_CONDITION_VALUES} at most`,
              },
            ]
          : []),
        ...leadsNowhere(each, hosts).map((text) => ({ at, text })),
      ];
    });
  }),
};

/** Why a client would be sent around in circles. */
function leadsNowhere({ host, path, query, paths }: Draft, hosts: readonly string[]): string[] {
  if ([host, path, query].every((each) => each === undefined)) {
    return ["leads nowhere else: say host, path or query"];
  }
  if (host !== undefined && !host.startsWith("#") && !hosts.includes(host)) return [];
  const own = known(paths);
  const asked = own.length === 0 ? ["/*"] : own;
  const again = asked.find((pattern) => matches(pattern, landing(path, pattern)));
  return again === undefined
    ? []
    : [
        `leads to what it takes itself (${again} of the same host), again and again: say another host, or a path that is not among its paths`,
      ];
}

/** A path that a request to the pattern ends at. */
function landing(path: string | undefined, pattern: string): string {
  const old = pattern.replaceAll(/[*?]/g, "x");
  return path === undefined ? old : path.replaceAll("#{path}", old.replace(/^\//, ""));
}

function matches(pattern: string, path: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`).test(path);
}
