import type { DbHandle } from "../schema.ts";
import type { ImportWordTable } from "../tables/import-tables.ts";

/** What an agency's system calls things, and how its tables are built. */

export function selectImportWords(db: DbHandle, agencyId: number): Promise<ImportWordTable[]> {
  return db
    .selectFrom("import_word")
    .selectAll()
    .where("agency_id", "=", agencyId)
    .orderBy("kind", "desc")
    .orderBy("word")
    .execute();
}

export async function upsertImportWord(db: DbHandle, word: ImportWordTable): Promise<void> {
  const { shown, meaning, changed_at } = word;
  await db
    .insertInto("import_word")
    .values(word)
    .onConflict((conflict) =>
      conflict.columns(["agency_id", "kind", "word"]).doUpdateSet({ shown, meaning, changed_at }),
    )
    .execute();
}

export async function deleteImportWord(
  db: DbHandle,
  { agency_id, kind, word }: Pick<ImportWordTable, "agency_id" | "kind" | "word">,
): Promise<void> {
  await db
    .deleteFrom("import_word")
    .where("agency_id", "=", agency_id)
    .where("kind", "=", kind)
    .where("word", "=", word)
    .execute();
}

/** Returns the columns of every table whose header the agency has corrected, by the header. */
export async function selectImportHeaders(
  db: DbHandle,
  agencyId: number,
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom("import_header")
    .select(["header", "columns"])
    .where("agency_id", "=", agencyId)
    .orderBy("header")
    .execute();
  return new Map(rows.map(({ header, columns }) => [header, columns]));
}

export async function upsertImportHeader(
  db: DbHandle,
  row: { agency_id: number; header: string; columns: string; changed_at: Date },
): Promise<void> {
  const { columns, changed_at } = row;
  await db
    .insertInto("import_header")
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(["agency_id", "header"]).doUpdateSet({ columns, changed_at }),
    )
    .execute();
}

export async function deleteImportHeader(
  db: DbHandle,
  agencyId: number,
  header: string,
): Promise<void> {
  await db
    .deleteFrom("import_header")
    .where("agency_id", "=", agencyId)
    .where("header", "=", header)
    .execute();
}
