import { readBirthYear, readIdentityTail } from "../../../catalog/dossiers/applicant-numbers.ts";
import {
  maxCodeLength,
  minCodeTailLength,
  normalizeDossierCode,
} from "../../../catalog/dossiers/dossier-code.ts";
import type { DossierStatus } from "../../../catalog/dossiers/dossier-status.ts";
import { toLocalDay } from "../../../catalog/local-time.ts";
import { findPhoneNumbers } from "../../../phone/phone-number.ts";
import { findMissingNote } from "../note-rules.ts";
import { isInFuture } from "../parse-time.ts";
import type { Columns, ImportField } from "./columns.ts";
import { type ImportRow, isCodeNumber, readCells } from "./import-row.ts";
import { parseSpelledTime } from "./spelled-time.ts";
import type { WordBook } from "./words.ts";

/** What a row reports. */
export interface ImportUpdate {
  readonly code: string;
  /** null: the row says nothing of how far the dossier is. */
  readonly status: DossierStatus | null;
  /** null: the row does not say when. */
  readonly at: Date | null;
  readonly note: string;
  /** The note is still to be given. */
  readonly needsNote: boolean;
  readonly procedure: string | null;
  readonly procedureCode: string | null;
  readonly unit: string | null;
  readonly applicant: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly birthYear: string | null;
  readonly identityTail: string | null;
  readonly received: Date | null;
  readonly promised: Date | null;
}

/** What is wrong with a cell; the reason never repeats its content. */
export interface RowFault {
  /** null: it is not one cell. */
  readonly field: ImportField | null;
  readonly reason: string;
}

/** Without an update and without faults, the row is another unit's. */
export interface ParsedRow {
  readonly update: ImportUpdate | null;
  readonly faults: readonly RowFault[];
}

/** How the rows of a file are read. */
export interface RowReading {
  readonly columns: Columns;
  readonly words: WordBook;
  /** What is said to the residents of all rows of a status that have no note. */
  readonly notes: Readonly<Partial<Record<DossierStatus, string>>>;
}

const maxTextLength = 2_000;
export const unknownStatus = "chưa rõ trạng thái này nghĩa là gì";

/** Reads a row by its columns, or tells why it cannot be sent. */
export function parseRow(row: ImportRow, reading: RowReading, now: Date): ParsedRow {
  const cells = readCells(row, reading.columns);
  const text = (field: ImportField) => cells.get(field) ?? "";
  const unit = text("unit") === "" ? null : reading.words.readUnit(text("unit")).meaning;
  if (text("unit") !== "" && unit === null) return { update: null, faults: [] };
  const faults = [...findCellFaults(cells, isCodeNumber(row, reading.columns))];
  const fault = (field: ImportField, reason: string) => faults.push({ field, reason });
  const { status, note } = readStatus(text("status"), text("note"), reading);
  if (status === undefined) {
    fault("status", text("status") === "" ? "thiếu trạng thái" : unknownStatus);
  }
  const time = (field: ImportField, name: string, example: string): Date | null => {
    if (text(field) === "") return null;
    const at = parseSpelledTime(text(field));
    if (at === null) fault(field, `${name} không đọc được (ghi như ${example})`);
    return at;
  };
  const at = time("at", "thời điểm cập nhật", "25/11/2026 08:30");
  if (at !== null && isInFuture(at, now)) fault("at", "thời điểm cập nhật chưa tới");
  const received = time("received", "ngày tiếp nhận", "25/11/2026 08:30");
  const promised = time("promised", "ngày hẹn trả", "25/11/2026 08:30");
  if (received !== null && promised !== null && toLocalDay(promised) < toLocalDay(received)) {
    fault("promised", "ngày hẹn trả trước ngày tiếp nhận");
  }
  const phone = parsePhone(text("phone"));
  if (phone === "") fault("phone", "số điện thoại không đúng");
  const birthYear = readBirthYear(text("birth"), now);
  if (text("birth") !== "" && birthYear === null) {
    fault("birth", "ngày sinh không đọc được (ghi như 01/02/1960, hoặc 1960)");
  }
  const identityTail = readIdentityTail(text("identity"));
  if (text("identity") !== "" && identityTail === null) {
    const cause = "nếu Excel đã đổi số, định dạng cột là Văn bản rồi nhập lại";
    fault("identity", `số căn cước không đúng; ${cause}`);
  }
  if (status === undefined || faults.length > 0) return { update: null, faults };
  const procedure =
    text("procedure") === "" ? null : reading.words.readProcedure(text("procedure")).meaning;
  const update = {
    code: text("code"),
    status,
    at,
    note,
    needsNote: status !== null && findMissingNote(status, note) !== null,
    procedure: procedure?.name ?? null,
    procedureCode: procedure?.code ?? null,
    unit,
    applicant: text("applicant") || null,
    phone,
    email: text("email") || null,
    birthYear,
    identityTail,
    received,
    promised,
  };
  return { update, faults: [] };
}

/** The status is undefined if nobody has said what its word means; a note that says nothing gives way to the common one. */
function readStatus(typed: string, note: string, { words, notes }: RowReading) {
  const { meaning } = words.readStatus(typed);
  if (meaning === null) return { status: undefined, note };
  if (meaning === "none") return { status: null, note: "" };
  const isMissing = findMissingNote(meaning, note) !== null;
  return { status: meaning, note: isMissing ? (notes[meaning] ?? note) : note };
}

function* findCellFaults(
  cells: ReadonlyMap<ImportField, string>,
  isNumber: boolean,
): Generator<RowFault> {
  const code = cells.get("code") ?? "";
  const inCode = (reason: string): RowFault => ({ field: "code", reason });
  if (code === "") yield inCode("thiếu mã hồ sơ");
  else if (/^\d(?:[.,]\d+)?E\+\d+$/i.test(code)) {
    yield inCode("mã hồ sơ đã bị Excel đổi thành số; định dạng cột là Văn bản rồi nhập lại");
  } else if (isNumber) {
    yield inCode(
      "mã hồ sơ là số trong Excel, số 0 ở đầu có thể đã mất; định dạng cột là Văn bản rồi nhập lại",
    );
  } else if (normalizeDossierCode(code).length < minCodeTailLength || code.length > maxCodeLength) {
    yield inCode("mã hồ sơ quá ngắn hoặc quá dài");
  }
  for (const [field, cell] of cells) {
    if (/^[=@]/.test(cell)) yield { field, reason: "có ô là công thức; chỉ dán giá trị" };
    if (cell.length > maxTextLength) {
      yield { field, reason: `có ô dài hơn ${maxTextLength} ký tự` };
    }
  }
  const email = cells.get("email") ?? "";
  if (email !== "" && !/^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(email)) {
    yield { field: "email", reason: "thư điện tử không đúng" };
  }
}

/** Returns null for none and "" if there is no phone number in it. What a spreadsheet changed is written as people dial it. */
function parsePhone(typed: string): string | null {
  if (typed === "") return null;
  const numbers = findPhoneNumbers(typed);
  const isAsDialled = /^[0+]/.test(typed) && numbers.length === 1;
  return isAsDialled
    ? typed
    : numbers.map(({ national }) => national.replaceAll(" ", "")).join(" / ");
}
