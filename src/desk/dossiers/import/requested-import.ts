import { z } from "zod";
import { selectAccountName } from "../../../db/queries/accounts.ts";
import type { DbHandle } from "../../../db/schema.ts";
import { importState } from "../../../db/tables/import-tables.ts";
import { ProblemError } from "../../../http/problem.ts";
import { notFound } from "../../framework/errors.ts";
import { parseForm } from "../../framework/form.ts";
import type { DeskContext, SignedInRequest } from "../../framework/route.ts";
import { page } from "../../framework/view-result.ts";
import { readOfferedNotes } from "../offered-notes.ts";
import { describePreview } from "../preview-labels.ts";
import { chunksOf } from "./check-import.ts";
import { verdicts } from "./check-rows.ts";
import { fieldChoices, findColumnError } from "./columns.ts";
import { readChunk } from "./import-chunks.ts";
import { readImportProgress } from "./import-progress.ts";
import { findImport, type Import } from "./import-store.ts";
import {
  describeNotes,
  describePlace,
  describeRows,
  describeWords,
  type ShownPage,
} from "./import-view.ts";
import { inspectImport } from "./inspect-import.ts";
import type { Layout } from "./layout.ts";

/** Returns the import that the path names. Rejects with a ProblemError if there is none. */
export async function requireImport(
  { params }: SignedInRequest,
  desk: DeskContext,
): Promise<Import> {
  const found = await findImport(desk, Number(params["import"]));
  if (found === null) throw notFound();
  return found;
}

/** Returns the import that the path names, to be changed. Rejects with a ProblemError if it was sent. */
export async function requireUnsent(
  request: SignedInRequest,
  desk: DeskContext,
): Promise<Import & { readonly layout: Layout }> {
  const found = await requireImport(request, desk);
  const { layout, state } = found;
  const isOpen = state === importState.ready || state === importState.checking;
  if (layout === null || !isOpen) {
    throw alreadySent();
  }
  return { ...found, layout };
}

export function alreadySent(): ProblemError {
  return new ProblemError(409, "sent-already", "Tệp này đã được gửi rồi.");
}

/** So many rows show where a table begins. */
const topRows = 12;

const query = z.object({
  show: z.enum(verdicts).nullable().catch(null),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
  sheet: z.coerce.number().int().min(0).nullable().catch(null),
});

/** Shows what a file holds and what would be sent of it, how far it has come, or what was sent. */
export async function showImport(stored: Import, request: SignedInRequest, desk: DeskContext) {
  const { id, fileName, layout, state, columns, sentAt, sentCount } = stored;
  const undo = await readImportUndo(desk.database.db, stored, request.now);
  if (state === importState.undone) {
    return page("import-sent", "Tệp đã hoàn tác", { id, fileName, state, sentAt, undo: null });
  }
  if (state === importState.sent || layout === null) {
    return page("import-sent", "Tệp đã gửi", { id, fileName, state, sentAt, sentCount, undo });
  }
  if (state === importState.sending) return showProgress(stored, layout, desk, undo);
  const columnFault = findColumnError(columns);
  const inspection =
    columnFault === null ? await inspectImport(desk, stored, request.now) : nothingFound;
  if (inspection === null) return showProgress(stored, layout, desk, null);
  const asked = parseForm(query, request.query).value;
  const shown: ShownPage = { verdict: asked?.show ?? null, page: asked?.page ?? 1 };
  const { summary } = inspection;
  const sheet =
    asked?.sheet != null && layout.sheets[asked.sheet] !== undefined ? asked.sheet : layout.sheet;
  const preview = await inspection.preview();
  const offered = await readOfferedNotes(desk.database.db, stored.agencyId, request.now);
  const firstRows = await readChunk(desk, id, layout.sheets[sheet]?.firstChunk ?? 0);
  // The header may stand below more titles.
  const first = firstRows.findIndex(({ line }) => line >= layout.firstLine);
  const shownRows = Math.max(topRows, first + 1);
  const records = firstRows.filter(({ line }) => line >= layout.firstLine);
  return page("import-preview", "Xem trước khi gửi", {
    id,
    fileName,
    state,
    agencyId: stored.agencyId,
    columns: columns.map((field, at) => ({
      number: at,
      header: layout.header[at] ?? "",
      sample: records[0]?.cells[at] ?? "",
      field,
    })),
    fields: fieldChoices,
    columnFault,
    place: describePlace(layout, sheet, firstRows.slice(0, shownRows)),
    skipped: [...layout.above, ...layout.skipped],
    words: describeWords(summary.words, desk.catalog()),
    notes: describeNotes(summary, layout, offered),
    preview: preview === null ? null : describePreview(preview),
    prefixes: summary.prefixes,
    shown,
    ...(await describeRows(inspection, shown, columns)),
  });
}

/** What `views/undo.eta` shows while a file can be taken back; null if it cannot. */
async function readImportUndo(
  db: DbHandle,
  { id, state, sentBy, heldId, heldUntil }: Import,
  now: Date,
) {
  if (heldUntil === null || heldUntil <= now) return null;
  if (state === importState.sent && heldId === null) return null;
  return {
    id,
    to: `/desk/dossiers/imports/${id}/undo`,
    by: sentBy === null ? null : await selectAccountName(db, sentBy),
    until: heldUntil,
    secondsLeft: Math.ceil((heldUntil.getTime() - now.getTime()) / 1_000),
  };
}

/** For a file whose columns are still to be told. */
const nothingFound = {
  summary: {
    counts: { faulty: 0, new: 0, known: 0, ignored: 0 },
    words: [],
    notes: [],
    prefixes: [],
    preview: null,
  },
  rows: async () => [],
  preview: async () => null,
};

async function showProgress(
  { id, fileName, state }: Import,
  layout: Layout,
  { database }: DeskContext,
  undo: Awaited<ReturnType<typeof readImportUndo>>,
) {
  const progress = await readImportProgress(database.db, id, chunksOf(layout));
  const title = state === importState.sending ? "Đang gửi" : "Đang kiểm tra";
  return page("import-progress", title, { id, fileName, ...progress, state, undo });
}
