import { z } from "zod";
import { recordAction } from "../../audit/record-action.ts";
import type { DeskContext } from "../../framework/context.ts";
import { DeskError, notFound } from "../../framework/errors.ts";
import { optionalId, readForm, typedFields } from "../../framework/form.ts";
import type { DeskRoute, SignedInRequest } from "../../framework/route.ts";
import { invalidForm, page, redirect, type ViewResult } from "../../framework/view-result.ts";
import { officials } from "../../identity/roles.ts";
import { listAgencies, workingFor } from "../agencies.ts";
import { type CheckedRow, checkRows } from "./check-rows.ts";
import { type Columns, fieldChoices, findColumnFault, guessColumns } from "./columns.ts";
import {
  chooseColumns,
  findImport,
  type Import,
  keepImport,
  markSent,
  ownerOfImport,
} from "./import-store.ts";
import { decodeFile, FileFault, readTable, type TableFile } from "./read-file.ts";
import { showRows } from "./show-rows.ts";
import { toReports } from "./to-reports.ts";

export const importRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/dossiers/import",
    roles: officials,
    does: "shows the form to upload a file of updates",
    answer: (call, desk) => uploadForm(call, desk),
  },
  {
    method: "POST",
    path: "/dossiers/import",
    roles: officials,
    does: "takes in a file of updates to be checked; sends nothing",
    takesFile: true,
    answer: uploadFile,
  },
  {
    method: "GET",
    path: "/dossiers/imports/:import",
    roles: officials,
    does: "shows what the columns of a file were taken for, and each row with its verdict",
    ownerOf: ownerOfImport,
    answer: async (call, desk) => preview(await requireImport(call, desk), call, desk),
  },
  {
    method: "POST",
    path: "/dossiers/imports/:import/columns",
    roles: officials,
    does: "says which column is what, and checks the rows again",
    ownerOf: ownerOfImport,
    answer: changeColumns,
  },
  {
    method: "POST",
    path: "/dossiers/imports/:import/send",
    roles: officials,
    does: "takes the new rows of a checked file in and tells followers",
    ownerOf: ownerOfImport,
    answer: send,
  },
];

const uploadSchema = z.object({ agency: optionalId("Chọn cơ quan") });
const maxNameLength = 200;

async function uploadForm({ account, body }: SignedInRequest, { database }: DeskContext) {
  return page("import", "Tải tệp cập nhật lên", {
    typed: typedFields(body),
    agencies: account.role === "administrator" ? await listAgencies(database.db) : null,
  });
}

async function uploadFile(call: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { account, body, upload, now } = call;
  const refuse = async (field: string, reason: string) =>
    invalidForm(await uploadForm(call, desk), [{ field, reason }]);
  const { value, faults } = readForm(uploadSchema, body);
  if (faults !== null) return invalidForm(await uploadForm(call, desk), faults);
  const agency = await workingFor(desk.database.db, account, value.agency);
  if (agency === null) return refuse("agency", "Chọn cơ quan có các hồ sơ này");
  if (upload === null) return refuse("file", "Chọn tệp CSV để tải lên");
  let text: string;
  let table: TableFile;
  try {
    text = decodeFile(upload.content);
    table = readTable(text);
  } catch (error) {
    if (error instanceof FileFault) return refuse("file", error.message);
    throw error;
  }
  const id = await desk.database.transaction(async (tx) => {
    const made = await keepImport(tx, desk.box, {
      accountId: account.id,
      agencyId: agency.id,
      fileName: upload.name.slice(-maxNameLength),
      text,
      columns: guessColumns(table.header),
      now,
    });
    await recordAction(tx, account, { action: "import.upload", subject: `import ${made}` }, now);
    return made;
  });
  return redirect(`/dossiers/imports/${id}`, { data: { id } });
}

async function requireImport({ params }: SignedInRequest, desk: DeskContext): Promise<Import> {
  const found = await findImport(desk.database.db, desk.box, Number(params["import"]));
  if (found === null) throw notFound();
  return found;
}

async function check(kept: Import, text: string, { now }: SignedInRequest, desk: DeskContext) {
  const table = readTable(text);
  const { columns, agencyId } = kept;
  const fault = findColumnFault(columns);
  const rows =
    fault === null
      ? await checkRows(desk.database.db, table, { columns, agencyId, box: desk.dossierBox, now })
      : [];
  return { table, rows, fault };
}

async function preview(kept: Import, call: SignedInRequest, desk: DeskContext) {
  const { id, fileName, text, columns, sentAt, sentCount } = kept;
  if (text === null) return page("import-sent", "Tệp đã gửi", { id, fileName, sentAt, sentCount });
  const { table, rows, fault } = await check(kept, text, call, desk);
  return page("import-preview", "Xem trước khi gửi", {
    id,
    fileName,
    columns: columns.map((field, at) => ({
      number: at,
      header: table.header[at] ?? "",
      sample: table.rows[0]?.[at] ?? "",
      field,
    })),
    fields: fieldChoices,
    columnFault: fault,
    ...showRows(rows),
  });
}

async function changeColumns(call: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const kept = await requireImport(call, desk);
  const typed = typedFields(call.body);
  const columns: Columns = kept.columns.map((known, at) => {
    const chosen = typed[`column-${at}`];
    if (chosen === undefined) return known;
    return fieldChoices.find(({ field }) => field === chosen)?.field ?? null;
  });
  const reason = findColumnFault(columns);
  if (reason !== null) {
    const shown = await preview(kept, call, desk);
    return invalidForm(shown, [{ field: "columns", reason }]);
  }
  await chooseColumns(desk.database.db, kept.id, columns);
  return redirect(`/dossiers/imports/${kept.id}`, {
    said: "Đã kiểm tra lại theo các cột đã chọn.",
  });
}

async function send(call: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { account, now } = call;
  const kept = await requireImport(call, desk);
  if (kept.text === null) throw sentAlready();
  const { rows, fault } = await check(kept, kept.text, call, desk);
  const updates = newUpdates(rows);
  if (fault !== null || updates.length === 0) {
    const reason = fault ?? "Không có dòng mới nào để gửi";
    return invalidForm(await preview(kept, call, desk), [{ field: "columns", reason }]);
  }
  const count = updates.length;
  const { id, agencyId } = kept;
  await desk.takeReports(toReports(updates, { agencyId, officer: account.name }), async (tx) => {
    if (!(await markSent(tx, id, { count, now }))) throw sentAlready();
    const deed = { action: "import.send", subject: `import ${id}`, detail: `${count} rows` };
    await recordAction(tx, account, deed, now);
  });
  return redirect(`/dossiers/imports/${id}`, {
    said: `Đã gửi ${count} cập nhật. Ai theo dõi sẽ được báo.`,
    data: { id, sent: count },
  });
}

function newUpdates(rows: readonly CheckedRow[]) {
  return rows.flatMap(({ verdict, update }) =>
    verdict === "new" && update !== null ? [update] : [],
  );
}

function sentAlready(): DeskError {
  return new DeskError(409, "sent-already", "Tệp này đã được gửi rồi.");
}
