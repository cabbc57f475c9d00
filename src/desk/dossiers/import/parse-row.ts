import { readBirthYear, readIdentityTail } from "../../../catalog/dossiers/applicant-numbers.ts";
import {
  maxCodeLength,
  minCodeTailLength,
  normalizeDossierCode,
} from "../../../catalog/dossiers/dossier-code.ts";
import { type DossierStatus, isDossierStatus } from "../../../catalog/dossiers/dossier-status.ts";
import type { TableRow } from "../../../catalog/import/table.ts";
import { toLocalDay } from "../../../catalog/local-time.ts";
import { fold } from "../../../catalog/text/fold.ts";
import { findPhoneNumbers } from "../../../phone/phone-number.ts";
import { unescapeFormulas } from "../../framework/csv.ts";
import { statusChoices } from "../labels.ts";
import { isInFuture, parseTime } from "../parse-time.ts";
import type { Columns, ImportField } from "./columns.ts";

/** What a row reports. */
export interface ImportUpdate {
  readonly code: string;
  readonly status: DossierStatus;
  /** null: the row does not say when. */
  readonly at: Date | null;
  readonly note: string;
  readonly procedure: string | null;
  readonly applicant: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly birthYear: string | null;
  readonly identityTail: string | null;
  readonly received: Date | null;
  readonly promised: Date | null;
}

export type ParsedRow =
  | { readonly update: ImportUpdate; readonly reason: null }
  | { readonly update: null; readonly reason: string };

const maxTextLength = 2_000;

/** Reads a row by its columns. Returns why if it cannot be sent: the reason names the field and never its content. */
export function parseRow(row: TableRow, columns: Columns, now: Date): ParsedRow {
  const cells = new Map<ImportField, string>();
  for (const [at, field] of columns.entries()) {
    if (field !== null) cells.set(field, unwrap(row.cells[at] ?? ""));
  }
  const text = (field: ImportField) => cells.get(field) ?? "";
  const reasons = [...findCellErrors(cells, row.numbers?.includes(columns.indexOf("code")))];
  const status = parseStatus(text("status"));
  if (status === null) reasons.push("trạng thái không nhận ra (ghi tên, hoặc số từ 1 đến 10)");
  const time = (field: ImportField, name: string): Date | null => {
    if (text(field) === "") return null;
    const at = parseTime(text(field));
    if (at === null) reasons.push(`${name} không đọc được (ghi như 25/11/2026 08:30)`);
    return at;
  };
  const at = time("at", "thời điểm cập nhật");
  if (at !== null && isInFuture(at, now)) reasons.push("thời điểm cập nhật chưa tới");
  const received = time("received", "ngày tiếp nhận");
  const promised = time("promised", "ngày hẹn trả");
  if (received !== null && promised !== null && toLocalDay(promised) < toLocalDay(received)) {
    reasons.push("ngày hẹn trả trước ngày tiếp nhận");
  }
  const phone = parsePhone(text("phone"));
  if (phone === "") reasons.push("số điện thoại không đúng");
  const birthYear = readBirthYear(text("birth"), now);
  if (text("birth") !== "" && birthYear === null) {
    reasons.push("ngày sinh không đọc được (ghi như 01/02/1960, hoặc 1960)");
  }
  const identityTail = readIdentityTail(text("identity"));
  if (text("identity") !== "" && identityTail === null) {
    reasons.push(
      "số căn cước không đúng; nếu Excel đã đổi số, định dạng cột là Văn bản rồi nhập lại",
    );
  }
  if (status === null || reasons.length > 0) {
    return { update: null, reason: reasons.join("; ") };
  }
  const update = {
    code: text("code"),
    status,
    at,
    note: text("note"),
    procedure: text("procedure") || null,
    applicant: text("applicant") || null,
    phone,
    email: text("email") || null,
    birthYear,
    identityTail,
    received,
    promised,
  };
  return { update, reason: null };
}

function* findCellErrors(
  cells: ReadonlyMap<ImportField, string>,
  isCodeNumber = false,
): Generator<string> {
  const code = cells.get("code") ?? "";
  if (code === "") yield "thiếu mã hồ sơ";
  else if (/^\d(?:[.,]\d+)?E\+\d+$/i.test(code)) {
    yield "mã hồ sơ đã bị Excel đổi thành số; định dạng cột là Văn bản rồi nhập lại";
  } else if (isCodeNumber) {
    yield "mã hồ sơ là số trong Excel, số 0 ở đầu có thể đã mất; định dạng cột là Văn bản rồi nhập lại";
  } else if (normalizeDossierCode(code).length < minCodeTailLength || code.length > maxCodeLength) {
    yield "mã hồ sơ quá ngắn hoặc quá dài";
  }
  for (const [, cell] of cells) {
    if (/^[=@]/.test(cell)) yield "có ô là công thức; chỉ dán giá trị";
    if (cell.length > maxTextLength) yield `có ô dài hơn ${maxTextLength} ký tự`;
  }
  const email = cells.get("email") ?? "";
  if (email !== "" && !/^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(email))
    yield "thư điện tử không đúng";
}

/** Removes what wraps a text: spreadsheets write `="0912"`, and our own exports put an apostrophe before what looks like a formula. */
function unwrap(cell: string): string {
  const quoted = /^="([^"]*)"$/.exec(cell)?.[1];
  return (quoted ?? unescapeFormulas(cell)).replaceAll("\0", "").trim();
}

/** Reads a number or a name; agencies write a name with or without its accents, and add words after it. */
function parseStatus(typed: string): DossierStatus | null {
  const number = /^\d{1,2}$/.test(typed) ? Number(typed) : Number.NaN;
  if (isDossierStatus(number)) return number;
  const folded = fold(typed);
  return (
    statusChoices.find(({ name }) => fold(name) === folded)?.value ?? otherNames.get(folded) ?? null
  );
}

/** Other names that one-stop systems use. */
const otherNames: ReadonlyMap<string, DossierStatus> = new Map(
  Object.entries({
    "da tiep nhan": 2,
    "tiep nhan": 2,
    "tu choi tiep nhan": 3,
    "dang giai quyet": 4,
    "cho bo sung": 5,
    "yeu cau bo sung": 5,
    "bo sung ho so": 5,
    "cho nop phi": 6,
    "da rut": 7,
    "rut ho so": 7,
    "da xu ly": 9,
    "da co ket qua": 9,
    "hoan thanh": 9,
    "da tra": 10,
  } satisfies Record<string, DossierStatus>),
);

/** Returns null for none and "" if there is no phone number in it. What a spreadsheet changed is written as people dial it. */
function parsePhone(typed: string): string | null {
  if (typed === "") return null;
  const numbers = findPhoneNumbers(typed);
  const isAsDialled = /^[0+]/.test(typed) && numbers.length === 1;
  return isAsDialled
    ? typed
    : numbers.map(({ national }) => national.replaceAll(" ", "")).join(" / ");
}
