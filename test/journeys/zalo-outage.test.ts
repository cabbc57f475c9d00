import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "@jest/globals";
import { Redis } from "ioredis";
import type { Service } from "../../src/app/app.ts";
import { openBreakableProxy } from "../bot/store/breakable-proxy.ts";
import { testAccount } from "../platforms/zalo/accounts.ts";
import { events } from "../platforms/zalo/events.ts";
import { type StandIn, startZaloStandIn } from "../platforms/zalo/stand-in.ts";
import { realRedisUrl } from "../servers/addresses.ts";
import { openService } from "./open-service.ts";
import { ZaloResident } from "./zalo-resident.ts";

/** What becomes of messages while the turn store can't be reached. */
const redisUrl = realRedisUrl();
const now = () => new Date();
/** Zalo waits 2 seconds for its webhook. */
const zaloPatienceMs = 2_000;

const closing: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function setUp(url: string) {
  const redis = new Redis(url);
  await redis.flushdb();
  await redis.quit();
  const link = await openBreakableProxy(url);
  closing.push(() => link.close());
  const standIn = await startZaloStandIn({ accessToken: "seeded-access-token" });
  closing.push(() => standIn.close());
  const folder = await mkdtemp(join(tmpdir(), "huong-dan-outage-"));
  closing.push(() => rm(folder, { recursive: true, force: true }));
  return { link, standIn, folder };
}

async function serve(standIn: StandIn, folder: string, url: string): Promise<Service> {
  return openService(
    {
      DATA_DIR: folder,
      ZALO_OA_ID: testAccount.oaId,
      ZALO_APP_ID: testAccount.appId,
      ZALO_APP_SECRET: testAccount.appSecret,
      ZALO_OA_SECRET_KEY: testAccount.oaSecretKey,
      ZALO_REFRESH_TOKEN: testAccount.refreshToken,
      ZALO_ACCESS_TOKEN: "seeded-access-token",
      ZALO_OPENAPI_URL: standIn.url,
      ZALO_OAUTH_URL: standIn.url,
      REDIS_URL: url,
      METRICS_TOKEN: "token",
      LOG_LEVEL: "silent",
    },
    now,
  );
}

async function figures(service: Service): Promise<string> {
  const headers = { authorization: "Bearer token" };
  return (await service.app.inject({ url: "/metrics", headers })).body;
}

const journaled = 'huong_dan_journal{figure="waiting"}';

if (redisUrl !== null) {
  test("while Redis hangs every message is acknowledged in time, and answered in order when it is back", async () => {
    const { link, standIn, folder } = await setUp(redisUrl);
    const service = await serve(standIn, folder, link.url);
    closing.push(() => service.close());
    const bac = new ZaloResident(service, standIn, now);
    await bac.say("đăng ký khai sinh", "người nước ngoài");
    link.fallSilent();

    const { user, at } = bac.self;
    for (const [index, text] of ["khong", "chi khai sinh thoi", "sinh o benh vien"].entries()) {
      const from = performance.now();
      expect(await bac.post(events.text(text, { user, at: at + index }))).toBe(200);
      expect(performance.now() - from).toBeLessThan(zaloPatienceMs);
    }
    expect(await figures(service)).toContain(`${journaled} 3`);

    link.speakAgain();
    await bac.read("thường trú");
    await bac.read("Bé sinh ở đâu");
    await bac.read("kết hôn chưa");
    await bac.say("da dang ky roi", "quá 60 ngày");
    expect(await bac.rest()).toEqual([]);
    expect(await figures(service)).toContain(`${journaled} 0`);
  }, 60_000);

  test("what a process could not apply before its end is applied by the next", async () => {
    const { link, standIn, folder } = await setUp(redisUrl);
    const first = await serve(standIn, folder, link.url);
    const bac = new ZaloResident(first, standIn, now);
    await bac.say("đăng ký khai sinh", "người nước ngoài");
    await bac.rest();
    link.fallSilent();
    expect(await bac.post(events.text("khong", bac.self))).toBe(200);
    await first.close();
    expect((await readdir(join(folder, "journal"))).join()).toMatch(/\.journal/);

    const second = await serve(standIn, folder, redisUrl);
    closing.push(() => second.close());
    await bac.read("thường trú");
    expect(await bac.rest()).toEqual([]);
    expect(await readdir(join(folder, "journal"))).toEqual(["lock"]);
  }, 60_000);
}
