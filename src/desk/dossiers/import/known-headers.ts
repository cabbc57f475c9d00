import { selectImportHeaders } from "../../../db/queries/import-words.ts";
import type { DbHandle } from "../../../db/schema.ts";
import type { KnownHeaders } from "./columns.ts";
import { columnsSchema } from "./import-store.ts";

/** Loads which column holds which field in the files that the agency has corrected before. */
export async function loadKnownHeaders(db: DbHandle, agencyId: number): Promise<KnownHeaders> {
  const rows = await selectImportHeaders(db, agencyId);
  return new Map(
    [...rows].map(([header, columns]) => [header, columnsSchema.parse(JSON.parse(columns))]),
  );
}
