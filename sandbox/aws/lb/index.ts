import type { Service } from "../../provider/resourceType";
import { listeners } from "./listeners";
import { loadBalancers } from "./loadBalancer";
import { targetGroups } from "./targetGroups";

/** Elastic Load Balancing. */
export const lb: Service = { ...loadBalancers, ...targetGroups, ...listeners };
