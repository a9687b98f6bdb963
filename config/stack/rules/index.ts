import type { ConfigRule } from "../../rule";
import { regionInResidency } from "./regionInResidency";
import { onePartition } from "./partitions";
import { onPremOnlyStaysHome } from "./dataClasses";

/** Rules about the whole stack. */
export const stackRules: readonly ConfigRule[] = [
  regionInResidency,
  onPremOnlyStaysHome,
  onePartition,
];
