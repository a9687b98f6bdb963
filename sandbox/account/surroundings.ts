import * as fs from "node:fs";
import type { Surroundings } from "../../preflight/account";
import type { Instead } from "../../preflight/cli";
import { accountFacts, type AccountFacts } from "./facts";
import type { Operation } from "./operation";
import { runningOf } from "./running";
import { standInTransport } from "./transport";

/**
 * The stand-in's account for whoever asks AWS by its SDK.
 *
 * @param file JSON with what it has otherwise than the prepared account.
 */
export function standInAccount(file?: string): Instead {
  const otherwise = file === undefined ? {} : (JSON.parse(fs.readFileSync(file, "utf8")) as object);
  return {
    surroundings: standInSurroundings(accountFacts({ ...otherwise })),
    is: `stand-in for AWS: nothing here reaches AWS; its account is in sandbox/account/account.json${file === undefined ? "" : `, with ${file}`}`,
  };
}

/**
 * The stand-in's account with what runs of a stack, by the resources of its state.
 *
 * @param ringing Names of alarms that have gone off, or how they begin.
 */
export function standInRunning(
  resources: Parameters<typeof runningOf>[0],
  ringing: readonly string[] = [],
): Instead {
  return {
    surroundings: standInSurroundings(accountFacts({ running: runningOf(resources), ringing })),
    is: "stand-in for AWS: nothing of this runs; it is how the stack would be when all is well",
  };
}

/**
 * The account and the data centre, out of prepared facts.
 *
 * @param more Calls that it answers besides.
 */
export function standInSurroundings(
  facts: AccountFacts,
  more: Readonly<Record<string, Operation>> = {},
): Surroundings {
  return {
    clients: {
      requestHandler: standInTransport(facts, more),
      credentials: { accessKeyId: "STANDIN", secretAccessKey: "stand-in" },
    },
    connect: (address, port) => Promise.resolve(facts.answering.includes(`${address}:${port}`)),
    backend: () => Promise.resolve(facts.backend === "" ? undefined : facts.backend),
    bucketRegion: (bucket) => Promise.resolve(facts.bucketRegions[bucket]),
    // A layer's digest names the architecture, in this account.
    download: (url) => Promise.resolve({ architecture: url.split(":").at(-1) }),
  };
}
