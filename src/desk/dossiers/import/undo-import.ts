import {
  lockImport,
  updateImportStopped,
  updateImportUndone,
} from "../../../db/queries/dossier-imports.ts";
import { hasSentChunk } from "../../../db/queries/import-chunks.ts";
import { importState } from "../../../db/tables/import-tables.ts";
import { ProblemError } from "../../../http/problem.ts";
import { recordAction } from "../../audit/record-action.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../../framework/route.ts";
import { redirect, type ViewResult } from "../../framework/view-result.ts";
import { officials } from "../../identity/roles.ts";
import { findImportOwner, type Import } from "./import-store.ts";
import { requireImport } from "./requested-import.ts";

export const importUndoRoutes: readonly DeskRoute[] = [
  {
    method: "POST",
    path: "/dossiers/imports/:import/undo",
    roles: officials,
    purpose:
      "takes a file back while its notifications wait, or before the sending of a large one begins",
    findOwner: findImportOwner,
    handle: undoImport,
  },
];

async function undoImport(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const stored = await requireImport(request, desk);
  const { id, heldId } = stored;
  const message =
    heldId === null ? await stop(request, desk, stored) : await undo(request, desk, { id, heldId });
  if (message !== null) return redirect(`/dossiers/imports/${id}`, { message, data: { id } });
  const late =
    "Đã quá 30 giây nên không hoàn tác được: tin báo đã gửi đi. Nếu sai, bạn gửi một tệp đúng.";
  return redirect(`/dossiers/imports/${id}`, {
    message: late,
    problem: new ProblemError(409, "too-late", late),
  });
}

/** Of a large file nothing is sent before the time is over: it waits again. Returns what was done; null: it is too late. */
async function stop(
  { account, now }: SignedInRequest,
  { database }: DeskContext,
  { id }: Import,
): Promise<string | null> {
  return database.transaction(async (tx) => {
    const locked = await lockImport(tx, id);
    if (locked?.state !== importState.sending || (await hasSentChunk(tx, id))) return null;
    await updateImportStopped(tx, id);
    await recordAction(tx, account, { action: "import.undo", subject: `import ${id}` }, now);
    return "Đã dừng; chưa có gì được gửi.";
  });
}

/** Takes back what a small file has changed. Returns what was done; null: it is too late. */
async function undo(
  { account, now }: SignedInRequest,
  desk: DeskContext,
  { id, heldId }: { readonly id: number; readonly heldId: number },
): Promise<string | null> {
  const result = await desk.undoReports(heldId, account.id, async (tx, { steps, deliveries }) => {
    await updateImportUndone(tx, id);
    const detail = `${steps} steps, ${deliveries} notifications`;
    await recordAction(
      tx,
      account,
      { action: "import.undo", subject: `import ${id}`, detail },
      now,
    );
  });
  switch (result.type) {
    case "undone":
      return `Đã hoàn tác: ${result.deliveries} tin báo không được gửi.`;
    case "undone-before":
      return "Tệp này đã được hoàn tác rồi.";
    case "too-late":
      return null;
  }
}
