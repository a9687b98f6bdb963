import * as fs from "node:fs";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { AwsError } from "./cloud";
import { minutes } from "../aws/shared/latency";
import { outages } from "../outage";
import type { Store } from "./store";

export type Operation = "create" | "update" | "delete" | "read";

const doing = {
  create: "creating",
  update: "updating",
  delete: "deleting",
  read: "reading",
} as const;

/** Slowness and failures on purpose, and the stand-in's own record of what it did. */
export class Operations {
  private readonly faults: Fault[];

  constructor(
    private readonly store: Store,
    private readonly log: string,
    private readonly millisecondsPerMinute: number,
    faults: string,
  ) {
    this.faults = parseFaults(faults);
  }

  /** Runs one operation: `act` at once, since AWS sees a request as soon as it is sent; then waits. */
  async run<T>(op: Operation, type: string, name: string, act: () => T): Promise<T> {
    const start = Date.now();
    let error: string | undefined;
    try {
      this.failOnPurpose(op, type, name);
      const result = act();
      this.failOnPurpose(op, type, name, "lost");
      const wait = minutes(type, op) * this.millisecondsPerMinute;
      if (wait > 0) await sleep(wait);
      return result;
    } catch (thrown) {
      error = thrown instanceof Error ? thrown.message : String(thrown);
      throw new Error(`stand-in for AWS: ${doing[op]} ${name}: ${error}`, { cause: thrown });
    } finally {
      const entry = { start, end: Date.now(), op, type, name, ...(error && { error }) };
      fs.appendFileSync(this.log, JSON.stringify(entry) + "\n");
    }
  }

  /** Throws while a Region does not answer. Services that are in no Region always do. */
  reach(region: string): void {
    if (!outages(path.dirname(this.log)).includes(region)) return;
    throw new Error(
      `RequestError: send request failed: ${region} does not answer (npm run sandbox -- outage --end ${region})`,
    );
  }

  /** Before AWS acts; or afterwards, as if its answer had been lost on the way. */
  private failOnPurpose(op: Operation, type: string, name: string, lost?: "lost"): void {
    for (const fault of this.faults) {
      if (fault.type !== type || fault.op !== op || fault.lost !== lost) continue;
      if (this.store.count(fault.key) >= fault.times) continue;
      this.store.increment(fault.key);
      throw lost
        ? new AwsError("RequestError", `connection reset on purpose: ${op} of ${name} was done`)
        : new AwsError("ServiceUnavailable", `failed on purpose to ${op} ${name}`);
    }
  }
}

interface Fault {
  readonly key: string;
  readonly type: string;
  readonly op: string;
  readonly lost: "lost" | undefined;
  readonly times: number;
}

/**
 * Reads `aws:rds/instance:Instance=once,aws:ec2/vpc:Vpc:delete:lost=always`. The operation is create; `lost` is done, and
 * only its answer fails.
 */
function parseFaults(faults: string): Fault[] {
  return faults
    .split(",")
    .filter((fault) => fault.trim() !== "")
    .map((fault) => {
      const match =
        /^\s*(aws:[\w/]+:\w+)(?::(create|update|delete|read))?(:lost)?=(once|always|\d+)\s*$/.exec(
          fault,
        );
      const [, type, op = "create", lost, times] = match ?? [];
      if (!type || !times) {
        throw new Error(
          `stand-in for AWS: LANDBRIDGE_SANDBOX_FAULTS: "${fault}" is not <type>[:<operation>][:lost]=once|always|<times>`,
        );
      }
      const limit = { once: 1, always: Infinity }[times] ?? Number(times);
      const key = `fault ${type} ${op}${lost ?? ""}`;
      return { key, type, op, lost: lost ? "lost" : undefined, times: limit };
    });
}
