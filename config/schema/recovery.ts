import { z } from "zod";
import { recoveryStrategies } from "../../components/recovery/strategies";
import { regionName } from "./region";

export const recoverySchema = z
  .strictObject({
    strategy: z.enum(recoveryStrategies).meta({
      description: "What is kept in the recovery Region.",
    }),
    region: regionName().meta({
      description: "The Region that takes over: where copies of the backups go.",
      examples: ["eu-central-1"],
    }),
  })
  .optional()
  .meta({
    description:
      "What happens when the Region fails. Left out, nothing is copied to another Region.",
  });
