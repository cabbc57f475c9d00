import { expect, test } from "@jest/globals";
import { readJsonRecords } from "../../../src/catalog/import/json-records.ts";
import { createImportPlanner } from "../../../src/catalog/import/plan-import.ts";
import { ImportFileError, type ImportRow, toReading } from "../../../src/catalog/import/reading.ts";
import { readTableRecords } from "../../../src/catalog/import/table-records.ts";
import { smallFee, smallPoint, smallProcedure, smallRecords, smallTime } from "../small-records.ts";
import { generatePage } from "./generated-pages.ts";

const day = "2026-11-27";
const readJson = (value: unknown) =>
  toReading(readJsonRecords(typeof value === "string" ? value : JSON.stringify(value), day));
const stated = (row: ImportRow | undefined) => row?.stated;

const national = {
  MATTHC: "1.001193",
  TENTTHC: "Đăng ký khai sinh",
  TRANGTHAI: "1",
  CAPTHUCHIEN: [{ CAPTHUCHIEN: "4" }],
  LINHVUCTHUCHIEN: [{ MALINHVUC: "G15-HT02", TENLINHVUC: "Hộ tịch" }],
  COQUANTHUCHIEN: [{ MADONVI: "G15", TENDONVI: "Ủy ban nhân dân cấp xã" }],
  TRINHTUTHUCHIEN: [
    { TRUONGHOP: "", TRINHTU: [{ TENTRINHTU: "<p>Nộp hồ sơ</p><p>Nhận kết quả</p>" }] },
  ],
  CACHTHUCTHUCHIEN: [
    {
      KENH: "1",
      THOIGIAN: [
        {
          THOIGIANGIAIQUYET: 5,
          DONVITINH: "Ngày làm việc",
          MOTA: "Tại UBND cấp xã",
          PHILEPHI: [{ MAPHILEPHI: "2", SOTIEN: "8.000", DONVI: "đồng", MOTA: "mỗi bản" }],
        },
      ],
    },
    { KENH: "2", THOIGIAN: [] },
  ],
  THANHPHANHOSO: [
    {
      TRUONGHOP: "Giấy tờ phải nộp",
      GIAYTO: [{ TENGIAYTO: "Tờ khai", TENMAUDON: "TK.doc", SOBANCHINH: "1", SOBANSAO: 0 }],
    },
  ],
  CANCUPHAPLY: [{ SOVANBAN: "60/2014/QH13", TENVANBAN: "Luật Hộ tịch" }],
  KETQUATHUCHIEN: [{ MAKETQUA: "KQ.1", TENKETQUA: "Giấy khai sinh" }],
};

test("reads a procedure as the national database serves it", () => {
  const { rows, faults } = readJson({ error_code: "0", result: [national] });
  expect(faults).toEqual([]);
  expect(stated(rows[0])).toEqual({
    code: "1.001193",
    name: "Đăng ký khai sinh",
    imported_from: "national-database",
    checked: day,
    level: "Cấp xã",
    field: "Hộ tịch",
    agency: "Ủy ban nhân dân cấp xã",
    steps: ["Nộp hồ sơ", "Nhận kết quả"],
    ways: [
      {
        how: "Trực tiếp",
        time: "5 Ngày làm việc",
        fee: "8.000 đồng (mỗi bản)",
        note: "Tại UBND cấp xã",
      },
      { how: "Trực tuyến", time: null, fee: null, note: null },
    ],
    papers: [
      {
        name: "Tờ khai",
        form: "TK.doc",
        copies: "1 bản chính, 0 bản sao",
        group: "Giấy tờ phải nộp",
      },
    ],
    laws: ["Luật Hộ tịch 60/2014/QH13"],
    results: ["Giấy khai sinh"],
  });
});

test("reads the answer of a province, which holds it as a text, and a list of codes and names", () => {
  const list = {
    result: [{ MATTHC: "1.001193", TENTTHC: "Đăng ký khai sinh" }, { MATTHC: "2.000635" }],
  };
  const { rows, faults } = readJson({ code: 0, message: JSON.stringify(list) });
  expect(rows).toHaveLength(1);
  expect(faults).toMatchObject([{ row: 2, field: "TENTTHC", reason: "thiếu tên thủ tục" }]);
});

test("leaves out a procedure that the national database no longer shows", () => {
  const { rows, faults } = readJson([{ ...national, TRANGTHAI: "0" }]);
  expect(rows).toEqual([]);
  expect(faults).toMatchObject([{ row: 1, field: "TRANGTHAI" }]);
});

test("reads one page, a page in each line, and says which line is no JSON", () => {
  expect(readJson(generatePage(1)).rows).toHaveLength(1);
  const lines = [1, 2, 3].map((number) => JSON.stringify(generatePage(number)));
  const { rows, faults } = readJson([lines[0], `${lines[1]?.slice(0, 40)}`, lines[2]].join("\n"));
  expect(rows.map(({ row }) => row)).toEqual([1, 3]);
  expect(faults).toMatchObject([{ row: 2, reason: "dòng này không phải là JSON" }]);
});

test("refuses what is no list of procedures, is cut off, or nests without end", () => {
  expect(() => readJson('[{"ma_thu_tuc": "1.0')).toThrow(ImportFileError);
  expect(() => readJson("[]")).toThrow(ImportFileError);
  expect(() => readJson(`${"[".repeat(100_000)}${"]".repeat(100_000)}`)).toThrow(
    "lồng nhau quá sâu",
  );
});

test("a row without papers says nothing about papers that are known", () => {
  const records = smallRecords();
  const page = generatePage(1);
  const [full] = readJson(page).rows;
  const [bare] = readJson({
    ma_thu_tuc: page["ma_thu_tuc"],
    ten_thu_tuc: page["ten_thu_tuc"],
  }).rows;
  if (full === undefined || bare === undefined) throw new Error("both rows can be read");
  const first = createImportPlanner(records, day).plan(full);
  if (!("verdict" in first) || first.change?.kind !== "listed") throw new Error("it is new");
  const listed = first.change.record === null ? [] : [first.change.record];
  expect(listed[0]?.papers.length).toBeGreaterThan(0);
  const again = createImportPlanner({ ...records, listed }, day).plan(bare);
  expect(again).toMatchObject({ verdict: "unchanged" });
});

test("never proposes anything for a guided procedure, and notes in which facts the portal differs", () => {
  const guided = smallProcedure({
    code: "1.001193",
    fees: [smallFee({ vnd: 5000 })],
    processing_times: [smallTime({ value: 1 })],
  });
  const [row] = readJson([national]).rows;
  if (row === undefined) throw new Error("the row can be read");
  const planned = createImportPlanner({ ...smallRecords(), procedures: [guided] }, day).plan(row);
  expect(planned).toMatchObject({
    verdict: "guided",
    change: null,
    notes: [
      "đã có thủ tục có hướng dẫn: khai-sinh",
      "lệ phí (Trực tiếp): Cổng ghi 8.000 đồng (mỗi bản); bản ghi có 5.000 đồng",
      "thời hạn (Trực tiếp): Cổng ghi 5 ngày làm việc; bản ghi có 1 ngày làm việc",
    ],
  });
});

const table = (...rows: string[][]) => [
  { name: "", rows: rows.map((cells, index) => ({ line: index + 1, cells })) },
];
const context = { day, fileName: "diem.xlsx" };

test("reads procedures from a table, also below a title", () => {
  const sheets = table(
    ["DANH SÁCH THỦ TỤC"],
    ["STT", "Mã số TTHC", "Tên thủ tục hành chính", "Lĩnh vực", "Link"],
    ["1", "2.000635", "Cấp bản sao trích lục", "Hộ tịch", "https://dichvucong.gov.vn/a"],
    ["2", "2,000636", "Đăng ký lại", "", ""],
  );
  const reading = toReading(readTableRecords(sheets, context));
  expect(reading.rows.map(stated)).toMatchObject([
    { code: "2.000635", name: "Cấp bản sao trích lục", field: "Hộ tịch", imported_from: "table" },
  ]);
  expect(reading.faults).toMatchObject([{ row: 4, field: "ma_thu_tuc" }]);
});

test("reads help points from a table: known ones change only in what is stated, new ones are completed", () => {
  const sheets = table(
    ["Mã điểm", "Tên điểm", "Phường, xã", "Tỉnh, thành phố", "Giờ làm việc", "Điện thoại"],
    ["diem", "Điểm hướng dẫn", "", "", "Mo-Fr 08:00-11:00", "028 3829 1055"],
    ["diem-moi", "Điểm mới", "Bình Tiên", "Thành phố Hồ Chí Minh", "", ""],
    ["diem-loi", "Điểm lỗi", "", "Tỉnh Không Có", "", ""],
    ["trung-tam", "Trung tâm", "", "", "lúc nào cũng mở", ""],
  );
  const reading = toReading(readTableRecords(sheets, context));
  expect(reading.faults).toMatchObject([{ row: 5, field: "opening_hours" }]);
  const planner = createImportPlanner(smallRecords(), day);
  const [known, added, wrong] = reading.rows.map((row) => planner.plan(row));
  expect(known).toMatchObject({
    verdict: "changed",
    differences: [
      { field: "opening_hours", before: smallPoint().opening_hours, after: "Mo-Fr 08:00-11:00" },
      { field: "phone", before: null, after: "028 3829 1055" },
    ],
  });
  expect(added).toMatchObject({
    verdict: "new",
    change: {
      kind: "point",
      record: { ward: "Phường Bình Tiên", ward_code: "27373", province: "Thành phố Hồ Chí Minh" },
    },
  });
  expect(wrong).toMatchObject([{ row: 4, field: "province" }]);
});

test("refuses a table of something else", () => {
  expect(() => toReading(readTableRecords(table(["Họ tên"], ["A"]), context))).toThrow(
    ImportFileError,
  );
});
