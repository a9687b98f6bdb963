import type { Resource, StackState } from "../state";
import { record, records, text, texts } from "../values";

/** What the parts of the drawing ask of a stack. */
export class Context {
  /** The Region that the stack is in. */
  readonly region: string;

  constructor(readonly state: StackState) {
    this.region = text(state.outputs, "region") || this.commonRegion();
  }

  /** The Region of a resource: its own, or the stack's. */
  regionOf({ properties }: Resource): string {
    return text(properties, "region") || this.region;
  }

  here(...types: readonly string[]): Resource[] {
    return this.state.ofType(...types).filter((each) => this.regionOf(each) === this.region);
  }

  byId(id: string, ...types: readonly string[]): Resource | undefined {
    return this.state
      .ofType(...types)
      .find((each) => each.id === id || text(each.properties, "arn") === id);
  }

  /** Letters of the zones of subnets; none where a subnet was there before the stack. */
  zonesOf(subnetIds: readonly string[]): string[] {
    const zones = subnetIds.flatMap((id) => {
      const subnet = this.byId(id, "aws:ec2/subnet:Subnet");
      return subnet === undefined ? [] : text(subnet.properties, "availabilityZone").slice(-1);
    });
    return [...new Set(zones)].sort();
  }

  /** The component that makes up a service on all its sides. */
  serviceOf(resource: Resource): Resource | undefined {
    return this.state.ancestors(resource).find(({ type }) => type === "landbridge:ecs:Service");
  }

  /** The site whose servers run an ECS service; undefined where it runs in AWS. */
  siteOf({ properties }: Resource): string | undefined {
    if (text(properties, "launchType") !== "EXTERNAL") return undefined;
    const expressions = records(properties, "placementConstraints").map((each) =>
      text(each, "expression"),
    );
    return expressions.map((each) => /\.site\s*==\s*(\S+)/.exec(each)?.[1]).find(Boolean) ?? "";
  }

  /** Security groups of a resource, wherever its type has them. */
  securityGroupsOf({ properties }: Resource): string[] {
    return [
      ...texts(properties, "securityGroups"),
      ...texts(properties, "securityGroupIds"),
      ...texts(properties, "vpcSecurityGroupIds"),
      ...texts(record(properties, "networkConfiguration"), "securityGroups"),
    ];
  }

  private commonRegion(): string {
    const counts = new Map<string, number>();
    for (const { properties } of this.state.resources) {
      const region = text(properties, "region");
      if (region !== "") counts.set(region, (counts.get(region) ?? 0) + 1);
    }
    return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0] ?? "";
  }
}

/** The id of what a resource is drawn as. */
export function boxId({ urn }: Pick<Resource, "urn">): string {
  const [, , type = "", name = ""] = urn.split("::");
  const short = type.split(":").at(-1) ?? "";
  return `draw-${short}-${name}`.replace(/[^\w-]+/g, "-").toLowerCase();
}

/** What people call a resource. */
export function label({ name, properties }: Resource): string {
  return text(record(properties, "tags"), "Name") || name;
}

/** What the tags say of data: its class, and the plan of its backups. */
export function dataFacts({ properties }: Resource): string[] {
  const tags = record(properties, "tags");
  const plan = text(tags, "backup-plan");
  return [text(tags, "data-classification"), plan && `backup ${plan}`].filter(Boolean);
}
