import type { Deployment } from "../deployment/deployment";
import { providerType } from "../deployment/run";
import type { Held } from "../deployment/state";
import type { Props } from "../../sandbox/provider/store";
import { text } from "../../sandbox/provider/values";

/** A resource that a stack would have, as far as its price depends on it. */
export interface Resource {
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly region: string;
  /** Names of the components that it is a part of, outermost first. */
  readonly components: readonly string[];
  readonly properties: Props;
}

/** What a deployed stack has in AWS, and how one of its resources finds another. */
export class Resources {
  readonly all: readonly Resource[];

  constructor(deployment: Deployment) {
    const held = deployment.resources();
    const byUrn = new Map(held.map((each) => [each.goal.urn, each]));
    const regions = new Map(
      held
        .filter(({ goal }) => goal.type === providerType)
        .map(({ goal }) => [goal.urn, String(goal.inputs["region"])]),
    );
    this.all = held
      .filter(({ goal }) => goal.custom && goal.type !== providerType)
      .map(({ goal, id, outputs }) => ({
        type: goal.type,
        name: goal.name,
        id,
        region: text(goal.inputs["region"]) ?? regions.get(goal.provider) ?? "",
        components: componentsOf(goal.parent, byUrn),
        properties: { ...goal.inputs, ...outputs },
      }));
  }

  ofType(type: string): readonly Resource[] {
    return this.all.filter((each) => each.type === type);
  }

  /** The one of a type that has this id, ARN or name in AWS. */
  find(type: string, reference: unknown): Resource | undefined {
    return this.ofType(type).find(({ id, properties }) =>
      [id, properties["arn"], properties["identifier"]].includes(reference),
    );
  }
}

function componentsOf(urn: string, byUrn: ReadonlyMap<string, Held>): string[] {
  const found = byUrn.get(urn)?.goal;
  if (!found || found.type === "pulumi:pulumi:Stack") return [];
  return [...componentsOf(found.parent, byUrn), found.name];
}
