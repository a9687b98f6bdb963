import { z } from "zod";

export const environmentTypeSchema = z
  .enum(["production", "development"])
  .default("production")
  .meta({
    description:
      "What the stack is for. Rules across keys are stricter in production; a stack that says nothing is production.",
  });
