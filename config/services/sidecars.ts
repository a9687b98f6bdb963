import { z } from "zod";
import { text, uniqueList } from "../schema/leaves";
import { containerKeys } from "./container";
import { port, serviceName } from "./leaves";

const sidecar = z.strictObject({
  name: serviceName().meta({ description: "Name of the container, unique in the service." }),
  ...containerKeys,
  cpu: z.int().min(2).max(196608).meta({
    description: "CPU of this container, which comes to the task's.",
    unit: "CPU units",
  }),
  memory: z.int().min(6).max(786432).meta({
    description: "Memory of this container, which comes to the task's. With more it is killed.",
    unit: "MiB",
  }),
  essential: z.boolean().default(true).meta({
    description:
      "Whether the task ends with it. false for one that others wait for until it has ended (an init container).",
  }),
  port: port().optional().meta({
    description:
      "Port at which the service's container reaches it: at the name that it gets as <NAME>_SIDECAR_HOST, which is localhost in AWS. The load balancer doesn't.",
  }),
  databaseVariables: z.boolean().default(false).meta({
    description: "Whether it gets the environment variables of the service's databases as well.",
  }),
  stopTimeoutInSeconds: z.int().min(2).max(3600).default(30).meta({
    unit: "seconds",
    description: "How long it may go on after SIGTERM before it is killed.",
  }),
});

const sharedFolder = text((value) =>
  /^(\/[A-Za-z0-9-]+)+$/.test(value) && value.length <= 200
    ? undefined
    : "is not a folder by its whole path (such as /certificates; letters, digits and -)",
);

/** What stands beside the service's own container in its tasks. */
export const besideKeys = {
  sidecars: z.array(sidecar).max(9).optional().meta({
    description:
      "Containers beside its own, on the same image rules, roles and logs: what runs all the time, and init containers, which end before its own starts.",
  }),
  sharedPaths: uniqueList(sharedFolder)
    .optional()
    .meta({
      description:
        "Folders that all containers of a task read and write, on the host's disk: empty when the task starts, gone with it.",
      examples: [["/certificates"]],
    }),
} as const;
