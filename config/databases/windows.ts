/** A span of time that comes again each day or week, in minutes from its beginning. */
export interface Window {
  readonly start: number;
  readonly minutes: number;
}

const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const DAY = 24 * 60;
const WEEK = 7 * DAY;

/** The window of `hh:mm-hh:mm`, each day; undefined when the text is none. */
export function parseDailyWindow(text: string): Window | undefined {
  const match = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (match === null) {
    return undefined;
  }
  const [from = 0, fromMinute = 0, to = 0, toMinute = 0] = match.slice(1).map(Number);
  return window(from * 60 + fromMinute, to * 60 + toMinute, DAY);
}

/** The window of `ddd:hh:mm-ddd:hh:mm`, each week; undefined when the text is none. */
export function parseWeeklyWindow(text: string): Window | undefined {
  const match = /^([a-z]{3}):(\d\d:\d\d)-([a-z]{3}):(\d\d:\d\d)$/.exec(text);
  const [, fromDay = "", from = "", toDay = "", to = ""] = match ?? [];
  const times = parseDailyWindow(`${from}-${to}`);
  if (times === undefined || !DAYS.includes(fromDay) || !DAYS.includes(toDay)) {
    return undefined;
  }
  const end = (times.start + times.minutes) % DAY;
  return window(DAYS.indexOf(fromDay) * DAY + times.start, DAYS.indexOf(toDay) * DAY + end, WEEK);
}

/** Whether a window of each day and one of each week share a minute on any day. */
export function windowsClash(daily: Window, weekly: Window): boolean {
  // The weekly window may run over the end of the week, the daily one over midnight: look a day further.
  const starts = Array.from({ length: 9 }, (_, day) => (day - 1) * DAY + daily.start);
  return [weekly.start, weekly.start + WEEK, weekly.start - WEEK].some((weeklyStart) =>
    starts.some(
      (start) => start < weeklyStart + weekly.minutes && weeklyStart < start + daily.minutes,
    ),
  );
}

/**
 * Whether a window that comes each day, or each week, shares a minute with another that does; a window of
 * each week meets one of each day on its own days only.
 */
export function meets(one: Recurring, other: Recurring): boolean {
  const cycle = one.weekly && other.weekly ? WEEK : DAY;
  const after = (a: Window, b: Window) => (((b.start - a.start) % cycle) + cycle) % cycle;
  return after(one, other) < one.minutes || after(other, one) < other.minutes;
}

/** A window with how often it comes. */
export interface Recurring extends Window {
  readonly weekly: boolean;
}

function window(start: number, end: number, cycle: number): Window {
  return { start, minutes: (end - start + cycle) % cycle };
}
