import type { LinkSide } from "../components/connectivity/dataCentreSide";
import { markdownTable, provenance, type Concern, type OnPremFile } from "./concern";
import type { Facts } from "./facts";

/** Direct Connect: from the order to a working link. */
// https://docs.aws.amazon.com/directconnect/latest/UserGuide/Colocation.html
export const links: Concern = {
  files: (facts) => facts.connectivity.links.map((link) => linkFile(facts, link)),
  openings: ({ connectivity }) =>
    connectivity.links.flatMap((link) => {
      const [from, to] = [link.customerAddress ?? link.device, link.amazonAddress ?? "AWS's peer"];
      const purpose = `link ${link.name}`;
      return [
        { from, to, protocol: "TCP", ports: "179", purpose: `BGP, ${purpose}` },
        { from, to, protocol: "UDP", ports: "3784", purpose: `BFD, ${purpose}` },
      ];
    }),
};

function linkFile(facts: Facts, link: LinkSide): OnPremFile {
  const unset = "AWS chooses; known once the virtual interface is there";
  const rows = [
    ["Location", link.location],
    ["Connection", link.connectionId],
    ["Port", link.bandwidth ?? "existing"],
    ["MACsec", link.macsec ? "yes" : "no"],
    ["LAG", link.lagConnections > 1 ? `${link.lagConnections} connections, LACP active` : "no"],
    ["Device", link.device],
    ["VLAN (802.1Q)", String(link.vlan)],
    ["MTU", String(link.mtu)],
    ["Virtual interface", link.virtualInterfaceId ?? "made when the cross-connect is up"],
    ["AWS's address", link.amazonAddress ?? unset],
    ["Data centre's address", link.customerAddress ?? unset],
    ["AWS's ASN", link.amazonAsn],
    ["Data centre's ASN", String(facts.connectivity.customerSideAsn)],
    ["BGP key (MD5)", facts.secrets?.bgpAuthKeys[link.name] ?? "by --show-secrets, once there"],
    ["BFD", "300 ms, multiplier 3"],
  ];
  const text = [
    `# Direct Connect link ${link.name}: ${link.crossConnect}`,
    ...provenance(facts),
    markdownTable(["Parameter", "Value"], rows),
    "## Bringing it up",
    (link.crossConnect === "up" ? check : bringUp)(facts, link)
      .map((step, index) => `${index + 1}. ${step}`)
      .join("\n"),
  ];
  return { path: `links/${link.name}.md`, text: text.join("\n\n") + "\n" };
}

function bringUp({ stack }: Facts, link: LinkSide): string[] {
  const loa = `aws directconnect describe-loa --connection-id ${link.connectionId} --query loaContent --output text | base64 --decode > loa-${link.name}.pdf`;
  return [
    `AWS makes the Letter of Authorization (LOA-CFA) within 72 hours of the order: \`${loa}\`. It lapses after 90 days.`,
    `Send it to the facility of ${link.location}, or to the provider that runs the cable, and order the cross-connect to the port that it names.`,
    `On ${link.device}: single-mode fibre, auto-negotiation off, full duplex, VLAN ${link.vlan} tagged on the port${link.lagConnections > 1 ? ", all ports in one LACP group" : ""}.`,
    "Check the light at both ends (receive above -14.4 dBm at 10 Gbps); AWS's end is in CloudWatch, `AWS/DX ConnectionLightLevelRx`.",
    `When \`aws directconnect describe-connections --connection-id ${link.connectionId}\` says \`available\`, set \`crossConnect: up\` for ${link.name} in Pulumi.${stack}.yaml and run \`pulumi up -s ${stack}\`: it adds the virtual interface and its alarms.`,
    `Run \`npm run onprem -- ${stack} --show-secrets\` and configure BGP on ${link.device} from its files.`,
  ];
}

function check({ stack }: Facts, link: LinkSide): string[] {
  return [
    `On ${link.device}: the interface is up with VLAN ${link.vlan}, \`ping\` reaches ${link.amazonAddress ?? "AWS's address"}, BGP is Established.`,
    `AWS: \`aws directconnect describe-virtual-interfaces --virtual-interface-id ${link.virtualInterfaceId ?? ""}\` says \`available\` and \`bgpStatus: up\`.`,
    `No alarm of ${stack} is on. docs/runbooks/dx-failover.md says how to test failover.`,
  ];
}
