import { beforeAll, describe, expect, test } from "@jest/globals";
import { deleteDeskLeftovers } from "../../../src/desk/retention.ts";
import { createSecretBox } from "../../../src/security/secret-box.ts";
import { openTestDesks, secretKey, type TestDesk, type Visitor } from "../desk-server.ts";
import { addDossier } from "../dossier-fixtures.ts";
import { uploadCsv } from "../upload-csv.ts";

const desks = await openTestDesks();

interface Preview {
  readonly columns: { number: number; header: string; field: string | null }[];
  readonly counts: { new: number; known: number; faulty: number; ignored: number };
  readonly rows: { line: number; verdict: string; reason: string; status: string | null }[];
}

describe.each(desks)("files of updates on $name", ({ desk }) => {
  let agency: number;
  let official: Visitor;

  beforeAll(async () => {
    agency = await desk.agency("UBND phường Một");
    official = await desk.person("official", { agency });
  }, 60_000);

  async function upload(text: string | Buffer): Promise<{ id: number; preview: Preview }> {
    const uploaded = await uploadCsv(official, Buffer.from(text));
    if (uploaded.statusCode !== 200) throw new Error(uploaded.body);
    const { id } = uploaded.json<{ id: number }>();
    const preview = (await official.json("GET", `/desk/dossiers/imports/${id}`)).json<Preview>();
    return { id, preview };
  }
  const send = (id: number) => official.json("POST", `/desk/dossiers/imports/${id}/send`, {});

  const header = "STT,Mã hồ sơ,Tên thủ tục,Trạng thái hồ sơ,Ngày cập nhật,Ghi chú,Ngày hẹn trả";

  test("checks an uploaded file first and sends it only when the official confirms", async () => {
    const followed = await addDossier(desk, agency, {
      code: "000.21.H26-251101-0001",
      followers: 1,
    });
    const text = [
      header,
      `1,${followed.code},Đăng ký khai sinh,Yêu cầu bổ sung giấy tờ,25/11/2026 08:00,Thiếu bản sao,`,
      "2,000.21.H26-251101-0002,Đăng ký kết hôn,dang xu ly,2026-11-24,,30/11/2026",
    ].join("\r\n");
    const { id, preview } = await upload(text);
    expect(preview.columns.map(({ field }) => field)).toEqual([
      null,
      "code",
      "procedure",
      "status",
      "at",
      "note",
      "promised",
    ]);
    expect(preview.counts).toEqual({ new: 2, known: 0, faulty: 0, ignored: 0 });
    expect(await deliveries(desk)).toBe(0);
    expect(await codes(desk, "000.21.H26-251101-0002")).toBe(0);

    expect((await send(id)).json()).toMatchObject({ sent: 2 });
    expect(await deliveries(desk)).toBe(1);
    expect(await codes(desk, "000.21.H26-251101-0002")).toBe(1);
    expect((await send(id)).statusCode).toBe(409);
    expect((await official.open(`/desk/dossiers/imports/${id}`)).body).toContain("2 cập nhật");
    const kept = await desk.database.db
      .selectFrom("dossier_import")
      .select("content_sealed")
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    expect(kept.content_sealed).toBeNull();

    const again = await upload(text);
    expect(again.preview.counts).toEqual({ new: 0, known: 2, faulty: 0, ignored: 0 });
    const nothing = await send(again.id);
    expect(nothing.statusCode).toBe(422);
    expect(await deliveries(desk)).toBe(1);
  });

  test("shows who will be notified before it is sent, and is taken back for 30 seconds", async () => {
    const followed = await addDossier(desk, agency, {
      code: "000.21.H26-251120-0001",
      followers: 2,
    });
    const before = await deliveries(desk);
    const text = `Mã hồ sơ,Trạng thái,Ngày cập nhật\n${followed.code},9,25/11/2026 08:30\n000.21.H26-251120-0002,4,25/11/2026 08:30\n`;
    const { id, preview } = await upload(text);
    expect(preview).toMatchObject({ preview: { people: 2, unfollowed: 1 } });
    const url = `/desk/dossiers/imports/${id}`;
    expect((await official.open(url)).body).toContain("Ai sẽ được báo");
    await send(id);
    expect(await deliveries(desk)).toBe(before + 2);
    expect((await official.open(url)).body).toContain("Hoàn tác");
    await official.submit(`${url}/undo`);
    expect(await deliveries(desk)).toBe(before);
    expect(await codes(desk, "000.21.H26-251120-0002")).toBe(0);
    expect((await official.open(url)).body).toContain("đã được hoàn tác");

    const again = await upload(text);
    await send(again.id);
    desk.elapse(31_000);
    const late = await official.json("POST", `/desk/dossiers/imports/${again.id}/undo`, {});
    expect(late.statusCode).toBe(409);
    expect(await deliveries(desk)).toBe(before + 2);
  });

  test("a known status with a new promised day updates the record without a new step", async () => {
    const row = "000.21.H26-251102-0001,4,24/11/2026 08:00";
    const first = await upload(`Mã hồ sơ,Trạng thái,Thời điểm\n${row}\n`);
    await send(first.id);
    const second = await upload(`Mã hồ sơ,Trạng thái,Thời điểm,Hẹn trả\n${row},30/11/2026\n`);
    expect(second.preview.counts).toEqual({ new: 1, known: 0, faulty: 0, ignored: 0 });
    await send(second.id);
    const steps = await desk.database.db
      .selectFrom("dossier_step")
      .select("identity")
      .where("code_key", "=", "00021H262511020001")
      .execute();
    expect(steps).toHaveLength(1);
  });

  test("reads phones, identity numbers and birth dates as spreadsheets leave them, and keeps only what a proof needs", async () => {
    const { id, preview } = await upload(
      [
        "Mã hồ sơ;Trạng thái;Điện thoại;CCCD;Ngày sinh",
        "000.21.H26-251104-0001;4;912345678.0;79123456789.0;01/02/1960",
        "000.21.H26-251104-0002;4;0912345678 - 0987654321;'001096012345;1960",
        "000.21.H26-251104-0003;4;0000000000;;",
        "000.21.H26-251104-0004;4;;7.91235E+10;",
        "000.21.H26-251104-0005;4;;;32",
      ].join("\n"),
    );
    expect(preview.rows.map(({ verdict, reason }) => [verdict, reason])).toEqual([
      ["faulty", "số điện thoại không đúng"],
      [
        "faulty",
        "số căn cước không đúng; nếu Excel đã đổi số, định dạng cột là Văn bản rồi nhập lại",
      ],
      ["faulty", "ngày sinh không đọc được (ghi như 01/02/1960, hoặc 1960)"],
      ["new", ""],
      ["new", ""],
    ]);
    await send(id);
    const rows = await desk.database.db
      .selectFrom("dossier")
      .select(["code_key", "phone_sealed", "birth_year_sealed", "identity_sealed"])
      .where("code", "like", "000.21.H26-251104-%")
      .orderBy("code")
      .execute();
    const { open } = desk.dossierBox;
    expect(
      rows.map((row) => [
        open(row.phone_sealed, row.code_key, "phone"),
        open(row.birth_year_sealed, row.code_key, "birth year"),
        open(row.identity_sealed, row.code_key, "identity"),
      ]),
    ).toEqual([
      ["0912345678", "1960", "456789"],
      ["0912345678 / 0987654321", "1960", "012345"],
    ]);
  });

  test("shows why a row cannot be sent, and sends the others", async () => {
    const theirs = await addDossier(desk, await desk.agency("UBND phường Hai"));
    const text = [
      "Mã hồ sơ;Trạng thái;Thời gian;Ghi chú;Số điện thoại",
      "000.21.H26-251103-0001;4;;;912345678",
      ";4;;;",
      "000.21.H26-251103-0002;bay mất;;;",
      "000.21.H26-251103-0003;4;32/11/2026;;",
      "000.21.H26-251103-0004;4;26/11/2027;;",
      '000.21.H26-251103-0005;4;;"=HYPERLINK(""http://xau"")";',
      "000.21.H26-251103-0001;4;;;912345678",
      `${theirs.code};4;;;`,
      "2,51E+11;4;;;",
      "000.21.H26-251103-0006;4;;;12",
    ].join("\n");
    const { id, preview } = await upload(text);
    expect(preview.counts).toEqual({ new: 1, known: 0, faulty: 9, ignored: 0 });
    expect(
      preview.rows
        .filter(({ verdict }) => verdict === "faulty")
        .map(({ line, reason }) => [line, reason]),
    ).toEqual([
      [3, "thiếu mã hồ sơ"],
      [4, "chưa rõ trạng thái này nghĩa là gì"],
      [5, "thời điểm cập nhật không đọc được (ghi như 25/11/2026 08:30)"],
      [6, "thời điểm cập nhật chưa tới"],
      [7, "có ô là công thức; chỉ dán giá trị"],
      [8, "lặp lại dòng 2"],
      [9, "hồ sơ của cơ quan khác"],
      [10, "mã hồ sơ đã bị Excel đổi thành số; định dạng cột là Văn bản rồi nhập lại"],
      [11, "số điện thoại không đúng"],
    ]);
    expect((await send(id)).json()).toMatchObject({ sent: 1 });
    const kept = await desk.database.db
      .selectFrom("dossier")
      .select(["phone_sealed", "code_key", "agency_id"])
      .where("code", "=", "000.21.H26-251103-0001")
      .executeTakeFirstOrThrow();
    expect(desk.dossierBox.open(kept.phone_sealed, kept.code_key, "phone")).toBe("0912345678");
    expect(kept.agency_id).toBe(agency);
  });

  test("names the spreadsheet's own row behind blank rows", async () => {
    const text =
      "Mã hồ sơ,Trạng thái\n\n,\n000.21.H26-251107-0001,4\n\n,4\n000.21.H26-251107-0001,4\n";
    const { preview } = await upload(text);
    expect(preview.rows.map(({ line, verdict, reason }) => [line, verdict, reason])).toEqual([
      [6, "faulty", "thiếu mã hồ sơ"],
      [7, "faulty", "lặp lại dòng 4"],
      [4, "new", ""],
    ]);
  });

  test("an upload that the earlier version stored as text can still be previewed and sent", async () => {
    const { id } = await upload("Mã hồ sơ,Trạng thái\n000.21.H26-251108-0001,4\n");
    const text = "Mã hồ sơ,Trạng thái\n\n000.21.H26-251108-0002,4\n";
    const box = createSecretBox(secretKey, "desk");
    await desk.database.db
      .updateTable("dossier_import")
      .set({ content_sealed: box.seal(text, `import of agency ${agency}`), record_count: null })
      .where("id", "=", id)
      .execute();
    await desk.database.db.deleteFrom("dossier_import_chunk").where("import_id", "=", id).execute();
    const preview = (await official.json("GET", `/desk/dossiers/imports/${id}`)).json<Preview>();
    expect(preview.rows.map(({ line }) => line)).toEqual([3]);
    expect((await send(id)).json()).toMatchObject({ sent: 1 });
  });

  test("reads headers and statuses in lookalike letters, and refuses a promise before the receipt", async () => {
    const head = "Mã hồ sơ,Trạng thái,Ðiện thoại,Ngày tiếp nhận,Ngày hẹn trả";
    const { preview } = await upload(
      [
        head,
        "000.21.H26-251109-0001,Ðang xử lý,0912345678,24/11/2026 15:00,24/11/2026",
        "000.21.H26-251109-0002,ðã xử lý xong,,,",
        "000.21.H26-251109-0003,4,,30/12/2026,28/12/2026",
      ].join("\n"),
    );
    expect(preview.columns[2]).toMatchObject({ field: "phone" });
    expect(preview.rows.map(({ line, status, reason }) => [line, status, reason])).toEqual([
      [4, null, "ngày hẹn trả trước ngày tiếp nhận"],
      [2, "Đang xử lý", ""],
      [3, "Đã xử lý xong", ""],
    ]);
  });

  test("obeys the agency's identifiers, as one-stop systems do", async () => {
    const own = await desk.agency("UBND phường Sáu");
    const { db } = desk.database;
    for (const prefix of ["00061H26", "00063H26"]) {
      await db.insertInto("agency_prefix").values({ prefix, agency_id: own }).execute();
    }
    const visitor = await desk.person("official", { username: "sau", agency: own });
    const text = "Mã hồ sơ,Trạng thái\n000.61.H26-251101-0001,4\n000.62.H26-251101-0001,4\n";
    const uploaded = await uploadCsv(visitor, Buffer.from(text));
    const url = `/desk/dossiers/imports/${uploaded.json<{ id: number }>().id}`;
    const preview = (await visitor.json("GET", url)).json<Preview>();
    expect(preview.rows.map(({ line, reason }) => [line, reason])).toEqual([
      [3, "mã hồ sơ không bắt đầu bằng mã định danh của cơ quan này"],
      [2, ""],
    ]);
    const { preview: theirs } = await upload("Mã hồ sơ,Trạng thái\n000.61.h26 251101 0002,4\n");
    expect(theirs.rows.map(({ reason }) => reason)).toEqual(["hồ sơ của cơ quan khác"]);
    // The code goes to another agency between preview and sending.
    const other = await desk.agency("UBND phường Bảy");
    await db
      .updateTable("agency_prefix")
      .set({ agency_id: other })
      .where("prefix", "=", "00061H26")
      .execute();
    expect((await visitor.json("POST", `${url}/send`, {})).statusCode).toBe(422);
    expect(await codes(desk, "000.61.H26-251101-0001")).toBe(0);
  });

  test.each([
    [
      "UTF-8 with its mark and semicolons",
      Buffer.from("\uFEFFMã hồ sơ;Trạng thái;Ghi chú\nAB.1-251104-1;4;Đủ giấy\n"),
    ],
    [
      "UTF-16 with tabs, as Excel's Unicode text",
      utf16("\uFEFFMã hồ sơ\tTrạng thái\tGhi chú\nAB.1-251104-2\t4\tĐủ giấy\n"),
    ],
    ["Windows' Vietnamese", windows1258()],
  ])("reads a file in %s", async (_name, content) => {
    const { id, preview } = await upload(content);
    expect(preview.columns.map(({ field }) => field)).toEqual(["code", "status", "note"]);
    expect(preview.counts.new).toBe(1);
    const { body } = await official.open(`/desk/dossiers/imports/${id}`);
    expect(body).toContain("Đủ giấy");
  });

  test("a status named like a member of every plain object is not recognised", async () => {
    const names = ["constructor", "toString", "valueOf", "__proto__"];
    const rows = names.map((name, at) => `000.21.H26-251105-000${at};${name};`);
    const { preview } = await upload(["Mã hồ sơ;Trạng thái;Ghi chú", ...rows].join("\n"));
    expect(preview.counts).toEqual({ new: 0, known: 0, faulty: names.length, ignored: 0 });
  });

  test("columns that were guessed wrong can be corrected by hand", async () => {
    const { id, preview } = await upload("Cột A,Cột B\n000.21.H26-251105-0001,4\n");
    expect(preview.counts.new).toBe(0);
    const url = `/desk/dossiers/imports/${id}`;
    expect((await official.open(url)).body).toContain("Chọn cột mã hồ sơ");
    const same = await official.submit(`${url}/columns`, {
      "column-0": "code",
      "column-1": "code",
    });
    expect(same.body).toContain("Hai cột đang chọn cùng một loại thông tin");
    await official.submit(`${url}/columns`, { "column-0": "code", "column-1": "status" });
    expect((await official.json("GET", url)).json<Preview>().counts.new).toBe(1);
  });

  test.each([
    ["", "Tệp trống"],
    ["PK\u0003\u0004 a workbook", "bị hỏng"],
    ["Mã hồ sơ,Trạng thái\n", "chỉ có dòng tiêu đề"],
    ['Mã hồ sơ,Trạng thái\n"mở mà không đóng,4\n', "dấu nháy kép"],
    ["\u0001\u0002\u0000\u0003", "không phải là bảng chữ"],
    [`Mã hồ sơ,Trạng thái\n${"A.1-251125-1,4\n".repeat(100_001)}`, "hơn 100.000 dòng"],
  ])("that are no such table are refused with the reason: %#", async (text, reason) => {
    const response = await uploadCsv(official, Buffer.from(text));
    expect(response.statusCode).toBe(422);
    expect(response.json().errors[0]).toMatchObject({ parameter: "file" });
    expect(response.json().errors[0].reason).toContain(reason);
  });

  test("refuses a file that is too large before reading it", async () => {
    const response = await uploadCsv(official, Buffer.alloc(25 * 1024 * 1024 + 1, "a"));
    expect(response.statusCode).toBe(413);
  });

  test("another agency's file cannot be sent, and an unsent file is deleted after a day", async () => {
    const { id } = await upload("Mã hồ sơ,Trạng thái\n000.21.H26-251106-0001,4\n");
    const stranger = await desk.person("official", {
      username: "stranger",
      agency: await desk.agency("UBND phường Hai"),
    });
    const url = `/desk/dossiers/imports/${id}`;
    expect((await stranger.json("POST", `${url}/send`, {})).statusCode).toBe(404);
    const { db } = desk.database;
    await deleteDeskLeftovers(db, new Date(desk.now().getTime() + 23 * 3_600_000));
    const kept = db.selectFrom("dossier_import").select("id").where("id", "=", id);
    expect(await kept.execute()).toHaveLength(1);
    await deleteDeskLeftovers(db, new Date(desk.now().getTime() + 25 * 3_600_000));
    expect(await kept.execute()).toHaveLength(0);
    // The unused session was deleted with it.
    expect((await official.open(url)).statusCode).toBe(303);
  });
});

function utf16(text: string): Buffer {
  return Buffer.from(text, "utf16le");
}

/** Writes letters with their accents after them, as Windows' Vietnamese does. */
function windows1258(): Buffer {
  const bytes: Readonly<Record<string, number>> = {
    "\u0300": 0xcc,
    "\u0309": 0xd2,
    "\u0303": 0xde,
    "\u0301": 0xec,
    "\u0323": 0xf2,
    ă: 0xe3,
    â: 0xe2,
    đ: 0xf0,
    Đ: 0xd0,
    ê: 0xea,
    ô: 0xf4,
    ơ: 0xf5,
    ư: 0xfd,
  };
  const text =
    "Ma\u0303 hô\u0300 sơ,Tra\u0323ng tha\u0301i,Ghi chu\u0301\nAB.1-251104-3,4,Đu\u0309 giâ\u0301y\n";
  return Buffer.from([...text].map((letter) => bytes[letter] ?? letter.charCodeAt(0)));
}

async function deliveries(desk: TestDesk): Promise<number> {
  return (await desk.database.db.selectFrom("delivery").select("id").execute()).length;
}

async function codes(desk: TestDesk, code: string): Promise<number> {
  const found = desk.database.db.selectFrom("dossier").select("id").where("code", "=", code);
  return (await found.execute()).length;
}
