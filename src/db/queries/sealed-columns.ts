import { sql } from "kysely";
import type { DbHandle } from "../schema.ts";

type Row = Readonly<Record<string, unknown>>;

/** A column of sealed texts, and what is needed to open one without the code that uses it. */
export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  /** The use for which its box derives a key. */
  readonly use: string;
  readonly primaryKey: readonly [string, ...string[]];
  /** Further columns that `contextOf` reads. */
  readonly contextColumns: readonly string[];
  /** Returns the context for which the row's text was sealed. */
  readonly contextOf: (row: Row) => string;
}

const ofDossier = {
  table: "dossier",
  use: "dossiers",
  primaryKey: ["id"],
  contextColumns: ["code_key"],
} as const;

/** Every sealed column but the service's own keys. `test/db/sealed-columns.test.ts` compares the list with the schema. */
export const sealedColumns: readonly SealedColumn[] = [
  { ...ofDossier, column: "applicant_sealed", contextOf: (row) => `${row["code_key"]} applicant` },
  { ...ofDossier, column: "phone_sealed", contextOf: (row) => `${row["code_key"]} phone` },
  { ...ofDossier, column: "email_sealed", contextOf: (row) => `${row["code_key"]} email` },
  {
    ...ofDossier,
    column: "birth_year_sealed",
    contextOf: (row) => `${row["code_key"]} birth year`,
  },
  { ...ofDossier, column: "identity_sealed", contextOf: (row) => `${row["code_key"]} identity` },
  {
    table: "desk_task",
    column: "lines_sealed",
    use: "tasks",
    primaryKey: ["id"],
    contextColumns: ["event_id"],
    contextOf: (row) => String(row["event_id"]),
  },
  {
    table: "desk_task",
    column: "contact_sealed",
    use: "tasks",
    primaryKey: ["id"],
    contextColumns: ["event_id"],
    contextOf: (row) => `${row["event_id"]} contact`,
  },
  {
    table: "inbox_line",
    column: "words_sealed",
    use: "tasks",
    primaryKey: ["id"],
    contextColumns: ["event_id"],
    contextOf: (row) => String(row["event_id"]),
  },
  {
    table: "desk_second_factor",
    column: "secret_sealed",
    use: "desk",
    primaryKey: ["account_id"],
    contextColumns: [],
    contextOf: (row) => `second factor of account ${row["account_id"]}`,
  },
  {
    table: "desk_sign_in_step",
    column: "secret_sealed",
    use: "desk",
    primaryKey: ["token_hash"],
    contextColumns: ["account_id"],
    contextOf: (row) => `second factor of account ${row["account_id"]}`,
  },
  {
    table: "dossier_import",
    column: "content_sealed",
    use: "desk",
    primaryKey: ["id"],
    contextColumns: ["agency_id"],
    contextOf: (row) => `import of agency ${row["agency_id"]}`,
  },
  {
    table: "dossier_import",
    column: "summary_sealed",
    use: "desk",
    primaryKey: ["id"],
    contextColumns: [],
    contextOf: (row) => `summary of import ${row["id"]}`,
  },
  {
    table: "dossier_import_chunk",
    column: "rows_sealed",
    use: "desk",
    primaryKey: ["import_id", "position"],
    contextColumns: [],
    contextOf: (row) => `rows of import ${row["import_id"]}`,
  },
  {
    table: "own_address",
    column: "sealed",
    use: "own addresses",
    primaryKey: ["id"],
    contextColumns: ["kind", "user_id"],
    contextOf: (row) => `own ${row["kind"]} ${row["user_id"]}`,
  },
  {
    table: "colleague_email",
    column: "address_sealed",
    use: "colleague addresses",
    primaryKey: ["account_id"],
    contextColumns: [],
    contextOf: (row) => `email of account ${row["account_id"]}`,
  },
  {
    table: "colleague_push",
    column: "subscription_sealed",
    use: "colleague addresses",
    primaryKey: ["id"],
    contextColumns: ["endpoint_hash"],
    contextOf: (row) => `push ${row["endpoint_hash"]}`,
  },
  {
    table: "platform_token",
    column: "sealed",
    use: "platform tokens",
    primaryKey: ["channel", "account"],
    contextColumns: [],
    contextOf: (row) => `${row["channel"]} ${row["account"]}`,
  },
];

export interface SealedText {
  readonly sealed: string;
  readonly row: Row;
}

/**
 * Returns up to `limit` texts in the order of the primary key, from the row `after` on. With a prefix, those that do not
 * begin with it.
 */
export async function selectSealedTexts(
  db: DbHandle,
  { table, column, primaryKey, contextColumns }: SealedColumn,
  { prefix, after, limit }: { prefix: string | null; after: Row | null; limit: number },
): Promise<readonly SealedText[]> {
  const key = sql.join(primaryKey.map((name) => sql.ref(name)));
  const columns = [...new Set([...primaryKey, ...contextColumns])].map((name) => sql.ref(name));
  const isLater =
    after === null
      ? sql`true`
      : sql`(${key}) > (${sql.join(primaryKey.map((name) => sql.val(after[name])))})`;
  const isWanted =
    prefix === null ? sql`true` : sql`not starts_with(${sql.ref(column)}, ${prefix})`;
  const { rows } = await sql<Row & { sealed_text: string }>`
    select ${sql.join(columns)}, ${sql.ref(column)} as sealed_text from ${sql.table(table)}
    where ${sql.ref(column)} is not null and ${isWanted} and ${isLater}
    order by ${key} limit ${limit}`.execute(db);
  return rows.map(({ sealed_text: sealed, ...row }) => ({ sealed, row }));
}

/** Replaces a text unless it was changed meanwhile. Returns whether it was replaced. */
export async function replaceSealedText(
  db: DbHandle,
  { table, column, primaryKey }: SealedColumn,
  { sealed, row }: SealedText,
  replacement: string,
): Promise<boolean> {
  const isRow = primaryKey.map((name) => sql`${sql.ref(name)} = ${row[name]}`);
  const { numAffectedRows } = await sql`
    update ${sql.table(table)} set ${sql.ref(column)} = ${replacement}
    where ${sql.join(isRow, sql` and `)} and ${sql.ref(column)} = ${sealed}`.execute(db);
  return (numAffectedRows ?? 0n) > 0n;
}
