import type { Props, Resource, Store } from "./store";
import { shapeOf } from "./shape";
import { show, text } from "./values";

/** An error with the code that AWS answers with. */
export class AwsError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(`${code}: ${message}`);
  }
}

/** A resource on its way into the stand-in. */
export interface Draft {
  readonly type: string;
  /** The Pulumi name: used for messages, never as AWS's name. */
  readonly name: string;
  readonly urn: string;
  readonly id: string;
  readonly region: string;
  /** The resource's ARN, or "" for a type that has none. */
  readonly arn: string;
  readonly inputs: Props;
  /** Seed of everything that AWS would draw at random: the same for the same stack. */
  readonly seed: string;
  /** What AWS holds now, when this is an update. */
  readonly previous?: Resource;
}

/** One account as the provider for one region sees it. */
export class Cloud {
  readonly partition: string;
  readonly dnsSuffix: string;

  constructor(
    readonly store: Store,
    readonly accountId: string,
    readonly region: string,
  ) {
    this.partition = partitionOf(region);
    this.dnsSuffix = this.partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  }

  inRegion(region: string): Cloud {
    return region === this.region ? this : new Cloud(this.store, this.accountId, region);
  }

  all(type: string): Resource[] {
    return this.store.all(type, this.scope(type));
  }

  get(type: string, id: unknown): Resource | undefined {
    return this.store.get(type, show(id), this.scope(type));
  }

  /** Where a type lives: in this region, or in all of them, as IAM does. */
  scope(type: string): string {
    return shapeOf(type)?.outputs.has("region") ? this.region : "global";
  }

  /** The resources of a type whose property has this value, apart from the one being updated. */
  where(type: string, property: string, value: unknown, except?: Draft): Resource[] {
    return this.all(type).filter(
      ({ id, attributes }) =>
        attributes[property] === value && !(except?.previous && id === except.id),
    );
  }

  /** The resource that a property names; an error with AWS's code when there is none. */
  find(type: string, id: unknown, code: string, what: string): Resource {
    const found = this.get(type, id);
    if (found) return found;
    throw new AwsError(code, `The ${what} '${show(id)}' does not exist`);
  }

  arn(
    service: string,
    resource: string,
    { region = this.region, account = this.accountId } = {},
  ): string {
    return ["arn", this.partition, service, region, account, resource].join(":");
  }
}

function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  if (region.startsWith("eusc-")) return "aws-eusc";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

/** Rejects a deletion while anything in AWS still uses the resource. */
export function refuseWhile(cloud: Cloud, id: string, users: Record<string, string>): void {
  for (const [type, property] of Object.entries(users)) {
    const user = cloud.all(type).find(({ attributes }) => uses(attributes[property], id));
    if (user) {
      throw new AwsError(
        "DependencyViolation",
        `resource ${id} has a dependent object (${user.id}) and cannot be deleted`,
      );
    }
  }
}

function uses(value: unknown, id: string): boolean {
  return Array.isArray(value) ? value.includes(id) : text(value) === id;
}
