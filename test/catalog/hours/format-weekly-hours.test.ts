import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { formatWeeklyHours } from "../../../src/catalog/hours/format-weekly-hours.ts";
import { parseWeeklyHours } from "../../../src/catalog/hours/weekly-hours.ts";

test.each([
  "Mo-Fr 07:30-11:30,13:00-17:00; Sa 07:30-11:30",
  "Tu,Th 09:00-11:00,14:00-16:00; Sa 09:00-11:00",
  "Mo-Su 00:00-24:00",
  "Mo,We,Fr-Su 08:00-10:00",
])("%s is formatted as it was parsed", (osm) => {
  expect(formatWeeklyHours(parseWeeklyHours(osm))).toBe(osm);
});

test("a week without hours is formatted as null", () => {
  expect(formatWeeklyHours({ 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] })).toBeNull();
});

test("all hours that a form can hold are parsed back unchanged", () => {
  const day = fc
    .uniqueArray(fc.integer({ min: 0, max: 288 }), { minLength: 0, maxLength: 4 })
    .map((marks) => marks.sort((a, b) => a - b).map((mark) => mark * 5))
    .map((marks) =>
      marks.length < 2
        ? []
        : marks.length < 4
          ? [marks.slice(0, 2)]
          : [marks.slice(0, 2), marks.slice(2)],
    )
    .map((spans) => spans.map(([from = 0, to = 0]) => ({ from, to })));
  const week = fc.record({ 1: day, 2: day, 3: day, 4: day, 5: day, 6: day, 7: day });
  fc.assert(
    fc.property(week, (hours) => {
      const osm = formatWeeklyHours(hours);
      fc.pre(osm !== null);
      expect(parseWeeklyHours(osm ?? "")).toEqual(hours);
    }),
    { seed: 20261123, numRuns: 200 },
  );
});
