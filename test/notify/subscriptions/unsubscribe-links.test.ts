import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { FastifyInstance } from "fastify";
import { type Database, openDatabase } from "../../../src/db/open.ts";
import { buildHttpServer } from "../../../src/http/server.ts";
import { createUnsubscribeLinks } from "../../../src/notify/subscriptions/unsubscribe-links.ts";
import { freshDatabases } from "../../db/databases.ts";

/** What strangers may ask of the pages to stop notifications. */

describe.each(await freshDatabases())("the pages to stop, over $name", (one) => {
  let database: Database;
  let app: FastifyInstance;
  let right: string;
  let now = new Date("2026-11-25T03:00:00Z");

  beforeAll(async () => {
    database = await openDatabase(one.settings);
    const publicUrl = "http://a.vn";
    app = await buildHttpServer({ publicUrl, trustProxy: 1, logLevel: "silent" });
    const links = createUnsubscribeLinks(database.db, {
      hashKey: "key",
      publicUrl,
      now: () => now,
    });
    links.addRoutes(app);
    await app.ready();
    right = links.linkFor(7).slice(publicUrl.length);
  }, 60_000);

  afterAll(async () => {
    await app.close();
    await database.close();
    await one.remove();
  }, 60_000);

  const ask = async (url: string, address: string, method: "GET" | "POST" = "GET") => {
    const headers = { "x-forwarded-for": address };
    return (await app.inject({ method, url, headers })).statusCode;
  };
  const askOften = async (count: number, ...asked: Parameters<typeof ask>) => {
    const statuses: number[] = [];
    for (let n = 0; n < count; n += 1) statuses.push(await ask(...asked));
    return statuses;
  };
  const wrong = "/stop/7-AAAAAAAAAAAAAAAAAAAAAA";

  test("twenty wrong links of one address are looked at, and a right one always", async () => {
    const statuses = await askOften(25, wrong, "10.0.0.1");
    expect(statuses).toEqual([...Array(20).fill(404), ...Array(5).fill(429)]);
    expect(await ask(wrong, "10.0.0.1", "POST")).toBe(429);
    expect(await ask(right, "10.0.0.1")).toBe(200);
    expect(await ask(right, "10.0.0.1", "POST")).toBe(200);
    expect(await ask(wrong, "10.0.0.2")).toBe(404);
    now = new Date(now.getTime() + 15 * 60_000);
    expect(await ask(wrong, "10.0.0.1")).toBe(404);
  });

  test("a network of IPv6 is one address", async () => {
    for (let n = 1; n <= 20; n += 1) expect(await ask(wrong, `2001:db8:1:1::${n}`)).toBe(404);
    expect(await ask(wrong, "2001:db8:1:1::21")).toBe(429);
    expect(await ask(wrong, "2001:db8:1:2::1")).toBe(404);
  });

  test("any requests of one address are limited to 300 a minute, a network of IPv6 as one", async () => {
    const statuses = await askOften(350, right, "10.0.0.3");
    expect(statuses).toEqual([...Array(300).fill(200), ...Array(50).fill(429)]);
    expect(await ask(right, "10.0.0.3", "POST")).toBe(429);
    expect(await ask(right, "10.0.0.4")).toBe(200);
    await askOften(300, right, "2001:db8:2:1::1");
    expect(await ask(right, "2001:db8:2:1::2")).toBe(429);
    expect(await ask(right, "2001:db8:2:2::1")).toBe(200);
  });
});
