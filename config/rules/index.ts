import type { Problem } from "../errors";
import type { ConfigDraft } from "../types";
import { backupClasses } from "./backupClasses";
import { backupRetention } from "./backupRetention";
import { complianceLock } from "./complianceLock";
import { asnsDiffer } from "./asnsDiffer";
import { connectivityParts } from "./connectivityParts";
import { hybridDns } from "./hybridDns";
import { insideCidrs } from "./insideCidrs";
import { linkOrders } from "./linkOrders";
import { linksInProduction } from "./linksInProduction";
import { linksUnique } from "./linksUnique";
import { peerAddresses } from "./peerAddresses";
import { routedPrefixes } from "./routedPrefixes";
import { onPremOnlyStaysHome } from "./dataClasses";
import { clientsInDataCentre } from "./dataCentreClients";
import { databaseFeatures, databaseNames, databasesSpanZones } from "./databases";
import {
  capacityInProduction,
  classSizes,
  defaultClass,
  gpuArchitecture,
  instanceTypesFit,
  spotVariety,
} from "./capacityClasses";
import { databaseRetention, databasesAreRestored, databasesReplicate } from "./databaseBackups";
import { disjointNetworks } from "./disjointNetworks";
import { recoveryRegion } from "./recoveryRegion";
import { gatewaysHaveEndpoints, sharesHaveGateways } from "./fileShares";
import { regionInResidency } from "./regionInResidency";
import { dockerHubPrefix, dockerHubRegion } from "./registry";
import { certificateRegion } from "./loadBalancer";
import { serviceRules } from "./services";
import { registrationLimits, serversReachable, uniqueSites } from "./sites";
import { zonesInProduction } from "./zonesInProduction";

/** A rule across keys. It sees only what could be parsed, and leaves out what it can't see. */
export interface ConfigRule {
  /** What the rule asks for, as docs/CONFIG.md says it. */
  readonly summary: string;
  readonly check: (config: ConfigDraft) => Problem[];
}

export const rules: readonly ConfigRule[] = [
  regionInResidency,
  zonesInProduction,
  disjointNetworks,
  backupRetention,
  backupClasses,
  complianceLock,
  recoveryRegion,
  connectivityParts,
  asnsDiffer,
  linkOrders,
  linksUnique,
  peerAddresses,
  insideCidrs,
  routedPrefixes,
  linksInProduction,
  hybridDns,
  onPremOnlyStaysHome,
  clientsInDataCentre,
  databasesSpanZones,
  databaseFeatures,
  databaseNames,
  databaseRetention,
  databasesAreRestored,
  databasesReplicate,
  sharesHaveGateways,
  gatewaysHaveEndpoints,
  instanceTypesFit,
  gpuArchitecture,
  classSizes,
  spotVariety,
  defaultClass,
  capacityInProduction,
  uniqueSites,
  serversReachable,
  registrationLimits,
  dockerHubRegion,
  dockerHubPrefix,
  certificateRegion,
  ...serviceRules,
];
