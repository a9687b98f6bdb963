import { z } from "zod";
import { backupSchema } from "./backup";
import { connectivitySchema } from "./connectivity";
import { dnsSchema } from "./dns";
import { environmentTypeSchema } from "./environmentType";
import { monitoringSchema } from "./monitoring";
import { networkSchema } from "./network";
import { onPremisesSchema } from "./onPremises";
import { recoverySchema } from "./recovery";
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
  backup: backupSchema,
  recovery: recoverySchema,
  connectivity: connectivitySchema,
  dns: dnsSchema,
  monitoring: monitoringSchema,
};

export const platformSchema = z.strictObject(sections);
