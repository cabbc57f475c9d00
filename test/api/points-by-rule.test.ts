import { expect, test } from "@jest/globals";
import { buildCatalog } from "../../src/catalog/catalog.ts";
import type { OfficeHours } from "../../src/catalog/contacts-schema.ts";
import { makePoint } from "../catalog/points/point-fixtures.ts";
import { smallRecords } from "../catalog/small-records.ts";
import { buildApi } from "./api-app.ts";

const rule: OfficeHours = {
  scope: "province",
  code: "79",
  opening_hours: "Mo-Fr 07:30-11:30,13:00-17:00",
  valid_from: "2026-10-01",
  valid_to: "2027-03-31",
  source: "Quyết định",
  strength: "strong",
  note: null,
};
const points = [
  makePoint({ id: "by-rule", kind: "service_centre" }),
  makePoint({ id: "own", kind: "service_centre", opening_hours: "Mo-Fr 07:00-11:00" }),
  makePoint({ id: "unknown" }),
];
const contacts = { officeHours: [rule], hotlines: [], wardPhones: [] };
const catalog = buildCatalog(smallRecords({ points, contacts }));

async function answer(url: string) {
  const app = await buildApi(catalog, "2026-11-26T09:30:00+07:00");
  const response = await app.inject({ url: `/api/v1/${url}` });
  await app.close();
  return response.json();
}

test("each point says where its openness comes from", async () => {
  const { results } = await answer("points");
  const fields = results.map(({ id, open, hours_basis }: Record<string, unknown>) => [
    id,
    open,
    hours_basis,
  ]);
  expect(fields).toEqual([
    ["by-rule", true, "province"],
    ["own", true, "point"],
    ["unknown", null, null],
  ]);
});

test("a rule that does not hold on the day asked for says nothing", async () => {
  const { results } = await answer("points?at=2027-04-01T09:30:00%2B07:00&limit=1");
  expect(results).toMatchObject([
    { id: "by-rule", open: null, hours_basis: null, next_change: null },
  ]);
});

test("only points known to be open include those open by rule", async () => {
  const { results } = await answer("points?open=true&lat=10.74&lng=106.64");
  expect(results.map(({ id }: { id: string }) => id).toSorted()).toEqual(["by-rule", "own"]);
});

test("a single point tells the same, and where its phone and hours come from", async () => {
  expect(await answer("points/by-rule")).toMatchObject({ open: true, hours_basis: "province" });
});
