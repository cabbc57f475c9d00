import type { Catalog } from "../../../catalog/catalog.ts";
import { statusChoices, statusName } from "../labels.ts";
import { reasonOf, type Summary, type WordCount } from "./check-import.ts";
import { type CheckedRow, type Verdict, verdicts } from "./check-rows.ts";
import { type Columns, fieldName, type ImportField } from "./columns.ts";
import { isCodeNumber, readCells } from "./import-row.ts";
import type { Inspection } from "./inspect-import.ts";
import type { Layout } from "./layout.ts";
import {
  asWritten,
  guessMeaning,
  guessProcedures,
  noStatus,
  otherUnit,
  type WordKind,
} from "./words.ts";

export const rowsPerPage = 100;

const verdictNames: Readonly<Record<Verdict, string>> = {
  faulty: "Dòng có lỗi",
  new: "Dòng mới",
  known: "Dòng đã có từ trước",
  ignored: "Dòng của đơn vị khác",
};

export interface ShownPage {
  /** null: the first rows of each verdict. */
  readonly verdict: Verdict | null;
  /** From 1. */
  readonly page: number;
}

/** Returns the rows of a file as its page shows them: those with errors first. */
export async function describeRows(
  { summary: { counts }, rows }: Inspection,
  { verdict: only, page }: ShownPage,
  columns: Columns,
) {
  const lists = [];
  for (const verdict of verdicts) {
    const total = counts[verdict];
    if (total === 0 || (only !== null && only !== verdict)) continue;
    const offset = only === null ? 0 : (page - 1) * rowsPerPage;
    const shown = await rows(verdict, offset, rowsPerPage);
    lists.push({
      verdict,
      name: verdictNames[verdict],
      total,
      page: only === null ? 1 : page,
      pages: Math.ceil(total / rowsPerPage),
      rows: shown.map((row) => describeRow(row, columns)),
    });
  }
  const shown = lists.flatMap((list) => list.rows);
  const total = lists.reduce((sum, list) => sum + list.total, 0);
  return { counts, lists, rows: shown, hidden: total - shown.length };
}

function describeRow(checked: CheckedRow, columns: Columns) {
  const { row, verdict, update, strangePrefix } = checked;
  const cells = readCells(row, columns);
  return {
    line: row.line,
    code: cells.get("code") ?? "",
    verdict,
    reason: verdict === "known" ? "đã có từ trước" : reasonOf(checked),
    warning: strangePrefix === null ? "" : `mã định danh ${strangePrefix} chưa thuộc cơ quan nào`,
    status: update === null ? null : statusOf(update.status),
    at: update?.at ?? null,
    note: update?.note ?? "",
    isFixed: row.fixed !== undefined,
    cells: verdict === "faulty" ? faultyCells(checked, cells, columns) : [],
  };
}

function statusOf(status: number | null): string {
  return status === null ? "Giữ trạng thái như trước" : statusName(status);
}

function faultyCells(
  { faults, row }: CheckedRow,
  cells: ReadonlyMap<ImportField, string>,
  columns: Columns,
) {
  const fields = new Set(faults.flatMap(({ field }) => (field === null ? [] : [field])));
  return [...fields].map((field) => ({
    field,
    name: fieldName(field),
    // A person types the whole code: nobody can tell which zeros are lost.
    value: field === "code" && isCodeNumber(row, columns) ? "" : (cells.get(field) ?? ""),
    inFile: cells.get(field) ?? "",
  }));
}

/** Returns the words of a file by kind, each with what it may mean and what is chosen. */
export function describeWords(words: readonly WordCount[], catalog: Pick<Catalog, "procedures">) {
  const ofKind = (kind: WordKind) => words.filter((word) => word.kind === kind);
  const statuses = ofKind("status").map((word) => ({
    ...word,
    chosen: word.meaning === "" ? guessMeaning("status", word.shown) : word.meaning,
  }));
  const toAsk = (word: WordCount) => word.origin === "unknown";
  return {
    statusChoices: [
      ...statusChoices.map(({ value, name }) => ({ value: String(value), name })),
      { value: noStatus, name: "Không nói về trạng thái: giữ như trước" },
    ],
    unknownStatuses: statuses.filter(toAsk),
    understoodStatuses: statuses.filter(
      ({ origin }) => origin === "synonym" || origin === "agency",
    ),
    procedures: ofKind("procedure")
      .filter(toAsk)
      .map((word) => ({
        ...word,
        choices: [
          { value: asWritten, name: "Giữ nguyên như trong tệp" },
          ...guessProcedures(word.shown, catalog).map(({ id, name }) => ({ value: id, name })),
        ],
      })),
    units: ofKind("unit").map((word) => ({
      ...word,
      chosen: word.meaning === otherUnit ? otherUnit : asWritten,
      otherName: ["", otherUnit, word.shown].includes(word.meaning) ? "" : word.meaning,
    })),
    unitChoices: [
      { value: asWritten, name: "Là đơn vị xử lý" },
      { value: otherUnit, name: "Đơn vị khác: bỏ qua các dòng này" },
    ],
  };
}

/** Returns the statuses whose rows have no note, each with the notes that are offered. */
export function describeNotes(
  { notes }: Summary,
  layout: Layout,
  offered: readonly { readonly status: number; readonly notes: readonly string[] }[],
) {
  return notes.map(({ status, missing, filled }) => ({
    status,
    statusName: statusName(status),
    missing,
    filled,
    note: layout.notes[status] ?? "",
    offered: offered.find((one) => one.status === status)?.notes ?? [],
  }));
}

/** Returns the first rows of a sheet, to choose where its table begins. */
export function describePlace(
  { sheets, sheet, headerLine, firstLine, isClear }: Layout,
  shownSheet: number,
  top: readonly { readonly line: number; readonly cells: readonly string[] }[],
) {
  const isChosen = shownSheet === sheet;
  const [first, second] = top;
  return {
    isClear,
    sheets: sheets
      .map(({ name, rows }, index) => ({ index, name, rows }))
      .filter(({ rows }) => rows > 0),
    sheet: shownSheet,
    headerLine: isChosen ? headerLine : (first?.line ?? 0),
    firstLine: isChosen ? firstLine : (second?.line ?? first?.line ?? 1),
    top: top.map(({ line, cells }) => ({ line, cells: cells.slice(0, maxShownCells) })),
  };
}

const maxShownCells = 12;
