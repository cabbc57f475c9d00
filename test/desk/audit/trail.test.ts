import { read as readWorkbook, utils } from "@e965/xlsx";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { recordAction } from "../../../src/desk/audit/record-action.ts";
import { aPoint, openTestDesks, type Visitor } from "../desk-server.ts";
import { addDossier } from "../dossier-fixtures.ts";

const dayMs = 24 * 3_600_000;

interface Trail {
  readonly entries: { id: number; action: string; subject: string; sentence: string }[];
  readonly next: string | null;
}

describe.each(await openTestDesks())("the audit trail in words, on $name", ({ desk }) => {
  let admin: Visitor;
  let hoa: Visitor;
  let hoaId: number;

  const trail = async (query = "") =>
    (await admin.json("GET", `/desk/audit${query}`)).json<Trail>();
  const sentences = async (query = "") =>
    (await trail(query)).entries.map(({ sentence }) => sentence);

  beforeAll(async () => {
    admin = await desk.admin();
    const agency = await desk.agency("UBND phường Bình Tiên");
    hoa = await desk.person("official", { username: "hoa", name: "Trần Thị Hoa", agency });
    const { id } = await desk.database.db
      .selectFrom("desk_account")
      .select("id")
      .where("username", "=", "hoa")
      .executeTakeFirstOrThrow();
    hoaId = id;
  }, 120_000);

  test("tells what was changed about a point: who, which point, what it was and what it is", async () => {
    const lan = await desk.person("staff", { username: "lan", name: "Lê Thị Lan" });
    const unchanged = { days: "group", closure_days: "", closure_note: "", services_more: "" };
    const duty = { ...unchanged, phone: "", equipment_more: "", on_duty: "Chị Lan" };
    await lan.submit(`/desk/points/${aPoint}`, duty);
    const closures = [
      { from: "2026-12-02", to: "2026-12-03", note: null },
      { from: "2026-12-30", to: "2027-01-02", note: "Nghỉ Tết" },
    ];
    const was = [{ from: "2026-11-30", to: "2026-11-30", note: null, hours: "13:00-17:00" }];
    const detail = JSON.stringify({ was: { closures: was }, is: { closures } });
    const subject = `point ${aPoint}`;
    const by = { id: hoaId, username: "hoa", role: "official" as const };
    await recordAction(desk.database.db, by, { action: "point.edit", subject, detail }, desk.now());
    const name = desk.live.catalog().points.get(aPoint)?.name ?? "";
    const point = `đ${name.slice(1)}`;
    const [latest, before] = await sentences(`?object=${encodeURIComponent(subject)}`);
    expect(latest).toBe(
      `Trần Thị Hoa đổi ngày nghỉ của ${/^Điểm /.test(name) ? point : `điểm ${name}`}: ` +
        "thêm 02–03/12/2026, 30/12/2026–02/01/2027 (Nghỉ Tết); bỏ 30/11/2026 13:00-17:00.",
    );
    expect(before).toMatch(/^Lê Thị Lan .*người trực.*trước là chưa có, nay là “Chị Lan”/);
  });

  test("names people, agencies and dossiers, also in what was changed, and the service itself", async () => {
    const agency = await desk.agency("UBND phường Bình Tiên");
    const { id, code } = await addDossier(desk, agency);
    const { db } = desk.database;
    const by = { id: hoaId, username: "hoa", role: "official" as const };
    const now = desk.now();
    await recordAction(
      db,
      by,
      { action: "dossier.update", subject: `dossier ${id}`, detail: "status 4" },
      now,
    );
    await recordAction(db, by, { action: "dossier.update", subject: "dossier 999999" }, now);
    const [gone, updated] = await sentences();
    expect(updated).toBe(
      `Trần Thị Hoa cập nhật hồ sơ ${code}: “Đã xử lý xong”.`.replace("Đã xử lý xong", statusFour),
    );
    expect(gone).toBe("Trần Thị Hoa cập nhật hồ sơ số 999999 (không còn).");
    await admin.json("POST", `/desk/people/${hoaId}`, {
      name: "Trần Thị Hoa",
      role: "staff",
      points: aPoint,
    });
    expect((await sentences())[0]).toMatch(
      /^Quản trị .*sửa tài khoản của Trần Thị Hoa: từ cán bộ cơ quan \(UBND phường Bình Tiên\) thành cộng tác viên điểm hướng dẫn \(.+\)\.$/,
    );
    expect(await sentences("?by=service")).toContain(
      "Trần Thị Hoa mở đường dẫn mời và đặt mật khẩu.",
    );
  });
  const statusFour = "Đang xử lý";

  test("tells the switch in words and folds its JSON away", async () => {
    const setting = { is_off: true, notice_vi: "Mai nghỉ lễ", confirm: "1" };
    await admin.json("POST", "/desk/switch", setting);
    expect((await sentences())[0]).toMatch(/ tắt bot và đặt thông báo chung “Mai nghỉ lễ”\.$/);
    const { body } = await admin.open("/desk/audit");
    expect(body).toMatch(/<details><summary>Chi tiết.*?<pre>\{.*?&quot;isOff&quot;: true/s);
    expect(body.indexOf("tắt bot")).toBeLessThan(body.indexOf("<pre>"));
  });

  test("is filtered by person, kind, object and days, and the address keeps what was asked", async () => {
    const byHoa = await trail(`?by=${hoaId}&kind=dang-nhap`);
    expect(new Set(byHoa.entries.map(({ action }) => action))).toEqual(new Set(["session.begin"]));
    expect(
      (await trail("?kind=diem")).entries.every(({ action }) => /^(point|link)\./.test(action)),
    ).toBe(true);
    expect((await trail("?from=2026-11-25&to=2026-11-25")).entries.length).toBeGreaterThan(3);
    expect((await trail("?to=2026-11-24")).entries).toEqual([]);
    expect((await trail("?from=2026-11-26")).entries).toEqual([]);
    const { body } = await admin.open(
      `/desk/audit?by=${hoaId}&from=2026-11-25&object=account+${hoaId}`,
    );
    expect(body).toMatch(new RegExp(`<option value="${hoaId}" selected>Trần Thị Hoa \\(hoa\\)`));
    expect(body).toContain('type="date" value="2026-11-25"');
    expect(body).toContain("Chỉ những việc về <strong>Trần Thị Hoa</strong>");
    expect(body).toContain(
      `/desk/audit.xlsx?by=${hoaId}&amp;from=2026-11-25&amp;object=account+${hoaId}`,
    );
    // What nobody understands asks for everything.
    expect((await trail("?by=x&kind=__proto__&from=32&before=-1")).entries.length).toBeGreaterThan(
      3,
    );
  });

  test("goes on to older entries with the same filter", async () => {
    const { db } = desk.database;
    const later = new Date(desk.now().getTime() + dayMs);
    for (let at = 0; at < 130; at += 1) {
      await recordAction(db, null, { action: "catalog.due", subject: "catalog" }, later);
    }
    const first = await trail("?from=2026-11-26");
    expect(first.entries).toHaveLength(100);
    expect(first.next).toMatch(/^\/desk\/audit\?from=2026-11-26&before=\d+$/);
    const second = await trail(first.next?.replace("/desk/audit", ""));
    expect(second.entries).toHaveLength(30);
    expect(second.next).toBeNull();
  });

  test("is exported as it is filtered, with the sentences, and each export is recorded", async () => {
    const csv = await admin.open(`/desk/audit.csv?by=${hoaId}`);
    const lines = csv.body.slice(1).trimEnd().split("\r\n");
    expect(lines[0]).toBe("id,lúc,người,vai trò,việc,đối tượng,chi tiết,kể bằng lời");
    expect(lines.slice(1).every((line) => line.includes(",hoa,"))).toBe(true);
    expect(lines.some((line) => line.endsWith("hồ sơ số 999999 (không còn)."))).toBe(true);
    const xlsx = await admin.open(`/desk/audit.xlsx?by=${hoaId}&kind=ho-so`);
    const book = readWorkbook(xlsx.rawPayload);
    const rows = utils.sheet_to_json<string[]>(book.Sheets["Nhật ký"] ?? {}, { header: 1 });
    expect(rows[0]).toEqual(["Lúc", "Người", "Việc đã làm", "Đối tượng", "Chi tiết"]);
    expect(rows).toHaveLength(3);
    expect(rows[1]?.[1]).toBe("Trần Thị Hoa");
    expect((await sentences("?kind=chung"))[0]).toMatch(/ tải nhật ký về: by=\d+&kind=ho-so\.$/);
  });

  test("an action of another version is told by its own words", async () => {
    await recordAction(
      desk.database.db,
      null,
      { action: "future.thing", subject: "bot", detail: "x" },
      desk.now(),
    );
    expect((await sentences())[0]).toBe("Hệ thống: future.thing (bot). x");
  });

  test("officials may not read it", async () => {
    const other = await desk.person("official", {
      username: "sau",
      agency: await desk.agency("UBND phường Hai"),
    });
    expect((await other.open("/desk/audit.xlsx")).statusCode).toBe(403);
    expect(hoa).toBeDefined();
  });
});
