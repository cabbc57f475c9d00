import { z } from "zod";
import type { TableFile } from "../../../catalog/import/table.ts";
import { selectAgencyNames } from "../../../db/queries/agencies.ts";
import { updateImportSent } from "../../../db/queries/dossier-imports.ts";
import { ProblemError } from "../../../http/problem.ts";
import { recordAction } from "../../audit/record-action.ts";
import { chooseTable } from "../../files/choose-table.ts";
import { FileError } from "../../files/file-error.ts";
import { dossierLimits } from "../../files/table-limits.ts";
import { foreignDossier, notFound } from "../../framework/errors.ts";
import { optionalId, parseForm, typedFields } from "../../framework/form.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../../framework/route.ts";
import { invalidForm, page, redirect, type ViewResult } from "../../framework/view-result.ts";
import { findWorkingAgency } from "../../identity/account.ts";
import { officials } from "../../identity/roles.ts";
import { type CheckedRow, checkRows, previewRows } from "./check-rows.ts";
import {
  type Columns,
  fieldChoices,
  findColumnError,
  guessColumns,
  wantedTable,
} from "./columns.ts";
import {
  findImport,
  findImportOwner,
  type Import,
  saveColumns,
  saveImport,
} from "./import-store.ts";
import { toReports } from "./to-reports.ts";

export const importRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/dossiers/import",
    roles: officials,
    purpose: "shows the form to upload a file of updates",
    handle: (request, desk) => showUploadForm(request, desk),
  },
  {
    method: "POST",
    path: "/dossiers/import",
    roles: officials,
    purpose: "stores a file of updates and checks it; sends nothing",
    acceptsFile: true,
    handle: uploadFile,
  },
  {
    method: "GET",
    path: "/dossiers/imports/:import",
    roles: officials,
    purpose: "shows how the columns of a file are read, and what was found in each row",
    findOwner: findImportOwner,
    handle: async (request, desk) => showPreview(await requireImport(request, desk), request, desk),
  },
  {
    method: "POST",
    path: "/dossiers/imports/:import/columns",
    roles: officials,
    purpose: "changes how the columns are read, and checks the rows again",
    findOwner: findImportOwner,
    handle: changeColumns,
  },
  {
    method: "POST",
    path: "/dossiers/imports/:import/send",
    roles: officials,
    purpose: "sends the new rows of a checked file and notifies followers",
    findOwner: findImportOwner,
    handle: sendImport,
  },
];

const uploadSchema = z.object({ agency: optionalId("Chọn cơ quan") });
const maxNameLength = 200;

async function showUploadForm({ account, body }: SignedInRequest, { database }: DeskContext) {
  return page("import", "Tải tệp cập nhật lên", {
    typed: typedFields(body),
    agencies: account.role === "administrator" ? await selectAgencyNames(database.db) : null,
  });
}

async function uploadFile(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { account, body, upload, now } = request;
  const refuse = async (field: string, reason: string) =>
    invalidForm(await showUploadForm(request, desk), [{ field, reason }]);
  const { value, errors } = parseForm(uploadSchema, body);
  if (errors !== null) return invalidForm(await showUploadForm(request, desk), errors);
  const agency = await findWorkingAgency(desk.database.db, account, value.agency);
  if (agency === null) return refuse("agency", "Chọn cơ quan có các hồ sơ này");
  if (upload === null) return refuse("file", "Chọn tệp để tải lên");
  let table: TableFile;
  try {
    const file = await desk.tables.read(upload.content, dossierLimits);
    table = chooseTable(file, wantedTable, dossierLimits);
  } catch (error) {
    if (error instanceof FileError) return refuse("file", error.message);
    throw error;
  }
  const id = await desk.database.transaction(async (tx) => {
    const importId = await saveImport(tx, desk.box, {
      accountId: account.id,
      agencyId: agency.id,
      fileName: upload.name.slice(-maxNameLength),
      table,
      columns: guessColumns(table.header),
      now,
    });
    await recordAction(
      tx,
      account,
      { action: "import.upload", subject: `import ${importId}` },
      now,
    );
    return importId;
  });
  return redirect(`/dossiers/imports/${id}`, { data: { id } });
}

async function requireImport({ params }: SignedInRequest, desk: DeskContext): Promise<Import> {
  const found = await findImport(desk, Number(params["import"]));
  if (found === null) throw notFound();
  return found;
}

async function checkImport(
  { columns, agencyId }: Import,
  table: TableFile,
  { now }: SignedInRequest,
  desk: DeskContext,
) {
  const columnError = findColumnError(columns);
  const rows =
    columnError === null
      ? await checkRows(desk.database.db, table, { columns, agencyId, box: desk.dossierBox, now })
      : [];
  return { rows, columnError };
}

async function showPreview(stored: Import, request: SignedInRequest, desk: DeskContext) {
  const { id, fileName, table, columns, sentAt, sentCount } = stored;
  if (table === null) return page("import-sent", "Tệp đã gửi", { id, fileName, sentAt, sentCount });
  const { rows, columnError } = await checkImport(stored, table, request, desk);
  return page("import-preview", "Xem trước khi gửi", {
    id,
    fileName,
    columns: columns.map((field, at) => ({
      number: at,
      header: table.header[at] ?? "",
      sample: table.rows[0]?.cells[at] ?? "",
      field,
    })),
    fields: fieldChoices,
    columnFault: columnError,
    skipped: table.skipped ?? [],
    ...previewRows(rows),
  });
}

async function changeColumns(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const stored = await requireImport(request, desk);
  const typed = typedFields(request.body);
  const columns: Columns = stored.columns.map((known, at) => {
    const chosen = typed[`column-${at}`];
    if (chosen === undefined) return known;
    return fieldChoices.find(({ field }) => field === chosen)?.field ?? null;
  });
  const reason = findColumnError(columns);
  if (reason !== null) {
    const shown = await showPreview(stored, request, desk);
    return invalidForm(shown, [{ field: "columns", reason }]);
  }
  await saveColumns(desk.database.db, stored.id, columns);
  return redirect(`/dossiers/imports/${stored.id}`, {
    message: "Đã kiểm tra lại theo các cột đã chọn.",
  });
}

async function sendImport(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { account, now } = request;
  const stored = await requireImport(request, desk);
  if (stored.table === null) throw alreadySent();
  const { rows, columnError } = await checkImport(stored, stored.table, request, desk);
  const updates = newUpdates(rows);
  if (columnError !== null || updates.length === 0) {
    const reason = columnError ?? "Không có dòng mới nào để gửi";
    return invalidForm(await showPreview(stored, request, desk), [{ field: "columns", reason }]);
  }
  const count = updates.length;
  const { id, agencyId } = stored;
  const reports = toReports(updates, { agencyId, officer: account.name });
  await desk.ingestReports(reports, async (tx, refusals) => {
    if (!(await updateImportSent(tx, id, { count, now }))) throw alreadySent();
    // An administrator has just given a code to another agency: the next preview shows which.
    if (refusals.size > 0) throw foreignDossier();
    const action = { action: "import.send", subject: `import ${id}`, detail: `${count} rows` };
    await recordAction(tx, account, action, now);
  });
  return redirect(`/dossiers/imports/${id}`, {
    message: `Đã gửi ${count} cập nhật. Ai theo dõi sẽ được báo.`,
    data: { id, sent: count },
  });
}

function newUpdates(rows: readonly CheckedRow[]) {
  return rows.flatMap(({ verdict, update }) =>
    verdict === "new" && update !== null ? [update] : [],
  );
}

function alreadySent(): ProblemError {
  return new ProblemError(409, "sent-already", "Tệp này đã được gửi rồi.");
}
