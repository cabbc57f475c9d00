import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Service } from "../../../src/app/app.ts";
import { monday, openService } from "../../journeys/open-service.ts";
import { testPage } from "../../platforms/messenger/accounts.ts";
import { type MetaStandIn, startMetaStandIn } from "../../platforms/messenger/stand-in.ts";
import { testAccount } from "../../platforms/zalo/accounts.ts";
import { type StandIn, startZaloStandIn } from "../../platforms/zalo/stand-in.ts";
import { type ChannelUnderTest, wordsOf } from "./channel.ts";
import { conversations } from "./conversations.ts";
import { messengerResident, webResident, zaloResident } from "./residents.ts";

/**
 * What every channel promises: the same conversation leads to equivalent messages. The other channels are compared with
 * the page, which shows messages unchanged.
 */
const startedAt = performance.now();
const now = () => new Date(monday.getTime() + performance.now() - startedAt);

let zalo: StandIn;
let meta: MetaStandIn;
let service: Service;
/** The same service, with choices on Zalo as text. */
let plainService: Service;

beforeAll(async () => {
  const clock = () => now().getTime();
  zalo = await startZaloStandIn({ accessToken: "living", now: clock });
  meta = await startMetaStandIn({ now: clock });
  const settings = {
    ZALO_OA_ID: testAccount.oaId,
    ZALO_APP_ID: testAccount.appId,
    ZALO_APP_SECRET: testAccount.appSecret,
    ZALO_OA_SECRET_KEY: testAccount.oaSecretKey,
    ZALO_REFRESH_TOKEN: testAccount.refreshToken,
    ZALO_ACCESS_TOKEN: "living",
    ZALO_OPENAPI_URL: zalo.url,
    ZALO_OAUTH_URL: zalo.url,
    ZALO_REQUESTS_PER_MINUTE: "0",
    MESSENGER_PAGE_ID: testPage.pageId,
    MESSENGER_APP_SECRET: testPage.appSecret,
    MESSENGER_PAGE_TOKEN: testPage.pageToken,
    MESSENGER_VERIFY_TOKEN: testPage.verifyToken,
    MESSENGER_GRAPH_URL: meta.url,
    MESSENGER_MESSAGES_PER_SECOND: "0",
  };
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
