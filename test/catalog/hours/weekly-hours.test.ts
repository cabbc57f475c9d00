import { describe, expect, test } from "@jest/globals";
import { HoursError, parseWeeklyHours } from "../../../src/catalog/hours/weekly-hours.ts";
import { shippedPoints } from "../points/point-fixtures.ts";

describe("weekly hours in OpenStreetMap's syntax", () => {
  test("are parsed from every shipped value", () => {
    const values = shippedPoints.flatMap(({ opening_hours }) => opening_hours ?? []);
    expect(values).toHaveLength(10);
    for (const value of values) expect(() => parseWeeklyHours(value)).not.toThrow();
  });

  test("give the intervals of each named day and none for other days", () => {
    const {
      1: monday,
      2: tuesday,
      6: saturday,
      7: sunday,
    } = parseWeeklyHours("Tu,Th 09:00-11:00,14:00-16:00; Sa 09:00-11:00");
    expect(monday).toStrictEqual([]);
    expect(tuesday).toStrictEqual([
      { from: 540, to: 660 },
      { from: 840, to: 960 },
    ]);
    expect(saturday).toStrictEqual([{ from: 540, to: 660 }]);
    expect(sunday).toStrictEqual([]);
  });

  test("join intervals that touch", () => {
    expect(parseWeeklyHours("Mo 08:00-12:00,12:00-17:00")[1]).toStrictEqual([
      { from: 480, to: 1020 },
    ]);
  });

  test("assign a night to the day on which it begins, also from Sunday to Monday", () => {
    const week = parseWeeklyHours("Fr 22:00-02:00; Su 23:00-01:00");
    expect(week[5]).toStrictEqual([{ from: 1320, to: 1560 }]);
    expect(week[6]).toStrictEqual([]);
    expect(week[7]).toStrictEqual([{ from: 1380, to: 1500 }]);
    expect(week[1]).toStrictEqual([]);
  });

  test("read 24/7 as seven whole days", () => {
    for (const day of Object.values(parseWeeklyHours("24/7"))) {
      expect(day).toStrictEqual([{ from: 0, to: 1440 }]);
    }
  });

  test.each(["PH off", "PH closed", "ph off"])("ignore %s", (off) => {
    const plain = parseWeeklyHours("Mo-Fr 07:30-11:30");
    expect(parseWeeklyHours(`Mo-Fr 07:30-11:30; ${off}`)).toStrictEqual(plain);
    expect(parseWeeklyHours(`${off}; Mo-Fr 07:30-11:30`)).toStrictEqual(plain);
  });

  test("keep a weekday closed that is closed together with holidays", () => {
    expect(parseWeeklyHours("08:00-11:00; Su,PH off")).toStrictEqual(
      parseWeeklyHours("Mo-Sa 08:00-11:00"),
    );
  });

  test.each([
    ["let a later rule replace the day", "Mo-Fr 08:00-11:00; We 14:00-16:00", "We 14:00-16:00"],
    [
      "let a rule after a comma add to the day",
      "Mo-Fr 08:00-11:00, We 14:00-16:00",
      "We 08:00-11:00,14:00-16:00",
    ],
    [
      "let a later rule remove hours",
      "Mo-Fr 08:00-16:00; 12:00-13:00 off",
      "We 08:00-12:00,13:00-16:00",
    ],
    [
      "let a later rule remove days, in upper and lower case",
      "sa-we 08:00-11:00; MO,TU closed",
      "We,Sa-Su 08:00-11:00",
    ],
    ["keep days without a rule closed after off", "off; We 08:00-11:00", "We 08:00-11:00"],
    ["let times without days apply to every day after off", "off; 08:00-11:00", "We 08:00-11:00"],
    ["end two days at the second midnight", "Tu 08:00-48:00", "We 00:00-24:00"],
    ["keep days without a rule open after open", "open; Mo-Tu,Th-Su off", "We 00:00-24:00"],
    ["read the end of a night as 26:00 or 02:00", "We 22:00-26:00", "We 22:00-02:00"],
    [
      "cut an interval longer than a day at midnight",
      "We 08:00-33:00",
      "We 08:00-24:00; Th 00:00-09:00",
    ],
  ])("%s: %s", (_, value, sameOnWednesday) => {
    expect(parseWeeklyHours(value)[3]).toStrictEqual(parseWeeklyHours(sameOnWednesday)[3]);
  });

  test.each([
    ["Mo-Fr 08:00-11:00; PH 08:00-09:00", /holidays come from the calendar/],
    ["Mo-Fr,PH 08:00-11:00", /holidays come from the calendar/],
    ["Mo-Fr 08:00-11:00; PH 09:00-10:00 off", /holidays come from the calendar/],
    ["Mo-Fr 08:00-11:00; SH off", /holidays come from the calendar/],
    ["Jan-Mar Mo 08:00-12:00", /not the same every week/],
    ["Mo[1] 08:00-12:00", /not the same every week/],
    ["Mo-Fr sunrise-sunset", /not the same every week/],
    ["2026 Nov 24 off; Mo-Fr 08:00-12:00", /not the same every week/],
    ["Mo 17:00+", /no definite hours/],
    ['Mo-Fr 08:00-11:00 "theo lịch hẹn"', /opening_hours_note/],
    ["Mo-Fr", /not very explicit/],
    ["Mo-Fr 07.30-11.30", /hour\/minute-separator/],
    ["week 01-10 Mo 08:00-12:00", /not the same every week/],
    ["easter off; Mo 08:00-12:00", /not the same every week/],
    ["Mo 08:00-12:00+", /write when it closes/],
    ["Mo 08:00-12:00 unknown", /no definite hours/],
    ["Mo 08:00-12:00/30", /interval/],
    ["Mo 08:00-12:00 || Tu 08:00-09:00", /write ";"/],
    ["Mo–Fr 08:00-11:00", /write a plain "-" .*\(at "–"\)/],
    ["Mo-Fr 08:00-11:00 & 13:00-16:00", /write ","/],
    ["Mo-Fr 07h30-11h30", /hour\/minute-separator/],
    ["Mo-Fr 7-11", /two digits of hours/],
    ["Mo 08:00-12:60", /minutes up to 59.* \(at "12:60"\)/],
    ["Mo 08:00-9:00", /write 09:00, or add 12 hours/],
    ["Mo 24:00-26:00", /name that day/],
    ["Mo 22:00-48:15", /more than two days/],
    ["Mo 08:00", /until when/],
    ["Mo 08:00-12:00,", /something is missing after "Mo 08:00-12:00,"/],
    ["Mo 08:00-12:00 Tu 08:00-12:00", /"Tu" is not expected after "Mo 08:00-12:00"/],
    ["Mo,,Tu 08:00-12:00", /not very explicit/],
    [",Mo 08:00-12:00", /"," is not expected at the beginning/],
    ["Mo-Fr: 08:00-11:00", /leave this mark out \(at ":"\)/],
    ["T2-T6 07:30-11:30", /only words are Mo, Tu/],
    ["Mo-Fr 08:00-12:00, We off", /write ";" instead of "," before "We off"/],
    ["Mo-Fr 08:00-12:00; off", /put it first/],
    ["Mo-Fr 08:00-12:00; 13:00-16:00", /name the days of "13:00-16:00"/],
    ["24/7; Su off", /"24\/7" allows no other rules/],
    ["Fr 22:00-02:00; Sa off", /half of a night/],
    ["Fr 22:00-02:00; Fr 08:00-11:00", /half of a night/],
    ["Su 22:00-02:00; Mo 08:00-11:00", /half of a night/],
    ["off", /never open/],
    ["PH off", /./],
    ["", /./],
    ["sáng thứ hai", /./],
  ])("are refused in %j with the reason", (value, reason) => {
    const parse = () => parseWeeklyHours(value);
    expect(parse).toThrow(HoursError);
    expect(parse).toThrow(
      expect.objectContaining({ hours: value, reason: expect.stringMatching(reason) }),
    );
  });
});
