import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { buildPointHours } from "../../../src/catalog/hours/point-hours.ts";
import { buildNearest } from "../../../src/catalog/points/nearest.ts";
import { indexPoints } from "../../../src/catalog/points/point-index.ts";
import {
  buildPointsToVisit,
  maxReachKm,
  maxShownKm,
} from "../../../src/catalog/points/points-to-visit.ts";
import type { HelpPoint } from "../../../src/catalog/schema.ts";
import { makePoint, shippedCalendar } from "./point-fixtures.ts";

/** Compares the index with a plain scan that sorts all points by their haversine distance. */

/** Shrinking a world of many points takes minutes; the seed reproduces the failing one. */
const checked = { seed: 20261124, numRuns: 200, endOnFailure: true };
const now = new Date("2026-11-25T10:00:00+07:00");

/** Wide enough that some points lie beyond reach, and some too far to be shown. */
const places = fc.record({
  lat: fc.double({ min: 10.5, max: 11, noNaN: true }),
  lon: fc.double({ min: 106.4, max: 107, noNaN: true }),
});

const points = fc
  .array(
    fc.record({
      place: fc.option(places, { freq: 10, nil: { lat: null, lon: null } }),
      opening_hours: fc.constantFrom(null, null, "24/7", "Mo-Fr 08:00-11:00", "Sa 08:00-11:00"),
      status: fc.constantFrom<HelpPoint["status"]>("active", "active", "active", "historical"),
    }),
    { maxLength: 120, size: "max" },
  )
  .map((list) =>
    list.map(({ place, ...rest }, index) => makePoint({ id: `p-${index}`, ...place, ...rest })),
  );

const when = fc
  .integer({ min: 0, max: 7 * 24 })
  .map((hours) => new Date(now.getTime() + hours * 3_600_000));
const limits = fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 40 }));

interface Found {
  point: HelpPoint;
  metres: number | null;
}

function scan(list: readonly HelpPoint[], from: { lat: number; lon: number }): Found[] {
  return list
    .filter(({ status }) => status === "active")
    .map((point) => ({ point, metres: haversine(from, point) }))
    .sort((a, b) => (a.metres ?? 1e9) - (b.metres ?? 1e9));
}

function haversine(from: { lat: number; lon: number }, { lat, lon }: HelpPoint) {
  if (lat === null || lon === null) return null;
  const rad = Math.PI / 180;
  const a =
    Math.sin(((lat - from.lat) * rad) / 2) ** 2 +
    Math.cos(lat * rad) * Math.cos(from.lat * rad) * Math.sin(((lon - from.lon) * rad) / 2) ** 2;
  return Math.round(2 * 6_371_000 * Math.asin(Math.sqrt(a)));
}

test("the nearest points are those that a plain scan puts first, in the same order", () => {
  fc.assert(
    fc.property(points, places, when, limits, fc.boolean(), (list, from, at, limit, open) => {
      const expected = scan(list, from)
        .filter(
          ({ point }) => !open || buildPointHours(point, shippedCalendar).isOpenAt(at) === true,
        )
        .slice(0, limit);
      const found = buildNearest(indexPoints(list, shippedCalendar))({
        from,
        at,
        limit,
        onlyOpen: open,
      });
      expect(found.map(({ distanceM }) => distanceM)).toStrictEqual(
        expected.map(({ metres }) => metres),
      );
      expect(new Set(found.map(({ point }) => point.id)).size).toBe(found.length);
    }),
    checked,
  );
});

test("the points to visit are ranked as a plain scan ranks them", () => {
  fc.assert(
    fc.property(points, places, when, limits, (list, from, start, limit) => {
      const during = { from: start, to: new Date(start.getTime() + 6 * 3_600_000) };
      const scanned = scan(list, from).flatMap(({ point, metres }) =>
        metres === null || metres > maxShownKm * 1000
          ? []
          : [
              {
                metres,
                open: buildPointHours(point, shippedCalendar).isOpenDuring(during.from, during.to),
              },
            ],
      );
      const near = scanned.filter(({ metres }) => metres <= maxReachKm * 1000);
      const ranked = [
        ...[true, null, false].flatMap((wanted) => near.filter(({ open }) => open === wanted)),
        ...scanned.filter(({ metres }) => metres > maxReachKm * 1000),
      ].slice(0, limit);
      // The scan is sorted by distance, so the first open point is the nearest one.
      const isShown = ranked.some(({ open }) => open === true);
      const nearestOpen = scanned.find(({ open }) => open === true);
      const expected =
        isShown || nearestOpen === undefined
          ? ranked
          : [...ranked.slice(0, limit - 1), nearestOpen];
      const found = buildPointsToVisit(indexPoints(list, shippedCalendar))({
        from,
        during,
        now,
        limit,
      });
      expect(
        found.map(({ distanceM, isOpenDuring: open }) => ({ metres: distanceM, open })),
      ).toStrictEqual(expected);
    }),
    checked,
  );
});
