import * as fs from "node:fs";
import * as path from "node:path";
import { setAt } from "./objectPath";
import { Store } from "./provider/store";
import { parseUrn } from "./provider/values";

/** Changes what the stand-in holds, as somebody does who logs in to AWS. */
export function tamper(
  stateDir: string,
  stack: string,
  name: string,
  changes: Readonly<Record<string, unknown>> | null,
): void {
  for (const { store } of accounts(stateDir)) {
    const found = store.everything().filter(({ urn }) => {
      const parsed = parseUrn(urn);
      return parsed.stack === stack && parsed.name === name;
    });
    // A replaced resource may have left its predecessor: the last one made is the one that counts.
    const resource = found.at(-1);
    if (!resource) continue;
    if (changes === null) {
      store.drop(resource);
    } else {
      const attributes = structuredClone(resource.attributes);
      for (const [property, value] of Object.entries(changes)) {
        setAt(attributes, property.split("."), value);
      }
      store.put({ ...resource, attributes });
    }
    return;
  }
  throw new Error(`stand-in for AWS: stack ${stack} has no resource ${name}`);
}

/** Names of the resources that a stack has in the stand-in. */
export function resourceNames(stateDir: string, stack: string): string[] {
  return accounts(stateDir).flatMap(({ store }) =>
    store.everything().flatMap(({ urn }) => {
      const parsed = parseUrn(urn);
      return parsed.stack === stack ? parsed.name : [];
    }),
  );
}

/** The accounts that the stand-in holds. */
export function accounts(stateDir: string): { accountId: string; store: Store }[] {
  if (!fs.existsSync(stateDir)) return [];
  return fs.readdirSync(stateDir).flatMap((name) => {
    const accountId = /^(\d{12})\.jsonl$/.exec(name)?.[1];
    return accountId === undefined
      ? []
      : [{ accountId, store: new Store(path.join(stateDir, name)) }];
  });
}
