import type { ConfigRule } from "../../rule";
import { uniqueSites, serversReachable, registrationLimits } from "./sites";
import { activationsExpire } from "./activations";
import { clearOfDockerBridge } from "./dockerBridge";
import { clientsInDataCentre } from "./dataCentreClients";

/** Rules about the data centre. */
export const onPremisesRules: readonly ConfigRule[] = [
  uniqueSites,
  serversReachable,
  registrationLimits,
  activationsExpire,
  clientsInDataCentre,
  clearOfDockerBridge,
];
