import { z } from "zod";
import { keyClasses } from "../../components/kms/keyPolicy";
import { arnOf } from "../services/leaves";

const keyArn = arnOf(
  ["kms"],
  "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
);

export const keysSchema = z
  .partialRecord(z.enum(keyClasses), keyArn)
  .default({})
  .meta({
    description:
      "Customer keys of KMS that are there already, by class of data; a class that is left out gets a key here. Their policies admit what docs/adopting.md lists. From the first update on: another key means another database.",
    allowed: `ARNs by class: ${keyClasses.join(", ")}`,
  });
