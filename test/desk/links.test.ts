import { beforeAll, describe, expect, test } from "@jest/globals";
import { recordTurnFacts } from "../../src/db/queries/turn-facts.ts";
import { type Reach, webOnly } from "../../src/links/reach.ts";
import { aPoint, openTestDesks, type Visitor } from "./desk-server.ts";

const code = "000.00.16.H26-251122-0001";

describe.each(await openTestDesks())("chat links at the desk, on $name", ({ desk }) => {
  let staff: Visitor;
  let official: Visitor;
  let stranger: Visitor;

  beforeAll(async () => {
    staff = await desk.person("staff", { username: "lan" });
    const none = { procedureCode: null, procedureName: null, receivedAt: null, promisedAt: null };
    const numbers = { phone: "0912345678", birthYear: null, identityTail: null };
    const contact = { ...numbers, email: null, applicant: "Trần Thị Sáu" };
    const state = { status: 4, at: desk.now(), note: "" } as const;
    await desk.ingestReports({
      sender: { madonvi: "000.00.16.H26" },
      dossiers: [{ ...none, ...contact, code, state, agencyName: "UBND phường Một" }],
      steps: [],
    });
    const { agency_id } = await desk.database.db
      .selectFrom("dossier")
      .select("agency_id")
      .where("code", "=", code)
      .executeTakeFirstOrThrow();
    official = await desk.person("official", { username: "hoa", agency: agency_id });
    const other = await desk.agency("UBND phường Hai");
    stranger = await desk.person("official", { username: "minh", agency: other });
  }, 120_000);

  const make = (who: Visitor, fields: object = {}) =>
    who.json("POST", "/desk/links", { point: aPoint, ...fields });

  test("staff create a link and see its code and page at once", async () => {
    const made = (await make(staff, { procedure: "dang-ky-khai-sinh", days: "30" })).json();
    expect(made.code).toMatch(/^#[A-Z]{2}\d{2}$/);
    const { body } = await staff.open(`/desk/links/${made.id}`);
    expect(body).toContain(made.url);
    expect(body).toContain(`/l/${made.code.slice(1)}/qr.svg`);
    expect(body).toContain("poster?size=a6");
    expect(body).toContain("Để chuẩn bị “Làm giấy khai sinh cho bé”");
    expect(body).toContain("Hết hạn lúc 25/12/2026 09:00");
    // Zalo is off: nothing sends anybody there.
    expect(body).not.toMatch(/nhắn mã|trên Zalo:/i);
    expect(body).not.toContain("chỉ mở được trên máy này");
  });

  test.each([
    ["a point that is not theirs", { point: "ttpvhcc-hcm-binh-tien" }, "point"],
    ["no point", { point: "" }, "point"],
    ["an unknown procedure", { procedure: "khong-co" }, "procedure"],
    ["an unknown dossier", { dossier: "H26-0000" }, "dossier"],
    ["a procedure and a dossier", { procedure: "tach-ho", dossier: code }, "dossier"],
    ["a term that is not offered", { days: "9999" }, "days"],
  ])("staff are refused %s", async (_what, fields, field) => {
    const response = await make(staff, fields);
    expect(response.statusCode).toBe(422);
    expect(response.json().errors[0]).toMatchObject({ parameter: field });
  });

  test("a link to a dossier expires after a week by default and shows nothing of the dossier", async () => {
    const { id, code: typed } = (await make(staff, { dossier: code })).json();
    expect(typed.length).toBe(12);
    const { body } = await staff.open(`/desk/links/${id}`);
    expect(body).toContain("Hết hạn lúc 02/12/2026 09:00");
    expect(body).not.toMatch(/Sáu|0912|251122/);
  });

  test("officials link only to their own agency's dossiers and see only their agency's links", async () => {
    const made = await make(official, { dossier: code });
    expect(made.statusCode).toBe(200);
    expect((await make(stranger, { dossier: code })).statusCode).toBe(422);
    const { id } = made.json();
    expect((await stranger.json("GET", `/desk/links/${id}`)).statusCode).toBe(404);
    expect((await stranger.json("POST", `/desk/links/${id}/revoke`, {})).statusCode).toBe(404);
    const seen = async (who: Visitor) =>
      (await who.json("GET", "/desk/links")).json().links.map((link: { id: number }) => link.id);
    expect(await seen(official)).toEqual([id]);
    expect(await seen(stranger)).toEqual([]);
    expect(await seen(staff)).toContain(id);
  });

  test("a revoked link stays in the list, loses its sheet and is recorded in the audit trail", async () => {
    const { id } = (await make(staff)).json();
    await staff.json("POST", `/desk/links/${id}/revoke`, {});
    const { body } = await staff.open(`/desk/links/${id}`);
    expect(body).toContain("đã thu hồi");
    expect(body).not.toContain("qr.svg");
    const trail = (await (await desk.admin()).json("GET", "/desk/audit")).json();
    const deeds = trail.entries.filter(
      ({ subject }: { subject: string }) => subject === `link ${id}`,
    );
    expect(
      deeds.map(({ action, username }: { action: string; username: string }) => [action, username]),
    ).toEqual([
      ["link.revoke", "lan"],
      ["link.make", "lan"],
    ]);
  });

  test("shows and exports the counts of one's own points only", async () => {
    const { id } = (await make(staff)).json();
    const row = { link_id: id, day: "2026-11-25", count: 4 };
    await desk.database.db.insertInto("chat_link_opened").values(row).execute();
    await staff.json("POST", `/desk/points/${aPoint}/target`, { chats_per_week: 20 });
    const { rows } = (await staff.json("GET", "/desk/links/counts")).json();
    expect(rows).toEqual([
      expect.objectContaining({
        point: aPoint,
        week: "2026-11-23",
        opened: 4,
        begun: 0,
        target: 20,
      }),
    ]);
    const file = await staff.open("/desk/links/counts.csv");
    expect(file.headers["content-type"]).toContain("text/csv");
    expect(file.body).toContain("2026-11-23");
  });

  test("the switch requires a choice, and a notice in Vietnamese", async () => {
    const admin = await desk.admin();
    const set = (fields: object) => admin.json("POST", "/desk/switch", fields);
    expect((await set({})).statusCode).toBe(422);
    expect((await set({ is_off: "false", notice_en: "Closed" })).statusCode).toBe(422);
    expect((await set({ is_off: "false", notice_vi: "x".repeat(501) })).statusCode).toBe(422);
    expect(desk.live.botSwitch()).toEqual({ isOff: false, notice: null, backAt: null });
    await set({ is_off: true, notice_vi: "Mai nghỉ", confirm: "1" });
    expect(desk.live.botSwitch()).toMatchObject({ isOff: true, notice: { vi: "Mai nghỉ" } });
    await set({ is_off: false });
  });

  test("turning the bot off asks first, and says for how many it is", async () => {
    const admin = await desk.admin();
    const facts = ["a", "b", "b"].map((residentHash, index) => ({
      id: `talk:${index}`,
      at: desk.now(),
      channel: "web" as const,
      residentHash: `talking ${residentHash}`,
      flow: "menu",
      step: "topic",
      outcome: "asked",
      point: null,
    }));
    await recordTurnFacts(desk.database.db, facts);
    const asked = await admin.submit("/desk/switch", { is_off: "true" }, "/desk/switch");
    expect(asked.statusCode).toBe(422);
    expect(asked.body).toMatch(/Tắt cho \d+ người đang nói chuyện\?/);
    expect(asked.body).toContain('name="confirm"');
    expect(asked.body).toMatch(/value="true" checked/);
    expect(desk.live.botSwitch().isOff).toBe(false);
  });

  test("the bot comes back by itself at the hour that was set, and its notice ends", async () => {
    const admin = await desk.admin();
    const set = (fields: object) =>
      admin.json("POST", "/desk/switch", { is_off: true, confirm: "1", ...fields });
    expect((await set({ back_at: "25/11/2026 08:00" })).statusCode).toBe(422);
    expect((await set({ back_at: "lát nữa" })).statusCode).toBe(422);
    await set({ notice_vi: "Đang sửa máy", back_at: "2026-11-25T10:00" });
    expect(desk.live.botSwitch()).toMatchObject({ isOff: true, notice: { vi: "Đang sửa máy" } });
    expect((await admin.open("/desk/switch")).body).toContain("25/11/2026 10:00");
    desk.elapse(3_600_000);
    expect(desk.live.botSwitch()).toEqual({ isOff: false, notice: null, backAt: null });
    expect((await admin.open("/desk/switch")).body).toContain("đang trả lời");
    desk.elapse(-3_600_000);
    await admin.json("POST", "/desk/switch", { is_off: false });
  });
});

const zalo = { id: "4321", name: "UBND phường Bình Tiên", url: "https://zalo.me/4321" };
const withZalo: Reach = { ...webOnly, zalo };
const [named] = await openTestDesks("PGlite", [], { reach: withZalo });
const [alone] = await openTestDesks("PGlite", [], { reach: { ...withZalo, isPublic: false } });

test("a link names the account of Zalo where it is on", async () => {
  if (named === undefined) throw new Error("The embedded database is always there");
  const staff = await named.desk.person("staff", { username: "lan" });
  const { id, code: typed } = (await staff.json("POST", "/desk/links", { point: aPoint })).json();
  const shown = (await staff.json("GET", `/desk/links/${id}`)).json();
  expect(shown.text).toContain(`Hoặc nhắn mã ${typed} cho UBND phường Bình Tiên trên Zalo.`);
  expect((await staff.open(`/desk/links/${id}`)).body).toContain("https://zalo.me/4321");
}, 60_000);

test("without a public address every page that makes links says so, and none offers to print", async () => {
  if (alone === undefined) throw new Error("The embedded database is always there");
  const { desk } = alone;
  const staff = await desk.person("staff", { username: "lan" });
  const admin = await desk.admin();
  const { id } = (await staff.json("POST", "/desk/links", { point: aPoint })).json();
  const warning =
    'role="alert">Các đường dẫn và mã QR của bản cài đặt này chỉ mở được trên máy này';
  for (const path of ["/desk/links", "/desk/links/new", `/desk/links/${id}`]) {
    expect((await staff.open(path)).body).toContain(warning);
  }
  expect((await admin.open("/desk/people/new")).body).toContain(warning);
  expect((await admin.open("/desk/channels")).body).toContain(warning);
  const { body } = await staff.open(`/desk/links/${id}`);
  expect(body).not.toMatch(/poster|qr\.svg/);
  const fields = { username: "moi", name: "Người mới", role: "administrator" };
  const invited = await admin.submit("/desk/people", fields, "/desk/people/new");
  expect(invited.body).toContain(warning);
  expect(invited.body).not.toContain("<svg");
}, 60_000);
