import { markdownTable, provenance, type Concern } from "./concern";

/** DNS both ways. */
export const dns: Concern = {
  files: (facts) => {
    const answer = facts.dns;
    if (!answer) return [];
    const { zoneName, inboundAddresses, onPremisesDomains } = answer;
    const asked = onPremisesDomains.map(({ domain, servers }) => [domain, servers.join(", ")]);
    return [
      {
        path: "dns.md",
        text:
          [
            "# DNS both ways",
            ...provenance(facts),
            `The data centre's DNS servers forward \`${zoneName}\` and AWS's private names (\`${facts.region}.amazonaws.com\`) to the Resolver's inbound endpoint, to all of its addresses:`,
            inboundAddresses.map((address) => `- ${address}`).join("\n"),
            "The VPC forwards these domains to the data centre:",
            markdownTable(["Domain", "Servers"], asked),
            `BIND: \`zone "${zoneName}" { type forward; forward only; forwarders { ${inboundAddresses.join("; ")}; }; };\``,
          ].join("\n\n") + "\n",
      },
    ];
  },
  openings: ({ dns: facts, connectivity }) => {
    if (!facts) return [];
    const servers = [...new Set(facts.onPremisesDomains.flatMap((domain) => domain.servers))];
    const common = { protocol: "TCP and UDP", ports: "53" } as const;
    return [
      {
        ...common,
        from: "DNS servers of the data centre",
        to: facts.inboundAddresses.join(", "),
        purpose: `Names in ${facts.zoneName} and AWS's private names`,
      },
      ...servers.map((server) => ({
        ...common,
        from: `Resolver's outbound endpoint in ${connectivity.vpcCidr}`,
        to: server,
        purpose: "Names of the company's own domains",
      })),
    ];
  },
};
