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

function overridesOf(
  override: PointOverride,
  aliases: Record<string, string[]> = {},
): CatalogOverrides {
  return {
    points: new Map([[id, { override, day: "2026-11-23" }]]),
    aliases: new Map(Object.entries(aliases)),
  };
}

function overriddenPoint(override: PointOverride) {
  return applyOverrides(records, overridesOf(override)).points.find((point) => point.id === id);
}

describe("an override of a point", () => {
  const shipped = records.points.find((point) => point.id === id);

  test("replaces the fields that it names and marks the record as checked on that day", () => {
    const point = overriddenPoint({
      phone: "028 3838 3838",
      on_duty: "Chị Lan",
      equipment: ["máy in"],
    });
    expect(point).toEqual({
      ...shipped,
      phone: "028 3838 3838",
      on_duty: "Chị Lan",
      equipment: ["máy in"],
      checked: "2026-11-23",
    });
  });

  test("withdraws a shipped value if the field is null", () => {
    expect(shipped?.opening_hours).not.toBeNull();
    expect(overriddenPoint({ opening_hours: null, on_duty: null })).toMatchObject({
      opening_hours: null,
    });
  });

  test("keeps every list without a changed record the same object, so that its index is reused", () => {
    const applied = applyOverrides(records, overridesOf({ phone: "1022" }));
    expect(applied.procedures).toBe(records.procedures);
    expect(applied.wards).toBe(records.wards);
    expect(applyOverrides(records, { points: new Map(), aliases: new Map() }).points).toBe(
      records.points,
    );
  });

  test("is ignored if its point or procedure is no longer shipped", () => {
    const applied = applyOverrides(records, {
      points: new Map([["no-such-point", { override: { phone: "1022" }, day: "2026-11-23" }]]),
      aliases: new Map([["no-such-procedure", ["giấy lạ"]]]),
    });
    expect(applied).toEqual(records);
  });

  test.each([
    ["hours that can't be parsed", { opening_hours: "sáng thứ Hai" }],
    ["hours with holidays of their own", { opening_hours: "PH 08:00-10:00" }],
    [
      "a closure that ends before it begins",
      { closures: [{ from: "2026-11-28", to: "2026-11-27", note: null }] },
    ],
    [
      "a day that does not exist",
      { closures: [{ from: "2026-02-30", to: "2026-02-30", note: null }] },
    ],
    ["a phone number in words", { phone: "gọi chị Lan" }],
    ["a field that may not be overridden", { name: "Điểm khác" }],
    ["an empty line", { equipment: [" "] }],
  ])("refuses %s", (_what, override) => {
    expect(pointOverrideSchema.safeParse(override).success).toBe(false);
  });
});

test("a catalogue rebuilt with overrides shows them in both languages and leaves the earlier catalogue unchanged", () => {
  const build = createCatalogBuilder();
  const before = build(records);
  const word = "giấy chứng sinh xanh lè";
  const aliases = { "dang-ky-khai-sinh": [word] };
  const closures = [{ from: "2026-11-28", to: "2026-11-28", note: "họp" }];
  const after = build(applyOverrides(records, overridesOf({ closures }, aliases)));
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

test("the missing details of a point are listed with the most wanted first", () => {
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
