import { beforeAll, describe, expect, test } from "@jest/globals";
import { openTestDesks, type Visitor } from "../desk-server.ts";
import { addDossier } from "../dossier-fixtures.ts";
import { writeWorkbook } from "../files/write-files.ts";
import { uploadFile } from "../upload-csv.ts";

const desks = await openTestDesks();

interface Preview {
  readonly counts: Readonly<Record<"new" | "known" | "faulty" | "ignored", number>>;
  readonly columns: readonly { header: string; field: string | null }[];
  readonly place: {
    readonly isClear: boolean;
    readonly headerLine: number;
    readonly firstLine: number;
    readonly sheets: readonly { index: number; name: string }[];
    readonly top: readonly { line: number }[];
  };
  readonly words: {
    readonly unknownStatuses: readonly { shown: string; rows: number; chosen: string }[];
    readonly procedures: readonly { shown: string; choices: readonly { value: string }[] }[];
    readonly units: readonly { shown: string; rows: number }[];
  };
  readonly notes: readonly { status: number; missing: number; filled: number; offered: string[] }[];
  readonly prefixes: readonly { prefix: string; rows: number }[];
  readonly rows: readonly {
    line: number;
    code: string;
    verdict: string;
    reason: string;
    warning: string;
    status: string | null;
    note: string;
    cells: readonly { field: string; value: string }[];
  }[];
}

describe.each(desks)("how a file is read, on $name", ({ desk }) => {
  let agency: number;
  let official: Visitor;

  beforeAll(async () => {
    agency = await desk.agency("UBND phường Bình Tiên");
    official = await desk.person("official", { agency });
  }, 60_000);

  async function upload(content: string | Buffer, visitor = official): Promise<string> {
    const file = { name: "xuat.xlsx", content: Buffer.from(content) };
    const uploaded = await uploadFile(visitor, "/desk/dossiers/import", file);
    if (uploaded.statusCode !== 200) throw new Error(uploaded.body);
    return `/desk/dossiers/imports/${uploaded.json<{ id: number }>().id}`;
  }
  const open = async (url: string) => (await official.json("GET", url)).json<Preview>();
  const send = async (url: string) =>
    (await official.json("POST", `${url}/send`, {})).json<{ sent: number }>();

  test("an unclear header is asked for once, and the columns of that system are remembered", async () => {
    const text =
      "Báo cáo,\nTháng 11,\nSố của tôi,Đang ở đâu\n000.10.H29-261101-0001,4\n000.10.H29-261101-0002,4\n";
    const url = await upload(text);
    const unclear = await open(url);
    expect(unclear.place).toMatchObject({ isClear: false });
    expect(unclear.place.top.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5]);
    expect((await official.open(url)).body).toContain("Dòng nào là tên các cột?");
    const below = await official.submit(`${url}/place`, { sheet: "0", header: "4", first: "4" });
    expect(below.body).toContain("phải ở dưới dòng tên cột");
    await official.submit(`${url}/place`, { sheet: "0", header: "3", first: "4" });
    expect((await open(url)).columns.map(({ header }) => header)).toEqual([
      "Số của tôi",
      "Đang ở đâu",
    ]);
    await official.submit(`${url}/columns`, { "column-0": "code", "column-1": "status" });
    expect((await open(url)).counts.new).toBe(2);

    const next = await open(await upload(text.replaceAll("261101", "261102")));
    expect(next.place).toMatchObject({ isClear: true, headerLine: 3, firstLine: 4 });
    expect(next.counts.new).toBe(2);
  });

  test("a file without a row of names is read from its first row", async () => {
    const url = await upload("000.10.H29-261103-0001,4\n000.10.H29-261103-0002,4\n");
    await official.submit(`${url}/place`, { sheet: "0", header: "0", first: "1" });
    await official.submit(`${url}/columns`, { "column-0": "code", "column-1": "status" });
    expect((await open(url)).rows.map(({ line }) => line)).toEqual([1, 2]);
    expect(await send(url)).toMatchObject({ sent: 2 });
  });

  test("of several sheets another one can be chosen", async () => {
    const table = (number: number) => [
      ["Mã hồ sơ", "Trạng thái"],
      [`000.10.H29-261104-000${number}`, "Đang xử lý"],
    ];
    const url = await upload(
      writeWorkbook(table(2), { before: { "Tháng 10": table(1), "Hướng dẫn": [["Cách điền"]] } }),
    );
    expect((await open(url)).rows.map(({ code }) => code)).toEqual(["000.10.H29-261104-0001"]);
    const { place } = await open(`${url}?sheet=2`);
    expect(place.sheets.map(({ name }) => name)).toEqual(["Tháng 10", "Hướng dẫn", "Hồ sơ"]);
    await official.submit(`${url}/place`, { sheet: "2", header: "1", first: "2" });
    expect((await open(url)).rows.map(({ code }) => code)).toEqual(["000.10.H29-261104-0002"]);
    expect(await send(url)).toMatchObject({ sent: 1 });
    const other = await desk.database.db
      .selectFrom("dossier")
      .select("id")
      .where("code", "=", "000.10.H29-261104-0001")
      .execute();
    expect(other).toEqual([]);
  });

  const statuses = (day: string) =>
    [
      "Mã hồ sơ;Tình trạng;Ghi chú;Đơn vị xử lý;Thủ tục",
      `000.10.H29-${day}-0001;Trễ hạn xử lý;;Tổ một cửa;Khai sinh cho con`,
      `000.10.H29-${day}-0002;Trễ hạn xử lý;;Tổ một cửa;Khai sinh cho con`,
      `000.10.H29-${day}-0003;Hồ sơ đợi dân bổ sung;Thiếu bản sao;Phòng Tư pháp;Đăng ký khai sinh`,
      `000.10.H29-${day}-0004;Đợi sếp;;Tổ một cửa;`,
    ].join("\n");

  test("unknown words are asked for once with a guess, remembered for the agency, and can be changed", async () => {
    const url = await upload(statuses("261105"));
    const before = await open(url);
    expect(before.counts).toEqual({ new: 0, known: 0, faulty: 4, ignored: 0 });
    expect(before.words.unknownStatuses).toMatchObject([
      { shown: "Trễ hạn xử lý", rows: 2, chosen: "none" },
      { shown: "Hồ sơ đợi dân bổ sung", rows: 1, chosen: "5" },
      { shown: "Đợi sếp", rows: 1, chosen: "" },
    ]);
    expect(before.words.units).toMatchObject([{ rows: 3 }, { shown: "Phòng Tư pháp", rows: 1 }]);
    const [procedure] = before.words.procedures;
    expect(procedure?.shown).toBe("Khai sinh cho con");
    const chosen = procedure?.choices[1]?.value ?? "";
    const page = (await official.open(url)).body;
    expect(page).toContain("Trong tệp → nghĩa là");
    expect(page).toContain('name="status:Đợi sếp"');
    const wrong = await official.submit(`${url}/words`, { "status:Đợi sếp": "99" });
    expect(wrong.statusCode).toBe(422);
    await official.submit(`${url}/words`, {
      "status:Trễ hạn xử lý": "none",
      "status:Hồ sơ đợi dân bổ sung": "5",
      "status:Đợi sếp": "4",
      "unit:Phòng Tư pháp": "skip",
      "procedure:Khai sinh cho con": chosen,
    });
    const after = await open(url);
    expect(after.counts).toEqual({ new: 3, known: 0, faulty: 0, ignored: 1 });
    expect(after.rows.map(({ status }) => status)).toEqual([
      "Giữ trạng thái như trước",
      "Giữ trạng thái như trước",
      "Đang xử lý",
      null,
    ]);
    await send(url);
    const stored = await desk.database.db
      .selectFrom("dossier")
      .select(["procedure_name", "told_status"])
      .where("code", "=", "000.10.H29-261105-0001")
      .executeTakeFirstOrThrow();
    expect(stored).toEqual({
      procedure_name: desk.live.catalog().procedures.get(chosen)?.name,
      told_status: null,
    });

    // The next file asks nothing, with or without accents.
    const next = await upload(statuses("261106").replaceAll("Đợi sếp", "doi sep"));
    expect((await open(next)).counts).toMatchObject({ new: 3, faulty: 0, ignored: 1 });

    const list = `/desk/agencies/${agency}/words`;
    expect((await official.open(list)).body).toContain("Trễ hạn xử lý");
    await official.submit(list, { "status:Đợi sếp": "9", "unit:Phòng Tư pháp": "keep" });
    expect((await open(next)).rows.map(({ status }) => status)).toContain("Đã xử lý xong");
    expect((await open(next)).counts).toMatchObject({ new: 4, ignored: 0 });
    await official.submit(list, { forget: "status:doi sep" });
    expect((await open(next)).words.unknownStatuses).toMatchObject([{ shown: "doi sep" }]);
    const kept = await desk.database.db
      .selectFrom("desk_audit")
      .select("subject")
      .where("action", "=", "import.words")
      .execute();
    expect(kept).toHaveLength(3);
    expect(kept.every(({ subject }) => subject === `agency ${agency}`)).toBe(true);
  });

  test("another agency's words are its own", async () => {
    const other = await desk.agency("UBND phường Phú Định");
    const stranger = await desk.person("official", { username: "phu-dinh", agency: other });
    const list = `/desk/agencies/${agency}/words`;
    expect((await stranger.open(list)).statusCode).toBe(404);
    expect((await stranger.submit(list, { "status:Xong": "9" })).statusCode).toBe(404);
    await official.submit(list, { "status:Trễ": "9" });
    const url = await upload("Mã hồ sơ,Trạng thái\n000.77.H29-261105-0009,Trễ\n", stranger);
    const theirs = (await stranger.json("GET", url)).json<Preview>();
    expect(theirs.counts.faulty).toBe(1);
  });

  test("a supplement, a refusal and a stop need a note: one for each row, or one for all of a status", async () => {
    const url = await upload(
      [
        "Mã hồ sơ;Trạng thái;Ghi chú",
        "000.10.H29-261107-0001;Yêu cầu bổ sung hồ sơ;",
        "000.10.H29-261107-0002;5;-",
        "000.10.H29-261107-0003;Từ chối tiếp nhận;",
        "000.10.H29-261107-0004;Dừng xử lý;",
        "000.10.H29-261107-0005;5;Thiếu giấy chứng sinh",
      ].join("\n"),
    );
    const before = await open(url);
    expect(before.rows.map(({ reason }) => reason)).toEqual([
      "thiếu nội dung cần bổ sung",
      "thiếu nội dung cần bổ sung",
      "thiếu lý do không tiếp nhận",
      "thiếu lý do dừng xử lý",
      "",
    ]);
    expect(before.notes).toMatchObject([
      { status: 5, missing: 2, filled: 0 },
      { status: 3, missing: 1 },
      { status: 8, missing: 1 },
    ]);
    const offered = before.notes[0]?.offered[0] ?? "";
    expect((await official.open(url)).body).toContain("Ghi chú chung cho 2 dòng");
    await official.submit(`${url}/notes`, {
      "note-5": "",
      "common-5": offered,
      "note-3": "Không thuộc phường này",
    });
    const after = await open(url);
    expect(after.counts).toMatchObject({ new: 4, faulty: 1 });
    expect(after.notes).toMatchObject([{ status: 5, missing: 0, filled: 2 }, {}, {}]);
    await send(url);
    const notes = await desk.database.db
      .selectFrom("dossier_step")
      .select("note")
      .where("code_key", "like", "00010H29261107%")
      .orderBy("code_key")
      .execute();
    expect(notes.map(({ note }) => note)).toEqual([
      offered,
      offered,
      "Không thuộc phường này",
      "Thiếu giấy chứng sinh",
    ]);
    // The same export tomorrow, again without notes: nobody is told twice, and nobody is asked again.
    const again = await open(await upload("Mã hồ sơ;Trạng thái\n000.10.H29-261107-0001;5\n"));
    expect(again.counts).toEqual({ new: 0, known: 1, faulty: 0, ignored: 0 });
  });

  const faulty = (day: string) => [
    ["Mã hồ sơ", "Trạng thái", "Ngày cập nhật", "Số điện thoại"],
    [`000.10.H29-${day}-0001`, "Đang xử lý", "32/11/2026", "0912345678"],
    [`000.10.H29-${day}-0002`, "bay mất", null, "12"],
    [2511010003, "Đang xử lý", null, null],
    [`000.10.H29-${day}-0004`, "Đang xử lý", null, null],
  ];

  test("faulty cells are corrected on the page, and only they are shown as fields", async () => {
    const url = await upload(writeWorkbook(faulty("261108")));
    const before = await open(url);
    expect(before.rows.map(({ line, cells }) => [line, cells.map(({ field }) => field)])).toEqual([
      [2, ["at"]],
      [3, ["status", "phone"]],
      [4, ["code"]],
      [5, []],
    ]);
    const page = (await official.open(url)).body;
    expect(page).toContain('name="phone-3"');
    expect(page).not.toContain('name="phone-2"');
    await official.submit(`${url}/rows`, {
      "at-2": "22/11/2026",
      "status-3": "4",
      "phone-3": "0987654321",
      // An empty field leaves the number that Excel has spoilt as it is.
      "code-4": "",
    });
    expect((await open(url)).counts).toMatchObject({ new: 3, faulty: 1 });
    await official.submit(`${url}/rows`, { "code-4": "000.10.H29-261108-0003" });
    expect((await open(url)).counts).toMatchObject({ new: 4, faulty: 0 });
    expect(await send(url)).toMatchObject({ sent: 4 });
    const sealed = await desk.database.db
      .selectFrom("dossier_import_chunk")
      .select("rows_sealed")
      .where("import_id", "=", Number(url.split("/").at(-1)))
      .execute();
    expect(sealed.every(({ rows_sealed: rows }) => rows === null)).toBe(true);
  });

  test.each(["xlsx", "csv"])(
    "faulty rows are downloaded as %s with their reasons, and come back corrected",
    async (format) => {
      const day = format === "xlsx" ? "261109" : "261110";
      const url = await upload(writeWorkbook(faulty(day)));
      const download = await official.open(`${url}/faulty.${format}`);
      expect(download.statusCode).toBe(200);
      const again = await upload(download.rawPayload);
      const read = await open(again);
      // The code that lost its zeros is empty: it must not come back as one that looks whole.
      expect(read.rows.map(({ code }) => code)).toEqual([
        `000.10.H29-${day}-0001`,
        `000.10.H29-${day}-0002`,
        "",
      ]);
      expect(read.counts).toMatchObject({ new: 0, faulty: 3 });
      expect(read.columns.map(({ header }) => header)).toContain("Cần sửa");
      const corrected = [
        ["Mã hồ sơ", "Trạng thái", "Ngày cập nhật", "Số điện thoại", "Ghi chú", "Cần sửa"],
        [`000.10.H29-${day}-0001`, "Đang xử lý", "22/11/2026", "0912345678", "", "Dòng 2: …"],
        [`000.10.H29-${day}-0002`, "4", "", "0987654321", "", "Dòng 3: …"],
      ];
      expect((await open(await upload(writeWorkbook(corrected)))).counts).toMatchObject({
        new: 2,
        faulty: 0,
      });
    },
  );

  test("a code whose identifier is no agency's is accepted with a warning that writes it as typed", async () => {
    await desk.database.db
      .insertInto("agency_prefix")
      .values({ prefix: "00055H29", agency_id: await desk.agency("UBND phường Năm") })
      .execute();
    const own = await addDossier(desk, agency, { code: "000.10.H29-261111-0001" });
    const { rows, prefixes, counts } = await open(
      await upload(
        `Mã hồ sơ,Trạng thái\n000.00.99.H29-261111-0001,4\n000.00.99.H29-261111-0002,4\n000.55.H29-261111-0001,4\n${own.code},9\n`,
      ),
    );
    expect(counts).toMatchObject({ new: 3, faulty: 1 });
    expect(rows.map(({ reason }) => reason)[0]).toBe("hồ sơ của cơ quan khác");
    expect(prefixes[0]).toEqual({ prefix: "000.00.99.H29", rows: 2 });
    expect(rows.find(({ line }) => line === 2)?.warning).toBe(
      "mã định danh 000.00.99.H29 chưa thuộc cơ quan nào",
    );
  });
});
