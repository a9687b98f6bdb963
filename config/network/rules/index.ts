import type { ConfigRule } from "../../rule";
import { disjointNetworks } from "./disjointNetworks";
import { endpointsInProduction } from "./endpointsInProduction";
import { existingFits } from "./existing";
import { natInProduction } from "./natInProduction";
import { networksFit } from "./networksFit";
import { nodesReachAws } from "./nodesReachAws";
import { twoZones } from "./twoZones";

/** Rules about the VPC. */
export const networkRules: readonly ConfigRule[] = [
  twoZones,
  existingFits,
  natInProduction,
  endpointsInProduction,
  disjointNetworks,
  networksFit,
  nodesReachAws,
];
