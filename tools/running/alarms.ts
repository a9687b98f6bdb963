import type { Account } from "../../preflight/account";
import { elements, queryCall } from "./queryCall";

/** Alarms of one call, at the most. */
const MOST = 100;

/**
 * Which of some alarms have gone off, of those that there are: by a call that only reads.
 *
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html
 */
export async function alarmsThatRing(
  account: Account,
  names: readonly string[],
): Promise<string[]> {
  const asked = [...new Set(names)];
  const found: string[] = [];
  for (let first = 0; first < asked.length; first += MOST) {
    const form = {
      Action: "DescribeAlarms",
      Version: "2010-08-01",
      MaxRecords: String(MOST),
      // Alarms of yours may be composite ones: they come only where they are asked for.
      "AlarmTypes.member.1": "MetricAlarm",
      "AlarmTypes.member.2": "CompositeAlarm",
      ...numbered("AlarmNames.member", asked.slice(first, first + MOST)),
    };
    const text = await queryCall(account, { service: "monitoring", form });
    // Each alarm has one name and one state, whatever else it has.
    const states = elements(text, "StateValue");
    found.push(...elements(text, "AlarmName").filter((_, i) => states[i] === "ALARM"));
  }
  return found.sort();
}

function numbered(key: string, values: readonly string[]): Record<string, string> {
  return Object.fromEntries(values.map((value, i) => [`${key}.${i + 1}`, value]));
}
