import type { DataCentreStorage } from "../components/storagegateway/dataCentreStorage";
import { markdownTable, provenance, type Concern, type OnPremFile, type Opening } from "./concern";
import type { Facts } from "./facts";
import { automountUnit, mountUnit, unitName } from "./mountUnit";

type Gateway = DataCentreStorage["gateways"][number];
type Share = DataCentreStorage["shares"][number];

/** File gateways' appliances, and how hosts of the data centre mount their shares. */
export const fileStorage: Concern = {
  files: (facts) => {
    const storage = facts.fileStorage;
    if (storage === undefined) {
      return [];
    }
    const here = storage.gateways.filter(({ host }) => host === "on-premises");
    return [
      ...here.map((gateway) => applianceGuide(gateway, storage, facts)),
      ...mountable(storage).flatMap((share) => shareFiles(share, facts)),
    ];
  },
  openings: ({ fileStorage: storage }) =>
    storage?.gateways.flatMap((gateway) => openings(gateway, storage)) ?? [],
};

/** A share with the address that it is mounted from. */
interface MountableShare extends Share {
  readonly address: string;
}

function mountable({ gateways, shares }: DataCentreStorage): MountableShare[] {
  return shares.flatMap((share) => {
    const address = gateways.find(({ name }) => name === share.gateway)?.address ?? "";
    return address === "" || share.path === "" ? [] : [{ ...share, address }];
  });
}

/** https://docs.aws.amazon.com/filegateway/latest/files3/Requirements.html */
function applianceGuide(
  gateway: Gateway,
  { endpoints, shares }: DataCentreStorage,
  facts: Facts,
): OnPremFile {
  const names = shares.filter((share) => share.gateway === gateway.name).map(({ name }) => name);
  const state =
    gateway.address === ""
      ? "The stack waits for this appliance: its gateway and shares are left out until the steps below are done."
      : `The stack has it at ${gateway.address}.`;
  const sizes = [
    ["CPU", "4 vCPU; 8 with more than 10 shares or 1 Gbit/s"],
    ["Memory", "16 GiB, reserved; 32 GiB with a cache beyond 16 TiB"],
    ["System disk", "80 GiB, thick-provisioned"],
    ["Cache disk", "150 GiB at least, of its own; a fifth of the data that is used in a week"],
    ["Network", "one interface with a fixed address; MTU as the link to AWS has it"],
    ["Hypervisor", "VMware ESXi 7 or later, Hyper-V 2016 or later, KVM, Nutanix AHV"],
  ];
  const config = `landbridge:fileGateways[name ${gateway.name}].appliance`;
  return {
    path: `storage-gateway/${gateway.name}.md`,
    text: `${[
      `# File gateway ${gateway.name} (${gateway.gatewayName})`,
      ...provenance(facts),
      state,
      `Shares: ${names.join(", ") || "none"}.`,
      "## Size",
      markdownTable(["", "At least"], sizes),
      "## Activate",
      [
        "1. Download the S3 File Gateway image for your hypervisor from the Storage Gateway console, and start it with the sizes above. Synchronise its clock with the host's.",
        "2. In its local console (user admin), give it the fixed address and the data centre's DNS servers. Change the password.",
        `3. Open the firewall as firewall.md says. Test from the console: Test Network Connectivity, VPC endpoint ${endpoints.storagegateway}.`,
        `4. Where Pulumi runs, try \`curl -sI http://<address>/\`. With an answer, set \`${config}.address\`; Pulumi activates it on port 80.`,
        `5. Without a way to port 80, get a key from the console (0: Get activation key; ${facts.region}; VPC endpoint), and set \`${config}.activationKey\` as well. It is good for 30 minutes.`,
        `6. Run \`pulumi up -s ${facts.stack}\`. The gateway, its cache and its shares appear; then write these files anew.`,
        "7. Close port 80 again.",
      ].join("\n"),
    ].join("\n\n")}\n`,
  };
}

function shareFiles(share: MountableShare, facts: Facts): OnPremFile[] {
  const guide: OnPremFile = {
    path: `shares/${share.name}.md`,
    text: `${[
      `# Share ${share.name}`,
      ...provenance(facts),
      `${share.protocol.toUpperCase()} from ${share.address}, ${share.readOnly ? "read only" : "read and write"}.`,
      ...(share.protocol === "nfs" ? nfsSteps(share) : smbSteps(share)),
    ].join("\n\n")}\n`,
  };
  return share.protocol === "nfs"
    ? [guide, mountUnit(share, facts), automountUnit(share, facts)]
    : [guide];
}

function nfsSteps({ name, address, path, clients, readOnly }: MountableShare): string[] {
  const access = readOnly ? "ro" : "rw";
  return [
    `Clients: ${clients.join(", ")}.`,
    "Once, by hand:",
    fenced(`mount -t nfs -o nolock,hard,nfsvers=4.1,${access} ${address}:${path} /mnt/${name}`),
    "For good, as a systemd unit (mounted when it is first used, so that a host starts without it):",
    fenced(
      [
        `install -m 0644 ${unitName(name, "mount")} ${unitName(name, "automount")} /etc/systemd/system/`,
        `systemctl daemon-reload && systemctl enable --now ${unitName(name, "automount")}`,
      ].join("\n"),
    ),
    "Or as a line of /etc/fstab:",
    fenced(
      `${address}:${path} /mnt/${name} nfs nolock,hard,nfsvers=4.1,${access},_netdev,noauto,x-systemd.automount 0 0`,
    ),
  ];
}

function smbSteps({ name, address, path }: MountableShare): string[] {
  const server = `\\\\${address}\\${path.replace(/^\//, "")}`;
  return [
    "As a user of the domain who is on the share's list:",
    fenced(`net use S: ${server}`),
    fenced(`mount -t cifs -o sec=krb5,vers=3.1.1,seal //${address}${path} /mnt/${name}`),
  ];
}

function openings(gateway: Gateway, { shares, endpoints }: DataCentreStorage): Opening[] {
  const appliance = `file gateway ${gateway.name} (${gateway.address || "to be installed"})`;
  const own = shares.filter((share) => share.gateway === gateway.name);
  const clients = [...new Set(own.flatMap((share) => share.clients))];
  const nfs: Opening = {
    from: clients.join(", "),
    to: appliance,
    protocol: "TCP and UDP",
    ports: "111, 2049, 20048",
    purpose: "NFS",
  };
  const smb: Opening = {
    from: "SMB clients",
    to: appliance,
    protocol: "TCP",
    ports: "139, 445",
    purpose: "SMB",
  };
  const served = [
    ...(clients.length > 0 ? [nfs] : []),
    ...(own.some(({ protocol }) => protocol === "smb") ? [smb] : []),
  ];
  if (gateway.host === "ec2") {
    return served;
  }
  return [
    {
      from: "where Pulumi runs",
      to: appliance,
      protocol: "TCP",
      ports: "80",
      purpose: "Activation, once",
    },
    {
      from: appliance,
      to: endpoints.storagegateway,
      protocol: "TCP",
      ports: "443, 1026-1028, 1031, 2222",
      purpose: "Activation, control and support channel",
    },
    {
      from: appliance,
      to: endpoints.s3,
      protocol: "TCP",
      ports: "443",
      purpose: "Files of shares",
    },
    {
      from: appliance,
      to: "DNS and NTP servers",
      protocol: "TCP and UDP",
      ports: "53, 123",
      purpose: "Names and time",
    },
    ...served,
  ];
}

function fenced(lines: string): string {
  return ["```sh", lines, "```"].join("\n");
}
