import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Service } from "../../../src/app/app.ts";
import { startClock } from "../../journeys/clock.ts";
import { openService } from "../../journeys/open-service.ts";
import { messengerSettings, zaloAccessToken, zaloSettings } from "../../journeys/settings.ts";
import { type MetaStandIn, startMetaStandIn } from "../../platforms/messenger/stand-in.ts";

import { type StandIn, startZaloStandIn } from "../../platforms/zalo/stand-in.ts";
import { type ChannelUnderTest, wordsOf } from "./channel.ts";
import { conversations } from "./conversations.ts";
import { messengerResident, webResident, zaloResident } from "./residents.ts";

/**
 * What every channel promises: the same conversation leads to equivalent messages. The other channels are compared with
 * the page, which shows messages unchanged.
 */
const { now } = startClock();

let zalo: StandIn;
let meta: MetaStandIn;
let service: Service;
/** The same service, with choices on Zalo as text. */
let plainService: Service;

beforeAll(async () => {
  const clock = () => now().getTime();
  zalo = await startZaloStandIn({ accessToken: zaloAccessToken, now: clock });
  meta = await startMetaStandIn({ now: clock });
  const settings = { ...zaloSettings(zalo.url), ...messengerSettings(meta.url) };
  service = await openService(settings, now);
  plainService = await openService({ ...settings, ZALO_REPLY_STYLE: "text" }, now);
}, 60_000);
afterAll(async () => {
  await Promise.all([service.close(), plainService.close()]);
  await Promise.all([zalo.close(), meta.close()]);
}, 30_000);

const channels: readonly ChannelUnderTest[] = [
  {
    name: "Zalo with buttons",
    maxButtons: 5,
    arrive: () => zaloResident(service, zalo, now, true),
  },
  {
    name: "Zalo in plain text",
    maxButtons: 0,
    arrive: () => zaloResident(plainService, zalo, now, false),
  },
  { name: "Messenger", maxButtons: 13, arrive: () => messengerResident(service, meta, now) },
];

describe.each(channels)("$name", ({ maxButtons, arrive }) => {
  test("tells of two more points on request, in at most two messages each time", async () => {
    const here = arrive();
    for (const step of [{ start: true }, { say: "phường Bình Tiên" }] as const) {
      await here.perform(step);
    }
    const best = await here.perform({ say: "sáng thứ bảy" });
    expect(best).toHaveLength(2);
    expect(wordsOf(best)).toContain("Mở cửa thứ Bảy 28/11: 9 giờ đến 11 giờ");
    const more = await here.perform({ say: "xem thêm" });
    expect(more).toHaveLength(2);
    expect(wordsOf(more)).toContain("Trung tâm Phục vụ hành chính công phường Xuân Hòa");
    expect(wordsOf(more)).toContain("Trung tâm Phục vụ hành chính công phường Bình Tiên");
  });

  test("offers to keep a number for the answer on the page only, which may be closed by then", async () => {
    const [page, here] = [webResident(service), arrive()];
    for (const resident of [page, here]) await resident.perform({ start: true });
    const ask = { say: "gặp người" } as const;
    const [onPage, onPlatform] = [await page.perform(ask), await here.perform(ask)].map(wordsOf);
    expect(onPage).toContain("1800 1096. 1. Không để lại");
    expect(onPlatform).toContain("1800 1096.");
    expect(onPlatform).not.toContain("Không để lại");
  });

  test.each(conversations)("$title", async ({ steps }) => {
    const [page, here] = [webResident(service), arrive()];
    for (const step of steps) {
      const expected = await page.perform(step);
      const received = await here.perform(step);
      expect(expected.length).toBeGreaterThan(0);
      expect(wordsOf(received)).toBe(wordsOf(expected));
      const offered = expected.at(-1)?.buttonValues ?? [];
      expect(received.at(-1)?.buttonValues).toEqual(offered.slice(0, maxButtons));
    }
  });
});
