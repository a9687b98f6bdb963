import { z } from "zod";
import { environmentTypeSchema } from "./environmentType";
import { networkSchema } from "./network";
import { onPremisesSchema } from "./onPremises";
import { residencySchema } from "./residency";
import { tagsSchema } from "./tags";

export { regionSchema } from "./region";

/**
 * Every key of the project's namespace and what it may hold: the one source of the loader, of the types,
 * of docs/CONFIG.md, of the editors' schema and of the keys in Pulumi.yaml.
 */
export const sections = {
  environmentType: environmentTypeSchema,
  tags: tagsSchema,
  residency: residencySchema,
  network: networkSchema,
  onPremises: onPremisesSchema,
};

export const platformSchema = z.strictObject(sections);
