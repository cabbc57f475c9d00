import { read as readWorkbook, utils } from "@e965/xlsx";
import { beforeAll, describe, expect, test } from "@jest/globals";
import type { DossierStatus } from "../../../src/catalog/dossiers/dossier-status.ts";
import { openTestDesks, type Visitor } from "../desk-server.ts";
import { recordConversation } from "./conversation-fixtures.ts";

const dayMs = 24 * 3_600_000;
const birth = "procedure:dang-ky-khai-sinh";

interface Figures {
  readonly figures: { id: string; rows: (string | number)[][] }[];
  readonly totals: {
    id: string;
    name: string;
    value: string;
    before: string;
    change: string | null;
  }[];
}

describe.each(await openTestDesks())("the figures of a period, on $name", ({ desk }) => {
  let admin: Visitor;
  let official: Visitor;
  let codes = 0;

  const daysAgo = (days: number) => new Date(desk.now().getTime() - days * dayMs);
  const figures = async (visitor: Visitor, days = 28) =>
    (await visitor.json("GET", `/desk/figures?days=${days}`)).json<Figures>();
  const rowsOf = async (visitor: Visitor, id: string) =>
    (await figures(visitor)).figures.find((figure) => figure.id === id)?.rows;
  const totalOf = async (visitor: Visitor, id: string) => {
    const total = (await figures(visitor)).totals.find((one) => one.id === id);
    return total && [total.value, total.before, total.change];
  };

  /** Reports a dossier: when it was received and promised, and the day of each of its steps. */
  async function report(
    agencyId: number,
    received: Date,
    promised: Date | null,
    steps: readonly (readonly [DossierStatus, Date, string?])[],
  ) {
    const code = `000.01.H26-261125-${String(++codes).padStart(4, "0")}`;
    const unknown = { agencyName: null, procedureCode: null, phone: null, email: null };
    await desk.ingestReports({
      sender: { agencyId },
      dossiers: [
        {
          ...unknown,
          code,
          birthYear: null,
          identityTail: null,
          applicant: null,
          procedureName: "Đăng ký khai sinh",
          receivedAt: received,
          promisedAt: promised,
          state: null,
        },
      ],
      steps: steps.map(([status, at, unit]) => ({
        ...{ code, status, at, note: "", officer: null, dueAt: null },
        unit: unit ?? null,
      })),
    });
    return code;
  }

  beforeAll(async () => {
    admin = await desk.admin();
    const agency = await desk.agency("UBND phường Một");
    official = await desk.person("official", { agency });
    const asked = [birth, "noi_sinh", "asked"] as const;
    const done = [birth, "checklist", "checklist"] as const;
    await recordConversation(desk, { resident: "a", channel: "zalo", daysAgo: 1 }, [asked, done]);
    await recordConversation(desk, { resident: "b", channel: "zalo", daysAgo: 2 }, [asked, done]);
    await recordConversation(desk, { resident: "c", channel: "web", daysAgo: 9 }, [asked]);
    // The period before.
    await recordConversation(desk, { resident: "a", channel: "zalo", daysAgo: 30 }, [asked]);
    await recordConversation(desk, { resident: "b", channel: "zalo", daysAgo: 31 }, [asked, done]);

    const unit = "Phòng Tư pháp";
    const evening = new Date("2026-11-20T17:00:00+07:00");
    // On time, to the last hour of the promised day, and registered on the Portal.
    await report(agency, daysAgo(10), new Date("2026-11-20T08:00:00+07:00"), [
      [1, daysAgo(10)],
      [9, evening, unit],
    ]);
    // A day late. The result that was handed over afterwards does not make it later.
    await report(agency, daysAgo(10), new Date("2026-11-19T08:00:00+07:00"), [
      [9, evening, unit],
      [10, daysAgo(1), unit],
    ]);
    // Nothing was promised.
    await report(agency, daysAgo(9), null, [[10, daysAgo(3), unit]]);
    await report(agency, daysAgo(2), null, [[2, daysAgo(2)]]);
    await report(agency, daysAgo(35), daysAgo(-3), [[9, daysAgo(34), unit]]);
    await report(await desk.agency("UBND phường Hai"), daysAgo(2), null, [[2, daysAgo(2)]]);
  }, 120_000);

  test("begin with totals beside those of the period before", async () => {
    expect(await totalOf(official, "conversations")).toEqual(["3", "2", "+50 %"]);
    expect(await totalOf(official, "begun")).toEqual(["3", "2", "+50 %"]);
    expect(await totalOf(official, "rate")).toEqual(["67 %", "50 %", "+17 điểm %"]);
    expect(await totalOf(official, "received")).toEqual(["4", "1", "+300 %"]);
    expect(await totalOf(official, "on-time")).toEqual(["50 %", "100 %", "−50 điểm %"]);
    expect(await totalOf(official, "satisfied")).toEqual(["–", "–", null]);
    expect(await totalOf(admin, "received")).toEqual(["5", "1", "+400 %"]);
  });

  test("show each week with what was begun and finished, and the rate", async () => {
    expect(await rowsOf(official, "weeks")).toEqual([
      ["16/11/2026", 1, 0, "0 %", 1],
      ["23/11/2026", 2, 2, "100 %", 2],
    ]);
  });

  test("show by unit what was received, finished, online and on time", async () => {
    expect(await rowsOf(official, "units")).toEqual([
      ["Phòng Tư pháp", 3, 3, "33 %", "50 %"],
      ["UBND phường Một", 1, 0, "0 %", "–"],
    ]);
    expect((await rowsOf(admin, "units"))?.map(([unit]) => unit)).toContain("UBND phường Hai");
  });

  test("cost what was sent at the prices that an administrator states, and say which have none", async () => {
    const agency = await desk.agency("UBND phường Một");
    const { db } = desk.database;
    const code = await report(agency, daysAgo(5), null, [[2, daysAgo(5)]]);
    const { id } = await db
      .selectFrom("dossier")
      .select("id")
      .where("code", "=", code)
      .executeTakeFirstOrThrow();
    const settle = { state: "sent", settled_at: daysAgo(1), due_at: daysAgo(1) } as const;
    const kinds = [
      ["status", "zalo-template", 2],
      ["overdue", "zalo-template-phone", 1],
      ["status", "sms", 3],
    ] as const;
    for (const [kind, route, count] of kinds) {
      const resident = { channel: "zalo", account: "oa", language: "vi", stopped_at: null };
      const event = await db
        .insertInto("status_event")
        .values({
          dossier_id: id,
          kind,
          step_identity: null,
          identity: `${kind} ${route}`,
          created_at: daysAgo(1),
        })
        .returning("id")
        .executeTakeFirstOrThrow();
      for (let at = 0; at < count; at += 1) {
        const follower = await db
          .insertInto("follower")
          .values({
            ...resident,
            user_id: `${kind} ${route} ${at}`,
            dossier_id: id,
            since: daysAgo(4),
          })
          .returning("id")
          .executeTakeFirstOrThrow();
        await db
          .insertInto("delivery")
          .values({ ...settle, event_id: event.id, follower_id: follower.id, route })
          .execute();
      }
    }
    const saved = await admin.submit("/desk/prices", {
      "zbs-status": "200",
      "zbs-reminder": "300",
      sms: "1.250 đ",
    });
    expect(saved.headers.location).toBe("/desk/prices");
    expect(await rowsOf(official, "cost")).toEqual([
      ["Tin nhắn SMS", 3, "1.250", "3.750"],
      ["Tin mẫu Zalo (ZBS): báo bước của hồ sơ", 2, "200", "400"],
      ["Tin mẫu Zalo (ZBS): nhắc ngày hẹn, báo quá hẹn", 1, "300", "300"],
      ["Tổng", 6, "", "4.450"],
    ]);
    await admin.submit("/desk/prices", { "zbs-status": "200", "zbs-reminder": "300", sms: "" });
    expect((await rowsOf(official, "cost"))?.at(-1)).toEqual([
      "Tổng (chưa kể loại chưa đặt giá)",
      6,
      "",
      "700",
    ]);
    const { entries } = (await admin.json("GET", "/desk/audit")).json<{
      entries: { sentence: string }[];
    }>();
    expect(entries[0]?.sentence).toMatch(
      /đổi giá gửi tin: Tin nhắn SMS từ 1\.250 đồng thành chưa đặt\.$/,
    );
  });

  test("a price is a whole number of đồng, and only administrators set it", async () => {
    const wrong = await admin.submit("/desk/prices", { sms: "rẻ" });
    expect(wrong.statusCode).toBe(422);
    expect(wrong.body).toContain("Giá là một số đồng");
    expect((await official.open("/desk/prices")).statusCode).toBe(403);
  });

  test("are laid out for leaders to print, and download as a workbook", async () => {
    const { body } = await official.open("/desk/figures/report?days=28");
    expect(body).toContain("<h1>Báo cáo 28 ngày qua</h1>");
    expect(body).toContain("<strong>UBND phường Một</strong>");
    expect(body).toContain("từ 28/10/2026 đến 25/11/2026");
    expect(body).toContain("Hồ sơ theo đơn vị");
    expect(body.slice(body.indexOf("<main"))).not.toContain("<details");
    const workbook = readWorkbook(
      (await official.open("/desk/figures.xlsx?figure=totals&days=28")).rawPayload,
    );
    const rows = utils.sheet_to_json<string[]>(workbook.Sheets["Tổng"] ?? {}, { header: 1 });
    expect(rows.slice(0, 2)).toEqual([
      ["Số liệu", "28 ngày qua", "Kỳ trước", "Thay đổi"],
      ["Cuộc trò chuyện", "3", "2", "+50 %"],
    ]);
  });
});
