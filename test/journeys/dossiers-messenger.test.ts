import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Service } from "../../src/app/app.ts";
import { type MetaStandIn, startMetaStandIn } from "../platforms/messenger/stand-in.ts";
import { startClock } from "./clock.ts";
import { MessengerResident } from "./messenger-resident.ts";
import { OnestopSystem, onestopSettings } from "./onestop-system.ts";
import { openService } from "./open-service.ts";
import { eachDatabase, messengerSettings } from "./settings.ts";

/** From a one-stop system's message to what a resident reads on Messenger, inside and after the 24 hours. */
const databases = await eachDatabase();

describe.each(databases)("dossiers on Messenger, with $database", ({ environment }) => {
  let standIn: MetaStandIn;
  let service: Service;
  let system: OnestopSystem;
  const { now, skip } = startClock();

  beforeAll(async () => {
    standIn = await startMetaStandIn({ now: () => now().getTime() });
    service = await openService(
      { ...messengerSettings(standIn.url), ...onestopSettings, ...environment },
      now,
    );
    standIn.approve("dossier_status");
    system = new OnestopSystem(service, now);
  }, 60_000);

  afterAll(async () => {
    await service.close();
    await standIn.close();
  }, 30_000);

  test("sends a new status as text inside the 24 hours and as the Page's template after them", async () => {
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
    const notification = await bac.read("Yêu cầu bổ sung giấy tờ");
    expect(notification.text).toContain("“Thiếu giấy chứng sinh”");
    await bac.tap("Giấy tờ cần nộp", "khai sinh");
    await bac.rest();

    skip({ hours: 25 });
    await system.step(code, "4", "");
    await bac.read(/^\[dossier_status\]$/);
    expect(await bac.rest()).toEqual([]);
  });
});
