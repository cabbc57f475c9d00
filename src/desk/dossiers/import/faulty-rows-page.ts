import { updateImportsToCheck } from "../../../db/queries/dossier-imports.ts";
import { recordAction } from "../../audit/record-action.ts";
import { formatCsvPages } from "../../framework/csv.ts";
import { boundedText, parseForm, typedFields } from "../../framework/form.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../../framework/route.ts";
import {
  csvDownload,
  invalidForm,
  redirect,
  type ViewResult,
  xlsxDownload,
} from "../../framework/view-result.ts";
import { formatXlsx } from "../../framework/xlsx.ts";
import { officials } from "../../identity/roles.ts";
import { reasonOf } from "./check-import.ts";
import type { CheckedRow } from "./check-rows.ts";
import { type Columns, fieldChoices, fieldName, type ImportField } from "./columns.ts";
import { replaceRows } from "./import-chunks.ts";
import { type ImportRow, isCodeNumber } from "./import-row.ts";
import { findImportOwner, type Import } from "./import-store.ts";
import { type Inspection, inspectImport } from "./inspect-import.ts";
import { requireUnsent, showImport } from "./requested-import.ts";

/** The rows that cannot be sent: corrected at the desk, or taken along. */
export const faultyRowRoutes: readonly DeskRoute[] = [
  {
    method: "POST",
    path: "/dossiers/imports/:import/rows",
    roles: officials,
    purpose: "corrects cells of rows that cannot be sent, and checks them again",
    findOwner: findImportOwner,
    handle: correctRows,
  },
  {
    method: "GET",
    path: "/dossiers/imports/:import/faulty.csv",
    roles: officials,
    purpose: "downloads the rows that cannot be sent, with the reasons, as CSV",
    findOwner: findImportOwner,
    handle: downloadCsv,
  },
  {
    method: "GET",
    path: "/dossiers/imports/:import/faulty.xlsx",
    roles: officials,
    purpose: "downloads the rows that cannot be sent, with the reasons, as a workbook",
    findOwner: findImportOwner,
    handle: downloadXlsx,
  },
];

const maxCorrections = 500;
const cellSchema = boundedText("Phải là chữ", 2_000);

/** The field `code-8` holds what stands in line 8 instead of its code. */
async function correctRows(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { account, body, now } = request;
  const stored = await requireUnsent(request, desk);
  const fixes = new Map<number, Map<ImportField, string>>();
  for (const [name, typed] of Object.entries(typedFields(body)).slice(0, maxCorrections)) {
    const [, fieldText, lineText] = /^([a-z]+)-(\d{1,7})$/.exec(name) ?? [];
    const field = fieldChoices.find((choice) => choice.field === fieldText)?.field;
    if (field === undefined || lineText === undefined) continue;
    const { value, errors } = parseForm(cellSchema, typed);
    if (errors !== null) {
      const found = errors.map(({ reason }) => ({ field: name, reason }));
      return invalidForm(await showImport(stored, request, desk), found);
    }
    const line = Number(lineText);
    fixes.set(line, (fixes.get(line) ?? new Map()).set(field, value));
  }
  const change = new Map(
    [...fixes].map(([line, cells]) => [line, (row: ImportRow) => fixRow(row, cells, stored)]),
  );
  const sheet = stored.layout.sheets[stored.layout.sheet];
  if (sheet !== undefined) await replaceRows(desk, stored.id, { sheet, change });
  await updateImportsToCheck(desk.database.db, { id: stored.id });
  const action = {
    action: "import.correct",
    subject: `import ${stored.id}`,
    detail: `${fixes.size} rows`,
  };
  await recordAction(desk.database.db, account, action, now);
  desk.imports.wake();
  return redirect(`/dossiers/imports/${stored.id}`, { message: "Đã ghi chỗ sửa và kiểm tra lại." });
}

/**
 * A cell that was left as it is counts as it was. The code that Excel holds as a number is shown apart from its empty field,
 * so what is typed there was typed by a person; an empty code corrects nothing.
 */
function fixRow(
  row: ImportRow,
  cells: ReadonlyMap<ImportField, string>,
  { columns }: Import,
): ImportRow {
  const fixed = { ...row.fixed };
  for (const [field, typed] of cells) {
    const before = row.fixed?.[field] ?? row.cells[columns.indexOf(field)] ?? "";
    const isConfirmed = field === "code" && isCodeNumber(row, columns);
    if (field === "code" && typed === "") continue;
    if (isConfirmed || typed !== before.trim()) fixed[field] = typed;
  }
  return Object.keys(fixed).length === 0 ? row : { ...row, fixed };
}

const reasonHeader = "Cần sửa";
/** A workbook is written at once, a CSV in parts. */
const maxWorkbookRows = 3_000;
const rowsAtOnce = 500;

async function downloadCsv(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { stored, inspection, header } = await openFaulty(request, desk);
  const pages = async function* () {
    for await (const rows of faultyPages(inspection)) {
      yield rows.map((row) => toCells(row, stored.columns));
    }
  };
  return csvDownload(`dong-loi-${stored.id}.csv`, formatCsvPages(header, pages()));
}

async function downloadXlsx(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { stored, inspection, header } = await openFaulty(request, desk);
  const rows: string[][] = [];
  for await (const some of faultyPages(inspection)) {
    rows.push(...some.map((row) => toCells(row, stored.columns)));
    if (rows.length >= maxWorkbookRows) break;
  }
  const content = formatXlsx("Dòng lỗi", header, rows.slice(0, maxWorkbookRows));
  return xlsxDownload(`dong-loi-${stored.id}.xlsx`, content);
}

async function openFaulty(request: SignedInRequest, desk: DeskContext) {
  const stored = await requireUnsent(request, desk);
  const inspection = await inspectImport(desk, stored, request.now);
  const action = { action: "import.download", subject: `import ${stored.id}` };
  await recordAction(desk.database.db, request.account, action, request.now);
  const names = stored.columns.map(
    (field, at) =>
      stored.layout.header[at] || (field === null ? `Cột ${at + 1}` : fieldName(field)),
  );
  const header = [...names, ...missingFields(stored.columns).map(fieldName), reasonHeader];
  return { stored, inspection, header };
}

async function* faultyPages(inspection: Inspection | null): AsyncGenerator<readonly CheckedRow[]> {
  if (inspection === null) return;
  for (let offset = 0; offset < inspection.summary.counts.faulty; offset += rowsAtOnce) {
    yield await inspection.rows("faulty", offset, rowsAtOnce);
  }
}

/** Fields that a row may need and that the file has no column for. */
function missingFields(columns: Columns): ImportField[] {
  return (["note"] as const).filter((field) => !columns.includes(field));
}

function toCells(checked: CheckedRow, columns: Columns): string[] {
  const { row } = checked;
  // A code that may have lost its zeros must not come back as a text that looks whole.
  const isNumber = isCodeNumber(row, columns);
  const cells = columns.map((field, at) => {
    if (field === null) return row.cells[at] ?? "";
    if (field === "code" && isNumber) return "";
    return row.fixed?.[field] ?? row.cells[at] ?? "";
  });
  const others = missingFields(columns).map((field) => row.fixed?.[field] ?? "");
  const was = isNumber ? `; trong tệp là ${row.cells[columns.indexOf("code")] ?? ""}` : "";
  return [...cells, ...others, `Dòng ${row.line}: ${reasonOf(checked)}${was}`];
}
