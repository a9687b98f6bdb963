import type { ConfigRule } from "../../rule";
import { zonesInProduction } from "./zonesInProduction";
import { disjointNetworks } from "./disjointNetworks";

/** Rules about the VPC. */
export const networkRules: readonly ConfigRule[] = [zonesInProduction, disjointNetworks];
