import { z } from "zod";
import { uniqueList } from "../schema/leaves";

// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Ulimit.html
const ULIMITS = [
  "core",
  "cpu",
  "data",
  "fsize",
  "locks",
  "memlock",
  "msgqueue",
  "nice",
  "nofile",
  "nproc",
  "rss",
  "rtprio",
  "rttime",
  "sigpending",
  "stack",
] as const;

/**
 * What a container may be given back of what was taken from it: Docker's own default. Any other is a way to the host.
 * https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
 */
const CAPABILITIES = [
  "AUDIT_WRITE",
  "CHOWN",
  "DAC_OVERRIDE",
  "FOWNER",
  "FSETID",
  "KILL",
  "MKNOD",
  "NET_BIND_SERVICE",
  "SETFCAP",
  "SETGID",
  "SETPCAP",
  "SETUID",
  "SYS_CHROOT",
] as const;

/** Docker's default has one more, which is as well to go without. */
const DROPPED = ["ALL", "NET_RAW", ...CAPABILITIES] as const;

export const ulimit = z.strictObject({
  name: z.enum(ULIMITS).meta({ description: "Which limit." }),
  softLimit: z.int().min(-1).meta({ description: "From where on a process is told." }),
  hardLimit: z.int().min(-1).meta({ description: "How far a process may raise its own." }),
});

export const linuxParameters = z
  .strictObject({
    capabilities: z
      .strictObject({
        drop: uniqueList(z.enum(DROPPED))
          .default([])
          .meta({ description: "What is taken away.", examples: [["ALL"]] }),
        add: uniqueList(z.enum(CAPABILITIES)).default([]).meta({
          description: "What is given back after drop: [ALL].",
        }),
      })
      .optional()
      .meta({
        description:
          "Linux capabilities. Whatever Docker's default has not, such as SYS_ADMIN, is as good as a privileged container, and can't be added.",
      }),
    sharedMemorySizeInMib: z.int().min(1).max(786432).optional().meta({
      description: "Size of /dev/shm; Docker's is 64.",
      unit: "MiB",
    }),
  })
  .optional()
  .meta({ description: "What Linux gives it." });
