import { setTimeout as pause } from "node:timers/promises";
import { afterEach, expect, test } from "@jest/globals";
import { Redis } from "ioredis";
import { Client } from "pg";
import type { Service } from "../../src/app/app.ts";
import { openBreakableProxy } from "../bot/store/breakable-proxy.ts";
import { openService } from "../journeys/open-service.ts";
import { zaloSettings } from "../journeys/settings.ts";
import { freshDatabaseUrl, realRedisUrl } from "../servers/addresses.ts";
import { startRedis } from "../servers/start-redis.ts";

const databaseUrl = await freshDatabaseUrl();
const hasServers = databaseUrl !== null && realRedisUrl() !== null;
const secretKey = "a key of the outage test 0123456789ab";
const maxWaitMs = 20_000;

const closing: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function serve(environment: Record<string, string>) {
  const lines: Record<string, unknown>[] = [];
  const service = await openService({ SECRET_KEY: secretKey, ...environment }, () => new Date(), {
    write: (line) => lines.push(JSON.parse(line)),
  });
  closing.push(() => service.close());
  return { service, lines };
}

interface Readiness {
  readonly code: number;
  readonly status: string;
  readonly parts: Readonly<Record<string, string>>;
}

async function readiness({ app }: Service): Promise<Readiness> {
  const response = await app.inject("/health/ready");
  return { code: response.statusCode, ...response.json<Omit<Readiness, "code">>() };
}

/** Resolves with the readiness once this part fails, or with the last one. */
async function readinessWithout(part: string, service: Service): Promise<Readiness> {
  const giveUpAt = performance.now() + maxWaitMs;
  for (;;) {
    const found = await readiness(service);
    if (found.parts[part] === "failed" || performance.now() > giveUpAt) return found;
    await pause(200);
  }
}

const withServers = hasServers ? test : test.skip;

withServers(
  "a Redis that only reads is not ready, and with a platform the journal bridges it",
  async () => {
    const server = await startRedis();
    closing.push(() => server?.stop());
    const redis = new Redis(server?.url ?? "");
    closing.push(() => redis.disconnect());
    const { service: web, lines } = await serve({ REDIS_URL: server?.url ?? "" });
    const { service: zalo } = await serve({
      REDIS_URL: server?.url ?? "",
      ...zaloSettings("http://127.0.0.1:9"),
    });
    expect(await readiness(web)).toMatchObject({ code: 200, status: "ready" });
    expect(await readiness(zalo)).toMatchObject({
      code: 200,
      parts: { catalog: "ok", store: "ok", database: "ok", journal: "ok" },
    });

    await redis.replicaof("127.0.0.1", 9);
    expect(await readinessWithout("store", web)).toMatchObject({ code: 503, status: "not ready" });
    expect(await readinessWithout("store", zalo)).toMatchObject({ code: 200, status: "degraded" });
    expect(lines.find(({ why }) => why === "READONLY")).toMatchObject({
      server: `Redis at ${new URL(server?.url ?? "").host}`,
      msg: "the service is not ready",
    });

    await redis.replicaof("NO", "ONE");
    await pause(2_100);
    expect(await readiness(web)).toMatchObject({ code: 200, status: "ready" });
  },
  60_000,
);

withServers(
  "a PostgreSQL that only reads is not ready",
  async () => {
    const url = (await freshDatabaseUrl()) ?? "";
    const { service } = await serve({ DATABASE_URL: url });
    expect(await readiness(service)).toMatchObject({ code: 200 });
    const client = new Client({ connectionString: url });
    await client.connect();
    const name = new URL(url).pathname.slice(1);
    await client.query(`alter database ${name} set default_transaction_read_only = on`);
    await client.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()",
      [name],
    );
    await client.end();
    expect(await readinessWithout("database", service)).toMatchObject({
      code: 503,
      parts: { database: "failed", store: "ok" },
    });
  },
  60_000,
);

withServers(
  "while PostgreSQL is away the desk answers 503 in words, and the log names the server",
  async () => {
    const proxy = await openBreakableProxy((await freshDatabaseUrl()) ?? "");
    const { service, lines } = await serve({ DATABASE_URL: proxy.url });
    proxy.close();
    const authorization = `Bearer ${"a".repeat(40)}`;
    const page = await service.app.inject({
      url: "/desk/dossiers",
      headers: { accept: "text/html", authorization },
    });
    expect([page.statusCode, page.headers["retry-after"]]).toEqual([503, "30"]);
    expect(page.body).toContain("Máy chủ dữ liệu đang tạm ngừng");
    const json = await service.app.inject({
      url: "/desk/dossiers",
      headers: { accept: "application/json", authorization },
    });
    expect([json.statusCode, json.json()]).toMatchObject([
      503,
      { type: "urn:huong-dan:problem:server-unavailable" },
    ]);
    const signIn = await service.app.inject({
      method: "POST",
      url: "/desk/sign-in",
      headers: { accept: "application/json", origin: service.config.publicUrl },
      payload: { username: "admin", password: "mat khau cua quan tri" },
    });
    expect(signIn.statusCode).toBe(503);

    await pause(3_000);
    const { host } = new URL(proxy.url);
    const told = lines.filter(({ server }) => server === `PostgreSQL at ${host}`);
    expect(told.length).toBeGreaterThan(0);
    expect(told).toEqual(
      told.map(() => expect.objectContaining({ why: expect.stringMatching(/\w/) })),
    );
    expect(lines.length).toBeLessThan(12);
    expect(JSON.stringify(lines)).not.toContain('object","frames":[]');
  },
  60_000,
);
