import { text } from "../../sandbox/provider/values";
import type { Deployment } from "../deployment/deployment";
import { providerType } from "../deployment/run";
import type { Held } from "../deployment/state";
import { Resources } from "./resources";

/** What the program made of a stack's configuration, in this process. */
export function resourcesOf(deployment: Deployment): Resources {
  const held = deployment.resources();
  const byUrn = new Map(held.map((each) => [each.goal.urn, each]));
  const regions = new Map(
    held
      .filter(({ goal }) => goal.type === providerType)
      .map(({ goal }) => [goal.urn, String(goal.inputs["region"])]),
  );
  const all = held
    .filter(({ goal }) => goal.custom && goal.type !== providerType)
    .map(({ goal, id, outputs }) => ({
      type: goal.type,
      name: goal.name,
      id,
      region: text(goal.inputs["region"]) ?? regions.get(goal.provider) ?? "",
      components: componentsOf(goal.parent, byUrn),
      properties: { ...goal.inputs, ...outputs },
    }));
  return new Resources(all);
}

function componentsOf(urn: string, byUrn: ReadonlyMap<string, Held>): string[] {
  const found = byUrn.get(urn)?.goal;
  if (!found || found.type === "pulumi:pulumi:Stack") return [];
  return [...componentsOf(found.parent, byUrn), found.name];
}
