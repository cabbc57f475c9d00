import { beforeAll, describe, expect, test } from "@jest/globals";
import { tcvn3Letters, vniWindowsLetters } from "../../../src/desk/files/letters/legacy-letters.ts";
import { openTestDesks, type Visitor } from "../desk-server.ts";
import { toLegacy, writeText, writeWorkbook } from "../files/write-files.ts";
import { uploadCsv } from "../upload-csv.ts";

const desks = await openTestDesks("PGlite");

interface Preview {
  readonly columns: { header: string; field: string | null }[];
  readonly counts: { new: number; known: number; faulty: number };
  readonly rows: {
    line: number;
    code: string;
    reason: string;
    status: string | null;
    at: string | null;
  }[];
  readonly skipped: number[];
}

/** As a one-stop system exports it: titles, merged cells, days of Excel, a sum, signatures. */
const day = new Date(Date.UTC(2026, 10, 24));
const report = [
  ["ỦY BAN NHÂN DÂN PHƯỜNG MỘT", null, null, null, null, null],
  ["DANH SÁCH HỒ SƠ TIẾP NHẬN TỪ NGÀY 01/11/2026", null, null, null, null, null],
  [],
  ["STT", "Mã hồ sơ", "Tên thủ tục", "Tình trạng", "Ngày tiếp nhận", "Số điện thoại"],
  [1, "000.31.H26-251101-0001", "Đăng ký khai sinh", "Đang xử lý", day, 912345678],
  [2, "000.31.H26-251101-0002", null, "Đã trả kết quả", day, "0987654321"],
  [3, 2.5110100003e15, null, "Đang xử lý", day, null],
  [4, 25110100004, null, "Đang xử lý", day, null],
  ["Tổng cộng: 4 hồ sơ", null, null, null, null, null],
  [null, "Người lập biểu", null, null, "Thủ trưởng đơn vị", null],
];

describe.each(desks)("files as other systems save them, on $name", ({ desk }) => {
  let official: Visitor;

  beforeAll(async () => {
    official = await desk.person("official", { agency: await desk.agency("UBND phường Một") });
  }, 60_000);

  async function preview(content: Buffer): Promise<Preview & { readonly id: number }> {
    const uploaded = await uploadCsv(official, content);
    if (uploaded.statusCode !== 200) throw new Error(uploaded.body);
    const { id } = uploaded.json<{ id: number }>();
    return { id, ...(await official.json("GET", `/desk/dossiers/imports/${id}`)).json<Preview>() };
  }

  test.each(["xlsx", "biff8", "ods"] as const)(
    "a report as %s",
    async (type) => {
      const content = writeWorkbook(report, {
        type,
        merges: ["A1:F1", "A2:F2", "C5:C8"],
        before: { "Hướng dẫn": [["Cách điền"], ["Ghi mỗi hồ sơ một dòng"]] },
      });
      const { id, columns, counts, rows, skipped } = await preview(content);
      expect(columns.map(({ field }) => field)).toEqual([
        ...[null, "code", "procedure", "status", "received", "phone"],
      ]);
      expect(counts).toEqual({ new: 2, known: 0, faulty: 2, ignored: 0 });
      expect(rows.map(({ line, reason }) => [line, reason])).toEqual([
        [7, "mã hồ sơ đã bị Excel đổi thành số; định dạng cột là Văn bản rồi nhập lại"],
        [
          8,
          "mã hồ sơ là số trong Excel, số 0 ở đầu có thể đã mất; định dạng cột là Văn bản rồi nhập lại",
        ],
        [5, ""],
        [6, ""],
      ]);
      // The signatures stand in the column of the codes.
      expect(skipped).toEqual([1, 2, 9, 10]);
      const { body } = await official.open(`/desk/dossiers/imports/${id}`);
      expect(body).toContain("dòng 1, 2, 9, 10");
    },
    60_000,
  );

  test("what a report of Excel says reaches the dossiers", async () => {
    const { id } = await preview(writeWorkbook(report, { merges: ["C5:C8"] }));
    expect(
      (await official.json("POST", `/desk/dossiers/imports/${id}/send`, {})).json(),
    ).toMatchObject({ sent: 2 });
    const kept = await desk.database.db
      .selectFrom("dossier")
      .select(["procedure_name", "received_at", "phone_sealed", "code_key"])
      .where("code", "like", "000.31.H26-%")
      .orderBy("code")
      .execute();
    expect(
      kept.map(({ procedure_name: name, received_at: at }) => [name, at?.toISOString()]),
    ).toEqual([
      ["Đăng ký khai sinh", "2026-11-23T17:00:00.000Z"],
      ["Đăng ký khai sinh", "2026-11-23T17:00:00.000Z"],
    ]);
    expect(
      kept.map((row) => desk.dossierBox.open(row.phone_sealed, row.code_key, "phone")),
    ).toEqual(["0912345678", "0987654321"]);
  }, 60_000);

  const rows = [
    ["Mã hồ sơ", "Trạng thái", "Ghi chú"],
    ["000.32.H26-251101-0001", "Đang xử lý", "thiếu giấy chứng sinh"],
    ["000.32.H26-251101-0002", "Đã trả kết quả", "đủ giấy tờ"],
  ];
  test.each<[string, Buffer]>([
    [
      "TCVN3, separated by tabs",
      Buffer.from(toLegacy(writeText(rows, "\t"), tcvn3Letters), "latin1"),
    ],
    [
      "VNI, separated by semicolons",
      Buffer.from(toLegacy(writeText(rows, ";"), vniWindowsLetters), "latin1"),
    ],
    ["Excel's own separator in the first line", Buffer.from(`sep=;\r\n${writeText(rows, ";")}`)],
    ["HTML under another name", writeWorkbook(rows, { type: "html" })],
    [
      "XLS typed with .VnTime",
      writeWorkbook(
        rows.map((cells) => cells.map((cell) => toLegacy(cell, tcvn3Letters))),
        { type: "biff8" },
      ),
    ],
  ])(
    "%s",
    async (_name, content) => {
      const { id, counts } = await preview(content);
      expect(counts).toEqual({ new: 2, known: 0, faulty: 0, ignored: 0 });
      const { body } = await official.open(`/desk/dossiers/imports/${id}`);
      for (const text of ["Đã trả kết quả", "thiếu giấy chứng sinh"]) expect(body).toContain(text);
    },
    60_000,
  );

  test.each<[string, Buffer, string]>([
    ["a PDF", Buffer.from("%PDF-1.7 …"), "tệp PDF"],
    ["only a header", writeWorkbook([["Mã hồ sơ", "Trạng thái"]]), "chỉ có dòng tiêu đề"],
    ["an archive of something else", Buffer.from("PK\u0003\u0004 a workbook"), "bị hỏng"],
  ])("%s is refused at the field", async (_name, content, reason) => {
    const response = await uploadCsv(official, content);
    expect(response.statusCode).toBe(422);
    expect(response.json().errors[0].reason).toContain(reason);
  });
});
