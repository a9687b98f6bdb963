import * as assert from "node:assert/strict";
import { scheduleComplaint, timeZone } from "../../config/schema/schedules";

const every = ["cron", "rate", "at"] as const;

describe("a schedule", () => {
  const taken = [
    "cron(0 7 ? * MON-FRI *)",
    "cron(0/15 * * * ? *)",
    "cron(*/5 8-17 ? * 2-6 2026-2030)",
    "cron(0 18 L * ? *)",
    "cron(0 18 15W JAN,JUL ? *)",
    "cron(0 8 ? * 3#1 *)",
    "cron(0 8 ? * 6L *)",
    "rate(1 minute)",
    "rate(12 hours)",
    "at(2027-03-31T22:00:00)",
  ];
  for (const value of taken) {
    it(`is taken: ${value}`, () => {
      assert.equal(scheduleComplaint(value, every), undefined);
    });
  }

  const rejected: Readonly<Record<string, RegExp>> = {
    "0 7 * * *": /^is not cron\(\.\.\.\) with six fields, rate\(\.\.\.\) or at/,
    "cron(0 7 * * MON-FRI)": /has 5 fields; cron has six: minutes, hours, day of month/,
    "cron(0 7 * * MON-FRI *)": /must have \? as its day of month or as its day of week/,
    "cron(0 7 ? * ? *)": /and only one of them/,
    "cron(60 7 ? * * *)": /has "60" as its minutes; 0 to 59/,
    "cron(0 24 ? * * *)": /as its hours/,
    "cron(0 7 32 * ? *)": /as its day of month/,
    "cron(0 7 ? FOO MON *)": /has "FOO" as its month; 1 to 12, or JAN to DEC/,
    "cron(0 7 ? * 0 *)": /as its day of week; 1 to 7, or SUN to SAT/,
    "cron(0 7 ? * MON 1969)": /as its year/,
    "cron(0/0 7 ? * MON *)": /as its minutes/,
    "rate(1 minutes)": /must be rate\(1 minute\)/,
    "rate(5 minute)": /must be rate\(5 minutes\)/,
    "rate(0 days)": /is not a number and a unit/,
    "at(2027-02-30T00:00:00)": /is not a time that exists/,
    "at(2027-13-01T00:00:00)": /is not a time that exists/,
  };
  for (const [value, says] of Object.entries(rejected)) {
    it(`is rejected: ${value}`, () => {
      assert.match(scheduleComplaint(value, every) ?? "", says);
    });
  }

  it("is of the kinds that its service takes", () => {
    assert.match(scheduleComplaint("rate(1 day)", ["cron"]) ?? "", /^is not cron/);
  });
});

describe("a time zone", () => {
  it("is one of IANA's names", () => {
    for (const zone of ["UTC", "Europe/Dublin", "America/Argentina/Buenos_Aires", "Etc/GMT+3"]) {
      assert.ok(timeZone().safeParse(zone).success, zone);
    }
    for (const zone of ["Dublin", "Mars/Olympus", "", "+01:00", "Europe/Dublin; rm"]) {
      assert.ok(!timeZone().safeParse(zone).success, zone);
    }
  });
});
