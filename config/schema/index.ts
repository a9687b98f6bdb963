import { z } from "zod";
import { backupSchema } from "./backup";
import { clusterSchema } from "./cluster";
import { connectivitySchema } from "./connectivity";
import { deletionProtectionSchema } from "./deletionProtection";
import { dnsSchema } from "./dns";
import { environmentTypeSchema } from "./environmentType";
import { loadBalancerSchema } from "./loadBalancer";
import { monitoringSchema } from "./monitoring";
import { databasesSchema } from "./databases";
import { fileGatewaysSchema } from "./fileGateways";
import { fileSharesSchema } from "./fileShares";
import { networkSchema } from "./network";
import { onPremisesSchema } from "./onPremises";
import { recoverySchema } from "./recovery";
import { registrySchema } from "./registry";
import { residencySchema } from "./residency";
import { servicesSchema } from "./services";
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
  cluster: clusterSchema,
  registry: registrySchema,
  loadBalancer: loadBalancerSchema,
  services: servicesSchema,
  deletionProtection: deletionProtectionSchema,
  databases: databasesSchema,
  fileGateways: fileGatewaysSchema,
  fileShares: fileSharesSchema,
};

export const platformSchema = z.strictObject(sections);
