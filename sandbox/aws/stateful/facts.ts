import type { ResourceType, Service } from "../../provider/resourceType";
import { dataFacts } from "./data";
import { fileSystemFacts } from "./fileSystems";
import { keyAndLinkFacts } from "./keysAndLinks";
import type { ProviderFacts } from "./providerFacts";

/** The facts by type. */
export const stateful: Readonly<Record<string, ProviderFacts>> = {
  ...dataFacts,
  ...fileSystemFacts,
  ...keyAndLinkFacts,
};

/** What the stand-in knows, with these facts in it. */
export function withProviderFacts(services: Service): Service {
  const known = Object.entries(stateful).map(([type, facts]) => {
    return [type, { ...services[type], ...asKnowledge(facts) }] as const;
  });
  return { ...services, ...Object.fromEntries(known) };
}

function asKnowledge(facts: ProviderFacts): ResourceType {
  const { forceNew, forceNewLater = [], forceNewIf, unread, refuses, deleteFirst } = facts;
  return {
    immutable: [...Object.keys(forceNew), ...forceNewLater],
    allImmutable: true,
    ...(forceNewIf && { immutableIf: forceNewIf }),
    ...(unread && { unread: Object.keys(unread) }),
    ...(refuses && { refuses }),
    ...(deleteFirst !== undefined && { deleteBeforeReplace: deleteFirst }),
  };
}
