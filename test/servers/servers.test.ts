import { expect, test } from "@jest/globals";
import { Redis } from "ioredis";
import { Client } from "pg";
import { freshDatabaseUrl, realRedisUrl } from "./addresses.ts";

const redisUrl = realRedisUrl();
const databaseUrls = [await freshDatabaseUrl(), await freshDatabaseUrl()];

test("installed servers have an address, and missing ones have none", () => {
  expect(redisUrl ?? "redis://").toMatch(/^redis:\/\//);
  for (const url of databaseUrls) expect(url ?? "postgres://").toMatch(/^postgres:\/\//);
});

if (redisUrl !== null) {
  test("the private Redis answers", async () => {
    const redis = new Redis(redisUrl);
    expect(await redis.ping()).toBe("PONG");
    await redis.quit();
  });
}

const [first, second] = databaseUrls;
if (first && second) {
  test("each database of the private PostgreSQL is separate and empty", async () => {
    expect(first).not.toBe(second);
    for (const url of [first, second]) {
      const client = new Client({ connectionString: url });
      await client.connect();
      await client.query("create table mine (id int)");
      await client.end();
    }
  });
}
