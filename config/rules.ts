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
import { databaseRules } from "./databases/rules";
import { fileShareRules } from "./fileShares/rules";
import { clusterRules } from "./cluster/rules";
import { registryRules } from "./registry/rules";
import { loadBalancerRules } from "./loadBalancer/rules";
import { quotaRules } from "./quotas/rules";
import { serviceRules } from "./services/rules";
import { jobRules } from "./jobs/rules";

/** Every rule across keys, section by section. docs/CONFIG.md lists their summaries in this order. */
export const rules: readonly ConfigRule[] = [
  ...stackRules,
  ...keyRules,
  ...networkRules,
  ...backupRules,
  ...recoveryRules,
  ...connectivityRules,
  ...dnsRules,
  ...onPremisesRules,
  ...monitoringRules,
  ...costRules,
  ...databaseRules,
  ...fileShareRules,
  ...clusterRules,
  ...registryRules,
  ...loadBalancerRules,
  ...serviceRules,
  ...jobRules,
  ...quotaRules,
];
