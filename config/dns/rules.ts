import { cidrContains } from "../schema/cidr";
import { formatPath, type Problem } from "../errors";
import type { ConfigDraft } from "../types";
import type { ConfigRule } from "../rule";

const hybridDns: ConfigRule = {
  summary:
    "`landbridge:dns` needs `landbridge:connectivity`; its DNS servers are in `landbridge:onPremises.cidrs`; its domains are unique, none of them `zoneName`.",
  check: (config) => {
    const { dns, connectivity } = config;
    if (dns === undefined) {
      return [];
    }
    return [
      ...(connectivity === undefined
        ? [
            {
              path: ["dns"],
              text: "is given without landbridge:connectivity; no query could reach the other side",
            },
          ]
        : []),
      ...(dns.onPremisesDomains ?? []).flatMap((_, index) => oneDomain(config, index)),
    ];
  },
};

function oneDomain({ dns, onPremises }: ConfigDraft, index: number): Problem[] {
  const path = ["dns", "onPremisesDomains", index];
  const domains = dns?.onPremisesDomains ?? [];
  const { domain, servers = [] } = domains[index] ?? {};
  const earlier = domains.findIndex((other) => other?.domain === domain);
  const cidrs = onPremises?.cidrs?.filter((cidr) => cidr !== undefined) ?? [];
  return [
    ...(domain !== undefined && earlier < index
      ? [
          {
            path: [...path, "domain"],
            text: `"${domain}" is ${formatPath(["dns", "onPremisesDomains", earlier, "domain"])} already`,
          },
        ]
      : []),
    ...(domain !== undefined && domain === dns?.zoneName
      ? [
          {
            path: [...path, "domain"],
            text: `"${domain}" is landbridge:dns.zoneName; forwarding it would hide the zone from the VPC`,
          },
        ]
      : []),
    ...servers.flatMap((server, i) =>
      server === undefined ||
      cidrs.length === 0 ||
      cidrs.some((cidr) => cidrContains(cidr, `${server}/32`))
        ? []
        : [
            {
              path: [...path, "servers", i],
              text: `"${server}" is in none of landbridge:onPremises.cidrs; no route leads there`,
            },
          ],
    ),
  ];
}

/** Rules about DNS. */
export const dnsRules: readonly ConfigRule[] = [hybridDns];
