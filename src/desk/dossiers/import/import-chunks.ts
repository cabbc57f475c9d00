import { z } from "zod";
import type { Sheet } from "../../../catalog/import/table.ts";
import { withPauses } from "../../../concurrency/with-pauses.ts";
import { batchesOf } from "../../../db/batches.ts";
import {
  insertChunk,
  selectChunkHeads,
  selectChunkRows,
  updateChunkRows,
} from "../../../db/queries/import-chunks.ts";
import type { DeskContext } from "../../framework/route.ts";
import type { ImportRow } from "./import-row.ts";
import type { StoredSheet } from "./layout.ts";

/** Taking in so many rows holds the database for about half a second; more would make replies wait. */
export const rowsPerChunk = 500;

type ChunkContext = Pick<DeskContext, "database" | "box">;

/** Stores the rows of all sheets, sealed, in parts. Returns where each sheet's are. */
export async function saveChunks(
  { database, box }: ChunkContext,
  importId: number,
  sheets: readonly Sheet[],
): Promise<StoredSheet[]> {
  const stored: StoredSheet[] = [];
  let position = 0;
  for (const { name, rows } of sheets) {
    const firstChunk = position;
    for await (const batch of withPauses(batchesOf(rows, rowsPerChunk))) {
      const rowsSealed = box.seal(JSON.stringify(batch), sealContext(importId));
      const firstLine = batch[0]?.line ?? 0;
      await insertChunk(database.db, importId, { position, firstLine, rowsSealed });
      position += 1;
    }
    stored.push({ name, rows: rows.length, firstChunk, endChunk: position });
  }
  return stored;
}

/** Only this service can have sealed them, so that the rows need no check. */
const rowsSchema = z.custom<readonly ImportRow[]>(Array.isArray);

/** Returns the rows of a chunk; none if it was sent. */
export async function readChunk(
  { database, box }: ChunkContext,
  importId: number,
  position: number,
): Promise<readonly ImportRow[]> {
  const sealed = await selectChunkRows(database.db, importId, position);
  if (sealed === null) return [];
  return rowsSchema.parse(JSON.parse(box.open(sealed, sealContext(importId))));
}

/** Yields all rows of a sheet, one chunk at a time in memory. */
export async function* readRows(
  context: ChunkContext,
  importId: number,
  { firstChunk, endChunk }: Pick<StoredSheet, "firstChunk" | "endChunk">,
): AsyncGenerator<ImportRow> {
  for (let position = firstChunk; position < endChunk; position += 1) {
    yield* await readChunk(context, importId, position);
  }
}

/** Replaces rows by their lines; what was found in their chunks is void. */
export async function replaceRows(
  context: ChunkContext,
  importId: number,
  {
    sheet: { firstChunk, endChunk },
    change,
  }: {
    readonly sheet: StoredSheet;
    readonly change: ReadonlyMap<number, (row: ImportRow) => ImportRow>;
  },
): Promise<void> {
  const { database, box } = context;
  const heads = (await selectChunkHeads(database.db, importId)).filter(
    ({ position }) => position >= firstChunk && position < endChunk,
  );
  const positions = new Set(
    [...change.keys()].map(
      (line) => heads.findLast(({ first_line }) => first_line <= line)?.position ?? firstChunk,
    ),
  );
  for (const position of positions) {
    const rows = await readChunk(context, importId, position);
    if (rows.length === 0) continue;
    const changed = rows.map((row) => change.get(row.line)?.(row) ?? row);
    const rowsSealed = box.seal(JSON.stringify(changed), sealContext(importId));
    await updateChunkRows(database.db, { importId, position, rowsSealed });
  }
}

function sealContext(importId: number): string {
  return `rows of import ${importId}`;
}
