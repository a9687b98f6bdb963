import type { StackConfig } from "../config/settled";
import { targetGroups } from "../components/ecs/service/sides";
import { hasCertificate } from "../components/elb/internalLoadBalancer";
import { plannedEndpoints } from "../components/networking/endpointPlan";

/** How many vCPUs an instance type has. */
export type VcpusOf = (instanceType: string) => number;

/** A quota's family of instance types, and how they are paid. */
export interface Compute {
  readonly family: string;
  readonly market: "on-demand" | "spot";
  readonly vcpus: number;
}

/** Elastic IP addresses: one for each NAT gateway. */
export function elasticIps({ network }: StackConfig): number {
  const { natGateways, availabilityZones } = network;
  return { none: 0, single: 1, "per-zone": availabilityZones.length }[natGateways];
}

/** Target groups of the load balancer. */
export function targetGroupCount({ services, loadBalancer }: StackConfig): number {
  if (!hasCertificate(loadBalancer)) return 0;
  return services
    .filter(({ hosts }) => hosts.length > 0)
    .reduce((sum, service) => sum + targetGroups(service).length, 0);
}

export function interfaceEndpoints({ network }: StackConfig): number {
  return plannedEndpoints(network.interfaceEndpoints).length;
}

/** DB instances, replicas and the members of clusters among them. */
export function dbInstances({ databases }: StackConfig): number {
  return databases.reduce((sum, { deployment, readReplicas }) => {
    return sum + (deployment === "multi-az-cluster" ? 3 : 1 + readReplicas);
  }, 0);
}

export function vpnConnections({ connectivity }: StackConfig): number {
  return connectivity?.mode === "direct-connect" ? 0 : (connectivity?.vpn?.devices.length ?? 0);
}

export function transitGateways({ connectivity }: StackConfig): number {
  const isMade = connectivity?.mode !== "transit-gateway";
  return isMade && connectivity?.hub === "transit-gateway" ? 1 : 0;
}

/** Internal load balancers: one, and more where services are spread over several. */
export function loadBalancerCount({ services, loadBalancer }: StackConfig): number {
  if (!hasCertificate(loadBalancer)) return 0;
  const used = services.flatMap((service) => service.loadBalancer ?? []);
  return new Set([1, ...used]).size;
}

/** Network interfaces at the stack's largest: of gateways, endpoints, the load balancer, instances and tasks. */
export function networkInterfaces(config: StackConfig): number {
  const zones = config.network.availabilityZones.length;
  const instances = Object.values(config.cluster.capacity).reduce((n, c) => n + c.maxSize, 0);
  const tasks = config.tasks
    .filter(({ placement }) => placement !== "on-prem")
    .reduce((n, { replicas, autoscaling }) => {
      return n + Math.max(replicas.cloud, autoscaling?.maxReplicas ?? 0);
    }, 0);
  const balancer = loadBalancerCount(config) * zones;
  const resolver = config.dns ? 2 * zones : 0;
  const fixed = interfaceEndpoints(config) * zones + elasticIps(config) + balancer + resolver;
  return fixed + dbInstances(config) + instances + tasks;
}

/** vCPUs of the capacity classes at their largest, of the largest type that each may take. */
export function compute({ cluster, fileGateways }: StackConfig, vcpusOf: VcpusOf): Compute[] {
  const wanted = Object.values(cluster.capacity).flatMap((each) => {
    const [first = ""] = each.instanceTypes;
    const vcpus = Math.max(...each.instanceTypes.map(vcpusOf));
    const rest = each.maxSize - Math.min(each.maxSize, each.onDemandBaseCapacity);
    const onDemand = each.maxSize - rest + Math.ceil((rest * each.onDemandPercentage) / 100);
    const family = familyOf(first);
    return [
      { family, market: "on-demand" as const, vcpus: onDemand * vcpus },
      { family, market: "spot" as const, vcpus: (each.maxSize - onDemand) * vcpus },
    ];
  });
  const appliances = fileGateways
    .filter(({ host }) => host === "ec2")
    .map(({ ec2 }) => ({
      family: familyOf(ec2.instanceType),
      market: "on-demand" as const,
      vcpus: vcpusOf(ec2.instanceType),
    }));
  const sums = new Map<string, Compute>();
  for (const each of [...wanted, ...appliances]) {
    const key = `${each.family} ${each.market}`;
    sums.set(key, { ...each, vcpus: each.vcpus + (sums.get(key)?.vcpus ?? 0) });
  }
  return [...sums.values()].filter(({ vcpus }) => vcpus > 0);
}

/** Instance types that the stack may run. */
export function instanceTypes({ cluster, fileGateways }: StackConfig): string[] {
  const appliances = fileGateways.filter(({ host }) => host === "ec2");
  return [
    ...new Set([
      ...Object.values(cluster.capacity).flatMap((each) => each.instanceTypes),
      ...appliances.map(({ ec2 }) => ec2.instanceType),
    ]),
  ];
}

/**
 * The family that EC2 counts an instance type in.
 * https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-instance-quotas.html
 */
export function familyOf(instanceType: string): string {
  const [letters = ""] = /^[a-z]+/.exec(instanceType) ?? [];
  if (["g", "gr", "vt"].includes(letters)) return "G and VT";
  if (letters === "p" || letters === "f" || letters === "x") return letters.toUpperCase();
  if (["inf", "trn", "dl", "hpc", "u", "mac"].includes(letters)) return letters;
  return "Standard";
}
