import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Service } from "../../src/app/app.ts";
import { testPage } from "../platforms/messenger/accounts.ts";
import { type MetaStandIn, startMetaStandIn } from "../platforms/messenger/stand-in.ts";
import { MessengerResident } from "./messenger-resident.ts";
import { eachDatabase } from "./settings.ts";
import { OnestopSystem, onestop } from "./onestop-system.ts";
import { monday, openService } from "./open-service.ts";

/** A one-stop system's message in, what a resident reads on Messenger out: inside the 24 hours, and after. */
const databases = await eachDatabase();

describe.each(databases)("dossiers on Messenger, with $database", ({ environment }) => {
  let standIn: MetaStandIn;
  let service: Service;
  let system: OnestopSystem;
  let skippedMs = 0;
  const startedAt = performance.now();
  const now = () => new Date(monday.getTime() + performance.now() - startedAt + skippedMs);

  beforeAll(async () => {
    standIn = await startMetaStandIn({ now: () => now().getTime() });
    service = await openService(
      {
        MESSENGER_PAGE_ID: testPage.pageId,
        MESSENGER_APP_SECRET: testPage.appSecret,
        MESSENGER_PAGE_TOKEN: testPage.pageToken,
        MESSENGER_VERIFY_TOKEN: testPage.verifyToken,
        MESSENGER_GRAPH_URL: standIn.url,
        MESSENGER_MESSAGES_PER_SECOND: "0",
        ONESTOP_USERNAME: onestop.username,
        ONESTOP_PASSWORD: onestop.password,
        ...environment,
      },
      now,
    );
    standIn.approve("dossier_status");
    system = new OnestopSystem(service, now);
  }, 60_000);

  afterAll(async () => {
    await service.close();
    await standIn.close();
  }, 30_000);

  test("news comes as text while the window is open, and as the Page's template after", async () => {
    const code = "000.00.16.H26-251122-0001";
    await system.register(code);
    const bac = new MessengerResident(service, standIn, now);
    await bac.say(`theo doi ho so ${code}`, "4 số cuối");
    await bac.say("5678", "Được tiếp nhận");
    await bac.say("dong y", "Cháu đã ghi nhận");
    await bac.read("tin chung");
    await bac.say("khong", "Bác cần gì nữa");
    await bac.rest();

    await system.step(code, "5", "Thiếu giấy chứng sinh");
    const news = await bac.read("Yêu cầu bổ sung giấy tờ");
    expect(news.text).toContain("“Thiếu giấy chứng sinh”");
    await bac.tap("Giấy tờ cần nộp", "khai sinh");
    await bac.rest();

    skippedMs += 25 * 3_600_000;
    await system.step(code, "4", "");
    await bac.read(/^\[dossier_status\]$/);
    expect(await bac.rest()).toEqual([]);
  });
});
