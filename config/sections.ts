import { z } from "zod";
import { backupSchema } from "./backup/schema";
import { clusterSchema } from "./cluster/schema";
import { connectivitySchema } from "./connectivity/schema";
import { deletionProtectionSchema } from "./stack/deletionProtection";
import { dnsSchema } from "./dns/schema";
import { environmentTypeSchema } from "./stack/environmentType";
import { jobsSchema } from "./jobs/schema";
import { keysSchema } from "./keys/schema";
import { loadBalancerSchema } from "./loadBalancer/schema";
import { monitoringSchema } from "./monitoring/schema";
import { costsSchema } from "./costs/schema";
import { databasesSchema } from "./databases/schema";
import { fleetSchema } from "./fleet/schema";
import { governanceSchema } from "./governance/schema";
import { fileGatewaysSchema } from "./fileGateways/schema";
import { fileSystemsSchema } from "./fileSystems/schema";
import { fileSharesSchema } from "./fileShares/schema";
import { networkSchema } from "./network/schema";
import { onPremisesSchema } from "./onPremises/schema";
import { quotasSchema } from "./quotas/schema";
import { recoverySchema } from "./recovery/schema";
import { registrySchema } from "./registry/schema";
import { permissionsBoundarySchema } from "./stack/permissionsBoundary";
import { residencySchema } from "./stack/residency";
import { serviceFilesSchema } from "./serviceFiles/schema";
import { servicesSchema } from "./services/schema";
import { tagsSchema } from "./stack/tags";

export { regionSchema } from "./stack/region";

/**
 * Every key of the project's namespace and what it may hold: the one source of the loader, of the types,
 * of docs/CONFIG.md and its pages, of the editors' schema and of the keys in Pulumi.yaml.
 */
export const sections = {
  environmentType: environmentTypeSchema,
  tags: tagsSchema,
  residency: residencySchema,
  permissionsBoundary: permissionsBoundarySchema,
  keys: keysSchema,
  network: networkSchema,
  onPremises: onPremisesSchema,
  backup: backupSchema,
  recovery: recoverySchema,
  connectivity: connectivitySchema,
  dns: dnsSchema,
  monitoring: monitoringSchema,
  costs: costsSchema,
  governance: governanceSchema,
  cluster: clusterSchema,
  fleet: fleetSchema,
  registry: registrySchema,
  loadBalancer: loadBalancerSchema,
  services: servicesSchema,
  serviceFiles: serviceFilesSchema,
  jobs: jobsSchema,
  deletionProtection: deletionProtectionSchema,
  databases: databasesSchema,
  fileGateways: fileGatewaysSchema,
  fileShares: fileSharesSchema,
  fileSystems: fileSystemsSchema,
  quotas: quotasSchema,
};

export const platformSchema = z.strictObject(sections);
