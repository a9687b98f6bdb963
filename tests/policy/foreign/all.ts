import { dataPairs } from "./dataPairs";
import { networkPairs } from "./networkPairs";
import type { Pair } from "./pair";
import { servicePairs } from "./servicePairs";

/** Programs of other teams, well made and with mistakes. */
export const foreignPairs: readonly Pair[] = [...dataPairs, ...networkPairs, ...servicePairs];
