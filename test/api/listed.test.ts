import { expect, test } from "@jest/globals";
import { buildCatalog } from "../../src/catalog/catalog.ts";
import { listedProcedure } from "../catalog/listed/listed-records.ts";
import { smallRecords } from "../catalog/small-records.ts";
import { buildApi } from "./api-app.ts";

const lawyer = listedProcedure();
const catalog = buildCatalog({ ...smallRecords(), listed: [lawyer] });
const app = await buildApi(catalog, "2026-11-26T09:30:00+07:00");
const get = (url: string) => app.inject({ method: "GET", url: `/api/v1${url}` });

test("finds a procedure without a guide by its name and by its code", async () => {
  for (const q of ["chứng chỉ hành nghề luật sư", "1.000688"]) {
    const { results } = (await get(`/search?q=${encodeURIComponent(q)}`)).json();
    expect(results[0]).toMatchObject({ id: lawyer.id, name: lawyer.name });
  }
});

test("lists it behind the guided ones, with its kind", async () => {
  const { results } = (await get("/procedures")).json();
  expect(results.map(({ kind }: { kind: string }) => kind)).toEqual([
    "procedure",
    "procedure",
    "listed",
  ]);
  expect(results.at(-1)).toMatchObject({ id: lawyer.id, code: "1.000688", agency: "Sở Tư pháp" });
});

test("gives its record as the portal has it", async () => {
  const answer = await get(`/procedures/${lawyer.id}`);
  expect(answer.json()).toEqual({ ...lawyer, kind: "listed" });
  expect((await get("/procedures/tthc-9-999999")).statusCode).toBe(404);
});

test("gives what the chat says of it as its checklist, in either language", async () => {
  const checklist = (await get(`/procedures/${lawyer.id}/checklist`)).json();
  expect(checklist).toMatchObject({
    id: lawyer.id,
    at: "2026-11-26",
    agency: "Sở Tư pháp",
    fees: [],
  });
  expect(checklist.text).toContain("Quyết định số 1565/QĐ-BTP ngày 01/02/2026");
  expect(checklist.documents).toHaveLength(3);
  const english = (await get(`/procedures/${lawyer.id}/checklist?language=en`)).json();
  expect(english.text).toContain("I have no guide of my own for this.");
});

test("points may be asked for it, and none is said to handle it", async () => {
  const { results } = (await get(`/points?procedure=${lawyer.id}`)).json();
  expect(results.length).toBeGreaterThan(0);
  expect(results.every(({ handles }: { handles: string }) => handles === "unknown")).toBe(true);
});
