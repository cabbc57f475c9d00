import { describe, expect, test } from "@jest/globals";
import { buildCalendar } from "../../../src/catalog/hours/calendar.ts";
import { buildPointHours, type PointTimes } from "../../../src/catalog/hours/point-hours.ts";
import { toIsoLocal } from "../../../src/catalog/local-time.ts";

const holiday = {
  date: "2026-12-07",
  weekday: "T2" as const,
  name: "Ngày lễ",
  kind: "statutory" as const,
  official: true,
  note: null,
  sources: [],
};
const calendar = buildCalendar([holiday], { 2026: true });
const saturday = { from: "2026-12-05", to: "2026-12-05", hours: "08:00-11:00", note: null };
const hoursOf = (point: Partial<PointTimes>) =>
  buildPointHours({ opening_hours: null, ...point }, calendar);
const at = (local: string) => new Date(`${local.replace(" ", "T")}:00+07:00`);

describe("openings of a point with weekly hours", () => {
  const hours = hoursOf({ opening_hours: "Mo-Fr 07:30-16:00", openings: [saturday] });

  test("open it on a day on which it is closed otherwise, at hours of their own", () => {
    expect(hours.isOpenAt(at("2026-12-05 09:00"))).toBe(true);
    expect(hours.isOpenAt(at("2026-12-05 14:00"))).toBe(false);
    expect(hours.isOpenAt(at("2026-12-12 09:00"))).toBe(false);
    const next = hours.findNextOpening(at("2026-12-04 17:00"));
    expect(next && toIsoLocal(next)).toBe("2026-12-05T08:00:00+07:00");
  });

  test("hold on a holiday, and never against a closure of the point or of its area", () => {
    const monday = { ...saturday, from: "2026-12-07", to: "2026-12-07" };
    const open = { opening_hours: "Mo-Fr 07:30-16:00", openings: [monday] };
    expect(hoursOf(open).isOpenAt(at("2026-12-07 09:00"))).toBe(true);
    const days = [{ from: "2026-12-07", to: "2026-12-08", note: "bão" }];
    for (const closed of [{ closures: days }, { area_closures: days }]) {
      const point = hoursOf({ ...open, ...closed });
      expect(point.isOpenAt(at("2026-12-07 09:00"))).toBe(false);
      expect(point.isOpenAt(at("2026-12-08 09:00"))).toBe(false);
      expect(point.hoursOn("2026-12-07").closed).toMatchObject({ reason: "closure", name: "bão" });
    }
  });
});

describe("a visiting team", () => {
  const team = hoursOf({ kind: "visiting_team", openings: [saturday] });

  test("is known to be away on every day but those of its openings", () => {
    expect(team.isOpenAt(at("2026-12-05 09:00"))).toBe(true);
    expect(team.isOpenAt(at("2026-12-06 09:00"))).toBe(false);
    expect(team.hoursOn("2026-12-06")).toMatchObject({ areHoursKnown: true, intervals: [] });
    expect(team.findNextOpening(at("2026-12-05 12:00"))).toBeNull();
  });
});

describe("openings of a point whose weekly hours no source gives", () => {
  const hours = hoursOf({ openings: [saturday] });

  test("say when it is open that day, and nothing about other days", () => {
    expect(hours.isOpenAt(at("2026-12-05 09:00"))).toBe(true);
    expect(hours.isOpenAt(at("2026-12-05 12:00"))).toBe(false);
    expect(hours.isOpenAt(at("2026-12-06 09:00"))).toBeNull();
    expect(hours.isOpenDuring(at("2026-12-05 12:00"), at("2026-12-06 12:00"))).toBeNull();
    const change = hours.findNextChange(at("2026-12-05 09:00"));
    expect(change && toIsoLocal(change)).toBe("2026-12-05T11:00:00+07:00");
    expect(hours.findNextChange(at("2026-12-05 12:00"))).toBeNull();
    expect(hours.hoursOn("2026-12-07").closed).toMatchObject({ reason: "holiday" });
  });
});
