import { expect, test } from "@jest/globals";
import type { z } from "zod";
import { deskRoutes } from "../../../src/desk/routes.ts";
import { smallRecords } from "../../catalog/small-records.ts";
import { openTestDesks } from "../desk-server.ts";

const [only] = await openTestDesks("PGlite", [], { shipped: smallRecords() });
if (only === undefined) throw new Error("The embedded database is always there");
const { desk } = only;

const answerOf = (method: string, path: string): z.ZodType => {
  const route = deskRoutes.find((each) => each.method === method && each.path === path);
  if (route?.api === undefined) throw new Error(`${method} ${path} states no schemas`);
  return route.api.answer;
};
/** Dates are texts in JSON. */
const withDates = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (key, each) =>
    typeof each === "string" && /At$/.test(key) ? new Date(each) : each,
  );

test("the document describes each route of the catalogue with its parameters, body and answer", async () => {
  const admin = await desk.admin();
  const response = await admin.json("GET", "/desk/openapi.json");
  expect(response.headers["content-type"]).toContain("application/json");
  const document = response.json();
  expect(document.openapi).toBe("3.1.0");
  expect(Object.keys(document.paths)).toEqual(
    expect.arrayContaining([
      "/desk/catalog",
      "/desk/catalog/{version}",
      "/desk/catalog/{version}/changes",
      "/desk/catalog/{version}/activate",
      "/desk/catalog/{version}/roll-back",
      "/desk/catalog/{version}/try",
    ]),
  );
  const activate = document.paths["/desk/catalog/{version}/activate"].post;
  expect(activate.requestBody.content["application/json"].schema.required).toContain("revision");
  expect(activate.parameters).toMatchObject([{ name: "version", in: "path" }]);
  const shown = document.paths["/desk/catalog/{version}"].get;
  expect(shown.parameters.map(({ name }: { name: string }) => name)).toEqual([
    "version",
    "on",
    "province",
    "from",
  ]);
  const { version } = shown.responses["200"].content["application/json"].schema.properties;
  expect(version.properties.createdAt).toEqual({ type: "string", format: "date-time" });
  const ids = Object.values<Record<string, { operationId: string }>>(document.paths).flatMap(
    (ofPath) => Object.values(ofPath).map(({ operationId }) => operationId),
  );
  expect(new Set(ids).size).toBe(ids.length);
});

test("the answers are what the document says", async () => {
  const admin = await desk.admin();
  const made = await admin.json("POST", "/desk/catalog", { title: "Theo tài liệu" });
  expect(answerOf("POST", "/catalog").safeParse(made.json()).error).toBeUndefined();
  const path = `/desk/catalog/${made.json<{ id: number }>().id}`;
  const [procedure] = smallRecords().procedures;
  const put = await admin.json("POST", `${path}/changes`, {
    kind: "procedure",
    id: "khai-sinh",
    record: { ...procedure, name: "Khai sinh" },
  });
  expect(answerOf("POST", "/catalog/:version/changes").safeParse(put.json()).error).toBeUndefined();
  const list = await admin.json("GET", "/desk/catalog");
  expect(answerOf("GET", "/catalog").safeParse(withDates(list.json())).error).toBeUndefined();
  const shown = await admin.json("GET", path);
  expect(
    answerOf("GET", "/catalog/:version").safeParse(withDates(shown.json())).error,
  ).toBeUndefined();
  expect(shown.json().changes).toHaveLength(1);
  const tried = await admin.json("GET", `${path}/try`);
  expect(answerOf("GET", "/catalog/:version/try").safeParse(tried.json()).error).toBeUndefined();
  const removed = await admin.json("POST", `${path}/changes/remove`, {
    kind: "procedure",
    id: "khai-sinh",
  });
  expect(removed.statusCode).toBe(200);
  expect((await admin.json("GET", path)).json().changes).toEqual([]);
});

test("a sentence is tried with a name that is not added yet", async () => {
  const admin = await desk.admin();
  const send = (more: object) =>
    admin.json("POST", "/desk/aliases/try", { sentence: "lấy tò he cho cu Tí", ...more });
  const without = (await send({})).json();
  expect(without.tried.understood).toEqual([]);
  const tried = (await send({ alias: "tò he cho cu Tí", procedure: "khai-sinh" })).json();
  expect(tried.tried).toMatchObject({ isTried: true, understood: [{ id: "khai-sinh" }] });
  expect(desk.live.catalog().procedures.get("khai-sinh")?.aliases).not.toContain("tò he cho cu Tí");
});

test("an agency is given the procedures that its officials edit, by id or name", async () => {
  const admin = await desk.admin();
  const made = await admin.json("POST", "/desk/agencies", {
    name: "UBND phường Hai",
    procedures: "ihanoi\nđăng ký khai sinh",
  });
  const { body } = await admin.open(`/desk/agencies/${made.json<{ id: number }>().id}`);
  expect(body).toContain("ihanoi Ứng dụng iHanoi\nkhai-sinh Đăng ký khai sinh");
  const wrong = await admin.json("POST", "/desk/agencies", { name: "Ba", procedures: "bay lên" });
  expect(wrong.json().errors[0].reason).toContain("Dòng 1");
});
