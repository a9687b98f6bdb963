import { z } from "zod";

export const deletionProtectionSchema = z.boolean().default(true).meta({
  description:
    "Whether what holds data or serves users resists deletion: by AWS's own deletion protection, and by Pulumi's protect.",
});
