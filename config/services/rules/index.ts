import type { ConfigRule } from "../../rule";
import { destinations, execLogFolder, noSecretsInEnvironment, statementsExplained } from "./access";
import { daemons } from "./daemons";
import { imagesFitProcessors } from "./architectures";
import {
  containerNames,
  containerSettings,
  containersInOrder,
  gpusWhereTheyAre,
  sharedFolders,
  sidecarsOnPremises,
} from "./containers";
import { balancing, matchersOfProtocol } from "./balancing";
import {
  capacityClassExists,
  hostPortsPerSite,
  onPremisesSettings,
  sensitiveStaysOnPremises,
  stopsAfterRotation,
} from "./placement";
import { imagesReachable } from "./imagesReachable";
import {
  exposedServices,
  hostsBesideDatabases,
  listenerRules,
  uniqueServiceNames,
} from "./routing";
import { classesHoldTheirTasks, tasksFitInstances } from "./density";
import {
  callersFit,
  databaseClientsFit,
  destinationsFit,
  documentsFit,
  shareClientsFit,
} from "./limits";
import { loadBalancersFit } from "./loadBalancersFit";
import { failover } from "./failover";
import { objectives } from "./objectives";
import { fileSystemsInAws, serviceFileSystems, sharedFileFolders } from "./fileSystems";
import { deployments } from "./deployments";
import { logins } from "./login";
import { networkListeners, networkServices } from "./networkBalancing";
import { redirects } from "./redirects";
import { scalingMetrics } from "./scaling";
import { imageSources, serviceDatabases, serviceVolumes } from "./stores";
import { autoscalingLimits, bursting, trafficWeights } from "./traffic";

/** Rules across the keys of a service, across services, and between services and the platform. */
export const serviceRules: readonly ConfigRule[] = [
  uniqueServiceNames,
  sensitiveStaysOnPremises,
  capacityClassExists,
  daemons,
  imagesFitProcessors,
  containerNames,
  containersInOrder,
  containerSettings,
  sharedFolders,
  gpusWhereTheyAre,
  sidecarsOnPremises,
  tasksFitInstances,
  classesHoldTheirTasks,
  onPremisesSettings,
  hostPortsPerSite,
  stopsAfterRotation,
  exposedServices,
  hostsBesideDatabases,
  listenerRules,
  redirects,
  logins,
  balancing,
  matchersOfProtocol,
  networkServices,
  networkListeners,
  deployments,
  trafficWeights,
  bursting,
  failover,
  objectives,
  autoscalingLimits,
  scalingMetrics,
  noSecretsInEnvironment,
  execLogFolder,
  destinations,
  statementsExplained,
  imageSources,
  imagesReachable,
  serviceDatabases,
  serviceVolumes,
  fileSystemsInAws,
  serviceFileSystems,
  sharedFileFolders,
  databaseClientsFit,
  callersFit,
  destinationsFit,
  loadBalancersFit,
  documentsFit,
  shareClientsFit,
];
