import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { buildNearestWard } from "../../../src/catalog/places/nearest-ward.ts";
import { measureMetres } from "../../../src/catalog/points/point-index.ts";
import { shippedRecords } from "../shipped-records.ts";

const { wards } = await shippedRecords();
const findNearestWard = buildNearestWard(wards);

/** Việt Nam with its seas, and a margin of its neighbours. */
const positions = fc.record({
  lat: fc.double({ min: 8, max: 23.5, noNaN: true }),
  lon: fc.double({ min: 102, max: 112, noNaN: true }),
});

test("the ward found for a position is as near as the nearest of a plain scan, and at most 30 km away", () => {
  fc.assert(
    fc.property(positions, (from) => {
      const least = Math.min(...wards.map((ward) => measureMetres(from, ward)));
      const found = findNearestWard(from);
      expect(found === null ? null : measureMetres(from, found)).toBe(
        least <= 30_000 ? least : null,
      );
    }),
    { seed: 20261130, numRuns: 500, endOnFailure: true },
  );
});

test("the middle of each ward lies in it", () => {
  const elsewhere = wards.filter((ward) => {
    const found = findNearestWard(ward);
    return found === null || measureMetres(ward, found) > 0;
  });
  expect(elsewhere).toEqual([]);
});
