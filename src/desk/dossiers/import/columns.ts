import { guessFields } from "../../../catalog/import/columns.ts";
import type { WantedTable } from "../../../catalog/import/find-table.ts";
import { fold } from "../../../catalog/text/fold.ts";

/** What a column of an import may contain. */
export type ImportField =
  | "code"
  | "status"
  | "at"
  | "note"
  | "procedure"
  | "unit"
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
    headers: [
      ...["ma ho so", "so ho so", "ma hs", "so hs", "ma bien nhan", "so bien nhan", "mahoso"],
      ...["ma so ho so", "so tiep nhan", "ma tiep nhan", "so phieu", "code"],
    ],
  },
  {
    field: "promised",
    name: "Ngày hẹn trả",
    headers: [
      ...["ngay hen tra", "hen tra", "ngay hen", "han tra", "ngayhentra", "han giai quyet"],
      ...["han xu ly", "ngay het han", "ngay tra du kien"],
    ],
  },
  {
    field: "received",
    name: "Ngày tiếp nhận",
    headers: [
      ...["ngay tiep nhan", "ngay nhan", "ngay nop", "ngaytiepnhan", "thoi gian tiep nhan"],
      ...["thoi gian nop", "thoi diem tiep nhan"],
    ],
  },
  {
    field: "status",
    name: "Trạng thái",
    headers: ["trang thai", "tinh trang", "trangthaihoso", "tinhtrang", "status"],
  },
  {
    field: "at",
    name: "Thời điểm cập nhật",
    headers: [
      ...["thoi diem", "thoi gian", "ngay cap nhat", "ngay xu ly", "thoi gian cap nhat"],
      ...["ngay gio", "ngay", "time"],
    ],
  },
  {
    field: "note",
    name: "Ghi chú",
    headers: [
      ...["ghi chu", "noi dung", "ly do", "noidungxuly", "noi dung xu ly", "noi dung bo sung"],
      ...["y kien", "y kien xu ly", "note"],
    ],
  },
  {
    field: "procedure",
    name: "Tên thủ tục",
    headers: [
      ...["ten thu tuc", "thu tuc", "tenthutuc", "ten tthc", "tthc", "ten ho so", "loai ho so"],
      "linh vuc",
    ],
  },
  {
    field: "unit",
    name: "Đơn vị xử lý",
    headers: [
      ...["don vi", "don vi xu ly", "don vi tiep nhan", "don vi giai quyet", "phong ban"],
      ...["co quan", "co quan giai quyet", "co quan xu ly", "co quan thuc hien", "bo phan"],
      ...["noi tiep nhan", "donvixuly"],
    ],
  },
  {
    field: "applicant",
    name: "Người nộp",
    headers: [
      ...["nguoi nop", "chu ho so", "ho ten", "ho va ten", "chuhoso", "nguoi dung don"],
      ...["cong dan", "ca nhan to chuc", "to chuc ca nhan", "ten nguoi nop", "nguoi yeu cau"],
    ],
  },
  {
    field: "phone",
    name: "Số điện thoại",
    headers: [
      ...["so dien thoai", "dien thoai", "sdt", "so dt", "di dong", "so di dong", "dt"],
      ...["dien thoai lien he", "sodienthoai", "phone"],
    ],
  },
  { field: "email", name: "Thư điện tử", headers: ["email", "e mail", "thu dien tu", "hop thu"] },
  {
    field: "birth",
    name: "Ngày sinh",
    headers: ["ngay sinh", "nam sinh", "ngay thang nam sinh", "ngaysinhchuhoso"],
  },
  {
    field: "identity",
    name: "Số căn cước",
    headers: [
      ...["so can cuoc", "can cuoc", "cccd", "so cccd", "cmnd", "so cmnd", "so dinh danh"],
      ...["can cuoc cong dan", "so giay to", "cmnd cccd", "cccd cmnd", "sogiaytochuhoso"],
    ],
  },
];

export const fieldChoices: readonly { field: ImportField; name: string }[] = fields;

export function fieldName(field: ImportField): string {
  return fields.find((known) => known.field === field)?.name ?? field;
}

/** The field of each column; null for a column that is ignored. No field has two columns. */
export type Columns = readonly (ImportField | null)[];

export function guessColumns(header: readonly string[]): Columns {
  return guessFields(header, fields);
}

/** The columns of tables that the agency has corrected, by `headerKey`. */
export type KnownHeaders = ReadonlyMap<string, Columns>;

/** Returns the names of all columns in the form in which two tables of one system are the same. */
export function headerKey(header: readonly string[]): string {
  return header
    .map((name) => fold(name))
    .join("|")
    .replace(/(?<!\|)\|+$/, "");
}

/** Returns the field of each column: as the agency has corrected it before, or guessed. */
export function readColumns(header: readonly string[], known: KnownHeaders): Columns {
  const corrected = known.get(headerKey(header));
  if (corrected === undefined) return guessColumns(header);
  return header.map((_, at) => corrected[at] ?? null);
}

const required: readonly ImportField[] = ["code", "status"];

/** What is looked for in a file. */
export function wantedTable(known: KnownHeaders = new Map()): WantedTable<ImportField> {
  return { fieldsOf: (header) => readColumns(header, known), required };
}

/** Returns the columns of what every dossier has, that of its code first; -1 for one that is not there. */
export function requiredColumns(columns: Columns): number[] {
  return required.map((field) => columns.indexOf(field));
}

/** Returns why these columns cannot be imported; null if they can. */
export function findColumnError(columns: Columns): string | null {
  const chosen = columns.filter((field) => field !== null);
  if (new Set(chosen).size < chosen.length) return "Hai cột đang chọn cùng một loại thông tin";
  if (!chosen.includes("code")) return "Chọn cột mã hồ sơ";
  if (!chosen.includes("status")) return "Chọn cột trạng thái";
  return null;
}
