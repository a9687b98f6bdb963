import type { ConfigRule } from "../../rule";
import { nodesReachAws } from "./nodesReachAws";
import { zonesInProduction } from "./zonesInProduction";
import { disjointNetworks } from "./disjointNetworks";

/** Rules about the VPC. */
export const networkRules: readonly ConfigRule[] = [
  zonesInProduction,
  disjointNetworks,
  nodesReachAws,
];
