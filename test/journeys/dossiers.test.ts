import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Service } from "../../src/app/app.ts";
import { startHttpStandIn } from "../platforms/http-stand-in.ts";
import { events } from "../platforms/zalo/events.ts";
import { type StandIn, startZaloStandIn } from "../platforms/zalo/stand-in.ts";
import { startClock } from "./clock.ts";
import { OnestopSystem, onestopSettings } from "./onestop-system.ts";
import { openService, Visitor } from "./open-service.ts";
import { eachDatabase, zaloAccessToken, zaloSettings } from "./settings.ts";
import { waitUntil } from "./wait-until.ts";
import { ZaloResident } from "./zalo-resident.ts";

/** From a one-stop system's message to what a resident reads. */
const databases = await eachDatabase();

describe.each(databases)("dossiers, with $database", ({ environment }) => {
  let standIn: StandIn;
  let gateway: Awaited<ReturnType<typeof startHttpStandIn>>;
  let service: Service;
  let system: OnestopSystem;
  const { now, skip } = startClock();

  beforeAll(async () => {
    standIn = await startZaloStandIn({
      accessToken: zaloAccessToken,
      now: () => now().getTime(),
    });
    gateway = await startHttpStandIn(({ route }) => ({
      body: route.startsWith("POST /sms") ? { id: "sms-1" } : { error: -117 },
    }));
    service = await openService(
      {
        ...zaloSettings(standIn.url),
        ZALO_ZNS_URL: gateway.url,
        SMS_URL: `${gateway.url}/sms`,
        SMS_TOKEN: "token",
        ...onestopSettings,
        ...environment,
      },
      now,
    );
    system = new OnestopSystem(service, now);
  }, 60_000);

  afterAll(async () => {
    await service.close();
    await standIn.close();
    await gateway.close();
  }, 30_000);

  const register = (code: string) => system.register(code);
  const step = (code: string, status: string, note: string) => system.step(code, status, note);

  const follow = async (code: string) => {
    const bac = new ZaloResident(service, standIn, now);
    await bac.say(`theo doi ho so ${code}`, "4 số cuối");
    await bac.say("5678", "Được tiếp nhận");
    await bac.read("ngừng thông báo");
    await bac.say("dong y", "Cháu đã ghi nhận");
    await bac.read("số điện thoại hoặc thư điện tử");
    await bac.say("có", "tin chung");
    await bac.say("không", "Bác cần gì nữa");
    await bac.rest();
    return bac;
  };

  test("notifies a follower of each new status once, with the official's note", async () => {
    const code = "000.00.16.H26-251122-0001";
    await register(code);
    const bac = await follow(code);
    await step(code, "5", "Thiếu bản chính giấy chứng sinh");
    const notification = await bac.read("Yêu cầu bổ sung giấy tờ");
    expect(notification.text).toContain("Ghi chú của cơ quan: “Thiếu bản chính giấy chứng sinh”");
    expect(notification.text).toContain("UBND phường Một");
    expect(notification.text).not.toMatch(/Sáu|0912/);

    await step(code, "5", "Thiếu bản chính giấy chứng sinh");
    await register(code);
    expect(await bac.rest()).toEqual([]);
    skip({ hours: 1 });
    await step(code, "4", "");
    await bac.read("Đang xử lý");
  });

  test("a notification about missing papers has buttons for the checklist and the nearest point", async () => {
    const code = "000.00.16.H26-251122-0007";
    await register(code);
    const bac = await follow(code);
    await step(code, "5", "Thiếu bản chính giấy chứng sinh");
    const notification = await bac.read("Yêu cầu bổ sung giấy tờ");
    expect(notification.text).toMatch(/bác nhắn “.*khai sinh.*”\n• .*bác nhắn “điểm gần nhất”$/);
    await bac.tap("Giấy tờ cần nộp", "khai sinh");
    await bac.say(code, "Yêu cầu bổ sung giấy tờ");
    const [papers, point] = notification.buttons;
    await bac.say(point?.payload ?? "", "vị trí");
    await bac.say(papers?.payload ?? "", "khai sinh");
    await bac.say("#hd|@news|papers:no-such", "chọn");
  });

  test("asks for a rating after the result was handed over, and for the reason, about the right dossier", async () => {
    const code = "000.00.16.H26-251122-0008";
    await register(code);
    const bac = await follow(code);
    await step(code, "10", "");
    const notification = await bac.read("Đã trả kết quả");
    expect(notification.buttons.map(({ title }) => title)).toEqual(["1", "2", "3", "4", "5"]);
    expect(notification.text).toContain("“chấm điểm”");
    await bac.tap("2", "Vì sao");
    await bac.say("Chờ lâu quá", "góp ý");
    await bac.say("#hd|@news|rate:999999:1", "chưa thấy hồ sơ nào");
    await bac.say("chấm điểm 3", "Vì sao");
  });

  test("notifies a resident who consented and then answered no further question", async () => {
    const code = "000.00.16.H26-251122-0009";
    await register(code);
    const bac = new ZaloResident(service, standIn, now);
    await bac.say(`theo dõi hồ sơ ${code}`, "4 số cuối");
    await bac.say("5678", "Được tiếp nhận");
    await bac.say("đồng ý", "Cháu đã ghi nhận");
    await bac.rest();
    await step(code, "4", "");
    await bac.read("Đang xử lý");
  });

  test("does not notify residents who declined or unsubscribed", async () => {
    const code = "000.00.16.H26-251122-0002";
    await register(code);
    const declining = new ZaloResident(service, standIn, now);
    await declining.say(`theo dõi hồ sơ ${code}`, "4 số cuối");
    await declining.say("5678", "Được tiếp nhận");
    await declining.say("không", "cháu không theo dõi");
    const stopping = await follow(code);
    const staying = await follow(code);
    await stopping.say("ngừng thông báo", "Cháu đã ngừng");
    for (const bac of [declining, stopping]) await bac.rest();
    await step(code, "4", "");
    await staying.read("Đang xử lý");
    expect(await declining.rest()).toEqual([]);
    expect(await stopping.rest()).toEqual([]);
  });

  test("stops notifying residents who erased their data or withdrew consent at the platform", async () => {
    const code = "000.00.16.H26-251122-0003";
    await register(code);
    const [erasing, withdrawing, staying] = [
      await follow(code),
      await follow(code),
      await follow(code),
    ];
    await erasing.say("xóa dữ liệu của tôi", "Cháu đã xóa");
    await withdrawing.post(events.withdraw(withdrawing.self));
    await erasing.rest();
    await step(code, "4", "");
    await staying.read("Đang xử lý");
    expect(await erasing.rest()).toEqual([]);
    expect(await withdrawing.rest()).toEqual([]);
  });

  test("sends an SMS with the official's note and without the resident's name if Zalo rejects", async () => {
    const code = "000.00.16.H26-251122-0006";
    await register(code);
    const bac = await follow(code);
    standIn.refuse(bac.user, -230);
    await step(code, "4", "Chờ bản gốc giấy chứng sinh");
    const sms = () => gateway.received.filter(({ route }) => route === "POST /sms");
    await waitUntil(() => sms().length > 0, "an SMS to be sent");
    expect(sms().map(({ body }) => body)).toEqual([
      {
        to: "84912345678",
        text: expect.stringMatching(
          /^Ho so 000\.00\.16\.H26-251122-0006: .*\nGhi chú của cơ quan: “Chờ bản gốc giấy chứng sinh”/,
        ),
        id: expect.stringMatching(/^hd-\d+$/),
      },
    ]);
    expect(JSON.stringify(sms())).not.toMatch(/Sáu|Sau,/);
    standIn.refuse(bac.user, 0);
  });

  test("delays notifications until the morning during quiet hours, but not replies", async () => {
    const code = "000.00.16.H26-251122-0004";
    await register(code);
    const bac = await follow(code);
    skip({ hours: 14 });
    await step(code, "4", "");
    expect(await bac.rest()).toEqual([]);
    await bac.say("hồ sơ đang theo dõi", "Đang xử lý");
    await bac.rest();
    skip({ hours: 8 });
    await bac.read("Đang xử lý");
  });

  test("the web page shows the status after the last digits, and never shows the digits again", async () => {
    const code = "000.00.16.H26-251122-0005";
    await register(code);
    const visitor = new Visitor(service);
    await visitor.open();
    await visitor.say(`theo dõi hồ sơ ${code}`);
    const reply = (await visitor.say("5678")).map(({ text }) => text).join("\n");
    expect(reply).toContain("Được tiếp nhận");
    expect(reply).toContain("Ở trang này cháu chưa báo tin được");
    const everything = JSON.stringify(await visitor.messages());
    expect(everything).toContain("••••");
    expect(everything).not.toContain("5678");
  });
});
