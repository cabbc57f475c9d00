import { describe, expect, test } from "@jest/globals";
import type { OfficeHours } from "../../../src/catalog/contacts-schema.ts";
import { indexOfficeHours } from "../../../src/catalog/hours/office-hours.ts";
import { buildPointHours } from "../../../src/catalog/hours/point-hours.ts";
import { makePoint, shippedCalendar } from "../points/point-fixtures.ts";
import { smallRecords } from "../small-records.ts";

const { provinces } = smallRecords();
const winter = rule({
  opening_hours: "Mo-Fr 07:30-11:30,13:00-17:00",
  valid_from: "2026-10-01",
  valid_to: "2027-03-31",
});
const summer = rule({
  opening_hours: "Mo-Fr 07:30-11:30,13:30-17:30",
  valid_from: "2027-04-01",
  valid_to: "2027-09-30",
});
const ofWard = rule({ scope: "ward", code: "27373", opening_hours: "Sa 08:00-11:00" });

function rule(changes: Partial<OfficeHours>): OfficeHours {
  return {
    scope: "province",
    code: "79",
    opening_hours: "Mo-Fr 07:30-11:30",
    valid_from: null,
    valid_to: null,
    source: "Quyết định",
    strength: "strong",
    note: null,
    ...changes,
  };
}

const centre = makePoint({ id: "trung-tam", kind: "service_centre" });
const local = (time: string) => new Date(`${time.replace(" ", "T")}:00+07:00`);

function hoursOf(rules: readonly OfficeHours[], point = centre) {
  return buildPointHours(point, shippedCalendar, indexOfficeHours(rules, provinces)(point));
}

describe("the office hours of a province", () => {
  const seasonal = hoursOf([winter, summer]);

  test("open and close its offices, each season at its own time", () => {
    expect(seasonal.basis).toBe("province");
    expect(seasonal.isOpenAt(local("2027-03-31 13:15"))).toBe(true);
    expect(seasonal.isOpenAt(local("2027-04-01 13:15"))).toBe(false);
    expect(seasonal.isOpenAt(local("2027-04-01 17:15"))).toBe(true);
    expect(seasonal.findNextChange(local("2027-03-31 18:00"))).toEqual(local("2027-04-01 07:30"));
  });

  test("hold on no holiday", () => {
    expect(seasonal.isOpenAt(local("2026-11-24 09:00"))).toBe(false);
    expect(seasonal.findNextOpening(local("2027-02-03 18:00"))).toEqual(local("2027-02-11 07:30"));
  });

  test("say nothing of the days before and after them", () => {
    expect(seasonal.isOpenAt(local("2026-09-30 09:00"))).toBeNull();
    expect(seasonal.isOpenAt(local("2027-10-01 09:00"))).toBeNull();
    expect(seasonal.hoursOn("2027-10-01").areHoursKnown).toBe(false);
    expect(seasonal.findNextOpening(local("2027-09-30 18:00"))).toBeNull();
    // On Thursday evening it is closed; on Friday nobody knows.
    expect(seasonal.isOpenDuring(local("2027-09-30 18:00"), local("2027-09-30 22:00"))).toBe(false);
    expect(seasonal.isOpenDuring(local("2027-09-30 18:00"), local("2027-10-01 09:00"))).toBeNull();
  });

  test("give way to those of the ward, and both to the point's own", () => {
    expect(hoursOf([winter, ofWard]).basis).toBe("ward");
    const own = { ...centre, opening_hours: "Su 08:00-09:00" };
    expect(hoursOf([winter, ofWard], own)).toMatchObject({ basis: "point" });
    expect(hoursOf([winter, ofWard], own).isOpenAt(local("2026-11-28 09:00"))).toBe(false);
  });

  test("are not those of a help point, nor of another province", () => {
    expect(hoursOf([winter], makePoint({ id: "diem" })).basis).toBeNull();
    expect(hoursOf([winter], { ...centre, province: "Thành phố Hà Nội" }).basis).toBeNull();
  });

  test("give way to a closure of the point", () => {
    const closures = [{ from: "2026-11-26", to: "2026-11-26", note: null }];
    expect(hoursOf([winter], { ...centre, closures }).isOpenAt(local("2026-11-26 09:00"))).toBe(
      false,
    );
  });
});
