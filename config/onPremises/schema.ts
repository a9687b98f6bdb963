import { z } from "zod";
import { cidr, uniqueList } from "../schema/leaves";
import { sitesSchema } from "./sites";

export const onPremisesSchema = z
  .strictObject({
    cidrs: uniqueList(cidr({ shortest: 8, longest: 32 }))
      .default([])
      .meta({
        description: "The data centre's networks, as they are routed to AWS.",
        examples: [["10.100.0.0/16"]],
      }),
    sites: sitesSchema,
  })
  .prefault({})
  .meta({
    description: "The data centre that the VPC is one network with. Left out, there is none.",
  });
