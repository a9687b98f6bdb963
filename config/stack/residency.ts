import { z } from "zod";
import { uniqueList } from "../schema/leaves";
import { regionName } from "./region";

export const residencySchema = z
  .strictObject({
    allowedRegions: uniqueList(regionName())
      .min(1)
      .meta({
        description:
          "Every Region that may hold the company's data: the stack's own, and those of copies.",
        examples: [["eu-west-1", "eu-central-1"]],
      }),
  })
  .meta({ description: "Where data may be kept." });
