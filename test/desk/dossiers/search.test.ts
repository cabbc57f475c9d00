import { read } from "@e965/xlsx";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { sql } from "kysely";
import { createDossierBox } from "../../../src/notify/dossiers/dossier-box.ts";
import { fillSearchIndex } from "../../../src/notify/dossiers/search-index.ts";
import { openTestDesks, secretKey, type Visitor } from "../desk-server.ts";
import { addDossier } from "../dossier-fixtures.ts";

const desks = await openTestDesks();

interface Found {
  readonly dossiers: { code: string; applicant: string; phone: string; foundBy: string[] }[];
  readonly isTooShort: boolean;
}

describe.each(desks)("people are found at the desk on $name", ({ desk }) => {
  let official: Visitor;
  let admin: Visitor;
  let agency: number;
  const code = "000.01.H26-261116-0042";

  beforeAll(async () => {
    agency = await desk.agency("UBND phường Một");
    official = await desk.person("official", { agency });
    admin = await desk.admin();
    const person = { applicant: "Nguyễn Thị Thu Hương", phone: "0912 345 678 / 028 3855 1234" };
    const promisedAt = new Date("2026-12-03T17:00:00+07:00");
    const { id } = await addDossier(desk, agency, { code, ...person, promisedAt });
    const receivedAt = new Date("2026-11-16T08:00:00+07:00");
    await desk.database.db
      .updateTable("dossier")
      .set({ received_at: receivedAt, procedure_name: "Cấp giấy xác nhận cư trú" })
      .where("id", "=", id)
      .execute();
    await addDossier(desk, agency, { code: "000.01.H26-251125-7001", phone: "0987654321" });
    const other = await desk.agency("UBND phường Hai");
    await addDossier(desk, other, { code: "000.02.H26-251125-7002", ...person });
  }, 60_000);

  const find = async (typed: string, who = official): Promise<Found> => {
    const query = new URLSearchParams({ q: typed });
    return (await who.json("GET", `/desk/dossiers?${query}`)).json<Found>();
  };

  test.each([
    ["Hương", "tên người nộp"],
    ["huong", "tên người nộp"],
    ["thu huo", "tên người nộp"],
    ["HƯƠNG NGUYỄN", "tên người nộp"],
    ["678", "số điện thoại"],
    ["5678", "số điện thoại"],
    ["345 678", "số điện thoại"],
    ["0912345678", "số điện thoại"],
    ["+84 912 345 678", "số điện thoại"],
    ["1234", "số điện thoại"],
    ["16/11/2026", "ngày tiếp nhận"],
    ["16/11", "ngày tiếp nhận"],
    ["3.12.2026", "ngày hẹn trả"],
    ["cư trú", "thủ tục"],
    ["xac nhan", "thủ tục"],
    ["0042", "mã hồ sơ"],
    ["h26 261116 0042", "mã hồ sơ"],
    ["261116", "mã hồ sơ"],
  ])("by %s: %s, and only those of the agency", async (typed, field) => {
    const { dossiers } = await find(typed);
    expect(dossiers.map((one) => one.code)).toEqual([code]);
    expect(dossiers[0]?.foundBy).toContain(field);
    expect(dossiers[0]).toMatchObject({ applicant: "Nguyễn Thị Thu Hương", phone: "…678 / …234" });
  });

  test("by the officer of a step", async () => {
    const { dossiers } = await find("le van tam");
    expect(dossiers.length).toBe(2);
    expect(dossiers[0]?.foundBy).toEqual(["cán bộ"]);
  });

  test("by an administrator in every agency", async () => {
    expect((await find("Thu Hương", admin)).dossiers).toHaveLength(2);
  });

  test.each(["67", "9", "h", "20", "…"])("not by %j, which is too short", async (typed) => {
    expect(await find(typed)).toMatchObject({ dossiers: [], isTooShort: true });
  });

  test.each(["Hoa", "Thuận", "999", "0900000000", "%", "32/13/2026", "Hương".repeat(500)])(
    "nobody by %j",
    async (typed) => {
      expect((await find(typed)).dossiers.map((one) => one.code)).not.toContain(code);
    },
  );

  test("leaves nothing in plain text, and records by what was searched, without the words", async () => {
    await find("Hương");
    await find("5678");
    await find("0042");
    const { rows } = await sql<{ stored: string }>`
      select dossier_search::text as stored from dossier_search`.execute(desk.database.db);
    expect(rows.length).toBeGreaterThan(2);
    expect(JSON.stringify(rows)).not.toMatch(/huong|nguyen|678"|5678/i);
    const { entries } = (await admin.json("GET", "/desk/audit")).json<{
      entries: { action: string; detail: string }[];
    }>();
    const searches = entries.filter(({ action }) => action === "dossier.search").slice(0, 3);
    expect(searches.map(({ detail }) => detail)).toEqual(["phone", "phone", "name"]);
    expect(JSON.stringify(searches)).not.toMatch(/hương|5678/i);
  });

  test("downloads what was found as a workbook, recorded", async () => {
    const response = await official.open("/desk/dossiers.xlsx?q=huong");
    expect(response.headers["content-type"]).toContain("spreadsheetml");
    const book = read(response.rawPayload, { cellNF: true });
    const sheet = book.Sheets[book.SheetNames[0] ?? ""] ?? {};
    expect([sheet["A2"]?.v, sheet["B2"]?.v, sheet["G2"]?.w]).toEqual([
      code,
      "Nguyễn Thị Thu Hương",
      "03/12/2026 17:00",
    ]);
    expect(sheet["A3"]).toBeUndefined();
    const { entries } = (await admin.json("GET", "/desk/audit")).json<{
      entries: { action: string; detail: string }[];
    }>();
    expect(entries[0]).toMatchObject({ action: "dossier.export", detail: "1 rows" });
  });

  test("after the index was lost or the key changed, once the job has run; gone with the dossier", async () => {
    const { db } = desk.database;
    await db.deleteFrom("dossier_search").execute();
    expect((await find("Hương")).dossiers).toEqual([]);
    await fillSearchIndex(db, createDossierBox(`another key of 32 letters and more,${secretKey}`));
    expect((await find("Hương")).dossiers).toEqual([]);
    await fillSearchIndex(db, desk.dossierBox);
    expect((await find("Hương")).dossiers).toHaveLength(1);
    const { id } = await addDossier(desk, agency, { applicant: "Vừ A Dính" });
    expect((await find("vừ a dính")).dossiers).toHaveLength(1);
    await db.deleteFrom("dossier").where("id", "=", id).execute();
    const left = db.selectFrom("dossier_search").select("key_id").where("dossier_id", "=", id);
    expect(await left.execute()).toEqual([]);
  });
});
