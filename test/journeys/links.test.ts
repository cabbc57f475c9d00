import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Service } from "../../src/app/app.ts";
import { conversation } from "../../src/wording/vi/conversation.ts";
import { adminPassword, aPoint, Visitor as DeskVisitor } from "../desk/desk-server.ts";
import { events } from "../platforms/zalo/events.ts";
import { type StandIn, startZaloStandIn } from "../platforms/zalo/stand-in.ts";
import { eachDatabase, onZalo } from "./settings.ts";
import { monday, openService, Visitor } from "./open-service.ts";
import { ZaloResident } from "./zalo-resident.ts";

/** The whole way: what somebody does at the desk, what residents read of it. */
const databases = await eachDatabase();
const dossierCode = "000.00.16.H26-251122-0001";
const onestop = { username: "motcua", password: "mat-khau-dai" };

describe.each(databases)("from the desk to the chats, with $database", ({ environment }) => {
  let standIn: StandIn;
  let service: Service;
  let desk: DeskVisitor;
  const now = () => monday;

  const open = () =>
    openService(
      {
        ...onZalo(standIn.url),
        ONESTOP_USERNAME: onestop.username,
        ONESTOP_PASSWORD: onestop.password,
        DESK_ADMIN_USER: "admin",
        DESK_ADMIN_PASSWORD: adminPassword,
        PUBLIC_URL: "https://huongdan.example.vn",
        ...environment,
      },
      now,
    );

  beforeAll(async () => {
    standIn = await startZaloStandIn({
      accessToken: "seeded-access-token",
      now: () => monday.getTime(),
    });
    service = await open();
    desk = new DeskVisitor(service.app);
    await desk.signIn("admin", adminPassword);
    await receiveDossier();
  }, 120_000);
  afterAll(async () => {
    await service.close();
    await standIn.close();
  }, 30_000);

  const someone = () => new ZaloResident(service, standIn, now);

  async function receiveDossier() {
    const post = async (url: string, payload: object) =>
      (
        await service.app.inject({ method: "POST", url: `/integrations/onestop${url}`, payload })
      ).json();
    const { session } = await post("/login", onestop);
    const envelope = {
      session,
      madonvi: "000.00.16.H26",
      service: "DongBoHoSoMC",
      isUpdating: "False",
    };
    const dossier = {
      ...{ MaHoSo: dossierCode, MaTTHC: "1.001193", TenTTHC: "Đăng ký khai sinh" },
      ...{ ChuHoSo: "Trần Thị Sáu", SoDienThoai: "0912345678", DonViXuLy: "UBND phường Một" },
      ...{ TrangThaiHoSo: "2", NgayTiepNhan: "20261122080000", NgayHenTra: "20261125080000" },
    };
    expect(await post("", { ...envelope, data: [dossier] })).toEqual({ error_code: "00" });
  }

  async function makeLink(fields: object) {
    const made = await desk.json("POST", "/desk/links", { point: aPoint, ...fields });
    return made.json<{ id: number; code: string; url: string }>();
  }

  async function set(fields: object) {
    const { statusCode } = await desk.json("POST", "/desk/switch", {
      ...{ is_off: false, notice_vi: "", notice_en: "" },
      ...fields,
    });
    expect(statusCode).toBe(200);
  }

  test("a link opens the web chat, and its code a chat on Zalo, at the point and the procedure", async () => {
    const { code, url } = await makeLink({ procedure: "dang-ky-khai-sinh" });
    expect(url).toBe(`https://huongdan.example.vn/l/${code.slice(1)}`);
    const page = await service.app.inject({ url: new URL(url).pathname });
    const [, way = ""] = /href="(\/\?code=[A-Z0-9]+)"/.exec(page.body) ?? [];
    const visitor = new Visitor(service);
    expect(await visitor.open(way)).toContain("Bác đang ở");
    expect(await visitor.open(way)).toContain("Việc của bác: Đăng ký khai sinh");

    const bac = someone();
    await bac.say(code.toLowerCase(), /Bác đang ở .*Khu phố 23/);
    await bac.read("Việc của bác: Đăng ký khai sinh");
    await bac.say(`mã ${code.slice(1)}`, /Bác đang ở .*Khu phố 23/);
  });

  test("a link that was revoked leads to the menu, with a word why", async () => {
    const { id, code } = await makeLink({});
    await desk.json("POST", `/desk/links/${id}/revoke`, {});
    const bac = someone();
    await bac.say(code, conversation.unknownLink);
    await bac.read("Bác cần làm giấy tờ gì ạ");
    expect((await service.app.inject({ url: `/l/${code.slice(1)}` })).statusCode).toBe(410);
  });

  test("a resident follows a dossier by its link, without its code, and nobody after them", async () => {
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
    // Their own way back stays open, and nothing more is asked of a follower.
    await bac.say(code, "Được tiếp nhận");
  });

  test("wrong digits open nothing, by a link neither", async () => {
    const { code } = await makeLink({ dossier: dossierCode });
    const bac = someone();
    await bac.say(code, "4 số cuối");
    await bac.say("0000", "Bốn số đó chưa đúng");
    expect((await bac.rest()).join()).not.toContain("tiếp nhận");
  });

  test("a change of a point is what the next resident is told, and it is in the trail", async () => {
    const edit = { phone: "028 3999 1234", on_duty: "chị Lan (sáng)" };
    const saved = await desk.json("POST", `/desk/points/${aPoint}`, { edit });
    expect(saved.json()).toMatchObject({ changed: ["on_duty", "phone"] });
    const bac = someone();
    const here = events.location("10.74248", "106.64295", bac.self);
    const { text } = await bac.hear("Người trực: chị Lan (sáng)", here);
    expect(text).toContain("028 3999 1234");
    const trail = (await desk.json("GET", "/desk/audit")).json<{
      entries: { action: string; detail: string }[];
    }>();
    const entry = trail.entries.find(({ action }) => action === "point.edit");
    expect(JSON.parse(entry?.detail ?? "")).toMatchObject({ was: { phone: null }, is: edit });
  });

  test("off, everybody who writes is told so and where to turn; on again, the talk goes on where it was", async () => {
    const bac = someone();
    await bac.say("đăng ký khai sinh", "người nước ngoài");
    await set({ is_off: true });
    await bac.say("1", conversation.resting);
    await bac.read(/Bác gọi|Bác gặp người|Ủy ban nhân dân/);
    await bac.rest();
    await bac.say("alo", conversation.resting);
    const visitor = new Visitor(service);
    expect(await visitor.open(`/?point=${aPoint}`)).toContain("028 3999 1234");
    await set({ is_off: false });
    await bac.say("1", "thường trú");
  });

  test("a notice to all is read once by each, in their language", async () => {
    const notice = { notice_vi: "Thứ Hai 30/11 cả phường nghỉ.", notice_en: "Closed on Monday." };
    await set(notice);
    const bac = someone();
    await bac.say("chào", "Thông báo: Thứ Hai 30/11 cả phường nghỉ.");
    await bac.rest();
    await bac.say("tách hộ", "Tách hộ");
    expect((await bac.rest()).join()).not.toContain("Thông báo");
    const guest = someone();
    await guest.say("English", "Notice: Closed on Monday.");
    await set({});
    const late = someone();
    await late.say("chào", conversation.welcome);
    expect(late.entries.map(({ text }) => text).join()).not.toContain("Thông báo");
  });

  test("another name of a procedure is understood as soon as it is added", async () => {
    const phrase = "xin tờ giấy hồng cho cháu";
    await desk.json("POST", "/desk/aliases", { procedure: "dang-ky-khai-sinh", alias: phrase });
    const found = await service.app.inject({
      url: `/api/v1/search?q=${encodeURIComponent(phrase)}`,
    });
    expect(found.json().results[0]).toMatchObject({ id: "dang-ky-khai-sinh" });
  });

  if ("DATABASE_URL" in environment) {
    test("another replica has it within seconds, without being told", async () => {
      const replica = await open();
      try {
        await desk.json("POST", `/desk/points/${aPoint}`, { edit: { phone: "1022" } });
        const phone = async () =>
          (await replica.app.inject({ url: `/api/v1/points/${aPoint}` })).json().phone;
        while ((await phone()) !== "1022") await sleep(100);
      } finally {
        await replica.close();
      }
    }, 20_000);
  }
});
