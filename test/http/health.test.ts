import { expect, test } from "@jest/globals";
import { fastify } from "fastify";
import { healthRoutes } from "../../src/http/health.ts";

test("is not ready if a part fails, and names it", async () => {
  const app = fastify();
  healthRoutes(app, {
    store: async () => {
      throw new Error("away");
    },
    database: async () => {},
  });
  const ready = await app.inject("/health/ready");
  expect(ready.statusCode).toBe(503);
  expect(ready.json()).toEqual({ status: "not ready", parts: { store: "failed", database: "ok" } });
  expect((await app.inject("/health/live")).statusCode).toBe(200);
});

test("counts a part that does not answer as failed", async () => {
  const app = fastify();
  healthRoutes(app, { database: () => new Promise(() => {}) });
  const ready = await app.inject("/health/ready");
  expect(ready.statusCode).toBe(503);
  expect(ready.json()).toMatchObject({ parts: { database: "failed" } });
});

test("stays open for the platforms if a failed part is bridged", async () => {
  const app = fastify();
  const away = () => Promise.reject(new Error("away"));
  healthRoutes(app, { store: away, database: async () => {} }, ["store"]);
  const ready = await app.inject("/health/ready");
  expect(ready.statusCode).toBe(200);
  expect(ready.json()).toEqual({ status: "degraded", parts: { store: "failed", database: "ok" } });
});
