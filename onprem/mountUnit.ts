import { commented, type OnPremFile } from "./concern";
import type { Facts } from "./facts";

/** What a mount unit is made from. */
export interface NfsMount {
  readonly name: string;
  readonly address: string;
  readonly path: string;
  readonly readOnly: boolean;
}

/**
 * The name that systemd requires of a unit that mounts `/mnt/<name>`: slashes are hyphens, and so
 * hyphens are spelt out.
 *
 * https://www.freedesktop.org/software/systemd/man/latest/systemd.unit.html
 */
export function unitName(share: string, kind: "mount" | "automount"): string {
  return `mnt-${share.replaceAll("-", String.raw`\x2d`)}.${kind}`;
}

/** The unit that mounts a share. */
export function mountUnit(share: NfsMount, facts: Facts): OnPremFile {
  return {
    path: `shares/${unitName(share.name, "mount")}`,
    text: `${[
      commented("#", facts),
      "[Unit]",
      `Description=Share ${share.name} of stack ${facts.stack}`,
      "After=network-online.target",
      "Wants=network-online.target",
      "",
      "[Mount]",
      `What=${share.address}:${share.path}`,
      `Where=/mnt/${share.name}`,
      "Type=nfs",
      // Hard: a program waits while the gateway restarts, instead of losing what it writes.
      `Options=nolock,hard,nfsvers=4.1,timeo=600,retrans=2,${share.readOnly ? "ro" : "rw"},_netdev`,
      "TimeoutSec=60",
      "",
      "[Install]",
      "WantedBy=remote-fs.target",
    ].join("\n")}\n`,
  };
}

/** The unit that mounts a share when it is first used, so that a host starts without it. */
export function automountUnit(share: NfsMount, facts: Facts): OnPremFile {
  return {
    path: `shares/${unitName(share.name, "automount")}`,
    text: `${[
      commented("#", facts),
      "[Unit]",
      `Description=Share ${share.name} of stack ${facts.stack}, when it is first used`,
      "",
      "[Automount]",
      `Where=/mnt/${share.name}`,
      "TimeoutIdleSec=600",
      "",
      "[Install]",
      "WantedBy=multi-user.target",
    ].join("\n")}\n`,
  };
}
