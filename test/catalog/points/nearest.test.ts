import { describe, expect, test } from "@jest/globals";
import { buildNearest, type NearestQuery } from "../../../src/catalog/points/nearest.ts";
import { indexPoints } from "../../../src/catalog/points/point-index.ts";
import { makePoint, shippedCalendar, shippedPoints } from "./point-fixtures.ts";

const benThanh = { lat: 10.772, lon: 106.698 };
const monday = new Date("2026-11-23T10:00:00+07:00");
const tuesday = new Date("2026-11-24T10:00:00+07:00");

const nearest = buildNearest(indexPoints(shippedPoints, shippedCalendar));

function among(points: Parameters<typeof indexPoints>[0], query: Partial<NearestQuery>) {
  const ask = buildNearest(indexPoints(points, shippedCalendar));
  return ask({ at: monday, limit: 10, ...query }).map(({ point }) => point.id);
}

describe("the nearest points", () => {
  test("are sorted by distance at any time, also on a holiday", () => {
    const asked = { from: benThanh, limit: 8 };
    const [first, ...rest] = nearest({ ...asked, at: monday });
    expect(first?.distanceM).toBeGreaterThan(0);
    const distances = [first, ...rest].map((view) => view?.distanceM ?? 0);
    expect(distances).toStrictEqual([...distances].sort((a, b) => a - b));
    const onHoliday = nearest({ ...asked, at: tuesday });
    expect(onHoliday.map(({ point }) => point.id)).toStrictEqual(
      [first, ...rest].map((view) => view?.point.id),
    );
  });

  test("say whether they are open, closed or unknown, and when that changes", () => {
    const views = nearest({ from: benThanh, at: tuesday, limit: 100 });
    const xuanHoa = views.find(({ point }) => point.id === "hcm-xuan-hoa");
    expect(xuanHoa).toMatchObject({
      isOpen: false,
      nextChange: new Date("2026-11-25T07:30:00+07:00"),
    });
    const unknown = views.find(({ point }) => point.opening_hours === null);
    expect(unknown).toMatchObject({ isOpen: null, nextChange: null });
  });

  test("leave out closed and unknown ones if only open ones are wanted", () => {
    const open = nearest({ from: benThanh, at: monday, onlyOpen: true, limit: 100 });
    expect(open.map(({ point }) => point.id)).toStrictEqual([
      "hcm-xuan-hoa",
      "hcm-ngai-giao",
      "kh-tay-nha-trang",
      "ht-dan-hai",
    ]);
    expect(nearest({ from: benThanh, at: tuesday, onlyOpen: true, limit: 100 })).toStrictEqual([]);
  });

  test("include no historical points, and end with those without coordinates, which have no distance", () => {
    const all = nearest({ from: benThanh, at: monday, limit: 1000 });
    expect(all).toHaveLength(shippedPoints.filter(({ status }) => status === "active").length);
    expect(all.filter(({ point }) => point.status === "historical")).toStrictEqual([]);
    expect(all.slice(-4).map(({ point, distanceM }) => [point.id, distanceM])).toStrictEqual([
      ["hue-dai-ly-dvc-136", null],
      ["hue-buu-dien-9-diem", null],
      ["hn-hotline", null],
      ["th-ttpvhcc-tinh", null],
    ]);
    expect(all.at(-5)?.distanceM).not.toBeNull();
  });

  test("of one ward are sorted by distance too", () => {
    const points = [
      makePoint({ id: "far", ward_code: "1", lat: 11, lon: 106.7 }),
      makePoint({ id: "near", ward_code: "1", lat: 10.8, lon: 106.7 }),
      makePoint({ id: "unplaced", ward_code: "1", lat: null, lon: null }),
      makePoint({ id: "elsewhere", ward_code: "2", lat: 10.773, lon: 106.698 }),
    ];
    expect(among(points, { from: benThanh, ward: "1" })).toStrictEqual(["near", "far", "unplaced"]);
    expect(among(points, { from: benThanh, ward: "3" })).toStrictEqual([]);
  });

  test("without a place are sorted by the names of wards, then their own, and have no distance", () => {
    const points = [
      makePoint({ id: "c", name: "Điểm C", ward: "Phường Đức Nhuận" }),
      makePoint({ id: "a", name: "Điểm A", ward: "Phường Đức Nhuận" }),
      makePoint({ id: "no-ward", name: "Điểm 0", ward: null }),
      makePoint({ id: "b", name: "Điểm B", ward: "Phường Cầu Kiệu" }),
    ];
    expect(among(points, {})).toStrictEqual(["b", "a", "c", "no-ward"]);
    expect(nearest({ at: monday, limit: 5 }).map(({ distanceM }) => distanceM)).toStrictEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  test("handle a procedure only if their list names it, and otherwise leave that unknown", () => {
    const points = [
      makePoint({ id: "lists-it", services: ["dang-ky-khai-sinh"] }),
      makePoint({ id: "lists-others", services: ["doi-can-cuoc"] }),
      makePoint({ id: "lists-nothing", services: null }),
    ];
    const ask = buildNearest(indexPoints(points, shippedCalendar));
    const handles = (procedure?: string) =>
      Object.fromEntries(
        ask({ at: monday, limit: 9, procedure }).map((view) => [view.point.id, view.handles]),
      );
    expect(handles("dang-ky-khai-sinh")).toStrictEqual({
      "lists-it": "yes",
      "lists-others": "unknown",
      "lists-nothing": "unknown",
    });
    expect(handles()).toMatchObject({ "lists-it": "unknown" });
  });

  test("include a network of points without an address only while it is active", () => {
    const network = { address: null, points_represented: 108 };
    const points = [
      makePoint({ id: "running", ...network }),
      makePoint({ id: "over", ...network, status: "historical" }),
    ];
    expect(among(points, { from: benThanh })).toStrictEqual(["running"]);
  });

  test("are an empty list if there are no points", () => {
    expect(among([], { from: benThanh })).toStrictEqual([]);
  });
});
