import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type Database, openDatabase } from "../../../src/db/open.ts";
import {
  replaceSystemAgencies,
  updateSystemRevoked,
} from "../../../src/db/queries/onestop-systems.ts";
import {
  createSystem,
  type IssuedKey,
  rotateSystemKey,
} from "../../../src/notify/onestop/systems.ts";
import { freshDatabases } from "../../db/databases.ts";
import { openOnestop } from "./onestop-app.ts";

const databases = await freshDatabases();
let number = 0;

/** A dossier code of this agency that no test has used. */
function codeOf(identifier: string): string {
  number += 1;
  return `${identifier}-251125-${String(number).padStart(4, "0")}`;
}

describe.each(databases)("systems with keys of their own, over $name", ({ settings, remove }) => {
  let database: Database;
  let onestop: Awaited<ReturnType<typeof openOnestop>>;
  let replica: Awaited<ReturnType<typeof openOnestop>>;
  let now = new Date("2026-11-25T03:00:00Z");
  let one: number;
  let two: number;
  let system: IssuedKey;

  beforeAll(async () => {
    database = await openDatabase(settings);
    onestop = await openOnestop(database, () => now);
    replica = await openOnestop(database, () => now);
    one = await addAgency("UBND phường Một", "H26.01", ["H2601"]);
    two = await addAgency("UBND phường Hai", "H26.02", ["H2602"]);
  }, 60_000);

  beforeEach(async () => {
    now = new Date(now.getTime() + 24 * 3_600_000);
    system = await issue([one]);
  });

  afterAll(async () => {
    await onestop.app.close();
    await replica.app.close();
    await database.close();
    await remove();
  }, 60_000);

  async function addAgency(name: string, madonvi: string | null, prefixes: readonly string[]) {
    const { id } = await database.db
      .insertInto("agency")
      .values({ name, madonvi, is_complete: true, follows_contacts: false, created_at: now })
      .returning("id")
      .executeTakeFirstOrThrow();
    for (const prefix of prefixes) {
      await database.db.insertInto("agency_prefix").values({ prefix, agency_id: id }).execute();
    }
    return id;
  }

  const issue = (agencyIds: readonly number[]) =>
    database.transaction((tx) => createSystem(tx, { name: "Một cửa", agencyIds, now }));

  const signIn = async ({ username, key }: IssuedKey, at = onestop): Promise<string> =>
    (await at.post("/login", { username, password: key })).body.session;

  /** Sends elements as this system, which signs in first. */
  async function send(
    as: IssuedKey,
    elements: readonly object[],
    { madonvi = "", service = "DongBoHoSoMC" } = {},
  ) {
    const envelope = { session: await signIn(as), madonvi, isUpdating: "False" };
    return (await onestop.post("", { ...envelope, service, data: elements })).body;
  }

  const storedOf = (code: string) =>
    database.db
      .selectFrom("dossier")
      .select(["agency_id", "procedure_name", "told_status", "promised_at"])
      .where("code", "=", code)
      .executeTakeFirst();

  const auditOf = async (subject: string) => {
    const rows = await database.db
      .selectFrom("desk_audit")
      .select(["action", "detail"])
      .where("subject", "=", subject)
      .orderBy("id")
      .execute();
    return rows.map(({ action, detail }) => `${action} ${detail}`.trim());
  };

  test("a system signs in with its user name and key, and writes its agency's dossiers", async () => {
    const code = codeOf("H26.01");
    expect(await send(system, [{ MaHoSo: code, TenTTHC: "Khai sinh" }])).toEqual({
      error_code: "00",
    });
    expect(await storedOf(code)).toMatchObject({ agency_id: one, procedure_name: "Khai sinh" });
  });

  test("only the hash of a key is stored", async () => {
    const rows = await database.db.selectFrom("onestop_system").selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(system.key);
  });

  test.each([
    ["another dossier's code", (code: string) => code],
    ["the code without its dots and dashes", (code: string) => code.replaceAll(/[.-]/g, "")],
    [
      "the code in lower case with blanks",
      (code: string) => code.toLowerCase().replaceAll("-", " "),
    ],
    ["a code of that agency that is not known yet", () => codeOf("H26.02")],
    ["the same with the dashes elsewhere", () => codeOf("H26.02").replace("-251125-", "2-51125-")],
  ])("is refused %s, and the other elements of the call are stored", async (_name, forge) => {
    const theirs = codeOf("H26.02");
    const other = await issue([two]);
    await send(other, [
      { MaHoSo: theirs, TenTTHC: "Của phường Hai", NgayHenTra: "20261130170000" },
    ]);
    const before = await storedOf(theirs);
    const mine = codeOf("H26.01");
    const forged = forge(theirs);
    const answer = await send(system, [
      { MaHoSo: mine },
      { MaHoSo: forged, SoDienThoai: "0900000001", NgayHenTra: "20301130170000" },
      { MaHoSo: codeOf("H26.01"), TrangThaiHoSo: "99" },
    ]);
    expect(answer).toEqual({
      error_code: "01",
      errors: [
        { index: 1, MaHoSo: forged, field: "MaHoSo", reason: "belongs to another agency" },
        expect.objectContaining({ index: 2, field: "TrangThaiHoSo" }),
      ],
    });
    expect(await storedOf(mine)).toMatchObject({ agency_id: one });
    expect(await storedOf(theirs)).toEqual(before);
    expect((await storedOf(forged))?.agency_id ?? two).toBe(two);
  });

  test("is refused a step of another agency's dossier, also before the dossier is known", async () => {
    const known = codeOf("H26.02");
    await send(await issue([two]), [{ MaHoSo: known }]);
    for (const code of [known, codeOf("H26.02")]) {
      const step = { MaHoSo: code, TrangThai: "3", ThoiDiemXuLy: "20261120080000" };
      const answer = await send(system, [step], { service: "CapNhatTienDoHoSoMC" });
      expect(answer.errors).toEqual([
        { index: 0, MaHoSo: code, field: "MaHoSo", reason: "belongs to another agency" },
      ]);
    }
    expect(await storedOf(known)).toMatchObject({ told_status: null });
  });

  test("is refused an agency that it is not bound to, whatever the codes say", async () => {
    const code = codeOf("H26.01");
    const reason = { field: "madonvi", reason: "is no agency of this account" };
    for (const madonvi of ["H26.02", "H99.77"]) {
      const answer = await send(system, [{ MaHoSo: code }], { madonvi });
      expect(answer).toEqual({ error_code: "01", errors: [{ index: 0, MaHoSo: code, ...reason }] });
    }
    expect(await storedOf(code)).toBeUndefined();
    const agencies = database.db.selectFrom("agency").select("id").where("madonvi", "=", "H99.77");
    expect(await agencies.execute()).toEqual([]);
  });

  test("is refused a code that begins with no identifier of its agency, even if nobody has it", async () => {
    for (const code of [codeOf("H77.01"), "TỰ DO 12345"]) {
      expect((await send(system, [{ MaHoSo: code }])).errors).toEqual([
        {
          index: 0,
          MaHoSo: code,
          field: "MaHoSo",
          reason: "does not begin with an identifier of this agency",
        },
      ]);
    }
  });

  test("writes codes that nobody has for an agency without identifiers", async () => {
    const small = await addAgency("Trạm", null, []);
    const code = codeOf("H78.01");
    expect(await send(await issue([small]), [{ MaHoSo: code }])).toEqual({ error_code: "00" });
    expect(await storedOf(code)).toMatchObject({ agency_id: small });
    expect((await send(system, [{ MaHoSo: code }])).errors).toHaveLength(1);
  });

  test("a system of several agencies gives each dossier to the agency of its code", async () => {
    const province = await issue([one, two]);
    const [first, second] = [codeOf("H26.01"), codeOf("H26.02")];
    const elements = [{ MaHoSo: first }, { MaHoSo: second }];
    expect(await send(province, elements, { madonvi: "H26.01" })).toEqual({ error_code: "00" });
    expect(await storedOf(first)).toMatchObject({ agency_id: one });
    expect(await storedOf(second)).toMatchObject({ agency_id: two });
  });

  test("the shared account cannot write for an agency that has a system of its own, until that is revoked", async () => {
    const code = codeOf("H26.01");
    for (const madonvi of ["", "H26.01"]) {
      const answer = await onestop.send("DongBoHoSoMC", [{ MaHoSo: code }], {
        madonvi,
        session: await onestop.signIn(),
      });
      expect(answer.errors).toEqual([
        {
          index: 0,
          MaHoSo: code,
          field: "MaHoSo",
          reason: "belongs to an agency with an account of its own",
        },
      ]);
    }
    const open = await database.db
      .selectFrom("onestop_system_agency")
      .select("system_id")
      .where("agency_id", "=", one)
      .execute();
    for (const { system_id } of open) await updateSystemRevoked(database.db, system_id, now);
    const session = await onestop.signIn();
    expect(await onestop.send("DongBoHoSoMC", [{ MaHoSo: code }], { session })).toEqual({
      error_code: "00",
    });
  });

  test("revoking or replacing a key ends its sessions at once, on every replica", async () => {
    const call = { madonvi: "", service: "DongBoHoSoMC", data: [] };
    const statusAt = async (at: typeof onestop, session: string) =>
      (await at.post("", { ...call, session })).body.error_code;
    const before = await signIn(system);
    expect(await statusAt(replica, before)).toBe("00");
    const rotated = await database.transaction((tx) => rotateSystemKey(tx, system.id, now));
    if (rotated === null) throw new Error("The system is revoked");
    expect(await statusAt(onestop, before)).toBe("02");
    expect(await statusAt(replica, before)).toBe("02");
    expect(await signIn(system)).toBeUndefined();
    const after = await signIn(rotated, replica);
    expect(await statusAt(onestop, after)).toBe("00");
    await updateSystemRevoked(database.db, system.id, now);
    expect(await statusAt(onestop, after)).toBe("02");
    expect(await statusAt(replica, after)).toBe("02");
    expect(await signIn(rotated)).toBeUndefined();
    expect(await database.transaction((tx) => rotateSystemKey(tx, system.id, now))).toBeNull();
  });

  test("a changed binding counts from the next call on, also in an open session", async () => {
    const session = await signIn(system);
    await replaceSystemAgencies(database.db, system.id, [two]);
    const answer = await onestop.post("", {
      session,
      madonvi: "",
      service: "DongBoHoSoMC",
      data: [{ MaHoSo: codeOf("H26.01") }, { MaHoSo: codeOf("H26.02") }],
    });
    expect(answer.body.errors).toEqual([expect.objectContaining({ index: 0 })]);
  });

  test("nobody signs in with another system's key, a part of it, or a session made by hand", async () => {
    const other = await issue([two]);
    for (const key of [other.key, system.key.slice(0, -1), "", `${system.key} `]) {
      expect(await signIn({ ...system, key })).toBeUndefined();
    }
    const session = await signIn(system);
    const forged = [
      session.replace(`.${system.id}-`, `.${other.id}-`),
      session.replace(`.${system.id}-1-`, `.${system.id}-2-`),
      session.replace(/^\d+/, "99999999999999"),
    ];
    for (const bad of forged) {
      expect(bad).not.toBe(session);
      const call = { session: bad, madonvi: "", service: "DongBoHoSoMC", data: [] };
      expect((await onestop.post("", call)).body).toEqual({ error_code: "02" });
    }
  });

  test("the audit trail has one entry a day for use, refusals and wrong keys, without a code", async () => {
    const { id, username } = system;
    const code = codeOf("H26.02");
    for (let n = 0; n < 3; n += 1) {
      await send(system, [{ MaHoSo: codeOf("H26.01") }, { MaHoSo: code }]);
      await replica.post("/login", { username, password: "sai" });
    }
    const day = [
      "system.use",
      `system.refuse foreign agency ${two}; 1 dossiers in the call`,
      "system.refuse wrong key",
    ];
    expect(await auditOf(`system ${id}`)).toEqual(day);
    now = new Date(now.getTime() + 24 * 3_600_000);
    await send(system, [{ MaHoSo: codeOf("H26.01") }]);
    await updateSystemRevoked(database.db, id, now);
    await onestop.post("/login", { username, password: system.key });
    expect(await auditOf(`system ${id}`)).toEqual([
      ...day,
      "system.use",
      "system.refuse revoked key",
    ]);
  });

  test("a long body without an open session is not parsed, and one with a session is", async () => {
    const call = { madonvi: "", service: "DongBoHoSoMC", data: [] };
    const filler = ",".repeat(1_000_000);
    for (const head of ["", '{"session":"1.2.3",', '"session":"'.repeat(10)]) {
      const { status, body } = await onestop.post("", `${head}${filler}`);
      expect({ status, body }).toEqual({ status: 200, body: { error_code: "02" } });
    }
    const session = await signIn(system);
    const long = JSON.stringify({ ...call, ignored: filler, session });
    expect((await onestop.post("", long)).body).toEqual({ error_code: "00" });
    const ends = [
      filler,
      `,"data":[${"[".repeat(1_000_000)}`,
      `,"data":[${"0,".repeat(900_000)}0]}`,
    ];
    for (const end of ends) {
      expect((await onestop.post("", `{"session":"${session}"${end}`)).status).toBe(400);
    }
  });
});
