import { z } from "zod";
import { ImportFileError, type ImportReading } from "../../catalog/import/reading.ts";
import { toLocalDay } from "../../catalog/local-time.ts";
import {
  lockCatalogImport,
  selectCatalogImport,
  updateCatalogImportVersion,
} from "../../db/queries/catalog-imports.ts";
import { recordAction } from "../audit/record-action.ts";
import { FileError } from "../files/file-error.ts";
import { notFound } from "../framework/errors.ts";
import {
  type DeskContext,
  type DeskRoute,
  pathId,
  type SignedInRequest,
} from "../framework/route.ts";
import {
  invalidForm,
  type Page,
  page,
  redirect,
  type ViewResult,
} from "../framework/view-result.ts";
import { administrators } from "../identity/roles.ts";
import { showDifference } from "./describe-plan.ts";
import { countRows, type FilePlan, planFiles, readFileForImport } from "./plan-files.ts";
import { storeDraft } from "./store-draft.ts";
import { readUpload, saveUpload } from "./upload-store.ts";

/** The saved pages of a whole ministry. */
const maxFileMegabytes = 32;
const maxNameLength = 200;
/** One page shows this many rows of each kind; of the others it shows the count. */
const maxShown = 200;

const fault = z.object({
  row: z.number(),
  field: z.string(),
  reason: z.string(),
  remedy: z.string(),
});
const counts = z.object({
  new: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  guided: z.number(),
  faulty: z.number(),
});
const uploadedSchema = z.object({ id: z.number() });
const previewSchema = z.object({
  id: z.number(),
  fileName: z.string(),
  counts,
  faults: z.array(fault),
});
const draftedSchema = z.object({
  id: z.number().nullable().describe("null: nothing would change"),
});

export const catalogImportRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/catalog/import",
    roles: administrators,
    purpose: "shows the form to upload a file of procedures or help points",
    handle: async () => showForm(),
  },
  {
    method: "POST",
    path: "/catalog/import",
    roles: administrators,
    purpose: "reads a file of procedures or help points; changes nothing",
    acceptsFile: true,
    maxFileMegabytes,
    api: { answer: uploadedSchema },
    handle: upload,
  },
  {
    method: "GET",
    path: "/catalog/imports/:upload",
    roles: administrators,
    purpose: "shows what a file would change, and which of its rows are left out for which reason",
    api: { answer: previewSchema },
    handle: showPreview,
  },
  {
    method: "POST",
    path: "/catalog/imports/:upload/draft",
    roles: administrators,
    purpose: "makes a draft of what a file changes",
    api: { answer: draftedSchema },
    handle: makeDraft,
  },
];

function showForm(): Page {
  return page("catalog-import", "Nhập thủ tục và điểm từ tệp", { maxFileMegabytes });
}

async function upload(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { account, upload: file, now } = request;
  const refuse = (reason: string) => invalidForm(showForm(), [{ field: "file", reason }]);
  if (file === null) return refuse("Chọn tệp để tải lên");
  const name = file.name.slice(-maxNameLength);
  let reading: ImportReading;
  try {
    const context = { day: toLocalDay(now), tables: desk.tables };
    reading = await readFileForImport({ name, content: file.content }, context);
  } catch (error) {
    if (error instanceof FileError || error instanceof ImportFileError) {
      return refuse(error.message);
    }
    throw error;
  }
  const id = await desk.database.transaction(async (tx) => {
    const saved = await saveUpload(tx, { name, reading, by: account.username, now });
    const action = { action: "catalog.upload", subject: `catalog import ${saved}`, detail: name };
    await recordAction(tx, account, action, now);
    return saved;
  });
  return redirect(`/catalog/imports/${id}`, { data: { id } });
}

async function showPreview(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const id = pathId(request.params, "upload");
  const row = id === null ? undefined : await selectCatalogImport(desk.database.db, id);
  if (row === undefined) throw notFound();
  if (row.version_id !== null) return redirect(`/catalog/${row.version_id}`);
  const plan = await planUpload(row.file_name, readUpload(row), request, desk);
  const ofVerdict = (verdict: string) => plan.rows.filter((each) => each.verdict === verdict);
  const shown = (verdict: string) =>
    ofVerdict(verdict)
      .slice(0, maxShown)
      .map(({ row: line, id: record, name, notes, differences }) => ({
        row: line,
        id: record,
        name,
        notes,
        differences: differences.map(showDifference),
      }));
  return page("catalog-import-preview", "Xem trước khi tạo bản nháp", {
    id: row.id,
    fileName: row.file_name,
    counts: countRows(plan),
    faults: plan.faults.slice(0, maxShown),
    faultCount: plan.faults.length,
    changed: shown("changed"),
    added: shown("new"),
    guided: shown("guided"),
    maxShown,
  });
}

async function makeDraft(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { account, now } = request;
  const id = pathId(request.params, "upload");
  const known = id === null ? undefined : await selectCatalogImport(desk.database.db, id);
  if (known === undefined) throw notFound();
  // Before the transaction, which holds the only connection of the embedded database.
  const plan = await planUpload(known.file_name, readUpload(known), request, desk);
  const made = await desk.database.transaction(async (tx) => {
    const row = await lockCatalogImport(tx, known.id);
    if (row === undefined) throw notFound();
    if (row.version_id !== null) return { draftId: row.version_id, pendingIds: [] };
    const drafted = await storeDraft(tx, account, [plan], now);
    if (drafted.draftId !== null) {
      await updateCatalogImportVersion(tx, row.id, drafted.draftId);
    }
    return drafted;
  });
  if (made.draftId === null) {
    const [pending] = made.pendingIds;
    return redirect(
      pending === undefined ? `/catalog/imports/${known.id}` : `/catalog/${pending}`,
      {
        message:
          pending === undefined
            ? "Không có gì thay đổi, nên không tạo bản nháp."
            : "Những thay đổi này đã nằm trong bản nháp ở đây, chưa ai quyết.",
        data: { id: null },
      },
    );
  }
  return redirect(`/catalog/${made.draftId}`, {
    message: "Đã tạo bản nháp. Chưa có gì chạy cho tới khi có người cho chạy.",
    data: { id: made.draftId },
  });
}

async function planUpload(
  name: string,
  reading: ImportReading | null,
  { now }: SignedInRequest,
  { live }: DeskContext,
): Promise<FilePlan> {
  const readings = [{ name, reading: reading ?? { rows: [], faults: [] } }];
  const [plan] = await planFiles(readings, live.records(), toLocalDay(now));
  return plan ?? { name, rows: [], faults: [] };
}
