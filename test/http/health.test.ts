import { expect, test } from "@jest/globals";
import { fastify } from "fastify";
import { createCachedCheck, healthRoutes } from "../../src/http/health.ts";

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

test("of parts that stand in for each other, one may fail and not all", async () => {
  const away = () => Promise.reject(new Error("away"));
  const works = async () => {};
  const answer = async (store: () => Promise<void>, journal: () => Promise<void>) => {
    const app = fastify();
    healthRoutes(app, { store, journal }, ["store", "journal"]);
    const { statusCode, body } = await app.inject("/health/ready");
    return [statusCode, JSON.parse(body).status];
  };
  expect(await answer(away, works)).toEqual([200, "degraded"]);
  expect(await answer(works, away)).toEqual([200, "degraded"]);
  expect(await answer(away, away)).toEqual([503, "not ready"]);
});

test("a check that writes is made every two seconds, however often it is asked for", async () => {
  let nowMs = 0;
  let checks = 0;
  const failures: unknown[] = [];
  const check = createCachedCheck(
    async () => {
      checks += 1;
      throw new Error("read only");
    },
    (error) => failures.push(error),
    () => nowMs,
  );
  for (nowMs = 0; nowMs < 4_000; nowMs += 100) {
    await expect(check()).rejects.toThrow("read only");
  }
  expect([checks, failures.length]).toEqual([2, 2]);
});
