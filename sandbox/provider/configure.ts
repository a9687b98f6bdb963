import * as path from "node:path";
import { isRegion } from "../aws/shared/regions";
import { Operations } from "./operations";
import type { ProviderConfig } from "./providerConfig";
import { Provider } from "./provider";
import type { Props } from "./store";
import { Store } from "./store";
import { text, texts } from "./values";

const account = "123456789012";

/** Turns an `aws.Provider`'s arguments into a provider over the account's store. */
export function configure(args: Props, stateDir: string): Provider {
  const configuration = readConfig(args);
  const store = new Store(path.join(stateDir, `${configuration.accountId}.jsonl`));
  const operations = new Operations(
    store,
    path.join(stateDir, "operations.jsonl"),
    Number(process.env["LANDBRIDGE_SANDBOX_MINUTE_MS"] ?? 0),
    process.env["LANDBRIDGE_SANDBOX_FAULTS"] ?? "",
  );
  return new Provider(configuration, store, operations);
}

function readConfig(args: Props): ProviderConfig {
  const region = text(args["region"]) ?? process.env["AWS_REGION"];
  if (!region) {
    throw new Error("stand-in for AWS: no region: set aws:region, or `region` of the aws.Provider");
  }
  if (!isRegion(region)) throw new Error(`stand-in for AWS: invalid AWS Region: ${region}`);
  const { keys, keyPrefixes } = object(args["ignoreTags"]);
  return {
    region,
    // A program that pins its account gets it: there is no other account behind a stand-in.
    accountId: texts(decode(args["allowedAccountIds"]))[0] ?? account,
    defaultTags: (object(args["defaultTags"])["tags"] ?? {}) as Props,
    ignoreTags: { keys: texts(keys), keyPrefixes: texts(keyPrefixes) },
  };
}

function object(value: unknown): Props {
  const decoded = decode(value);
  return decoded !== null && typeof decoded === "object" ? (decoded as Props) : {};
}

/** Pulumi's SDK sends whatever is no string as JSON in a provider's configuration. */
function decode(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
