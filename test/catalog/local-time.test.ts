import { describe, expect, test } from "@jest/globals";
import {
  addDays,
  toInstant,
  toIsoLocal,
  toLocalDay,
  toMinuteOfDay,
  toWeekday,
} from "../../src/catalog/local-time.ts";

describe("local time in UTC+7, whatever the machine's zone", () => {
  test("a late evening in UTC is already the next local day", () => {
    const at = new Date("2026-11-24T17:30:00Z");
    expect(toLocalDay(at)).toBe("2026-11-25");
    expect(toMinuteOfDay(at)).toBe(30);
    expect(toIsoLocal(at)).toBe("2026-11-25T00:30:00+07:00");
  });

  test("a minute lasts from its first to its last second", () => {
    expect(toMinuteOfDay(new Date("2026-11-24T23:59:59.999+07:00"))).toBe(1439);
    expect(toMinuteOfDay(new Date("2026-11-24T00:00:00+07:00"))).toBe(0);
  });

  test("instants before 1970 keep their day and minute", () => {
    const at = new Date("1969-12-31T08:15:00+07:00");
    expect([toLocalDay(at), toMinuteOfDay(at)]).toStrictEqual(["1969-12-31", 495]);
  });

  test("a day and minutes give an instant, even if the minutes reach into the next day", () => {
    expect(toIsoLocal(toInstant("2026-12-31", 9 * 60))).toBe("2026-12-31T09:00:00+07:00");
    expect(toIsoLocal(toInstant("2026-12-31", 26 * 60))).toBe("2027-01-01T02:00:00+07:00");
  });

  test("days can be added across months, leap days and years", () => {
    expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
    expect(addDays("2027-02-28", 1)).toBe("2027-03-01");
    expect(addDays("2027-01-01", -1)).toBe("2026-12-31");
  });

  test("weekdays run from 1 for Monday to 7 for Sunday", () => {
    expect(toWeekday("2026-11-23")).toBe(1);
    expect(toWeekday("2026-11-24")).toBe(2);
    expect(toWeekday("2026-11-29")).toBe(7);
  });
});
