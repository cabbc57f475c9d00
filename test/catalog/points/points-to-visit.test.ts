import { describe, expect, test } from "@jest/globals";
import { indexPoints } from "../../../src/catalog/points/point-index.ts";
import { buildPointsToVisit, type TimeRange } from "../../../src/catalog/points/points-to-visit.ts";
import type { HelpPoint } from "../../../src/catalog/schema.ts";
import { makePoint, shippedCalendar } from "./point-fixtures.ts";

const from = { lat: 10.77, lon: 106.7 };
const now = new Date("2026-11-25T20:00:00+07:00");
const thursdayMorning = {
  from: new Date("2026-11-26T06:00:00+07:00"),
  to: new Date("2026-11-26T12:00:00+07:00"),
};
const degreesPerKm = 1 / 111.2;

/** Returns a point that many kilometres to the north. */
function point(id: string, km: number, opening_hours: string | null): HelpPoint {
  return makePoint({ id, lat: from.lat + km * degreesPerKm, lon: from.lon, opening_hours });
}

const weekdays = "Mo-Fr 08:00-11:00";
const saturdays = "Sa 08:00-11:00";

function offered(points: readonly HelpPoint[], during: TimeRange | null, limit = 3) {
  const visit = buildPointsToVisit(indexPoints(points, shippedCalendar));
  return visit({ from, during, now, limit }).map((view) => [view.point.id, view.reason]);
}

describe("the points to visit", () => {
  const near = [
    point("closed", 1, saturdays),
    point("unknown", 2, null),
    point("open-far", 9, weekdays),
    point("open-near", 5, weekdays),
  ];

  test("are the nearest if no time is asked for", () => {
    expect(offered(near, null)).toStrictEqual([
      ["closed", "nearest"],
      ["unknown", "nearest"],
      ["open-near", "nearest"],
    ]);
  });

  test("are first those open at the time asked for, then unknown, then closed ones, each by distance", () => {
    expect(offered(near, thursdayMorning, 4)).toStrictEqual([
      ["open-near", "open-then"],
      ["open-far", "open-then"],
      ["unknown", "hours-unknown"],
      ["closed", "closed-then"],
    ]);
  });

  test("include an open point beyond reach only to fill up the list", () => {
    const points = [
      point("open-beyond", 45, weekdays),
      point("unknown", 2, null),
      point("closed", 3, saturdays),
    ];
    expect(offered(points, thursdayMorning)).toStrictEqual([
      ["unknown", "hours-unknown"],
      ["closed", "closed-then"],
      ["open-beyond", "open-then"],
    ]);
    expect(offered(points, thursdayMorning, 2)).toHaveLength(2);
  });

  test("never lie hundreds of kilometres away, whether or not a time is asked for", () => {
    const points = [point("closed", 3, saturdays), point("open-far", 890, weekdays)];
    expect(offered(points, thursdayMorning)).toStrictEqual([["closed", "closed-then"]]);
    expect(offered(points, null)).toStrictEqual([["closed", "nearest"]]);
    expect(offered([point("open-far", 51, weekdays)], thursdayMorning)).toStrictEqual([]);
    expect(offered([point("open-far", 49, weekdays)], null)).toHaveLength(1);
  });

  test("begin with the nearest open point within reach, however many other points are nearer", () => {
    const points = [
      ...Array.from({ length: 50 }, (_, index) => point(`unknown-${index}`, 1 + index / 50, null)),
      point("open", 19, weekdays),
    ];
    expect(offered(points, thursdayMorning)[0]).toStrictEqual(["open", "open-then"]);
  });

  test("give openness and next change as of now, but rank by the time of the visit", () => {
    const visit = buildPointsToVisit(indexPoints(near, shippedCalendar));
    const [first] = visit({ from, during: thursdayMorning, now, limit: 1 });
    expect(first).toMatchObject({
      isOpen: false,
      isOpenDuring: true,
      nextChange: new Date("2026-11-26T08:00:00+07:00"),
    });
  });

  test("never include historical points or those without coordinates", () => {
    const points = [
      makePoint({ id: "unplaced", lat: null, lon: null }),
      { ...point("historical", 1, weekdays), status: "historical" as const },
    ];
    expect(offered(points, thursdayMorning)).toStrictEqual([]);
    expect(offered(points, null)).toStrictEqual([]);
  });
});

describe("if one ward alone decides, its centre", () => {
  const name = "Trung tâm Phục vụ hành chính công phường Bình Tiên";
  const own = { ...point("own", 9, saturdays), kind: "service_centre" as const, name };
  const others = [point("open", 1, weekdays), point("unknown", 2, null), point("near", 3, null)];

  function offeredFirst(points: readonly HelpPoint[], during: TimeRange | null, ward: string) {
    const visit = buildPointsToVisit(indexPoints(points, shippedCalendar));
    const query = { from, during, now, firstWard: ward, limit: 3 };
    return visit(query).map((view) => [view.point.id, view.reason]);
  }

  test("comes first, however far and whether or not it is open then", () => {
    expect(offeredFirst([...others, own], null, "27373")).toStrictEqual([
      ["own", "own-ward"],
      ["open", "nearest"],
      ["unknown", "nearest"],
    ]);
    expect(offeredFirst([...others, own], thursdayMorning, "27373")[0]?.[0]).toBe("own");
  });

  test("does not take the place of the nearest open point", () => {
    const points = [point("beyond", 45, weekdays), ...others.slice(1), own];
    expect(offeredFirst(points, thursdayMorning, "27373")).toStrictEqual([
      ["own", "own-ward"],
      ["unknown", "hours-unknown"],
      ["beyond", "open-then"],
    ]);
  });

  test("is not a centre of the province that stands in the ward", () => {
    const city = { ...own, name: "Trung tâm Phục vụ hành chính công thành phố" };
    expect(offeredFirst([...others, city], null, "27373")[0]).toStrictEqual(["open", "nearest"]);
  });

  test("changes nothing where it is not known", () => {
    expect(offeredFirst(others, null, "27376")).toStrictEqual(offered(others, null));
  });
});
