type Section = Readonly<Record<string, unknown>>;

/**
 * A primary's services as a standby in another Region runs them: their AWS sides. A site's servers are the
 * primary's own, and so is what only they run; a share can be mounted once its gateway has an appliance. What
 * they name by ARN is in the standby's Region: a replica of a secret has its name there.
 */
export function followedServices(sections: Section, own: Section, regions: Move): unknown[] {
  const services = inAws(sections["services"]);
  const names = services.map(({ name }) => name);
  const shares = mountable({ ...sections, ...own });
  return services.map((service) => ({
    ...(moved(service, regions) as Section),
    placement: "cloud",
    replicas: replicas(service),
    burst: false,
    traffic: undefined,
    failover: undefined,
    ...used(service, names, shares),
  }));
}

/** A primary's jobs as a standby in another Region has them: those in AWS, as for services. */
export function followedJobs(sections: Section, own: Section, regions: Move): unknown[] {
  const names = inAws(sections["services"]).map(({ name }) => name);
  const shares = mountable({ ...sections, ...own });
  return inAws(sections["jobs"]).map((job) => ({
    ...(moved(job, regions) as Section),
    ...used(job, names, shares),
  }));
}

const inAws = (value: unknown): Section[] =>
  list(value).filter(({ placement }) => placement !== "on-prem");

/** What of the primary's services and shares is there in the standby's Region as well. */
function used(of: Section, services: readonly unknown[], shares: readonly unknown[]): Section {
  return {
    reaches: list(of["reaches"]).filter(
      ({ service }) => service === undefined || services.includes(service),
    ),
    volumes: list(of["volumes"]).filter(({ share }) => shares.includes(share)),
  };
}

/** From the primary's Region to the standby's. */
interface Move {
  readonly from: unknown;
  readonly to: unknown;
}

/** A value whose ARNs of one Region are of another. */
function moved(value: unknown, regions: Move): unknown {
  if (typeof value === "string") {
    const [, before, region, after] = /^(arn:[^:]+:[^:]+:)([^:]+)(:.*)$/s.exec(value) ?? [];
    return region !== undefined && region === regions.from
      ? `${before}${String(regions.to)}${after}`
      : value;
  }
  if (Array.isArray(value)) return value.map((each) => moved(each, regions));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, moved(each, regions)]),
  );
}

/** What ran on both sides has to be carried by one. */
function replicas({ placement, replicas: given, autoscaling }: Section): unknown {
  const { cloud, onPrem } = { ...(given as { cloud?: number; onPrem?: number }) };
  if (placement !== "both" || cloud === undefined || onPrem === undefined) return given;
  const { maxReplicas = Infinity } = { ...(autoscaling as { maxReplicas?: number }) };
  return { cloud: Math.min(cloud + onPrem, maxReplicas), onPrem };
}

/** Names of the shares whose gateway is there. */
function mountable(sections: Section): unknown[] {
  const gateways = list(sections["fileGateways"])
    .filter(({ host, appliance }) => host === "ec2" || appliance !== undefined)
    .map(({ name }) => name);
  return list(sections["fileShares"])
    .filter(({ gateway }) => gateways.includes(gateway))
    .map(({ name }) => name);
}

function list(value: unknown): readonly Section[] {
  return Array.isArray(value) ? (value as readonly Section[]) : [];
}
