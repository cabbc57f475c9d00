import { describe, expect, test } from "@jest/globals";
import { createCatalogBuilder } from "../../src/catalog/catalog.ts";
import { loadRecords } from "../../src/catalog/load.ts";
import {
  applyOverrides,
  type CatalogOverrides,
  type PointOverride,
  pointOverrideSchema,
} from "../../src/catalog/overrides.ts";
import { findMissingDetails } from "../../src/catalog/points/missing-details.ts";
import { makePoint } from "./points/point-fixtures.ts";

const records = await loadRecords("data");
const id = "diem-kp-23-24-binh-tien";

function edits(edit: PointOverride, aliases: Record<string, string[]> = {}): CatalogOverrides {
  return {
    points: new Map([[id, { edit, day: "2026-11-23" }]]),
    aliases: new Map(Object.entries(aliases)),
  };
}

function edited(edit: PointOverride) {
  return applyOverrides(records, edits(edit)).points.find((point) => point.id === id);
}

describe("what the desk lays over a point", () => {
  const shipped = records.points.find((point) => point.id === id);

  test("replaces the fields that it names, and makes the record as fresh as the edit", () => {
    const point = edited({ phone: "028 3838 3838", on_duty: "Chị Lan", equipment: ["máy in"] });
    expect(point).toEqual({
      ...shipped,
      phone: "028 3838 3838",
      on_duty: "Chị Lan",
      equipment: ["máy in"],
      checked: "2026-11-23",
    });
  });

  test("null takes back what was shipped: it is not known any more", () => {
    expect(shipped?.opening_hours).not.toBeNull();
    expect(edited({ opening_hours: null, on_duty: null })).toMatchObject({ opening_hours: null });
  });

  test("leaves every list that it does not touch the very same, so that its index is not built again", () => {
    const laid = applyOverrides(records, edits({ phone: "1022" }));
    expect(laid.procedures).toBe(records.procedures);
    expect(laid.wards).toBe(records.wards);
    expect(applyOverrides(records, { points: new Map(), aliases: new Map() }).points).toBe(
      records.points,
    );
  });

  test("of a point or a procedure that is not shipped any more it is left out", () => {
    const laid = applyOverrides(records, {
      points: new Map([["no-such-point", { edit: { phone: "1022" }, day: "2026-11-23" }]]),
      aliases: new Map([["no-such-procedure", ["giấy lạ"]]]),
    });
    expect(laid).toEqual(records);
  });

  test.each([
    ["hours that can't be read", { opening_hours: "sáng thứ Hai" }],
    ["hours with holidays of their own", { opening_hours: "PH 08:00-10:00" }],
    [
      "a closure that ends before it begins",
      { closures: [{ from: "2026-11-28", to: "2026-11-27", note: null }] },
    ],
    ["a day that is none", { closures: [{ from: "2026-02-30", to: "2026-02-30", note: null }] }],
    ["words for a phone", { phone: "gọi chị Lan" }],
    ["a field that nobody may edit", { name: "Điểm khác" }],
    ["an empty line", { equipment: [" "] }],
  ])("refuses %s", (_what, edit) => {
    expect(pointOverrideSchema.safeParse(edit).success).toBe(false);
  });
});

test("a catalogue built after another finds what was laid over, in both languages, and keeps the first as it was", () => {
  const build = createCatalogBuilder();
  const before = build(records);
  const word = "giấy chứng sinh xanh lè";
  const aliases = { "dang-ky-khai-sinh": [word] };
  const closures = [{ from: "2026-11-28", to: "2026-11-28", note: "họp" }];
  const after = build(applyOverrides(records, edits({ closures }, aliases)));
  const bestIn = (catalog: typeof before) =>
    catalog.understand(word, { now: new Date("2026-11-28T02:30:00Z") }).results[0];
  expect(bestIn(after)).toMatchObject({ id: "dang-ky-khai-sinh" });
  expect(bestIn(after)?.score).toBeGreaterThan(bestIn(before)?.score ?? 0);
  expect(after.inLanguage("en").points.get(id)?.closures).toEqual(closures);
  expect(after.inLanguage("en").procedures.get("dang-ky-khai-sinh")?.aliases).toContain(word);
  expect(before.points.get(id)?.closures).toBeUndefined();
  const saturday = new Date("2026-11-28T09:30:00+07:00");
  const from = { lat: 10.74248, lon: 106.64295 };
  const openThere = (catalog: typeof before) =>
    catalog.findNearest({ from, at: saturday, limit: 5 }).find((view) => view.point.id === id)
      ?.isOpen;
  expect([openThere(before), openThere(after)]).toEqual([true, false]);
});

test("what is missing is told, the most wanted first", () => {
  const place = { lat: 10, lon: 106 };
  const nothing = makePoint({ id: "a", address: null, lat: null, lon: null, precision: null });
  expect(findMissingDetails(nothing)).toEqual([
    "hours",
    "phone",
    "services",
    "equipment",
    "address",
    "place",
  ]);
  const known = { opening_hours: "Mo 08:00-09:00", phone: "1022", services: [], equipment: [] };
  expect(findMissingDetails(makePoint({ id: "b", ...known, ...place }))).toEqual([]);
  expect(findMissingDetails(makePoint({ id: "c", ...known, precision: "ward centroid" }))).toEqual([
    "place",
  ]);
});
