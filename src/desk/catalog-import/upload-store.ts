import { z } from "zod";
import type { ImportReading } from "../../catalog/import/reading.ts";
import {
  type CatalogImportRow,
  deleteUnusedCatalogImports,
  insertCatalogImport,
} from "../../db/queries/catalog-imports.ts";
import type { DbHandle } from "../../db/schema.ts";

/** Long enough to look at it, and to come back after lunch. */
const maxUnusedMs = 24 * 3_600_000;

/** Only this service can have stored it; an upload of an earlier release may have another shape. */
const readingSchema = z.object({
  rows: z.custom<ImportReading["rows"]>(Array.isArray),
  faults: z.custom<ImportReading["faults"]>(Array.isArray),
});

/** Stores what was read of a file until it becomes a draft, for at most a day. Returns its id. */
export function saveUpload(
  db: DbHandle,
  { name, reading, by, now }: { name: string; reading: ImportReading; by: string; now: Date },
): Promise<number> {
  return insertCatalogImport(db, {
    file_name: name,
    reading: JSON.stringify(reading),
    created_by: by,
    created_at: now,
  });
}

/** Returns what was read of an upload; null once it became a draft. */
export function readUpload({ reading }: CatalogImportRow): ImportReading | null {
  return reading === null ? null : readingSchema.parse(JSON.parse(reading));
}

/** Deletes uploads of which nobody made a draft for more than a day. */
export function deleteUnusedUploads(db: DbHandle, now: Date): Promise<void> {
  return deleteUnusedCatalogImports(db, new Date(now.getTime() - maxUnusedMs));
}
