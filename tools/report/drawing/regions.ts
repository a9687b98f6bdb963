import type { Resource } from "../state";
import { count, record, records, text } from "../values";
import { boxId, dataFacts, label, type Context } from "./context";
import { FILE_SHARES } from "./dataCentre";
import { databaseBox, INSTANCE } from "./databases";
import type { Box, Frame } from "./diagram";
import type { IconName } from "./icons";
import { hubs } from "./links";
import { vpcFrame } from "./network";

const BUCKET = "aws:s3/bucket:Bucket";
const VAULT = "aws:backup/vault:Vault";
const REPLICATED_BACKUPS =
  "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication";
const IMAGE_COPIES = "aws:ecr/replicationConfiguration:ReplicationConfiguration";

/** What copies a bucket's objects to another one. */
export const BUCKET_REPLICATION = [
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
  "aws:s3/bucketReplicationConfiguration:BucketReplicationConfiguration",
];

/** The Region that serves: its network, and what AWS stores outside of it. */
export function homeRegion(context: Context): Frame {
  const vpc = vpcFrame(context);
  const stores = stored(context, context.region);
  const role = text(record(context.state.outputs, "recovery"), "role");
  const managed: Frame = {
    id: "draw-stores",
    urns: [],
    tone: "group",
    title: "Managed by AWS",
    subtitle: "by endpoints",
    children: stores,
  };
  return {
    id: "draw-region",
    tone: "region",
    title: context.region,
    subtitle: role === "" ? "AWS Region" : `AWS Region, ${role}`,
    ...common(context, context.region),
    children: [
      ...hubs(context),
      ...(vpc === undefined ? [] : [vpc]),
      ...(stores.length === 0 ? [] : [managed]),
    ],
  };
}

/** Every other Region that the stack has something in. */
export function otherRegions(context: Context): Frame[] {
  const regions = context.state.resources.map((each) => context.regionOf(each));
  const images = imageDestinations(context).map(({ region }) => region);
  const others = [...new Set([...regions, ...images])]
    .filter((region) => region !== context.region && region !== "")
    .sort();
  return others.flatMap((region) => {
    const children = [...copies(context, region), ...stored(context, region)];
    const id = `draw-region-${region}`;
    const subtitle = "copies for recovery";
    const facts = common(context, region);
    const frame: Frame = { id, tone: "other", title: region, subtitle, ...facts, children };
    return children.length === 0 ? [] : [frame];
  });
}

/** The id of what receives a stack's images in a Region. */
export function imageCopyId(region: string): string {
  return `draw-images-${region}`;
}

/** The Regions that images are replicated to. */
export function imageDestinations({ state }: Context): { from: Resource; region: string }[] {
  return state.ofType(IMAGE_COPIES).flatMap((from) => {
    const rules = records(record(from.properties, "replicationConfiguration"), "rules");
    const to = rules.flatMap((rule) => records(rule, "destinations"));
    return [...new Set(to.map((each) => text(each, "region")))].map((region) => ({ from, region }));
  });
}

function copies(context: Context, region: string): Box[] {
  const backups = inRegion(context, region, REPLICATED_BACKUPS).map((each): Box => {
    const days = text(each.properties, "retentionPeriod");
    const details = ["any moment of", `${days} days`];
    return copyBox(each, "database", "Database backups", details);
  });
  const replicas = inRegion(context, region, INSTANCE).map((each) => databaseBox(context, each));
  const images = imageDestinations(context)
    .filter((each) => each.region === region)
    .map(({ from }): Box => ({ ...copyBox(from, "image", "Images", []), id: imageCopyId(region) }));
  return [...backups, ...replicas, ...images];
}

/** What stores data in no subnet. */
function stored(context: Context, region: string): Box[] {
  const isHome = region === context.region;
  const tone = isHome ? "data" : "copy";
  const box = (of: Resource, icon: IconName, title: string, details: readonly string[]): Box => ({
    ...copyBox(of, icon, title, details),
    tone,
  });
  const buckets = isHome ? shareBuckets(context) : inRegion(context, region, BUCKET);
  const kind = (bucket: Resource) => (isReplica(context, bucket) ? "S3 replica" : "S3");
  const plans = inRegion(context, region, "aws:backup/plan:Plan");
  const vaultFacts = (vault: Resource) => [
    ...(isLocked(context, vault) ? ["locked"] : []),
    ...(plans.length > 0 ? [count(plans.length, "plan")] : []),
  ];
  return [
    ...buckets.map((each) => box(each, "bucket", label(each), [kind(each), ...dataFacts(each)])),
    ...inRegion(context, region, VAULT).map((each) =>
      box(each, "vault", "Backup vault", vaultFacts(each)),
    ),
    ...inRegion(context, region, "aws:ecr/repository:Repository").map((each) =>
      box(each, "image", text(each.properties, "name").split("/").at(-1) ?? "", ["images"]),
    ),
  ];
}

function isReplica({ state }: Context, { properties }: Resource): boolean {
  return state
    .ofType(...BUCKET_REPLICATION)
    .flatMap((each) => records(each.properties, "rules"))
    .some((rule) => text(record(rule, "destination"), "bucket") === text(properties, "arn"));
}

/** The buckets of file shares. */
function shareBuckets(context: Context): Resource[] {
  const shares = context.state
    .ofType(...FILE_SHARES)
    .map(({ properties }) => text(properties, "locationArn"));
  return inRegion(context, context.region, BUCKET).filter(({ properties }) =>
    shares.includes(text(properties, "arn")),
  );
}

/** What a Region has for everything in it: names, keys, alarms, logs. */
function common(context: Context, region: string): Pick<Frame, "urns" | "chips"> {
  const isHome = region === context.region;
  const zones = isHome ? context.state.ofType("aws:route53/zone:Zone") : [];
  const keys = inRegion(context, region, "aws:kms/key:Key");
  const alarms = inRegion(context, region, "aws:cloudwatch/metricAlarm:MetricAlarm");
  const groups = inRegion(context, region, "aws:cloudwatch/logGroup:LogGroup");
  const counted: [Resource[], string][] = [
    [keys, "customer key"],
    [alarms, "alarm"],
    [groups, "log group"],
  ];
  return {
    urns: [...zones, ...keys, ...alarms, ...groups].map(({ urn }) => urn),
    chips: [
      ...zones.map(({ properties }) => `zone ${text(properties, "name")}`),
      ...counted.flatMap(([of, one]) => (of.length > 0 ? [count(of.length, one)] : [])),
    ],
  };
}

function inRegion(context: Context, region: string, type: string): Resource[] {
  return context.state.ofType(type).filter((each) => context.regionOf(each) === region);
}

function isLocked({ state }: Context, vault: Resource): boolean {
  return state
    .ofType("aws:backup/vaultLockConfiguration:VaultLockConfiguration")
    .some(({ properties }) => text(properties, "backupVaultName") === vault.id);
}

function copyBox(of: Resource, icon: IconName, title: string, details: readonly string[]): Box {
  return { id: boxId(of), urns: [of.urn], icon, tone: "copy", title, details };
}
