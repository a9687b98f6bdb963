import type { ConfigRule } from "../../rule";
import { uniqueSites, serversReachable, registrationLimits } from "./sites";
import { networksNeeded } from "./networksNeeded";
import { activationsExpire } from "./activations";
import { clearOfDockerBridge } from "./dockerBridge";
import { clientsInDataCentre } from "./dataCentreClients";

/** Rules about the data centre. */
export const onPremisesRules: readonly ConfigRule[] = [
  networksNeeded,
  uniqueSites,
  serversReachable,
  registrationLimits,
  activationsExpire,
  clientsInDataCentre,
  clearOfDockerBridge,
];
