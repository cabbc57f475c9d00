import { describe, expect, test } from "@jest/globals";
import { buildPointHours, type PointTimes } from "../../../src/catalog/hours/point-hours.ts";
import { toIsoLocal } from "../../../src/catalog/local-time.ts";
import { shippedCalendar } from "../points/point-fixtures.ts";

const at = (local: string) => new Date(`${local.replace(" ", "T")}:00+07:00`);
const hoursOf = (point: Partial<PointTimes>) =>
  buildPointHours({ opening_hours: "Mo-Fr 07:30-11:30,13:30-17:00", ...point }, shippedCalendar);
/** A Thursday. */
const day = "2026-11-26";
const afternoon = { from: day, to: day, note: "họp", hours: "12:00-18:00" };

describe("a closure of a part of a day", () => {
  const hours = hoursOf({ closures: [afternoon] });

  test("closes that part, and leaves the rest and other days as they are", () => {
    expect(hours.isOpenAt(at(`${day} 09:00`))).toBe(true);
    expect(hours.isOpenAt(at(`${day} 14:00`))).toBe(false);
    expect(hours.isOpenAt(at("2026-11-27 14:00"))).toBe(true);
    expect(hours.isOpenDuring(at(`${day} 12:00`), at(`${day} 18:00`))).toBe(false);
    expect(hours.isOpenDuring(at(`${day} 11:00`), at(`${day} 18:00`))).toBe(true);
    const next = hours.findNextOpening(at(`${day} 12:00`));
    expect(next && toIsoLocal(next)).toBe("2026-11-27T07:30:00+07:00");
    expect(hours.hoursOn(day)).toMatchObject({
      intervals: [{ from: 450, to: 690 }],
      closed: null,
      closedTimes: [{ from: 720, to: 1080, name: "họp" }],
    });
  });

  test("that leaves nothing closes the day", () => {
    const morning = { ...afternoon, hours: "06:00-12:00" };
    expect(hoursOf({ closures: [morning, afternoon] }).hoursOn(day)).toMatchObject({
      intervals: [],
      closed: { reason: "closure", name: "họp" },
      closedTimes: [],
    });
  });

  test("leaves no piece of less than an hour", () => {
    const middle = { ...afternoon, hours: "08:00-10:00" };
    expect(hoursOf({ closures: [middle] }).hoursOn(day).intervals).toEqual([
      { from: 600, to: 690 },
      { from: 810, to: 1020 },
    ]);
  });

  test("holds against a dated opening, and for a whole area", () => {
    const opening = { from: day, to: day, hours: "08:00-20:00", note: null };
    expect(
      hoursOf({ openings: [opening], area_closures: [afternoon] }).hoursOn(day).intervals,
    ).toEqual([
      { from: 480, to: 720 },
      { from: 1080, to: 1200 },
    ]);
  });

  test("is known where the hours are not, and says nothing about the rest of the day", () => {
    const unknown = hoursOf({ opening_hours: null, closures: [afternoon] });
    expect(unknown.isOpenAt(at(`${day} 14:00`))).toBe(false);
    expect(unknown.isOpenAt(at(`${day} 09:00`))).toBeNull();
    expect(unknown.isOpenDuring(at(`${day} 12:00`), at(`${day} 18:00`))).toBe(false);
    expect(unknown.isOpenDuring(at(`${day} 09:00`), at(`${day} 18:00`))).toBeNull();
    const always = hoursOf({
      opening_hours: null,
      closures: [{ ...afternoon, hours: "12:00-24:00" }],
    });
    expect(always.isOpenDuring(at(`${day} 13:00`), at("2026-11-27 00:00"))).toBe(false);
    expect(always.isOpenDuring(at(`${day} 13:00`), at("2026-11-27 09:00"))).toBeNull();
  });
});
