import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Service } from "../../src/app/app.ts";
import { conversation } from "../../src/wording/vi/conversation.ts";
import { Authenticator } from "../desk/authenticator.ts";
import { adminPassword, aPoint, Visitor as DeskVisitor } from "../desk/desk-server.ts";
import { events } from "../platforms/zalo/events.ts";
import { type StandIn, startZaloStandIn } from "../platforms/zalo/stand-in.ts";
import { OnestopSystem, onestopSettings } from "./onestop-system.ts";
import { monday, openService, Visitor } from "./open-service.ts";
import { eachDatabase, zaloAccessToken, zaloSettings } from "./settings.ts";
import { waitUntil } from "./wait-until.ts";
import { ZaloResident } from "./zalo-resident.ts";

/** From a change at the desk to what residents read. */
const databases = await eachDatabase();
const dossierCode = "000.00.16.H26-251122-0001";

describe.each(databases)("from the desk to the chats, with $database", ({ environment }) => {
  let standIn: StandIn;
  let service: Service;
  let desk: DeskVisitor;
  const now = () => monday;

  const open = () =>
    openService(
      {
        ...zaloSettings(standIn.url),
        ...onestopSettings,
        DESK_ADMIN_USER: "admin",
        DESK_ADMIN_PASSWORD: adminPassword,
        PUBLIC_URL: "https://huongdan.example.vn",
        ...environment,
      },
      now,
    );

  beforeAll(async () => {
    standIn = await startZaloStandIn({
      accessToken: zaloAccessToken,
      now: () => monday.getTime(),
    });
    service = await open();
    desk = new DeskVisitor(service.app, new Authenticator(now));
    await desk.signIn("admin", adminPassword);
    await new OnestopSystem(service, now).register(dossierCode);
  }, 120_000);
  afterAll(async () => {
    await service.close();
    await standIn.close();
  }, 30_000);

  const someone = () => new ZaloResident(service, standIn, now);

  async function makeLink(fields: object) {
    const made = await desk.json("POST", "/desk/links", { point: aPoint, ...fields });
    return made.json<{ id: number; code: string; url: string }>();
  }

  async function saveSwitch(fields: object) {
    const unchanged = { is_off: false, notice_vi: "", notice_en: "", confirm: "1" };
    const { statusCode } = await desk.json("POST", "/desk/switch", { ...unchanged, ...fields });
    expect(statusCode).toBe(200);
  }

  test("a link opens the web chat, and its code the Zalo chat, at its point and procedure", async () => {
    const { code, url } = await makeLink({ procedure: "dang-ky-khai-sinh" });
    expect(url).toBe(`https://huongdan.example.vn/l/${code.slice(1)}`);
    const page = await service.app.inject({ url: new URL(url).pathname });
    const [, chatUrl = ""] = /href="(\/\?code=[A-Z0-9]+)"/.exec(page.body) ?? [];
    const visitor = new Visitor(service);
    expect(await visitor.open(chatUrl)).toContain("mời bác hỏi cháu");
    expect(await visitor.open(chatUrl)).toContain("Làm giấy khai sinh cho bé.");

    const bac = someone();
    await bac.say(code.toLowerCase(), /Khu phố 23.* mời bác hỏi/);
    await bac.read("Việc của bác: Làm giấy khai sinh cho bé");
    await bac.say(`mã ${code.slice(1)}`, /Khu phố 23.* mời bác hỏi/);
  });

  test("a revoked link leads to the menu and explains that it is unknown", async () => {
    const { id, code } = await makeLink({});
    await desk.json("POST", `/desk/links/${id}/revoke`, {});
    const bac = someone();
    await bac.say(code, conversation.unknownLink);
    await bac.read("Bác cần làm giấy tờ gì ạ");
    expect((await service.app.inject({ url: `/l/${code.slice(1)}` })).statusCode).toBe(410);
  });

  test("a dossier's link lets one resident follow it without typing the code, and no second one", async () => {
    const { code } = await makeLink({ dossier: dossierCode });
    const bac = someone();
    await bac.say(code, "4 số cuối");
    await bac.say("5678", "Được tiếp nhận");
    await bac.read("ngừng thông báo");
    await bac.say("đồng ý", "Cháu đã ghi nhận");
    await bac.read("tin chung");
    await bac.say("không", "Bác cần gì nữa");
    const other = someone();
    await other.say(code, conversation.usedLink);
    await other.read("Bác cần làm giấy tờ gì ạ");
    expect((await service.app.inject({ url: `/l/${code.slice(1)}` })).statusCode).toBe(410);
    // The link still works for the resident who used it, and asks a follower nothing more.
    await bac.say(code, "Được tiếp nhận");
  });

  test("a dossier's link shows no status after wrong digits", async () => {
    const { code } = await makeLink({ dossier: dossierCode });
    const bac = someone();
    await bac.say(code, "4 số cuối");
    await bac.say("0000", "chưa khớp với hồ sơ này");
    expect((await bac.rest()).join()).not.toContain("tiếp nhận");
  });

  test("the next resident reads a change of a point, and the audit trail records it", async () => {
    const edit = { phone: "028 3999 1234", on_duty: "chị Lan (sáng)" };
    const saved = await desk.json("POST", `/desk/points/${aPoint}`, { edit });
    expect(saved.json()).toMatchObject({ changed: ["on_duty", "phone"] });
    const bac = someone();
    const here = events.location("10.74248", "106.64295", bac.self);
    await bac.hear("028 3999 1234", here);
    const page = await service.app.inject({ url: `/diem/${aPoint}` });
    expect(page.body).toContain("chị Lan (sáng)");
    const trail = (await desk.json("GET", "/desk/audit")).json<{
      entries: { action: string; detail: string }[];
    }>();
    const entry = trail.entries.find(({ action }) => action === "point.edit");
    expect(JSON.parse(entry?.detail ?? "")).toMatchObject({ was: { phone: null }, is: edit });
  });

  test("answers everybody with where to turn while the bot is off, and resumes when it is on again", async () => {
    const bac = someone();
    await bac.say("đăng ký khai sinh", "người nước ngoài");
    await saveSwitch({ is_off: true });
    await bac.say("1", conversation.resting);
    await bac.read(/Bác gọi|Bác gặp người|Ủy ban nhân dân/);
    await bac.rest();
    await bac.say("alo", conversation.resting);
    const visitor = new Visitor(service);
    expect(await visitor.open(`/?point=${aPoint}`)).toContain("028 3999 1234");
    await saveSwitch({ is_off: false });
    await bac.say("1", "thường trú");
  });

  test("shows a notice once to each resident, in their language", async () => {
    const notice = { notice_vi: "Thứ Hai 30/11 cả phường nghỉ.", notice_en: "Closed on Monday." };
    await saveSwitch(notice);
    const bac = someone();
    await bac.say("chào", "Thông báo: Thứ Hai 30/11 cả phường nghỉ.");
    await bac.rest();
    await bac.say("tách hộ", "Tách hộ");
    expect((await bac.rest()).join()).not.toContain("Thông báo");
    const guest = someone();
    await guest.say("English", "Notice: Closed on Monday.");
    await saveSwitch({});
    const late = someone();
    await late.say("chào", conversation.welcome);
    expect(late.entries.map(({ text }) => text).join()).not.toContain("Thông báo");
  });

  test("understands a new alias of a procedure as soon as it is added", async () => {
    const phrase = "xin tờ giấy hồng cho cháu";
    await desk.json("POST", "/desk/aliases", { procedure: "dang-ky-khai-sinh", alias: phrase });
    const found = await service.app.inject({
      url: `/api/v1/search?q=${encodeURIComponent(phrase)}`,
    });
    expect(found.json().results[0]).toMatchObject({ id: "dang-ky-khai-sinh" });
  });

  if ("DATABASE_URL" in environment) {
    test("another replica applies a change of a point within seconds", async () => {
      const replica = await open();
      try {
        await desk.json("POST", `/desk/points/${aPoint}`, { edit: { phone: "1022" } });
        const phone = async () =>
          (await replica.app.inject({ url: `/api/v1/points/${aPoint}` })).json().phone;
        await waitUntil(async () => (await phone()) === "1022", "the replica to apply the change");
      } finally {
        await replica.close();
      }
    }, 20_000);
  }
});
