import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { parseDailyWindow, parseWeeklyWindow, windowsClash } from "../../config/databases/windows";

const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const clock = (minute: number): string => {
  const text = (value: number) => String(value).padStart(2, "0");
  return `${text(Math.floor(minute / 60) % 24)}:${text(minute % 60)}`;
};
const minute = fc.integer({ min: 0, max: 1439 });
const length = fc.integer({ min: 30, max: 1400 });

/** Windows as sets of minutes of the week: slow, and plainly right. */
function slowClash(
  backup: number,
  backupLength: number,
  weekly: number,
  weeklyLength: number,
): boolean {
  const busy = new Set(Array.from({ length: backupLength }, (_, index) => (backup + index) % 1440));
  return Array.from({ length: weeklyLength }, (_, index) => (weekly + index) % 1440).some((each) =>
    busy.has(each),
  );
}

describe("windows", () => {
  it("run over midnight, and over the end of the week", () => {
    assert.deepEqual(parseDailyWindow("23:30-00:30"), { start: 1410, minutes: 60 });
    assert.deepEqual(parseWeeklyWindow("sat:23:30-sun:00:30"), {
      start: 6 * 1440 + 1410,
      minutes: 60,
    });
  });

  it("are no windows when they are written otherwise", () => {
    for (const text of ["", "1:00-2:00", "24:00-01:00", "01:00", "01:00-02:60"]) {
      assert.equal(parseDailyWindow(text), undefined, text);
    }
    for (const text of [
      "01:00-02:00",
      "Sun:01:00-Sun:02:00",
      "sun:01:00-02:00",
      "sun:1:00-sun:2:00",
    ]) {
      assert.equal(parseWeeklyWindow(text), undefined, text);
    }
  });

  it("clash exactly when they share a minute of some day", () => {
    fc.assert(
      fc.property(minute, length, fc.nat(6), minute, length, (start, long, day, at, lasting) => {
        const daily = parseDailyWindow(`${clock(start)}-${clock(start + long)}`);
        const end = at + lasting;
        const endDay = DAYS[(day + Math.floor(end / 1440)) % 7] ?? "";
        const weekly = parseWeeklyWindow(`${DAYS[day] ?? ""}:${clock(at)}-${endDay}:${clock(end)}`);
        assert.ok(daily && weekly);
        assert.equal(windowsClash(daily, weekly), slowClash(start, long, at, lasting));
      }),
    );
  });
});
