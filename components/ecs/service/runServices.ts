import type * as pulumi from "@pulumi/pulumi";
import { HostRecords } from "../../elb/hostRecords";
import type { LoadBalancerFront } from "../../elb/internalLoadBalancer";
import type { Named } from "../../elb/loadBalancers";
import { answeredHosts } from "../../elb/redirects";
import { isNetworkProtocol } from "../../elb/networkProtocol";
import type { JobDescription } from "../jobs/description";
import { Job, type JobOutputs } from "../jobs/job";
import { runBefore } from "../jobs/runBefore";
import { AccessPoints } from "./accessPoints";
import { ClientGroups } from "./clientGroups";
import { clientWays } from "./clientWays";
import type { ServiceDescription } from "./description";
import { openWays, type ReachedElsewhere } from "./openWays";
import type { ServicePlatform } from "./platform";
import { Service } from "./service";
import { lookedAt, numbersOf, urlsOf, type ServiceOutputs } from "./serviceOutputs";

/** What services are put into, before anything is known of them. */
export interface ServicePlace extends Omit<
  ServicePlatform,
  "clientWays" | "clientGroups" | "loadBalancer" | "accessPoints"
> {
  /** The load balancers, by number from 1; none without a certificate. */
  readonly loadBalancers: Readonly<Record<number, LoadBalancerFront>>;
}

/** Services and jobs, and where they are put. */
export interface RunServicesArgs {
  readonly descriptions: readonly ServiceDescription[];
  readonly jobs: readonly JobDescription[];
  readonly place: ServicePlace;
  /** The private zone of their hosts; undefined where there is none. */
  readonly dns?:
    { readonly zoneId: pulumi.Input<string>; readonly zoneName: pulumi.Input<string> } | undefined;
  /** What distinguishes the records of their hosts from those of another Region, such as `landbridge-prod`. */
  readonly setIdentifier: string;
  /**
   * Services of another stack that they may reach.
   * @default none
   */
  readonly elsewhere?: readonly ReachedElsewhere[];
}

/** Services and jobs that run. */
export interface RunningServices {
  /** Each service, by name. */
  readonly services: Readonly<Record<string, Service>>;
  /** First labels of their names in the private zone. */
  readonly hosts: readonly string[];
  /** The load balancer that serves a host. */
  readonly loadBalancerOf: (host: string) => Named | undefined;
  /** Their configuration in the stack. */
  readonly outputs: {
    /** URLs, by host. */
    readonly urls: Readonly<Record<string, pulumi.Output<string>>>;
    /** Which load balancer serves a service's hosts, by its name: where it stays. */
    readonly loadBalancers: Readonly<Record<string, number>>;
    /** Where to look at a service, by its name. */
    readonly services: Readonly<Record<string, ServiceOutputs>>;
    /** How to start a job and where to look at it, by its name. */
    readonly jobs: Readonly<Record<string, JobOutputs>>;
  };
}

/**
 * Services and jobs, the names of their hosts, and the ways from one to another. No service knows another's
 * place in the list: each has resources of its own, named after it.
 */
export function runServices(
  args: RunServicesArgs,
  opts: pulumi.ComponentResourceOptions,
): RunningServices {
  const { descriptions, place, dns } = args;
  const platform = platformOf(args, opts);
  const of = ({ loadBalancer = 1 }: ServiceDescription) => place.loadBalancers[loadBalancer];
  const zoneName = dns?.zoneName ?? "";
  const make = (job: JobDescription) =>
    [job.name, new Job(job.name, { job, platform }, opts)] as const;
  const goFirst = ({ runBefore: services = [] }: JobDescription) => services.length > 0;
  const first = args.jobs.filter(goFirst).map((job) => ({ job, made: make(job) }));
  const before = (name: string) =>
    runBefore(
      name,
      first.flatMap(({ job, made }) => (job.runBefore?.includes(name) ? [made] : [])),
      platform.context.region,
    );
  const services = Object.fromEntries(
    descriptions.map((service) => [
      service.name,
      new Service(
        service.name,
        {
          service,
          platform: { ...platform, loadBalancer: of(service) },
          zoneName,
          before: before(service.name),
        },
        opts,
      ),
    ]),
  );
  const others = args.jobs.filter((job) => !goFirst(job)).map(make);
  const jobs = Object.fromEntries([...first.map(({ made }) => made), ...others]);
  const tasks = [...descriptions, ...args.jobs];
  const made = { ...services, ...jobs };
  const elsewhere = args.elsewhere ? { elsewhere: args.elsewhere } : {};
  openWays({ descriptions: tasks, services: made, platform, ...elsewhere }, opts);
  const exposed = descriptions.filter(({ hosts }) => hosts.length > 0);
  const loadBalancerOf = (host: string): Named | undefined => {
    const service = exposed.find((each) => answeredHosts(each).includes(host));
    if (service === undefined) return undefined;
    return isNetworkProtocol(service.protocol) ? platform.networkLoadBalancer : of(service);
  };
  const hosts = exposed.flatMap(answeredHosts);
  return {
    services,
    hosts,
    loadBalancerOf,
    outputs: {
      urls: urlsOf(descriptions, hostRecords(args, hosts, loadBalancerOf, opts)?.urls ?? {}),
      loadBalancers: numbersOf(descriptions),
      services: lookedAt(descriptions, services, zoneName),
      jobs: Object.fromEntries(Object.entries(jobs).map(([name, { outputs }]) => [name, outputs])),
    },
  };
}

/** The names of the hosts, where there are a zone and a load balancer. */
function hostRecords(
  { dns, place, setIdentifier }: RunServicesArgs,
  hosts: readonly string[],
  ofHost: RunningServices["loadBalancerOf"],
  opts: pulumi.ComponentResourceOptions,
): HostRecords | undefined {
  const first = place.loadBalancers[1] ?? place.networkLoadBalancer;
  if (!first || !dns || hosts.length === 0) return undefined;
  const own = { hosts, setIdentifier, region: place.context.region };
  const loadBalancerOf = (host: string) => ofHost(host) ?? first;
  return new HostRecords("hosts", { ...dns, ...own, loadBalancerOf }, opts);
}

function platformOf(
  { descriptions, jobs, place }: RunServicesArgs,
  opts: pulumi.ComponentResourceOptions,
): ServicePlatform {
  const { loadBalancers, ...rest } = place;
  const { fileSystems } = rest;
  const tasks = [...descriptions, ...jobs];
  const ways = Object.fromEntries(tasks.map((each) => [each.name, clientWays(each)]));
  const mounted = tasks.some((each) => (each.fileSystems ?? []).length > 0);
  const { points: accessPoints } = mounted
    ? new AccessPoints("file-access", { descriptions: tasks, fileSystems }, opts)
    : { points: {} };
  const clients = new ClientGroups(
    "clients",
    {
      vpcId: place.vpcId,
      ways: Object.values(ways).flatMap(({ byGroup }) => byGroup),
      databases: place.databases,
      fileSystems,
    },
    opts,
  );
  return {
    ...rest,
    loadBalancer: loadBalancers[1],
    clientWays: ways,
    clientGroups: clients.groups,
    accessPoints,
  };
}
