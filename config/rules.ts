import type { ConfigRule } from "./rule";
import { stackRules } from "./stack/rules";
import { keyRules } from "./keys/rules";
import { networkRules } from "./network/rules";
import { backupRules } from "./backup/rules";
import { recoveryRules } from "./recovery/rules";
import { connectivityRules } from "./connectivity/rules";
import { dnsRules } from "./dns/rules";
import { onPremisesRules } from "./onPremises/rules";
import { monitoringRules } from "./monitoring/rules";
import { costRules } from "./costs/rules";
import { fleetRules } from "./fleet/rules";
import { governanceRules } from "./governance/rules";
import { databaseRules } from "./databases/rules";
import { fileShareRules } from "./fileShares/rules";
import { fileSystemRules } from "./fileSystems/rules";
import { clusterRules } from "./cluster/rules";
import { registryRules } from "./registry/rules";
import { loadBalancerRules } from "./loadBalancer/rules";
import { quotaRules } from "./quotas/rules";
import { serviceRules } from "./services/rules";
import { jobRules } from "./jobs/rules";

/** The rules across keys, by the section that they are about; their documents keep this order. */
export const rulesOfSections: Readonly<Record<string, readonly ConfigRule[]>> = {
  stack: stackRules,
  keys: keyRules,
  network: networkRules,
  backup: backupRules,
  recovery: recoveryRules,
  connectivity: connectivityRules,
  dns: dnsRules,
  onPremises: onPremisesRules,
  monitoring: monitoringRules,
  costs: costRules,
  governance: governanceRules,
  databases: databaseRules,
  fileShares: fileShareRules,
  fileSystems: fileSystemRules,
  cluster: clusterRules,
  fleet: fleetRules,
  registry: registryRules,
  loadBalancer: loadBalancerRules,
  services: serviceRules,
  jobs: jobRules,
  quotas: quotaRules,
};

/** Every rule across keys. */
export const rules: readonly ConfigRule[] = Object.values(rulesOfSections).flat();
