import { z } from "zod";
import { cidr, text, uniqueList } from "../schema/leaves";
import { port, ruleDescription, serviceName, statementResource } from "./leaves";

/** What a service's tasks may do in AWS. */
export const statement = z.strictObject({
  actions: uniqueList(
    text((value) =>
      /^[a-z0-9-]+:[A-Za-z*]+$/.test(value) && !value.endsWith(":*")
        ? undefined
        : "is not an IAM action (service:Action; all actions of a service are too many)",
    ),
  )
    .min(1)
    .meta({ description: "What it may do.", examples: [["s3:GetObject"]] }),
  resources: uniqueList(statementResource()).min(1).meta({ description: "On what: ARNs." }),
  reason: z.string().min(1).optional().meta({ description: 'Why, where resources is "*".' }),
});

/** What a service's tasks may connect to. */
export const destination = z.strictObject({
  service: serviceName().optional().meta({
    description: "Another service: by its host name, and by Service Connect in the cloud.",
  }),
  cidr: cidr({ shortest: 0, longest: 32 }).optional().meta({ description: "A network." }),
  securityGroupId: text((value) =>
    /^sg-[0-9a-f]{8,17}$/.test(value) ? undefined : "is not the ID of a security group",
  )
    .optional()
    .meta({ description: "What has this security group." }),
  port: port().optional().meta({ description: "TCP port, for a network or a security group." }),
  description: ruleDescription().optional().meta({ description: "What for." }),
});
