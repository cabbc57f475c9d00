import { selectChunkHeads } from "../../../db/queries/import-chunks.ts";
import { importState } from "../../../db/tables/import-tables.ts";
import type { UpdatePreview } from "../../../notify/preview/update-preview.ts";
import type { DeskContext } from "../../framework/route.ts";
import {
  checkChunk,
  chunksOf,
  openCheck,
  type Summary,
  SummaryBuilder,
  summarySchema,
} from "./check-import.ts";
import type { CheckedRow, Verdict } from "./check-rows.ts";
import { markRepeats, parseFound } from "./found-rows.ts";
import type { Import } from "./import-store.ts";
import type { ImportUpdate } from "./parse-row.ts";
import { newUpdates, toReports } from "./to-reports.ts";

/** What is in a file, and its rows by what was found in them. */
export interface Inspection {
  readonly summary: Summary;
  /** Returns rows of one verdict in the order of the file. */
  rows(verdict: Verdict, offset: number, limit: number): Promise<readonly CheckedRow[]>;
  /** Foresees who would be notified, and what they would read. */
  preview(): Promise<UpdatePreview | null>;
}

type InspectContext = Pick<
  DeskContext,
  "database" | "box" | "catalog" | "dossierBox" | "previewUpdates"
>;

/** Returns what is in a file; null while a large one is still being checked. */
export async function inspectImport(
  desk: InspectContext,
  stored: Import,
  now: Date,
): Promise<Inspection | null> {
  if (stored.layout === null || stored.state === importState.checking) return null;
  return stored.summarySealed === null
    ? inspectNow(desk, stored, now)
    : openInspection(desk, stored, now);
}

/** Checks all rows of a small file. */
async function inspectNow(desk: InspectContext, stored: Import, now: Date): Promise<Inspection> {
  const context = await openCheck(desk, stored, now);
  const builder = new SummaryBuilder(context.reading);
  const all: CheckedRow[] = [];
  for await (const row of checkedRows(desk, stored, context)) {
    builder.add(row);
    all.push(row);
  }
  return {
    summary: builder.build(),
    rows: async (verdict, offset, limit) =>
      all.filter((row) => row.verdict === verdict).slice(offset, offset + limit),
    preview: async () => {
      const updates = newUpdates(all);
      return updates.length === 0 ? null : desk.previewUpdates(foreseen(updates, stored));
    },
  };
}

async function* checkedRows(
  desk: InspectContext,
  { id, layout }: Import,
  context: Awaited<ReturnType<typeof openCheck>>,
): AsyncGenerator<CheckedRow> {
  if (layout === null) return;
  const { firstChunk, endChunk } = chunksOf(layout);
  for (let position = firstChunk; position < endChunk; position += 1) {
    yield* await checkChunk(desk, { id, layout }, position, context);
  }
}

/** Opens what was found in a large file. Only the chunks that hold the wanted rows are checked once more. */
async function openInspection(
  desk: InspectContext,
  stored: Import,
  now: Date,
): Promise<Inspection> {
  const { id, layout, summarySealed } = stored;
  if (layout === null || summarySealed === null) throw new Error("The import was not checked");
  const summary = summarySchema.parse(JSON.parse(desk.box.open(summarySealed, summaryContext(id))));
  const { firstChunk, endChunk } = chunksOf(layout);
  return {
    summary,
    rows: async (verdict, offset, limit) => {
      const context = await openCheck(desk, stored, now);
      const rows: CheckedRow[] = [];
      let toSkip = offset;
      for (const { position, found } of await selectChunkHeads(desk.database.db, id)) {
        if (position < firstChunk || position >= endChunk || found === null) continue;
        const inChunk = parseFound(found);
        const here = inChunk.counts[verdict];
        if (here <= toSkip) {
          toSkip -= here;
          continue;
        }
        // Another chunk's rows were compared with this one's when all were checked.
        const checked = await checkChunk(desk, { id, layout }, position, {
          ...context,
          seen: new Map(),
        });
        const wanted = markRepeats(checked, inChunk).filter((row) => row.verdict === verdict);
        rows.push(...wanted.slice(toSkip, toSkip + limit - rows.length));
        toSkip = 0;
        if (rows.length >= limit) break;
      }
      return rows;
    },
    preview: async () => summary.preview,
  };
}

/** Who sends them is not known yet; residents do not read it. */
export function foreseen(updates: readonly ImportUpdate[], { agencyId }: Pick<Import, "agencyId">) {
  return toReports(updates, { agencyId, officer: "" });
}

export function summaryContext(importId: number): string {
  return `summary of import ${importId}`;
}
