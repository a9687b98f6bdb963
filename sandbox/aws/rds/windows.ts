import { AwsError } from "../../provider/cloud";
import { text } from "../../provider/values";

const day = 24 * 60;
const week = 7 * day;
const days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** Both windows are half an hour long at least, and share no minute of the week. */
export function windowRules(backupWindow: unknown, maintenanceWindow: unknown): void {
  const backup = minutesOf(text(backupWindow), false, "backup window");
  const maintenance = minutesOf(text(maintenanceWindow), true, "maintenance window");
  if (![...maintenance].some((minute) => backup.has(minute % day))) return;
  throw new AwsError(
    "InvalidParameterValue",
    "The backup window and maintenance window must not overlap.",
  );
}

/** Every minute of the week, or of the day, that a window takes. */
function minutesOf(window: string | undefined, weekly: boolean, what: string): Set<number> {
  if (window === undefined) return new Set();
  const time = "(\\d\\d):(\\d\\d)";
  const moment = weekly ? `(?:([a-z]{3}):)${time}` : `()${time}`;
  const match = new RegExp(`^${moment}-${moment}$`).exec(window.toLowerCase());
  const at = (name = "", hour = "", minute = "") =>
    (weekly ? days.indexOf(name) : 0) * day + Number(hour) * 60 + Number(minute);
  const [, ...parts] = match ?? [];
  const start = at(...parts.slice(0, 3));
  const cycle = weekly ? week : day;
  const length = (at(...parts.slice(3)) - start + cycle) % cycle;
  if (!match || start < 0 || length < 30) {
    throw new AwsError("InvalidParameterValue", `Invalid ${what} format: ${window}`);
  }
  return new Set(Array.from({ length }, (_, index) => (start + index) % cycle));
}
