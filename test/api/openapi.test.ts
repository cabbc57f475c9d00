import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { pointSchema } from "../../src/api/point-schema.ts";
import { intents } from "../../src/catalog/understanding/intent.ts";
import { emptyCatalog } from "../bot/empty-catalog.ts";
import { buildApi } from "./api-app.ts";

const schemaSchema = z.looseObject({ type: z.string().optional() });
const parameterSchema = z.looseObject({
  name: z.string(),
  in: z.string(),
  required: z.boolean().optional(),
  description: z.string().min(1),
  schema: schemaSchema,
});
const responseSchema = z.object({
  description: z.string().min(1),
  content: z.record(z.string(), z.looseObject({ schema: schemaSchema })),
});
const operationSchema = z.looseObject({
  operationId: z.string(),
  summary: z.string().min(1),
  parameters: z.array(parameterSchema).default([]),
  responses: z.record(z.string(), responseSchema),
});
const documentSchema = z.looseObject({
  openapi: z.string(),
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
});

let app: FastifyInstance;
let document: z.infer<typeof documentSchema>;

beforeAll(async () => {
  app = await buildApi(emptyCatalog, "2026-11-26T09:30:00+07:00");
  const response = await app.inject("/api/v1/openapi.json");
  expect(response.headers["content-type"]).toBe("application/json; charset=utf-8");
  expect(response.headers["access-control-allow-origin"]).toBe("*");
  document = documentSchema.parse(response.json());
});
afterAll(() => app.close());

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

function parameter(path: string, name: string) {
  return document.paths[path]?.["get"]?.parameters.find((each) => each.name === name);
}

test("the document is OpenAPI 3.1.0 and describes every route under /api/v1 and no other", () => {
  expect(document.openapi).toBe("3.1.0");
  expect(Object.keys(document.paths).toSorted()).toEqual([
    "/api/v1/openapi.json",
    "/api/v1/points",
    "/api/v1/points/{id}",
    "/api/v1/procedures",
    "/api/v1/procedures/{id}",
    "/api/v1/procedures/{id}/checklist",
    "/api/v1/search",
  ]);
  for (const { path, method } of operations()) {
    expect(app.hasRoute({ method: "GET", url: path.replace("{id}", ":id") })).toBe(true);
    expect(method).toBe("get");
  }
});

test("the document gives each operation an id of its own", () => {
  const ids = operations().map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
});

test("the document lists exactly the parameters of the routes and marks the required ones", () => {
  const described = Object.fromEntries(
    operations().map(({ path, operation }) => [
      path.replace("/api/v1", ""),
      operation.parameters.map(({ name, required }) => (required === true ? `${name}!` : name)),
    ]),
  );
  expect(described).toEqual({
    "/openapi.json": [],
    "/points": ["lat", "lng", "at", "open", "procedure", "ward", "limit"],
    "/points/{id}": ["id!"],
    "/procedures": [],
    "/procedures/{id}": ["at", "id!"],
    "/procedures/{id}/checklist": ["answers", "at", "province", "language", "id!"],
    "/search": ["q!", "limit"],
  });
});

test("the document gives the types, bounds, defaults and examples that the routes enforce", () => {
  const points = "/api/v1/points";
  expect(parameter(points, "lat")?.schema).toMatchObject({
    type: "number",
    minimum: -90,
    maximum: 90,
  });
  expect(parameter(points, "at")?.schema).toMatchObject({ type: "string", format: "date-time" });
  expect(parameter(points, "open")?.schema).toMatchObject({ type: "boolean" });
  const limit = { type: "integer", minimum: 1, maximum: 100, default: 10 };
  expect(parameter(points, "limit")?.schema).toMatchObject(limit);
  expect(parameter("/api/v1/search", "limit")?.schema).toMatchObject(limit);
  expect(parameter("/api/v1/search", "q")?.schema).toMatchObject({
    type: "string",
    minLength: 1,
    maxLength: 1000,
  });
  for (const [path, name, example] of [
    ["/api/v1/search", "q", "mat can cuoc"],
    [points, "lat", 10.7425],
    [points, "at", "2026-11-26T09:30:00+07:00"],
    [points, "ward", "27373"],
  ] as const) {
    expect(JSON.stringify(parameter(path, name))).toContain(JSON.stringify(example));
  }
});

test("the document describes every response, with problems as problem+json", () => {
  for (const { operation } of operations()) {
    const { 200: ok, ...problems } = operation.responses;
    expect(Object.keys(ok?.content ?? {})).toEqual(["application/json"]);
    expect(Object.keys(problems)).toEqual(expect.arrayContaining(["429", "500"]));
    for (const problem of Object.values(problems)) {
      expect(Object.keys(problem.content)).toEqual(["application/problem+json"]);
    }
  }
});

test("the document shows an example of each list that matches its schema", () => {
  for (const [path, schema] of [
    ["/api/v1/points", z.strictObject({ results: z.array(z.strictObject(pointSchema.shape)) })],
    ["/api/v1/procedures", z.looseObject({ results: z.array(z.looseObject({ id: z.string() })) })],
    ["/api/v1/search", z.looseObject({ intent: z.enum(intents) })],
  ] as const) {
    const content = document.paths[path]?.["get"]?.responses["200"]?.content["application/json"];
    expect(schema.safeParse(content?.["example"]).error).toBeUndefined();
  }
});

test("the document explains each intent", () => {
  const ok = document.paths["/api/v1/search"]?.["get"]?.responses["200"];
  const text = JSON.stringify(ok?.content["application/json"]?.schema["properties"]);
  for (const intent of intents) expect(text).toContain(`\`${intent}\`:`);
});
