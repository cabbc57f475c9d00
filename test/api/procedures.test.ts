import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { FastifyInstance } from "fastify";
import type { Catalog } from "../../src/catalog/catalog.ts";
import { loadCatalog } from "../../src/catalog/load.ts";
import type { Fee } from "../../src/catalog/procedure-schema.ts";
import { viewOn } from "../../src/catalog/procedures/dated-view.ts";
import { buildApi } from "./api-app.ts";

let catalog: Catalog;
let app: FastifyInstance;

beforeAll(async () => {
  catalog = await loadCatalog("data");
  app = await buildApi(catalog, "2026-11-26T09:30:00+07:00");
});
afterAll(() => app.close());

test("the list has a summary of every procedure", async () => {
  const response = await app.inject("/api/v1/procedures");
  expect(response.statusCode).toBe(200);
  expect(response.headers["cache-control"]).toBe("public, max-age=60");
  expect(response.headers["access-control-allow-origin"]).toBe("*");
  expect(response.json()).toStrictEqual({
    results: [...catalog.procedures.values()].map(
      ({ id, name, kind, code, field, level, agency }) => {
        return { id, name, kind, code, field, level, agency };
      },
    ),
  });
});

test("each procedure is returned with its record, without abolished codes", async () => {
  expect(catalog.procedures.size).toBe(231);
  for (const [id, procedure] of catalog.procedures) {
    const response = await app.inject(`/api/v1/procedures/${id}?at=2026-11-29`);
    expect(response.json()).toStrictEqual(viewOn(procedure, "2026-11-29"));
    expect(response.headers["cache-control"]).toBe("public, max-age=60");
    for (const { code } of procedure.codes_old) expect(response.body).not.toContain(code);
  }
});

test("a procedure holds the facts of the day", async () => {
  const feesOn = async (day: string) => {
    const { fees } = (await app.inject(`/api/v1/procedures/doi-can-cuoc?at=${day}`)).json<{
      fees: Fee[];
    }>();
    return fees.filter(({ when }) => when?.["ly_do"] === "cccd").map(({ vnd }) => vnd);
  };
  expect(await feesOn("2026-12-31")).toEqual([15_000]);
  expect(await feesOn("2027-01-01")).toEqual([30_000]);
});

test("a procedure's agency and result are those of the day, as in the checklist", async () => {
  const on = async (path: string) => (await app.inject(`/api/v1/procedures/${path}`)).json();
  for (const day of ["2027-02-28", "2027-03-01"]) {
    for (const id of ["dang-ky-khai-sinh", "dang-ky-khai-tu", "dang-ky-ket-hon"]) {
      const record = await on(`${id}?at=${day}`);
      const checklist = await on(`${id}/checklist?at=${day}`);
      expect(record.agency).toBe(checklist.agency);
      expect(record.agencies).toHaveLength(day === "2027-03-01" ? 1 : 0);
    }
  }
  const everywhere = (await on("dang-ky-khai-sinh?at=2027-03-01")).agency;
  expect(everywhere).toContain("nơi nào cũng được");
  const later = await buildApi(catalog, "2027-03-01T09:30:00+07:00");
  const { results } = (await later.inject("/api/v1/procedures")).json<{
    results: { id: string; agency: string }[];
  }>();
  await later.close();
  expect(results.find(({ id }) => id === "dang-ky-khai-sinh")?.agency).toBe(everywhere);
});

test.each(["nothing", "dang-ky-khai-sinh%20", "%F0%9F%91%B5", "__proto__"])(
  "the unknown procedure %s is answered with a 404 that must not be cached",
  async (id) => {
    const response = await app.inject(`/api/v1/procedures/${id}`);
    expect(response.statusCode).toBe(404);
    expect(response.headers["content-type"]).toBe("application/problem+json");
    expect(response.headers["cache-control"]).toBe("no-store");
    expect(response.json()).toEqual({
      type: "urn:huong-dan:problem:no-such-procedure",
      title: "There is no such procedure",
      status: 404,
    });
  },
);
