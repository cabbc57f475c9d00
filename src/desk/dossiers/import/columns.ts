import { guessFields } from "../../../catalog/import/columns.ts";
import type { WantedTable } from "../../../catalog/import/find-table.ts";

/** What a column of an import may contain. */
export type ImportField =
  | "code"
  | "status"
  | "at"
  | "note"
  | "procedure"
  | "applicant"
  | "phone"
  | "email"
  | "birth"
  | "identity"
  | "received"
  | "promised";

/** Each field's name and its known headers, folded; the first field that fits a column gets it. */
const fields: readonly { field: ImportField; name: string; headers: readonly string[] }[] = [
  {
    field: "code",
    name: "Mã hồ sơ",
    headers: ["ma ho so", "so ho so", "ma hs", "so hs", "ma bien nhan", "mahoso", "code"],
  },
  {
    field: "promised",
    name: "Ngày hẹn trả",
    headers: ["ngay hen tra", "hen tra", "ngay hen", "han tra", "ngayhentra"],
  },
  {
    field: "received",
    name: "Ngày tiếp nhận",
    headers: ["ngay tiep nhan", "ngay nhan", "ngay nop", "ngaytiepnhan"],
  },
  {
    field: "status",
    name: "Trạng thái",
    headers: ["trang thai", "tinh trang", "trangthaihoso", "status"],
  },
  {
    field: "at",
    name: "Thời điểm cập nhật",
    headers: ["thoi diem", "thoi gian", "ngay cap nhat", "ngay xu ly", "ngay", "time"],
  },
  {
    field: "note",
    name: "Ghi chú",
    headers: ["ghi chu", "noi dung", "ly do", "noidungxuly", "note"],
  },
  {
    field: "procedure",
    name: "Tên thủ tục",
    headers: ["ten thu tuc", "thu tuc", "tenthutuc", "linh vuc"],
  },
  {
    field: "applicant",
    name: "Người nộp",
    headers: ["nguoi nop", "chu ho so", "ho ten", "ho va ten", "chuhoso"],
  },
  {
    field: "phone",
    name: "Số điện thoại",
    headers: ["so dien thoai", "dien thoai", "sdt", "di dong", "phone"],
  },
  { field: "email", name: "Thư điện tử", headers: ["email", "thu dien tu"] },
  {
    field: "birth",
    name: "Ngày sinh",
    headers: ["ngay sinh", "nam sinh", "ngay thang nam sinh", "ngaysinhchuhoso"],
  },
  {
    field: "identity",
    name: "Số căn cước",
    headers: [
      "so can cuoc",
      "can cuoc",
      "cccd",
      "so cccd",
      "cmnd",
      "so cmnd",
      "so dinh danh",
      "sogiaytochuhoso",
    ],
  },
];

export const fieldChoices: readonly { field: ImportField; name: string }[] = fields;

/** The field of each column; null for a column that is ignored. No field has two columns. */
export type Columns = readonly (ImportField | null)[];

export function guessColumns(header: readonly string[]): Columns {
  return guessFields(header, fields);
}

/** What is looked for in a file. */
export const wantedTable: WantedTable<ImportField> = {
  fieldsOf: guessColumns,
  required: ["code", "status"],
};

/** Returns why these columns cannot be imported; null if they can. */
export function findColumnError(columns: Columns): string | null {
  const chosen = columns.filter((field) => field !== null);
  if (new Set(chosen).size < chosen.length) return "Hai cột đang chọn cùng một loại thông tin";
  if (!chosen.includes("code")) return "Chọn cột mã hồ sơ";
  if (!chosen.includes("status")) return "Chọn cột trạng thái";
  return null;
}
