import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { pointSchema } from "../../src/api/point-schema.ts";
import type { Catalog } from "../../src/catalog/catalog.ts";
import { loadCatalog } from "../../src/catalog/load.ts";
import { buildApi } from "./api-app.ts";

const thursdayMorning = "2026-11-26T09:30:00+07:00";
const holidayMorning = "2026-11-24T09:30:00+07:00";
const binhTien = "diem-kp-23-24-binh-tien";
const listSchema = z.strictObject({ results: z.array(z.strictObject(pointSchema.shape)) });

let catalog: Catalog;
let app: FastifyInstance;

beforeAll(async () => {
  catalog = await loadCatalog("data");
  app = await buildApi(catalog, thursdayMorning);
});
afterAll(() => app.close());

async function list(query: Record<string, string>) {
  const response = await app.inject({ url: "/api/v1/points", query });
  expect([response.statusCode, response.body]).toEqual([200, expect.anything()]);
  return listSchema.parse(response.json()).results;
}

async function findInList(id: string, query: Record<string, string>) {
  const point = (await list({ limit: "100", ...query })).find((each) => each.id === id);
  if (!point) throw new Error(`not in the list: ${id}`);
  return point;
}

const here = { lat: "10.7424", lng: "106.6429" };

describe("the list", () => {
  test("has exactly the documented fields of each point", async () => {
    const response = await app.inject({
      url: "/api/v1/points",
      query: { ...here, open: "true", limit: "1" },
    });
    expect(response.headers["content-type"]).toBe("application/json; charset=utf-8");
    expect(response.headers["cache-control"]).toBe("no-store");
    expect(response.headers["access-control-allow-origin"]).toBe("*");
    expect(response.json()).toStrictEqual({
      results: [
        {
          id: binhTien,
          name: "Điểm hướng dẫn, hỗ trợ thực hiện thủ tục hành chính trực tuyến tại Khu phố 23 - 24",
          kind: "help_point",
          address: "654 Phạm Văn Chí (trụ sở Khu phố 23 - 24)",
          ward: "Phường Bình Tiên",
          lat: 10.74248,
          lng: 106.64295,
          precision: "ward centroid",
          distance_m: 10,
          open: true,
          next_change: "2026-11-26T11:00:00+07:00",
          handles: "unknown",
          phone: catalog.points.get(binhTien)?.phone,
          equipment: catalog.points.get(binhTien)?.equipment,
          accepts_paper: catalog.points.get(binhTien)?.accepts_paper,
        },
      ],
    });
  });

  test("has ten points unless the query sets a limit", async () => {
    expect(await list({})).toHaveLength(10);
    expect(await list({ limit: "1" })).toHaveLength(1);
    expect(await list({ limit: "100" })).toHaveLength(100);
  });

  test("is sorted by distance at any time", async () => {
    for (const at of [thursdayMorning, holidayMorning, "2026-11-26T23:00:00+07:00"]) {
      const distances = (await list({ ...here, at, limit: "100" })).map((each) => each.distance_m);
      expect(distances).not.toContain(null);
      expect(distances).toEqual(distances.toSorted((a, b) => (a ?? 0) - (b ?? 0)));
    }
  });

  test("has no distances if the query names no place", async () => {
    const distances = (await list({})).map((each) => each.distance_m);
    expect(new Set(distances)).toEqual(new Set([null]));
  });

  test("leaves out historical points, even at their own coordinates", async () => {
    const historical = [...catalog.points.values()].filter(
      (point) => point.status === "historical",
    );
    expect(historical.length).toBeGreaterThan(0);
    for (const point of historical) {
      if (point.lat === null || point.lon === null) continue;
      const near = await list({ lat: String(point.lat), lng: String(point.lon), limit: "100" });
      expect(near.map((each) => each.id)).not.toContain(point.id);
    }
  });
});

describe("open", () => {
  test("is given for now if the query names no time", async () => {
    expect(await findInList(binhTien, here)).toMatchObject({
      open: true,
      next_change: "2026-11-26T11:00:00+07:00",
    });
  });

  test("is false on the holiday of 24/11/2026, with the next change on Thursday morning", async () => {
    expect(await findInList(binhTien, { ...here, at: holidayMorning })).toMatchObject({
      open: false,
      next_change: "2026-11-26T09:00:00+07:00",
    });
  });

  test("is the same for one moment in any offset, also with a plus sign that was not encoded", async () => {
    const asked = ["2026-11-26T09:00:00+07:00", "2026-11-26T02:00:00Z", "2026-11-26T02:00Z"];
    for (const at of asked) expect((await findInList(binhTien, { ...here, at })).open).toBe(true);
    const response = await app.inject(
      "/api/v1/points?lat=10.7424&lng=106.6429&open=true&limit=1&at=2026-11-26T09:30:00+07:00",
    );
    expect(response.json()).toMatchObject({ results: [{ id: binhTien, open: true }] });
  });

  test("is null, without a next change, if the hours are not known", async () => {
    const unknown = (await list({ ...here, limit: "100" })).filter((each) => each.open === null);
    expect(unknown.length).toBeGreaterThan(0);
    expect(new Set(unknown.map((each) => each.next_change))).toEqual(new Set([null]));
  });

  test("as a filter leaves out closed points and those whose hours are not known", async () => {
    const open = await list({ ...here, open: "true", limit: "100" });
    expect(open.map((each) => each.id)).toContain(binhTien);
    expect(new Set(open.map((each) => each.open))).toEqual(new Set([true]));
    expect(await list({ ...here, open: "true", at: holidayMorning })).toEqual([]);
  });

  test("as a filter set to false leaves out nothing", async () => {
    expect(await list({ ...here, open: "false", limit: "100" })).toEqual(
      await list({ ...here, limit: "100" }),
    );
  });
});

describe("handles", () => {
  test("is yes if a source says so and unknown otherwise", async () => {
    const asked = await list({ ...here, procedure: "doi-can-cuoc", limit: "100" });
    const answersOf = new Map(asked.map((each) => [each.id, each.handles]));
    expect(answersOf.get(binhTien)).toBe("yes");
    expect([...answersOf.values()].filter((each) => each === "unknown")).not.toHaveLength(0);
    expect((await findInList(binhTien, { ...here, procedure: "dang-ky-ket-hon" })).handles).toBe(
      "unknown",
    );
  });

  test("excludes no point and does not change the order", async () => {
    const ids = async (query: Record<string, string>) => (await list(query)).map((each) => each.id);
    expect(await ids({ ...here, procedure: "doi-can-cuoc" })).toEqual(await ids(here));
  });
});

describe("ward", () => {
  test.each([
    ["its code", "27373"],
    ["its name", "Phường Bình Tiên"],
    ["its name without diacritics", "phuong binh tien"],
    ["a name from before the reform", "phường 1 quận 6"],
  ])("accepts %s", async (_what, ward) => {
    const points = await list({ ward, limit: "100" });
    expect(points.map((each) => each.id)).toContain(binhTien);
    expect(new Set(points.map((each) => each.ward))).toEqual(new Set(["Phường Bình Tiên"]));
  });

  test("together with a place gives distances within the ward", async () => {
    expect(await findInList(binhTien, { ...here, ward: "27373" })).toMatchObject({
      distance_m: 10,
    });
  });

  test("is refused if several wards have the name, listing them with their codes", async () => {
    const response = await app.inject({ url: "/api/v1/points", query: { ward: "Tân Bình" } });
    expect(response.statusCode).toBe(400);
    const { errors } = z
      .object({ errors: z.array(z.object({ parameter: z.string(), reason: z.string() })) })
      .parse(response.json());
    expect(errors).toHaveLength(1);
    expect(errors[0]?.parameter).toBe("ward");
    expect(errors[0]?.reason).toMatch(/^fits several wards: \d{5} \(.*Tân Bình, .*\); \d{5} \(/);
  });

  test("is refused if the name is unknown, without repeating it", async () => {
    const response = await app.inject({ url: "/api/v1/points", query: { ward: "Xyzzyville" } });
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({
      errors: [{ parameter: "ward", reason: "is no ward's code or name" }],
    });
    expect(response.body).not.toContain("Xyzzyville");
  });
});

describe("an invalid parameter is named in the answer", () => {
  const cases: [string, Record<string, string>, string[]][] = [
    ["lat without lng", { lat: "10.7" }, ["lng"]],
    ["lng without lat", { lng: "106.6" }, ["lat"]],
    ["an empty lat", { lat: "", lng: "106.6" }, ["lat"]],
    ["a lat in words", { lat: "ten", lng: "106.6" }, ["lat"]],
    ["a hexadecimal lat", { lat: "0x0a", lng: "106.6" }, ["lat"]],
    ["an infinite lng", { lat: "10.7", lng: "Infinity" }, ["lng"]],
    ["lat and lng beyond the globe", { lat: "90.01", lng: "-180.01" }, ["lat", "lng"]],
    ["a time without offset", { at: "2026-11-26T09:30:00" }, ["at"]],
    ["a date without time", { at: "2026-11-26" }, ["at"]],
    ["a day that does not exist", { at: "2026-02-30T09:30:00+07:00" }, ["at"]],
    ["a time outside the calendar", { at: "9999-12-31T23:59:59Z" }, ["at"]],
    ["open in words", { open: "maybe" }, ["open"]],
    ["an empty open", { open: "" }, ["open"]],
    ["limit 0", { limit: "0" }, ["limit"]],
    ["limit 101", { limit: "101" }, ["limit"]],
    ["a broken limit", { limit: "2.5" }, ["limit"]],
    ["an empty limit", { limit: "" }, ["limit"]],
    ["a procedure that does not exist", { procedure: "no-such-procedure" }, ["procedure"]],
    ["an empty ward", { ward: "" }, ["ward"]],
    ["two at once", { limit: "x", open: "x" }, ["open", "limit"]],
  ];
  test.each(cases)("for %s", async (_what, query, parameters) => {
    const response = await app.inject({ url: "/api/v1/points", query });
    expect(response.headers["content-type"]).toBe("application/problem+json");
    expect(response.json()).toEqual({
      type: "urn:huong-dan:problem:invalid-parameters",
      title: "Some parameters are not valid",
      status: 400,
      errors: parameters.map((parameter) => ({ parameter, reason: expect.any(String) })),
    });
  });

  test.each(["lat", "lng", "at", "open", "procedure", "ward", "limit"])(
    "for %s given twice",
    async (name) => {
      const response = await app.inject(`/api/v1/points?${name}=1&${name}=1`);
      expect(response.statusCode).toBe(400);
      expect(response.json()).toMatchObject({ errors: [{ parameter: name }] });
    },
  );
});

describe("one point", () => {
  test("is returned as it is now, with the rest of its record", async () => {
    const response = await app.inject(`/api/v1/points/${binhTien}`);
    expect(response.statusCode).toBe(200);
    expect(response.headers["cache-control"]).toBe("no-store");
    expect(response.json()).toMatchObject({
      id: binhTien,
      open: true,
      next_change: "2026-11-26T11:00:00+07:00",
      distance_m: null,
      status: "active",
      ward_code: "27373",
      opening_hours: "Tu,Th 09:00-11:00,14:00-16:00; Sa 09:00-11:00",
      closures: [],
      openings: [],
    });
  });

  test("is returned as historical and never open if it no longer exists", async () => {
    const evening = await buildApi(catalog, "2026-11-26T18:00:00+07:00");
    const response = await evening.inject("/api/v1/points/diem-lo-a-cc-43-ho-van-hue");
    expect(response.json()).toMatchObject({ status: "historical", open: false, next_change: null });
    await evening.close();
  });

  test("is returned for every id in the catalogue", async () => {
    for (const id of catalog.points.keys()) {
      expect((await app.inject(`/api/v1/points/${id}`)).statusCode).toBe(200);
    }
  });

  test("is answered with 404 if it does not exist", async () => {
    const response = await app.inject("/api/v1/points/nowhere");
    expect(response.statusCode).toBe(404);
    expect(response.headers["access-control-allow-origin"]).toBe("*");
    expect(response.json()).toEqual({
      type: "urn:huong-dan:problem:no-such-help-point",
      title: "There is no such help point",
      status: 404,
    });
  });
});
