import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Database, openDatabase } from "../../../src/db/open.ts";
import { freshDatabases } from "../../db/databases.ts";
import { credentials, openOnestop } from "./onestop-app.ts";

const databases = await freshDatabases();

describe.each(databases)("the one-stop API, over $name", ({ settings, remove }) => {
  let database: Database;
  let onestop: Awaited<ReturnType<typeof openOnestop>>;
  let now = new Date("2026-11-25T03:00:00Z");

  beforeAll(async () => {
    database = await openDatabase(settings);
    onestop = await openOnestop(database, () => now);
  }, 60_000);

  afterAll(async () => {
    await onestop.app.close();
    await database.close();
    await remove();
  }, 60_000);

  const dossierOf = (code: string) =>
    database.db
      .selectFrom("dossier")
      .leftJoin("agency", "agency.id", "dossier.agency_id")
      .select(["code", "told_status", "agency.name", "agency.madonvi", "agency.is_complete"])
      .select(["procedure_name", "promised_at", "phone_sealed", "applicant_sealed", "code_key"])
      .where("code", "=", code)
      .executeTakeFirst();

  const stepsIn = async (codeKey: string) => {
    const rows = await database.db
      .selectFrom("dossier_step")
      .select(["status", "note"])
      .where("code_key", "=", codeKey)
      .orderBy("at")
      .execute();
    return rows.map(({ status, note }) => `${status} ${note}`.trim());
  };

  test("answers a sign-in with 0 and a session, and a wrong one with 1 and no session", async () => {
    const right = await onestop.post("/login", credentials);
    expect(right).toMatchObject({ status: 200, body: { error_code: 0 } });
    expect(right.body.session).toMatch(/^\d+\.[\w-]+\.[\w-]+$/);
    for (const body of [{ ...credentials, password: "sai" }, { username: "motcua" }, [], "5"]) {
      const wrong = await onestop.post("/login", body, { "x-forwarded-for": "10.0.0.1" });
      expect(wrong).toMatchObject({ status: 200, body: { error_code: 1 } });
      expect(wrong.body).not.toHaveProperty("session");
    }
  });

  test("throttles an address after ten refused sign-ins, but no other address", async () => {
    const from = { "x-forwarded-for": "10.0.0.2" };
    const guess = { ...credentials, password: "đoán" };
    for (let n = 0; n < 10; n += 1) {
      expect((await onestop.post("/login", guess, from)).status).toBe(200);
    }
    const late = await onestop.post("/login", credentials, from);
    expect(late).toMatchObject({ status: 429, body: { error_code: 1 } });
    expect(Number(late.headers["retry-after"])).toBe(900);
    expect((await onestop.post("/login", credentials)).body.error_code).toBe(0);
    now = new Date(now.getTime() + 15 * 60_000);
    expect((await onestop.post("/login", credentials, from)).body.error_code).toBe(0);
  });

  test("stores nothing without an open session", async () => {
    const data = [{ MaHoSo: "H26.1-251125-0001", TrangThaiHoSo: "2" }];
    const call = { service: "DongBoHoSoMC", madonvi: "X", data };
    const session = await onestop.signIn();
    for (const bad of [undefined, "", 7, "1.2.3", `${session}x`, session.replace(/^\d/, "9")]) {
      expect((await onestop.post("", { ...call, session: bad })).body).toEqual({
        error_code: "02",
      });
    }
    now = new Date(now.getTime() + 60 * 60_000);
    expect((await onestop.post("", { ...call, session })).body).toEqual({ error_code: "02" });
    expect(await dossierOf("H26.1-251125-0001")).toBeUndefined();
  });

  test("answers a body that is not JSON with 400, and accepts JSON of any content type", async () => {
    for (const url of ["", "/login"]) {
      expect((await onestop.post(url, "session=1")).status).toBe(400);
      expect((await onestop.post(url, "{")).status).toBe(400);
    }
    const plain = await onestop.post("/login", credentials, { "content-type": "text/plain" });
    expect(plain.body.error_code).toBe(0);
    expect((await onestop.post("", `"${"x".repeat(4_300_000)}"`)).status).toBe(413);
  });

  test("reports an unreadable envelope as one error without an index", async () => {
    expect(await onestop.send("LayThuTuc", [])).toEqual({
      error_code: "01",
      errors: [
        {
          index: null,
          MaHoSo: null,
          field: "service",
          reason: expect.stringMatching("DongBoHoSoMC"),
        },
      ],
    });
    expect(await onestop.send("DongBoHoSoMC", "x")).toMatchObject({ errors: [{ field: "data" }] });
    const many = Array.from({ length: 1_001 }, () => ({ MaHoSo: "H26.1-251125-0002" }));
    expect(await onestop.send("DongBoHoSoMC", many)).toMatchObject({ errors: [{ field: "data" }] });
    expect(await dossierOf("H26.1-251125-0002")).toBeUndefined();
    expect(await onestop.send("DongBoHoSoMC", [])).toEqual({ error_code: "00" });
  });

  test("stores the valid elements of a call with invalid ones", async () => {
    const answer = await onestop.send(
      "DongBoHoSoMC",
      [
        { MaHoSo: "000.00.16.H26-251125-0003", TenTTHC: "Khai sinh", SoDienThoai: "0912 345 678" },
        { MaHoSo: "000.00.16.H26-251125-0004", TrangThaiHoSo: "x" },
        17,
      ],
      { madonvi: "000.00.16.H26" },
    );
    expect(answer).toEqual({
      error_code: "01",
      errors: [
        {
          index: 1,
          MaHoSo: "000.00.16.H26-251125-0004",
          field: "TrangThaiHoSo",
          reason: "must be a status from 1 to 10",
        },
        { index: 2, MaHoSo: null, field: "data", reason: "must be an object" },
      ],
    });
    expect(await dossierOf("000.00.16.H26-251125-0003")).toMatchObject({
      procedure_name: "Khai sinh",
    });
    expect(await dossierOf("000.00.16.H26-251125-0004")).toBeUndefined();
  });

  test("seals personal fields, and leaves unchanged what a later record does not contain", async () => {
    const code = "000.00.16.H26-251125-0005";
    const full = {
      MaHoSo: code,
      ChuHoSo: "Trần Thị Sáu",
      SoDienThoai: "0912345678",
      TenTTHC: "Khai tử",
    };
    await onestop.send("DongBoHoSoMC", [{ ...full, NgayHenTra: "20251130170000" }]);
    await onestop.send("DongBoHoSoMC", [
      { MaHoSo: code, ChuHoSo: "", NgayHenTra: "", TenTTHC: "Khai tử 2" },
    ]);
    const kept = await dossierOf(code);
    expect(kept).toMatchObject({
      procedure_name: "Khai tử 2",
      promised_at: new Date("2025-11-30T10:00:00Z"),
    });
    expect(JSON.stringify(kept)).not.toMatch(/Sáu|0912/);
    const key = kept?.code_key ?? "";
    expect(onestop.box.open(kept?.phone_sealed ?? null, key, "phone")).toBe("0912345678");
    expect(onestop.box.open(kept?.applicant_sealed ?? null, key, "applicant")).toBe("Trần Thị Sáu");
  });

  test("finds the agency by madonvi or by the code's prefix, and creates an unknown one", async () => {
    const named = { MaHoSo: "000.01.02.H30-251125-0001", DonViXuLy: "UBND phường Một" };
    await onestop.send("DongBoHoSoMC", [named], { madonvi: "000.01.02.H30" });
    const made = { name: "UBND phường Một", madonvi: "000.01.02.H30", is_complete: false };
    expect(await dossierOf(named.MaHoSo)).toMatchObject(made);

    await onestop.send("DongBoHoSoMC", [{ MaHoSo: "000.01.02.H30-251125-0002" }]);
    expect(await dossierOf("000.01.02.H30-251125-0002")).toMatchObject(made);
    await onestop.send("DongBoHoSoMC", [
      { MaHoSo: "G22.99-251125-0001", DonViXuLy: "Công an xã Hai" },
    ]);
    expect(await dossierOf("G22.99-251125-0001")).toMatchObject({
      name: "Công an xã Hai",
      madonvi: null,
    });
    await onestop.send("DongBoHoSoMC", [{ MaHoSo: "TỰ DO 12345" }]);
    expect(await dossierOf("TỰ DO 12345")).toMatchObject({ name: null });
  });

  test("an agency that a message names never takes over another agency's dossier", async () => {
    const [known, unknown] = ["H31.01-251125-0001", "H31.01-251125-0002"];
    const record = { MaHoSo: known, SoDienThoai: "0912345678", NgayHenTra: "20261130170000" };
    await onestop.send("DongBoHoSoMC", [record], { madonvi: "H31.01" });
    await onestop.send("DongBoHoSoMC", [{ MaHoSo: "H31.02-251125-0001" }], { madonvi: "H31.02" });
    const before = await dossierOf(known);
    for (const madonvi of ["H31.02", "H31.03"]) {
      const answer = await onestop.send(
        "DongBoHoSoMC",
        [
          { ...record, SoDienThoai: "0900000009", NgayHenTra: "20301130170000" },
          { MaHoSo: unknown },
          { MaHoSo: `${madonvi}-251125-0009` },
        ],
        { madonvi },
      );
      const reason = { field: "MaHoSo", reason: "belongs to another agency" };
      expect(answer).toEqual({
        error_code: "01",
        errors: [
          { index: 0, MaHoSo: known, ...reason },
          { index: 1, MaHoSo: unknown, ...reason },
        ],
      });
      expect(await dossierOf(`${madonvi}-251125-0009`)).toMatchObject({ madonvi });
      const step = { MaHoSo: known, TrangThai: "3", ThoiDiemXuLy: "20261120080000" };
      const refused = await onestop.send("CapNhatTienDoHoSoMC", [step], { madonvi });
      expect(refused.errors).toEqual([{ index: 0, MaHoSo: known, ...reason }]);
    }
    expect(await dossierOf(known)).toEqual(before);
    expect(await dossierOf(unknown)).toBeUndefined();
    expect(await stepsIn("H31012511250001")).toEqual([]);
  });

  test("a province that sends for its agencies under one code keeps working until those are known", async () => {
    const province = { madonvi: "H32" };
    const code = "H32.05-251125-0001";
    expect(await onestop.send("DongBoHoSoMC", [{ MaHoSo: code }], province)).toEqual({
      error_code: "00",
    });
    expect(await dossierOf(code)).toMatchObject({ madonvi: "H32" });
    // Another agency does not get it by naming itself like the code.
    const named = await onestop.send("DongBoHoSoMC", [{ MaHoSo: code }], { madonvi: "H32.05" });
    expect(named.errors).toHaveLength(1);
    const { id } = await database.db
      .insertInto("agency")
      .values({
        madonvi: "05",
        name: "Phường Năm",
        is_complete: true,
        follows_contacts: false,
        created_at: now,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    await database.db
      .insertInto("agency_prefix")
      .values({ prefix: "H3205", agency_id: id })
      .execute();
    // An administrator has stated whose it is.
    expect((await onestop.send("DongBoHoSoMC", [{ MaHoSo: code }], province)).errors).toHaveLength(
      1,
    );
    await onestop.send("DongBoHoSoMC", [{ MaHoSo: code }], { madonvi: "05" });
    expect(await dossierOf(code)).toMatchObject({ madonvi: "05" });
  });

  test("makes a step the current one, ignores its repetition, and adds a late one to the history only", async () => {
    const code = "H26.16-251125-0007";
    const step = (status: string, time: string, note: string) => ({
      MaHoSo: code,
      TrangThai: status,
      ThoiDiemXuLy: time,
      NoiDungXuLy: note,
    });
    await onestop.send("DongBoHoSoMC", [{ MaHoSo: code }]);
    await onestop.send("CapNhatTienDoHoSoMC", [step("5", "20251122090000", "Thiếu ảnh")]);
    await onestop.send("CapNhatTienDoHoSoMC", [step("5", "20251122090000", "Thiếu ảnh")]);
    await onestop.send("CapNhatTienDoHoSoMC", [step("2", "20251121090000", "")]);
    expect(await dossierOf(code)).toMatchObject({ told_status: 5 });
    expect(await stepsIn("H26162511250007")).toEqual(["2", "5 Thiếu ảnh"]);
  });

  test("applies a step that arrived before its dossier", async () => {
    const code = "H26.16-251125-0008";
    const step = { MaHoSo: code, TrangThai: "4", ThoiDiemXuLy: "20251122090000" };
    expect(await onestop.send("CapNhatTienDoHoSoMC", [step])).toEqual({ error_code: "00" });
    expect(await dossierOf(code)).toBeUndefined();
    await onestop.send("DongBoHoSoMC", [
      { MaHoSo: code, TrangThaiHoSo: "2", NgayTiepNhan: "20251121090000" },
    ]);
    expect(await dossierOf(code)).toMatchObject({ told_status: 4 });
  });

  test("stores a thousand dossiers of two concurrent calls once", async () => {
    const data = Array.from({ length: 1_000 }, (_, n) => ({
      MaHoSo: `H27.1-251125-${String(n).padStart(4, "0")}`,
      TrangThaiHoSo: "2",
      NgayTiepNhan: "20251125080000",
    }));
    const answers = await Promise.all([
      onestop.send("DongBoHoSoMC", data, { madonvi: "H27.1" }),
      onestop.send("DongBoHoSoMC", data.toReversed(), { madonvi: "H27.1" }),
    ]);
    expect(answers).toEqual([{ error_code: "00" }, { error_code: "00" }]);
    const { count } = await database.db
      .selectFrom("dossier")
      .select((query) => query.fn.countAll<number>().as("count"))
      .where("code_key", "like", "H271%")
      .where("told_status", "=", 2)
      .executeTakeFirstOrThrow();
    expect(count).toBe(1_000);
  });
});
