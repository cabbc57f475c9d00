import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  HoursError,
  parseWeeklyHours,
  type WeeklyHours,
} from "../../../../src/catalog/hours/weekly-hours.ts";
import { shippedPoints } from "../../points/point-fixtures.ts";
import { readByLibrary } from "./library-reading.ts";
import { type WrittenRule, written, writtenRules } from "./written-rules.ts";

function readByUs(osm: string): { week: WeeklyHours | null; reason: string } {
  try {
    return { week: parseWeeklyHours(osm), reason: "" };
  } catch (error) {
    if (error instanceof HoursError) return { week: null, reason: error.reason };
    throw error;
  }
}

describe("weekly hours are read as OpenStreetMap's own evaluator reads them", () => {
  const shipped = shippedPoints.flatMap(({ opening_hours }) => opening_hours ?? []);

  test.each([...new Set(shipped)])("%s", (value) => {
    const week = readByLibrary(value);
    expect(week).not.toBeNull();
    expect(parseWeeklyHours(value)).toStrictEqual(week);
  });

  test("whatever rules are put together", () => {
    let read = 0;
    fc.assert(
      fc.property(writtenRules, (rules) => {
        const osm = written(rules);
        const { week, reason } = readByUs(osm);
        const stricter = whyWeAreStricter(rules);
        if (week !== null) {
          read += 1;
          expect(stricter).toBeNull();
          expect({ osm, week }).toStrictEqual({ osm, week: readByLibrary(osm) });
        } else if (stricter === null) {
          expect({ osm, reason, week: readByLibrary(osm) }).toStrictEqual({ osm, reason, week });
        } else if (readByLibrary(osm) !== null) {
          expect(reason).toMatch(stricter);
        }
      }),
      { seed: 20261125, numRuns: 400 },
    );
    expect(read).toBeGreaterThan(100);
  });

  test("whatever words and marks are put together: what we read, it reads the same", () => {
    const words = ["Mo", "We", "Su", "08:00", "12:00", "8:00", "26:00", "24/7", "off", "open"];
    const marks = ["-", "-", ",", ";", "+", ":", "/", "||", "Jan", "2026", "unknown", "week", "["];
    const word = fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom("Mo", "08:00-12:00", "22:00-02:00", ";", ",") },
      { weight: 1, arbitrary: fc.constantFrom(...words, ...marks) },
    );
    let read = 0;
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), (parts) => {
        const osm = parts.join(" ");
        const { week } = readByUs(osm);
        if (week === null) return;
        read += 1;
        expect({ osm, week }).toStrictEqual({ osm, week: readByLibrary(osm) });
      }),
      { seed: 20261126, numRuns: 10_000 },
    );
    expect(read).toBeGreaterThan(500);
  });
});

/** The reason for which we refuse what the evaluator may read. */
function whyWeAreStricter(rules: readonly WrittenRule[]): RegExp | null {
  if (isLateForAll(rules)) return /name the days/;
  return cutsNight(rules) ? /half of a night/ : null;
}

/** Whether a rule replaces one of the two days of a night that is still told. The evaluator then cuts at midnight; we refuse. */
function cutsNight(rules: readonly WrittenRule[]): boolean {
  const everyDay = new Set([0, 1, 2, 3, 4, 5, 6]);
  const replacesDay = ({ days, hasTimes, isOpen, isAdded }: WrittenRule, day: number) =>
    !isAdded && (isOpen || !hasTimes) && (days ?? everyDay).has(day % 7);
  return rules.some(
    ({ days, isOpen, passesMidnight }, index) =>
      isOpen &&
      passesMidnight &&
      [...(days ?? everyDay)].some((night) => {
        const replacing = rules
          .slice(index + 1)
          .find((later) => replacesDay(later, night) || replacesDay(later, night + 1));
        return (
          replacing !== undefined &&
          replacesDay(replacing, night) !== replacesDay(replacing, night + 1)
        );
      }),
  );
}

/** Whether a rule names no days after others did: the evaluator adds it to their days, the specification says replaces; we refuse. */
function isLateForAll(rules: readonly WrittenRule[]): boolean {
  return rules.some(
    ({ days, isOpen }, index) =>
      days === null &&
      isOpen &&
      rules.slice(0, index).some((earlier) => earlier.days !== null || earlier.hasTimes),
  );
}
