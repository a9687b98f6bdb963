import { z } from "zod";
import { cidr, uniqueList } from "../schema/leaves";
import { sitesSchema } from "./sites";

export const onPremisesSchema = z
  .strictObject({
    cidrs: uniqueList(cidr({ shortest: 8, longest: 32 }))
      .min(1)
      .meta({
        description: "The data centre's networks, as they are routed to AWS.",
        examples: [["10.100.0.0/16"]],
      }),
    sites: sitesSchema,
  })
  .meta({ description: "The data centre that the VPC is one network with." });
