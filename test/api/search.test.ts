import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { loadCatalog } from "../../src/catalog/load.ts";
import { buildApi } from "./api-app.ts";

let app: FastifyInstance;

beforeAll(async () => {
  app = await buildApi(await loadCatalog("data"), "2026-11-26T09:30:00+07:00");
});
afterAll(() => app.close());

const answerSchema = z.strictObject({
  intent: z.string(),
  results: z.array(z.strictObject({ id: z.string(), name: z.string(), score: z.number() })),
});

const ask = (query: Record<string, string>) => app.inject({ url: "/api/v1/search", query });

async function understand(query: Record<string, string>) {
  const response = await ask(query);
  expect([response.statusCode, response.body]).toEqual([200, expect.anything()]);
  return answerSchema.parse(response.json());
}

test.each(["đăng ký khai sinh", "dang ky khai sinh", "ĐĂNG KÝ KHAI SINH"])(
  "%s means one procedure, whose steps begin",
  async (q) => {
    const answer = await understand({ q });
    expect(answer.intent).toBe("steps");
    expect(answer.results[0]?.id).toBe("dang-ky-khai-sinh");
  },
);

test("a word that several procedures share asks which", async () => {
  const answer = await understand({ q: "đăng ký" });
  expect(answer.intent).toBe("clarify");
  expect(answer.results.length).toBeGreaterThan(1);
});

test.each(["👵🏽🌾🎉", "   ", "qwrtp zxcvb"])(
  "%j means nothing we know, the menu is offered",
  async (q) => {
    expect(await understand({ q })).toEqual({ intent: "menu", results: [] });
  },
);

test("what is meant does not hang on how many results are wanted", async () => {
  const all = await understand({ q: "đăng ký" });
  const one = await understand({ q: "đăng ký", limit: "1" });
  expect(one).toEqual({ intent: all.intent, results: all.results.slice(0, 1) });
});

test("results are best first and at most ten", async () => {
  const { results } = await understand({ q: "đăng ký" });
  expect(results.length).toBeLessThanOrEqual(10);
  const scores = results.map((each) => each.score);
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
});

test("what residents type is kept in no cache", async () => {
  const response = await ask({ q: "khai sinh" });
  expect(response.headers["cache-control"]).toBe("no-store");
  expect(response.headers["access-control-allow-origin"]).toBe("*");
});

test.each([
  ["1,000 letters", "ố".repeat(1000)],
  ["1,000 letters whose marks are written apart", "ố".repeat(1000).normalize("NFD")],
  ["1,000 emoji, which are 2,000 UTF-16 units", "👵".repeat(1000)],
])("%s are not too many", async (_what, q) => {
  expect((await ask({ q })).statusCode).toBe(200);
});

test.each([
  ["no q", {}, ["q"]],
  ["an empty q", { q: "" }, ["q"]],
  ["1,001 letters", { q: "a".repeat(1001) }, ["q"]],
  ["1,001 emoji", { q: "👵".repeat(1001) }, ["q"]],
  ["limit 0", { q: "khai sinh", limit: "0" }, ["limit"]],
  ["limit 101", { q: "khai sinh", limit: "101" }, ["limit"]],
  ["two at once", { limit: "x" }, ["q", "limit"]],
])("%s: refused, naming the parameter", async (_what, query, parameters) => {
  const response = await ask(query);
  expect(response.statusCode).toBe(400);
  expect(response.json()).toMatchObject({
    errors: parameters.map((parameter) => ({ parameter, reason: expect.any(String) })),
  });
});

test("q given twice is refused", async () => {
  const response = await app.inject("/api/v1/search?q=a&q=b");
  expect(response.json()).toMatchObject({ status: 400, errors: [{ parameter: "q" }] });
});
