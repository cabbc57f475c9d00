import { describe, expect, test } from "@jest/globals";
import { addDays } from "../../../src/catalog/local-time.ts";
import { shippedCalendar as calendar } from "../points/point-fixtures.ts";

function closedDays(from: string, to: string) {
  const days: string[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) {
    if (calendar.day(date).closed) days.push(date.slice(5));
  }
  return days;
}

describe("the public calendar", () => {
  test("closes offices on 24 November 2026 and on no other day around it", () => {
    expect(calendar.day("2026-11-24").closed).toStrictEqual({
      name: "Ngày Văn hóa Việt Nam",
      isExpected: false,
    });
    expect(closedDays("2026-11-01", "2026-12-31")).toStrictEqual(["11-24"]);
  });

  test("does not close offices on 8 March", () => {
    expect(calendar.day("2026-03-08").closed).toBeNull();
  });

  test("closes offices on all announced days of Tết 2026, including its weekends", () => {
    const break2026 = ["14", "15", "16", "17", "18", "19", "20", "21", "22"].map((d) => `02-${d}`);
    expect(closedDays("2026-02-01", "2026-02-28")).toStrictEqual(break2026);
    expect(calendar.day("2026-02-14").closed?.isExpected).toBe(false);
  });

  test("closes offices for Tết 2027 and National Day 2027 as announced", () => {
    const tet = ["02-04", "02-05", "02-06", "02-07", "02-08", "02-09", "02-10"];
    expect(closedDays("2027-01-15", "2027-03-31")).toStrictEqual(tet);
    const nationalDay = ["09-02", "09-03", "09-04", "09-05"];
    expect(closedDays("2027-08-15", "2027-10-31")).toStrictEqual(nationalDay);
    for (const day of [...tet, ...nationalDay]) {
      expect(calendar.day(`2027-${day}`).closed?.isExpected).toBe(false);
    }
  });

  test("closes offices on the other holidays of 2027, and names no worked Saturday", () => {
    const others = closedDays("2027-02-11", "2027-08-31");
    expect(others).toStrictEqual(["04-16", "04-30", "05-01", "05-03"]);
    expect(closedDays("2027-10-01", "2027-12-31")).toStrictEqual(["11-24"]);
    for (let day = "2027-01-01"; day < "2028-01-01"; day = addDays(day, 1)) {
      expect(calendar.day(day).makesUpFor).toBeNull();
    }
  });

  test("expects Tết 2028 to last from the eve of mùng 1 to mùng 5 until it is announced", () => {
    const days = ["01-25", "01-26", "01-27", "01-28", "01-29", "01-30"];
    expect(closedDays("2028-01-15", "2028-02-28")).toStrictEqual(days);
    for (const day of days) {
      const closed = { name: "Tết Mậu Thân", isExpected: true };
      expect(calendar.day(`2028-${day}`).closed).toStrictEqual(closed);
    }
  });

  test("marks an inferred make-up day as expected", () => {
    expect(calendar.day("2028-05-02").closed?.isExpected).toBe(true);
    expect(calendar.day("2028-05-01").closed?.isExpected).toBe(false);
  });

  test("gives a worked Saturday the weekday of the day off that it makes up for", () => {
    expect(calendar.day("2026-01-10")).toMatchObject({ weekday: 5, makesUpFor: "2026-01-02" });
    expect(calendar.day("2026-08-22")).toMatchObject({ weekday: 1, makesUpFor: "2026-08-31" });
    expect(calendar.day("2026-08-29")).toMatchObject({ weekday: 6, makesUpFor: null });
    expect(calendar.day("2026-01-02").closed?.name).toBe("Nghỉ hoán đổi");
  });

  test("keeps 31 December a working day and closes offices on 1 January", () => {
    expect(closedDays("2026-12-25", "2027-01-04")).toStrictEqual(["01-01"]);
    expect(closedDays("2027-12-30", "2028-01-04")).toStrictEqual(["01-01", "01-03"]);
  });

  test("marks a year without data as unknown and gives only its weekdays", () => {
    expect(calendar.day("2029-01-01")).toStrictEqual({
      date: "2029-01-01",
      weekday: 1,
      closed: null,
      makesUpFor: null,
      isKnown: false,
    });
    expect(calendar.day("2028-12-31").isKnown).toBe(true);
  });
});
