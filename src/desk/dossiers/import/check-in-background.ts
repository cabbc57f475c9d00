import { updateImportChecked } from "../../../db/queries/dossier-imports.ts";
import { updateChunkFound } from "../../../db/queries/import-chunks.ts";
import type { DeskContext } from "../../framework/route.ts";
import { checkChunk, chunksOf, openCheck, SummaryBuilder } from "./check-import.ts";
import { countFound } from "./found-rows.ts";
import type { Import } from "./import-store.ts";
import { foreseen, summaryContext } from "./inspect-import.ts";
import type { ImportUpdate } from "./parse-row.ts";
import { newUpdates } from "./to-reports.ts";

/** Is called after each chunk with the time at which it began; returns whether to go on. */
export type BetweenChunks = (beganAt: number) => Promise<boolean>;

/** Of the dossiers of so many rows it is foreseen who would be notified; of the others only their number is told. */
const maxForeseen = 20_000;

/**
 * Checks a large file, chunk by chunk, and stores what was found. Nothing else is stored, so after a restart it begins
 * anew: a row may repeat one of any chunk before it. It ends early when the file is read in another way meanwhile.
 */
export async function checkImport(
  desk: Omit<DeskContext, "imports">,
  stored: Import,
  between: BetweenChunks,
): Promise<void> {
  const { id, revision, layout } = stored;
  if (layout === null) return;
  const context = await openCheck(desk, stored, desk.now());
  const builder = new SummaryBuilder(context.reading);
  const updates: ImportUpdate[] = [];
  const { firstChunk, endChunk } = chunksOf(layout);
  for (let position = firstChunk; position < endChunk; position += 1) {
    const beganAt = performance.now();
    const rows = await checkChunk(desk, { id, layout }, position, context);
    for (const row of rows) builder.add(row);
    updates.push(...newUpdates(rows).slice(0, maxForeseen - updates.length));
    const found = JSON.stringify(countFound(rows));
    const isCurrent = await updateChunkFound(desk.database.db, {
      ...{ importId: id, position, revision, found },
    });
    if (!isCurrent || !(await between(beganAt))) return;
  }
  const preview =
    updates.length === 0 ? null : await desk.previewUpdates(foreseen(updates, stored));
  const others = builder.build().counts.new - updates.length;
  const summary = builder.build(preview && { ...preview, unexamined: others });
  const summarySealed = desk.box.seal(JSON.stringify(summary), summaryContext(id));
  await updateImportChecked(desk.database.db, { id, revision, summarySealed });
}
