import { markdownTable, provenance, type Concern, type OnPremFile, type Opening } from "./concern";
import { containers } from "./containers";
import { devices } from "./devices";
import { dns } from "./dns";
import type { Facts } from "./facts";
import { fileStorage } from "./fileStorage";
import { links } from "./links";

/** Every part of what the data centre has to do. A further one is a file and a place in this list. */
const concerns: readonly Concern[] = [devices, links, dns, containers, fileStorage];

/** All files for the data centre of one stack. */
export function onPremFiles(facts: Facts): OnPremFile[] {
  const files = concerns.flatMap((concern) => concern.files(facts));
  return [readme(facts, files), ...files, firewall(facts)];
}

function readme(facts: Facts, files: readonly OnPremFile[]): OnPremFile {
  const { connectivity } = facts;
  const list = [...files.map(({ path }) => path), "firewall.md"].map(
    (path) => `- [${path}](${path})`,
  );
  return {
    path: "README.md",
    text:
      [
        `# The data centre's side of ${facts.stack}`,
        ...provenance(facts),
        `VPC ${connectivity.vpcCidr} in ${facts.region}; data centre ${connectivity.onPremisesCidrs.join(", ")}, AS ${connectivity.customerSideAsn}.`,
        list.join("\n"),
      ].join("\n\n") + "\n",
  };
}

/** All that the data centre's firewalls have to let through. */
export function openings(facts: Facts): Opening[] {
  return concerns.flatMap((concern) => concern.openings(facts));
}

function firewall(facts: Facts): OnPremFile {
  const rows = openings(facts).map(({ from, to, protocol, ports, purpose }) => [
    from,
    to,
    protocol,
    ports,
    purpose,
  ]);
  return {
    path: "firewall.md",
    text:
      [
        "# Firewall openings",
        ...provenance(facts),
        "From the side that opens the connection. Answers pass with it; stateless filters need them as well.",
        markdownTable(["From", "To", "Protocol", "Ports", "For"], rows),
      ].join("\n\n") + "\n",
  };
}
