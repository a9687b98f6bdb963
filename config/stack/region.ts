import type { z } from "zod";
import { text } from "../schema/leaves";

const NAME = /^[a-z]{2,4}(-[a-z]+){1,2}-\d{1,2}$/;

/** The name of an AWS Region. */
export function regionName(): z.ZodString {
  return text((value) =>
    NAME.test(value) ? undefined : "is not the name of an AWS Region (such as eu-west-1)",
  ).meta({ allowed: "name of an AWS Region", examples: ["eu-west-1"], pattern: NAME.source });
}

/** `aws:region`, the AWS provider's own key. */
export const regionSchema = regionName().meta({
  description: "The AWS Region of the stack, for the AWS provider and for the program.",
  examples: ["eu-west-1"],
});
