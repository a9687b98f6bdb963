import type { Account } from "../../preflight/account";
import { jsonCall } from "../../preflight/jsonCall";

/** What one container wrote. */
export interface LogEvent {
  readonly at: string;
  readonly container: string;
  /** The beginning of the task's ID. */
  readonly task: string;
  readonly message: string;
}

/** Which events are asked for. */
export interface LogQuery {
  readonly logGroupName: string;
  readonly container?: string;
  /** CloudWatch Logs' filter pattern. */
  readonly pattern?: string;
}

interface Page {
  readonly events?: readonly {
    readonly logStreamName?: string;
    readonly timestamp?: number;
    readonly message?: string;
  }[];
  readonly nextToken?: string;
}

/**
 * The events of a service since a moment, the oldest first. Streams are called `<container>/<container>/<task>`.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html
 */
export async function logEvents(
  account: Account,
  { logGroupName, container, pattern }: LogQuery,
  startTime: number,
): Promise<LogEvent[]> {
  const found: LogEvent[] = [];
  let nextToken: string | undefined;
  do {
    const page: Page = await jsonCall<Page>(account, {
      service: "logs",
      target: "Logs_20140328.FilterLogEvents",
      region: account.region,
      input: {
        logGroupName,
        startTime,
        ...(container !== undefined && { logStreamNamePrefix: `${container}/` }),
        ...(pattern !== undefined && { filterPattern: pattern }),
        ...(nextToken !== undefined && { nextToken }),
      },
    });
    for (const { logStreamName = "", timestamp = 0, message = "" } of page.events ?? []) {
      const [name = "", , task = ""] = logStreamName.split("/");
      const at = new Date(timestamp).toISOString();
      found.push({ at, container: name, task: task.slice(0, 8), message: message.trimEnd() });
    }
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return found.sort((one, other) => one.at.localeCompare(other.at));
}

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** The seconds of `30s`, `10m`, `4h` or `2d`; undefined for anything else. */
export function sinceOf(value: string): number | undefined {
  const [, count, unit = ""] = /^(\d{1,6})([smhd])$/.exec(value) ?? [];
  const seconds = UNITS[unit];
  return count === undefined || seconds === undefined ? undefined : Number(count) * seconds;
}
