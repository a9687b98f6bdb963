import type * as pulumi from "@pulumi/pulumi";
import type { ImageSources } from "../ecr/imageSource";
import type { ServiceDescription } from "../ecs/service/description";
import type { ServicePlace } from "../ecs/service/runServices";
import type { Services } from "../ecs/service/services";
import { PLATFORM_VERSION } from "./contract";
import { neighbourOf } from "./neighbours";

/** What a platform's stack says of itself to stacks of services. */
export interface OfferArgs {
  readonly stack: string;
  readonly region: string;
  readonly namePrefix: string;
  /** Whatever has tasks. */
  readonly tasks: readonly ServiceDescription[];
  readonly capacity: { readonly defaultCapacityClass?: string | undefined };
  readonly deployed: Services;
  readonly registry: { readonly images: Omit<ImageSources, "context"> };
  /** Its private zone; undefined where there is none. */
  readonly dns?:
    | { readonly zoneId: pulumi.Output<string>; readonly zoneName: pulumi.Output<string> }
    | undefined;
}

/**
 * What stacks of services are told, as contract.ts has it.
 *
 * @param sections Those of the platform's configuration that rules about services look at.
 */
export function platformOffer(
  args: OfferArgs,
  sections: Readonly<Record<string, unknown>>,
): Readonly<Record<string, pulumi.Input<unknown>>> {
  const { stack, region, namePrefix, tasks, deployed, dns } = args;
  return {
    version: PLATFORM_VERSION,
    region,
    namePrefix,
    sections,
    services: tasks.map((task) => ({
      ...neighbourOf(task, stack, args.capacity.defaultCapacityClass),
      securityGroupId: deployed.services[task.name]?.securityGroupId,
    })),
    made: {
      ...placeOffered(deployed.place),
      images: args.registry.images,
      zoneId: dns?.zoneId,
      zoneName: dns?.zoneName,
    },
  };
}

/** Of what services are put into, all that is plain: no resource, and no function. */
function placeOffered(place: ServicePlace) {
  return {
    vpcId: place.vpcId,
    privateSubnetIds: place.privateSubnetIds,
    endpointSecurityGroupId: place.endpointSecurityGroupId,
    clusterArn: place.clusterArn,
    clusterName: place.clusterName,
    execStatements: place.execStatements,
    capacityProviderNames: place.capacityProviderNames,
    architectures: place.architectures,
    defaultCapacityClass: place.defaultCapacityClass,
    serviceConnectNamespaceArn: place.serviceConnectNamespaceArn,
    sites: place.sites,
    loadBalancers: Object.fromEntries(
      Object.entries(place.loadBalancers).map(
        ([number, { arnSuffix, dnsName, hostedZoneId, httpsListenerArn, securityGroupId }]) => [
          number,
          { arnSuffix, dnsName, hostedZoneId, httpsListenerArn, securityGroupId },
        ],
      ),
    ),
    alarmTopics: place.alarmTopics,
    logsKmsKeyArn: place.logsKmsKeyArn,
    databaseKmsKeyArn: place.databaseKmsKeyArn,
    computeKmsKeyArn: place.computeKmsKeyArn,
    databases: place.databases,
    retainLogs: place.retainLogs,
  };
}
