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

test("whatever pages do with the catalogue and its names, programs find in the document", () => {
  const silent = deskRoutes
    .filter(({ path }) => /^\/(catalog|aliases)(\/|$)/.test(path))
    .filter(({ path, api }) => api === undefined && !path.endsWith(".csv"))
    .map(({ method, path }) => `${method} ${path}`);
  // A file is uploaded without looking at the form first.
  expect(silent).toEqual(["GET /catalog/import"]);
});

test("each form answers what the document says, and takes its own fields back", async () => {
  const admin = await desk.admin();
  const made = await admin.json("POST", "/desk/catalog", { title: "Biểu mẫu" });
  const draft = `/desk/catalog/${made.json<{ id: number }>().id}`;
  const forms = [
    ["/catalog/:version/procedures/new", "/procedures/new", 422],
    ["/catalog/:version/procedures/:procedure/texts", "/procedures/khai-sinh/texts", 200],
    ["/catalog/:version/procedures/:procedure/english", "/procedures/khai-sinh/english", 200],
    ["/catalog/:version/procedures/:procedure/guide", "/procedures/khai-sinh/guide", 200],
    [
      "/catalog/:version/procedures/:procedure/guide/:question",
      "/procedures/khai-sinh/guide/tre",
      200,
    ],
    [
      "/catalog/:version/procedures/:procedure/facts/:section/:fact",
      "/procedures/khai-sinh/facts/fees/0",
      200,
    ],
    ["/catalog/:version/points/:place", "/points/diem", 200],
    ["/catalog/:version/closures", "/closures", 422],
    ["/catalog/:version/holidays", "/holidays", 422],
  ] as const;
  for (const [path, url, status] of forms) {
    const shown = await admin.json("GET", `${draft}${url}`);
    expect([url, answerOf("GET", path).safeParse(shown.json()).error]).toEqual([url, undefined]);
    const { fields, ticks, hidden } = shown.json();
    const sent = await admin.json("POST", `${draft}${url}`, {
      ...hidden,
      ...Object.fromEntries(
        fields.map(({ name, value }: { name: string; value: string }) => [name, value]),
      ),
      ...Object.fromEntries(
        ticks.map(
          ({
            name,
            options,
          }: {
            name: string;
            options: { value: string; isTicked: boolean }[];
          }) => [name, options.filter(({ isTicked }) => isTicked).map(({ value }) => value)],
        ),
      ),
    });
    expect([url, sent.statusCode, sent.body]).toEqual([url, status, expect.any(String)]);
    if (status === 200) expect(answerOf("POST", path).safeParse(sent.json()).error).toBeUndefined();
  }
  const lists = [
    ["/catalog/:version/procedures", `${draft}/procedures?q=khai`],
    ["/catalog/:version/procedures/:procedure", `${draft}/procedures/khai-sinh`],
    ["/catalog/:version/points", `${draft}/points`],
    ["/catalog/:version/changes", `${draft}/changes?kind=guide&id=khai-sinh`],
    ["/catalog/due", "/desk/catalog/due"],
    ["/aliases", "/desk/aliases"],
  ] as const;
  for (const [path, url] of lists) {
    const shown = withDates((await admin.json("GET", url)).json());
    expect([url, answerOf("GET", path).safeParse(shown).error]).toEqual([url, undefined]);
  }
  // A point keeps the day of its last check, so that only this one differs.
  const { changes } = (await admin.json("GET", draft)).json();
  expect(changes.map(({ id }: { id: string }) => id)).toEqual(["diem"]);
});
