import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "@jest/globals";

import type { Service } from "../../src/app/app.ts";
import { openBreakableProxy } from "../bot/store/breakable-proxy.ts";

import { events } from "../platforms/zalo/events.ts";
import { type StandIn, startZaloStandIn } from "../platforms/zalo/stand-in.ts";
import { realRedisUrl } from "../servers/addresses.ts";
import { openService } from "./open-service.ts";
import { emptyRedis, zaloAccessToken, zaloSettings } from "./settings.ts";
import { ZaloResident } from "./zalo-resident.ts";

/** Messages that arrive while the turn store cannot be reached. */
const redisUrl = realRedisUrl();
const now = () => new Date();
/** Zalo waits this long for the answer to its webhook. */
const zaloTimeoutMs = 2_000;

const closing: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function setUp(url: string) {
  await emptyRedis(url);
  const link = await openBreakableProxy(url);
  closing.push(() => link.close());
  const standIn = await startZaloStandIn({ accessToken: zaloAccessToken });
  closing.push(() => standIn.close());
  const folder = await mkdtemp(join(tmpdir(), "huong-dan-outage-"));
  closing.push(() => rm(folder, { recursive: true, force: true }));
  return { link, standIn, folder };
}

async function serve(standIn: StandIn, folder: string, url: string): Promise<Service> {
  return openService(
    {
      DATA_DIR: folder,
      ...zaloSettings(standIn.url),
      // The default: these tests run with Zalo's usual rate limit.
      ZALO_REQUESTS_PER_MINUTE: "2000",
      REDIS_URL: url,
      METRICS_TOKEN: "token-of-metrics",
      LOG_LEVEL: "silent",
    },
    now,
  );
}

async function readMetrics(service: Service): Promise<string> {
  const headers = { authorization: "Bearer token-of-metrics" };
  return (await service.app.inject({ url: "/metrics", headers })).body;
}

const waitingInJournal = 'huong_dan_journal{figure="waiting"}';

if (redisUrl !== null) {
  test("acknowledges messages in time while Redis hangs, and answers them in order when it is back", async () => {
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
      expect(performance.now() - from).toBeLessThan(zaloTimeoutMs);
    }
    expect(await readMetrics(service)).toContain(`${waitingInJournal} 3`);

    link.speakAgain();
    await bac.read("thường trú");
    await bac.read("Bé sinh ở đâu");
    await bac.read("kết hôn chưa");
    await bac.say("da dang ky roi", "quá 60 ngày");
    expect(await bac.rest()).toEqual([]);
    expect(await readMetrics(service)).toContain(`${waitingInJournal} 0`);
  }, 60_000);

  test("applies after a restart what the previous process could not apply", async () => {
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
    expect(await readdir(join(folder, "journal"))).toEqual(["key-check", "lock"]);
  }, 60_000);
}
