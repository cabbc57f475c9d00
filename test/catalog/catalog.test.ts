import { expect, test } from "@jest/globals";
import { buildCatalog } from "../../src/catalog/catalog.ts";
import { smallPoint, smallRecords } from "./small-records.ts";

const historical = smallPoint({ id: "diem-cu", status: "historical", lat: 10.7, lon: 106.6 });
const records = smallRecords({ points: [...smallRecords().points, historical] });
const catalog = buildCatalog(records);
const tuesday = new Date("2026-11-17T09:00:00+07:00");

test("records can be looked up by their ids and codes", () => {
  expect([...catalog.procedures.keys()]).toEqual(["khai-sinh", "ihanoi"]);
  expect(catalog.guides.get("khai-sinh")?.procedure).toBe("khai-sinh");
  expect(catalog.wards.get("27373")?.name).toBe("Phường Bình Tiên");
  expect(catalog.provinces.get("79")?.short).toBe("Hồ Chí Minh");
});

test("historical points can be looked up but are never among the nearest points", () => {
  expect(catalog.points.get("diem-cu")?.status).toBe("historical");
  const near = catalog.findNearest({ at: tuesday, from: { lat: 10.7, lon: 106.6 }, limit: 10 });
  expect(near.map(({ point }) => point.id).toSorted()).toEqual(["diem", "trung-tam"]);
});

test("places and procedures are found in what residents type", () => {
  expect(catalog.findPlaces("p8 quan 6").map(({ ward }) => ward.code)).toEqual(["27373"]);
  expect(
    catalog.understand("giấy khai sinh", { now: tuesday }).results.map(({ id }) => id),
  ).toEqual(["khai-sinh"]);
});

test("a catalogue is frozen", () => {
  expect(Object.isFrozen(catalog)).toBe(true);
});
