import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  HoursError,
  parseWeeklyHours,
  type WeeklyHours,
} from "../../../../src/catalog/hours/weekly-hours.ts";
import { shippedPoints } from "../../points/point-fixtures.ts";
import { arbitraryRules, formatRules, type GeneratedRule } from "./arbitrary-rules.ts";
import { parseByLibrary } from "./parse-by-library.ts";

function parseWithReason(osm: string): { week: WeeklyHours | null; reason: string } {
  try {
    return { week: parseWeeklyHours(osm), reason: "" };
  } catch (error) {
    if (error instanceof HoursError) return { week: null, reason: error.reason };
    throw error;
  }
}

describe("weekly hours are parsed as OpenStreetMap's own evaluator parses them", () => {
  const shipped = shippedPoints.flatMap(({ opening_hours }) => opening_hours ?? []);

  test.each([...new Set(shipped)])("in the shipped value %s", (value) => {
    const week = parseByLibrary(value);
    expect(week).not.toBeNull();
    expect(parseWeeklyHours(value)).toStrictEqual(week);
  });

  test("in any combination of rules, unless we refuse what is ambiguous", () => {
    let parsedCount = 0;
    fc.assert(
      fc.property(arbitraryRules, (rules) => {
        const osm = formatRules(rules);
        const { week, reason } = parseWithReason(osm);
        const refusal = expectedRefusal(rules);
        if (week !== null) {
          parsedCount += 1;
          expect(refusal).toBeNull();
          expect({ osm, week }).toStrictEqual({ osm, week: parseByLibrary(osm) });
        } else if (refusal === null) {
          expect({ osm, reason, week: parseByLibrary(osm) }).toStrictEqual({ osm, reason, week });
        } else if (parseByLibrary(osm) !== null) {
          expect(reason).toMatch(refusal);
        }
      }),
      { seed: 20261125, numRuns: 400 },
    );
    expect(parsedCount).toBeGreaterThan(100);
  });

  test("in any combination of words and marks that we accept", () => {
    const words = ["Mo", "We", "Su", "08:00", "12:00", "8:00", "26:00", "24/7", "off", "open"];
    const marks = ["-", "-", ",", ";", "+", ":", "/", "||", "Jan", "2026", "unknown", "week", "["];
    const word = fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom("Mo", "08:00-12:00", "22:00-02:00", ";", ",") },
      { weight: 1, arbitrary: fc.constantFrom(...words, ...marks) },
    );
    let parsedCount = 0;
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), (parts) => {
        const osm = parts.join(" ");
        const { week } = parseWithReason(osm);
        if (week === null) return;
        parsedCount += 1;
        expect({ osm, week }).toStrictEqual({ osm, week: parseByLibrary(osm) });
      }),
      { seed: 20261126, numRuns: 10_000 },
    );
    expect(parsedCount).toBeGreaterThan(500);
  });
});

/** Returns the reason with which we refuse rules that the evaluator may accept. */
function expectedRefusal(rules: readonly GeneratedRule[]): RegExp | null {
  if (hasLateRuleForAllDays(rules)) return /name the days/;
  return cutsNight(rules) ? /half of a night/ : null;
}

/** Whether a rule replaces one of the two days of an earlier night. The evaluator then cuts the night at midnight; we refuse. */
function cutsNight(rules: readonly GeneratedRule[]): boolean {
  const everyDay = new Set([0, 1, 2, 3, 4, 5, 6]);
  const replacesDay = ({ days, hasTimes, isOpen, isAdded }: GeneratedRule, day: number) =>
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

/** Whether a rule without days follows others: the evaluator adds it, the specification says that it replaces them, and we refuse. */
function hasLateRuleForAllDays(rules: readonly GeneratedRule[]): boolean {
  return rules.some(
    ({ days, isOpen }, index) =>
      days === null &&
      isOpen &&
      rules.slice(0, index).some((earlier) => earlier.days !== null || earlier.hasTimes),
  );
}
