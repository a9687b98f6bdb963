import type { ConfigRule } from "../../rule";
import { connectivityParts } from "./connectivityParts";
import { asnsDiffer } from "./asnsDiffer";
import { linkOrders } from "./linkOrders";
import { linksUnique } from "./linksUnique";
import { peerAddresses } from "./peerAddresses";
import { insideCidrs } from "./insideCidrs";
import { routedPrefixes } from "./routedPrefixes";
import { linksInProduction } from "./linksInProduction";

/** Rules about links with the data centre. */
export const connectivityRules: readonly ConfigRule[] = [
  connectivityParts,
  asnsDiffer,
  linkOrders,
  linksUnique,
  peerAddresses,
  insideCidrs,
  routedPrefixes,
  linksInProduction,
];
