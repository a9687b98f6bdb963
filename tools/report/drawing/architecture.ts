import type { Resource, StackState } from "../state";
import { record, records, text } from "../values";
import { boxId, Context } from "./context";
import { dataCentre, FILE_SHARES } from "./dataCentre";
import { PROXY, replicaLines } from "./databases";
import { everything, isFrame, type Diagram, type Line } from "./diagram";
import { jobsIn } from "./jobs";
import { linkFrame, linkLines } from "./links";
import { tierId } from "./network";
import {
  BUCKET_REPLICATION,
  homeRegion,
  imageCopyId,
  imageDestinations,
  otherRegions,
} from "./regions";

const SERVICE = "aws:ecs/service:Service";
const VAULT = "aws:backup/vault:Vault";
const DATABASES = [PROXY, "aws:rds/instance:Instance", "aws:rds/cluster:Cluster"];
const RULES = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

/** The drawing of a stack, from the resources that it has. */
export function architecture(state: StackState): Diagram {
  const context = new Context(state);
  const places = [dataCentre(context), linkFrame(context), homeRegion(context)];
  const frames = [...places, ...otherRegions(context)].filter((each) => each !== undefined);
  const tiers = new Map(["private", "isolated"].map((tier) => [tier, tierId(tier)]));
  const all = [
    ...linkLines(context, tiers),
    ...nameLines(context),
    ...requestLines(context),
    ...groupLines(context),
    ...replicaLines(context),
    ...copyLines(context),
  ];
  return { frames, lines: drawable(frames, all) };
}

/** The lines whose ends are drawn, each once. */
function drawable(frames: Diagram["frames"], lines: readonly Line[]): Line[] {
  const drawn = new Map(everything(frames).map((each) => [each.id, each]));
  const seen = new Set<string>();
  return lines.filter(({ from, to }) => {
    const end = drawn.get(to);
    const isEmpty = end !== undefined && isFrame(end) && end.children.length === 0;
    const key = `${from} ${to}`;
    if (!drawn.has(from) || end === undefined || isEmpty || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Questions for the other side's names. */
function nameLines({ state }: Context): Line[] {
  const rules = state.ofType("aws:route53/resolverRule:ResolverRule");
  const endpoints = state.ofType("aws:route53/resolverEndpoint:ResolverEndpoint");
  return rules.flatMap((rule) =>
    endpoints.map((endpoint): Line => {
      const ends = { from: boxId(rule), to: boxId(endpoint), kind: "request" } as const;
      const isInbound = text(endpoint.properties, "direction") === "INBOUND";
      return isInbound ? ends : { ...ends, backwards: true };
    }),
  );
}

/** From a load balancer to the services behind its rules, on whichever side. */
function requestLines(context: Context): Line[] {
  const { state } = context;
  const groups = state.ofType("aws:lb/targetGroup:TargetGroup");
  return state.ofType("aws:lb/listenerRule:ListenerRule").flatMap((rule) => {
    const balancer = state
      .ofType("aws:lb/loadBalancer:LoadBalancer")
      .find(({ properties }) => rule.id.includes(`/${text(properties, "arnSuffix")}/`));
    if (balancer === undefined) return [];
    const behind = groups.filter(({ properties }) =>
      JSON.stringify(rule.properties["actions"] ?? []).includes(text(properties, "arn")),
    );
    const services = state.ofType(SERVICE).filter((each) => servesOne(context, each, behind));
    return services.map((service): Line => {
      const isInAws = context.siteOf(service) === undefined;
      const [of, on] = [boxId(balancer), boxId(service)];
      return isInAws
        ? { from: of, to: on, kind: "request" }
        : { from: on, to: of, kind: "request", backwards: true };
    });
  });
}

/** Tasks in AWS are registered by ECS; servers of a site are targets of a group of the same service. */
function servesOne(context: Context, service: Resource, groups: readonly Resource[]): boolean {
  const own = records(service.properties, "loadBalancers").map((each) =>
    text(each, "targetGroupArn"),
  );
  if (context.siteOf(service) === undefined) {
    return groups.some(({ properties }) => own.includes(text(properties, "arn")));
  }
  const component = context.serviceOf(service);
  const attached = context.state
    .ofType("aws:lb/targetGroupAttachment:TargetGroupAttachment")
    .map(({ properties }) => text(properties, "targetGroupArn"));
  return groups.some(
    (group) =>
      component !== undefined &&
      context.serviceOf(group) === component &&
      attached.includes(text(group.properties, "arn")),
  );
}

/** The databases that security groups let a service, a job or a proxy reach. The page's matrix has who reaches whom. */
function groupLines(context: Context): Line[] {
  const { state } = context;
  const owners = (group: string, ...types: readonly string[]) =>
    state.ofType(...types).filter((each) => context.securityGroupsOf(each).includes(group));
  return state.ofType(RULES).flatMap(({ properties }) => {
    const group = text(properties, "securityGroupId");
    const sources = [...owners(group, SERVICE, PROXY), ...jobsIn(context, group)];
    const targets = owners(text(properties, "referencedSecurityGroupId"), ...DATABASES);
    return sources.flatMap((source) =>
      targets
        .filter(
          (target) => target !== source && text(target.properties, "replicateSourceDb") === "",
        )
        .map((target): Line => ({ from: boxId(source), to: boxId(target), kind: "request" })),
    );
  });
}

/** Files to their bucket, and whatever goes to another Region. */
function copyLines(context: Context): Line[] {
  const { state } = context;
  const files = state.ofType(...FILE_SHARES).flatMap((share): Line[] => {
    const bucket = context.byId(text(share.properties, "locationArn"), "aws:s3/bucket:Bucket");
    return bucket ? [{ from: boxId(share), to: boxId(bucket), kind: "request" }] : [];
  });
  const backups = state
    .ofType("aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication")
    .flatMap((copy): Line[] => {
      const source = context.byId(
        text(copy.properties, "sourceDbInstanceArn"),
        "aws:rds/instance:Instance",
      );
      return source ? [{ from: boxId(source), to: boxId(copy), kind: "copy" }] : [];
    });
  const images = imageDestinations(context).flatMap(({ region }) =>
    state
      .ofType("aws:ecr/repository:Repository")
      .map((each): Line => ({ from: boxId(each), to: imageCopyId(region), kind: "copy" })),
  );
  const vaults = state.ofType("aws:backup/plan:Plan").flatMap((plan) =>
    records(plan.properties, "rules").flatMap((rule) => {
      const from = state
        .ofType(VAULT)
        .find(({ properties }) => text(properties, "name") === text(rule, "targetVaultName"));
      return records(rule, "copyActions").flatMap((action): Line[] => {
        const to = context.byId(text(action, "destinationVaultArn"), VAULT);
        return from && to ? [{ from: boxId(from), to: boxId(to), kind: "copy" }] : [];
      });
    }),
  );
  return [...files, ...backups, ...images, ...vaults, ...bucketReplicas(context)];
}

function bucketReplicas(context: Context): Line[] {
  const configs = context.state.ofType(...BUCKET_REPLICATION);
  return configs.flatMap(({ properties }) => {
    const from = context.byId(text(properties, "bucket"), "aws:s3/bucket:Bucket");
    return records(properties, "rules").flatMap((rule): Line[] => {
      const to = context.byId(text(record(rule, "destination"), "bucket"), "aws:s3/bucket:Bucket");
      return from && to ? [{ from: boxId(from), to: boxId(to), kind: "copy" }] : [];
    });
  });
}
