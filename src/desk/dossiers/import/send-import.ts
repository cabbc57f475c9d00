import { selectAccountName } from "../../../db/queries/accounts.ts";
import { updateImportSent } from "../../../db/queries/dossier-imports.ts";
import {
  deleteOtherChunks,
  selectChunkHeads,
  updateChunkSent,
} from "../../../db/queries/import-chunks.ts";
import type { DeskContext } from "../../framework/route.ts";
import { checkChunk, chunksOf, openCheck } from "./check-import.ts";
import type { BetweenChunks } from "./check-in-background.ts";
import type { CheckedRow } from "./check-rows.ts";
import type { Import } from "./import-store.ts";
import { newUpdates, toReports } from "./to-reports.ts";

type SendContext = Omit<DeskContext, "imports">;

/**
 * Sends the chunks of an import that were not sent yet, each in a transaction of its own that also marks it: after a
 * restart the next one follows, and no row is taken in twice. The rows are checked again first. Returns whether all are sent.
 */
export async function sendChunks(
  desk: SendContext,
  stored: Import,
  between: BetweenChunks = async () => true,
): Promise<boolean> {
  const { id, layout, sentBy } = stored;
  const { db } = desk.database;
  if (layout === null) return true;
  const officer = sentBy === null ? "" : ((await selectAccountName(db, sentBy)) ?? "");
  const context = await openCheck(desk, stored, desk.now());
  const { firstChunk, endChunk } = chunksOf(layout);
  await deleteOtherChunks(db, id, { firstChunk, endChunk });
  const heads = (await selectChunkHeads(db, id)).filter(
    ({ position, sent_at: sentAt }) =>
      sentAt === null && position >= firstChunk && position < endChunk,
  );
  for (const { position } of heads) {
    const beganAt = performance.now();
    const rows = await checkChunk(desk, { id, layout }, position, context);
    await sendRows(desk, { ...stored, officer }, position, rows);
    if (!(await between(beganAt))) return false;
  }
  return updateImportSent(db, id, desk.now());
}

async function sendRows(
  { database, ingestReports, now }: SendContext,
  { id, agencyId, officer, heldId, heldUntil }: Import & { readonly officer: string },
  position: number,
  rows: readonly CheckedRow[],
): Promise<void> {
  const updates = newUpdates(rows);
  if (updates.length === 0) {
    await updateChunkSent(database.db, { importId: id, position, count: 0, now: now() });
    return;
  }
  const reports = toReports(updates, { agencyId, officer });
  const hold =
    heldId === null || heldUntil === null
      ? undefined
      : { until: heldUntil, open: async () => heldId };
  try {
    await ingestReports(
      reports,
      async (tx, refusals) => {
        // An administrator may just have given a code to another agency: that row is left out.
        const count = reports.dossiers.length - refusals.size;
        const isFirst = await updateChunkSent(tx, { importId: id, position, count, now: now() });
        if (!isFirst) throw new NotToBeSentError();
      },
      hold,
    );
  } catch (error) {
    // Another replica has sent this chunk, or somebody has stopped the import: nothing of it is stored.
    if (!(error instanceof NotToBeSentError)) throw error;
  }
}

class NotToBeSentError extends Error {
  override readonly name = "NotToBeSentError";
}
