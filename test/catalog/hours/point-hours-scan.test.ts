import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { buildCalendar } from "../../../src/catalog/hours/calendar.ts";
import { buildPointHours } from "../../../src/catalog/hours/point-hours.ts";
import { addDays, toInstant } from "../../../src/catalog/local-time.ts";
import type { Holiday } from "../../../src/catalog/schema.ts";

/** Compares the hours with a plain scan that evaluates every minute of several days. */

/** Shrinking ten days of minutes takes long; the seed reproduces the failing case. */
const checked = { seed: 20261124, endOnFailure: true };
const firstDay = "2026-11-23";
const days = 10;
const minutes = days * 1440;
const osmDays = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

interface Interval {
  from: number;
  to: number;
}

/** Up to two intervals in the daytime and perhaps a night that ends before any morning begins. */
const dayHours = fc
  .record({
    starts: fc.uniqueArray(fc.integer({ min: 24, max: 79 }), { maxLength: 2 }),
    length: fc.integer({ min: 1, max: 8 }),
    night: fc.option(
      fc.record({ from: fc.integer({ min: 88, max: 95 }), to: fc.integer({ min: 97, max: 116 }) }),
      {
        freq: 3,
        nil: null,
      },
    ),
  })
  .map(({ starts, length, night }): Interval[] =>
    [...starts.map((from) => ({ from, to: from + length })), ...(night ? [night] : [])].map(
      ({ from, to }) => ({ from: from * 15, to: to * 15 }),
    ),
  );

const worlds = fc
  .record({
    week: fc.array(dayHours, { minLength: 7, maxLength: 7 }),
    /** The kind of each day of the scan. */
    kinds: fc.array(fc.constantFrom("plain", "plain", "plain", "holiday", "worked", "closure"), {
      minLength: days + 1,
      maxLength: days + 1,
    }),
    insteadOf: fc.integer({ min: 0, max: 6 }),
  })
  .filter(({ week }) => week.some((spans) => spans.length > 0));

function clock(minute: number) {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${two(Math.floor((minute % 1440) / 60))}:${two(minute % 60)}`;
}

function written(week: readonly Interval[][]) {
  return week
    .flatMap((spans, index) =>
      spans.map(({ from, to }) => `${osmDays[index]} ${clock(from)}-${clock(to)}`),
    )
    .join(", ");
}

function holiday(date: string, kind: "statutory" | "workday", instead_of: string): Holiday {
  const record: Holiday = {
    date,
    weekday: "T2",
    name: kind,
    kind,
    official: true,
    note: null,
    sources: [],
  };
  return kind === "workday" ? { ...record, instead_of } : record;
}

function build({
  week,
  kinds,
  insteadOf,
}: {
  week: Interval[][];
  kinds: string[];
  insteadOf: number;
}) {
  const dates = kinds.map((kind, index) => ({ kind, date: addDays(firstDay, index - 1) }));
  const holidays = dates.flatMap(({ kind, date }) => {
    if (kind === "holiday") return [holiday(date, "statutory", date)];
    return kind === "worked" ? [holiday(date, "workday", addDays(firstDay, insteadOf))] : [];
  });
  const closures = dates
    .filter(({ kind }) => kind === "closure")
    .map(({ date }) => ({ from: date, to: date, note: null }));
  const hours = buildPointHours(
    { opening_hours: written(week), closures },
    buildCalendar(holidays, { "2026": true }),
  );

  const open = new Array<boolean>(minutes).fill(false);
  dates.forEach(({ kind }, index) => {
    if (kind === "holiday" || kind === "closure") return;
    const weekday = kind === "worked" ? insteadOf : (index + 6) % 7;
    for (const { from, to } of week[weekday] ?? []) {
      const midnight = (index - 1) * 1440;
      open.fill(true, Math.max(0, midnight + from), Math.max(0, midnight + to));
    }
  });
  return { hours, open: open.slice(0, minutes) };
}

test("a point is open in exactly the minutes in which a plain scan finds it open", () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const { hours, open } = build(world);
      const wrong = open.flatMap((isOpen, minute) =>
        hours.isOpenAt(toInstant(firstDay, minute)) === isOpen ? [] : [minute],
      );
      expect(wrong).toStrictEqual([]);
    }),
    { ...checked, numRuns: 15 },
  );
});

test("the next change and the next opening are those that a plain scan finds", () => {
  const moments = fc.integer({ min: 0, max: minutes - 1 });
  fc.assert(
    fc.property(worlds, fc.array(moments, { minLength: 20, maxLength: 20 }), (world, asked) => {
      const { hours, open } = build(world);
      for (const minute of asked) {
        const change = open.findIndex((isOpen, later) => later > minute && isOpen !== open[minute]);
        const opening = open.findIndex(
          (isOpen, later) => later > minute && isOpen && open[later - 1] === false,
        );
        const at = toInstant(firstDay, minute);
        expectFoundAt(hours.findNextChange(at), change);
        expectFoundAt(hours.findNextOpening(at), opening);
      }
    }),
    { ...checked, numRuns: 100 },
  );
});

test("a point is open during a visit exactly if a plain scan finds an open minute in it", () => {
  const visit = fc.record({
    from: fc.integer({ min: 0, max: minutes - 1 }),
    length: fc.integer({ min: 1, max: 2000 }),
  });
  fc.assert(
    fc.property(worlds, fc.array(visit, { minLength: 20, maxLength: 20 }), (world, visits) => {
      const { hours, open } = build(world);
      for (const { from, length } of visits) {
        const to = Math.min(minutes, from + length);
        expect(hours.isOpenDuring(toInstant(firstDay, from), toInstant(firstDay, to))).toBe(
          open.slice(from, to).includes(true),
        );
      }
    }),
    { ...checked, numRuns: 100 },
  );
});

/** If the scan found nothing, the answer may only lie beyond its end. */
function expectFoundAt(found: Date | null, minute: number) {
  if (minute !== -1) return expect(found).toStrictEqual(toInstant(firstDay, minute));
  expect((found ?? toInstant(firstDay, minutes)).getTime()).toBeGreaterThanOrEqual(
    toInstant(firstDay, minutes).getTime(),
  );
}
