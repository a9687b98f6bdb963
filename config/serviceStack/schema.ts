import { z } from "zod";
import { text, uniqueList } from "../schema/leaves";
import { resourceName } from "../schema/named";
import { sections } from "../sections";

const STACK = /^([A-Za-z0-9_.-]+\/){1,2}[A-Za-z0-9_.-]+$/;

const platformStackSchema = text((value) =>
  STACK.test(value)
    ? undefined
    : "is not a stack with its project (such as landbridge/prod, or acme/landbridge/prod)",
).meta({
  description: "The stack of the platform that the services are put into, with its project.",
  examples: ["landbridge/prod"],
  allowed: "name of a stack, with its project, and its organization where that differs",
});

/** The keys of a stack of services: those of the platform's stack that are about them, and the platform. */
export const serviceStackSchema = z.strictObject({
  platform: platformStackSchema,
  tags: sections.tags,
  permissionsBoundary: sections.permissionsBoundary,
  services: sections.services,
  jobs: sections.jobs,
  moved: uniqueList(resourceName(20))
    .default([])
    .meta({
      description:
        "Services and jobs that `pulumi state move` has brought here from the platform's stack, until that has been updated without them.",
      examples: [["stock"]],
    }),
});

/** A stack of services as its file has it, with defaults. */
export type ServiceStackSections = z.output<typeof serviceStackSchema>;
