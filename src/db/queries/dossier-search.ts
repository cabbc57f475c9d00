import { type RawBuilder, sql } from "kysely";
import { batchesOf } from "../batches.ts";
import type { DbHandle } from "../schema.ts";

/** What a dossier was found by, as bits of `SearchedDossier.fields`. */
export const searchField = {
  code: 1,
  name: 2,
  phone: 4,
  received: 8,
  promised: 16,
  procedure: 32,
  officer: 64,
} as const;
export type SearchField = keyof typeof searchField;

/** What may be meant by what was typed; a dossier is found by any of it. */
export interface SearchTerms {
  /** A code's beginning or end. */
  readonly code: { readonly key: string; readonly reversedKey: string } | null;
  /** The day within a code, as YYMMDD. */
  readonly codeDay: string | null;
  /** The tokens of each key, all of which a dossier has. */
  readonly name: readonly (readonly string[])[];
  readonly phone: readonly (readonly string[])[];
  readonly days: readonly { readonly from: Date; readonly to: Date }[];
  readonly procedures: readonly string[];
  readonly officers: readonly string[];
}

/** Returns the ids of what is found, with the fields by which. One branch for each term, so that each uses its index. */
export function searchHits(terms: SearchTerms): RawBuilder<unknown> {
  const { code, codeDay, name, phone, days, procedures, officers } = terms;
  const branches: RawBuilder<unknown>[] = [];
  const add = (field: SearchField, ids: RawBuilder<unknown>) =>
    branches.push(sql`select id, ${sql.lit(searchField[field])} as field from (${ids}) as hit`);
  if (code !== null) {
    add("code", sql`select id from dossier where code_key like ${`${code.key}%`}`);
    add("code", sql`select id from dossier where reversed_key like ${`${code.reversedKey}%`}`);
  }
  if (codeDay !== null) {
    add("code", sql`select id from dossier where code_key like ${`%${codeDay}%`}`);
  }
  for (const tokens of name) add("name", withTokens(tokens));
  for (const tokens of phone) add("phone", withTokens(tokens));
  for (const { from, to } of days) {
    add(
      "received",
      sql`select id from dossier where received_at >= ${from} and received_at < ${to}`,
    );
    add(
      "promised",
      sql`select id from dossier where promised_at >= ${from} and promised_at < ${to}`,
    );
  }
  if (procedures.length > 0) {
    add(
      "procedure",
      sql`select id from dossier where procedure_name = any(${[...procedures]}::text[])`,
    );
  }
  if (officers.length > 0) {
    add(
      "officer",
      sql`select dossier.id from dossier_step join dossier using (code_key)
        where officer = any(${[...officers]}::text[])`,
    );
  }
  return sql`(select id, bit_or(field) as fields from (${sql.join(branches, sql` union all `)}) as hits
    group by id)`;
}

function withTokens(tokens: readonly string[]): RawBuilder<unknown> {
  return sql`select dossier_id as id from dossier_search where tokens @> ${[...tokens]}::bigint[]`;
}

const maxNames = 5_000;

/** Returns the names of procedures on dossiers, each once. It jumps from one to the next in the index. */
export async function selectProcedureNames(db: DbHandle): Promise<string[]> {
  return distinctNames(db, sql`select procedure_name as name from dossier`, sql`procedure_name`);
}

/** Returns the names of officers on steps, each once. */
export async function selectOfficerNames(db: DbHandle): Promise<string[]> {
  return distinctNames(db, sql`select officer as name from dossier_step`, sql`officer`);
}

async function distinctNames(
  db: DbHandle,
  source: RawBuilder<unknown>,
  column: RawBuilder<unknown>,
): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    with recursive names as (
      (${source} where ${column} is not null order by ${column} limit 1)
      union all
      select (${source} where ${column} > names.name order by ${column} limit 1)
      from names where names.name is not null)
    select name from names where name is not null limit ${maxNames}
  `.execute(db);
  return rows.map(({ name }) => name);
}

export interface SearchEntry {
  readonly dossierId: number;
  readonly tokens: readonly string[];
}

/** Stores the tokens of these dossiers; what is the same already stays. */
export async function upsertSearchEntries(
  db: DbHandle,
  keyId: string,
  entries: readonly SearchEntry[],
): Promise<void> {
  for (const batch of batchesOf(entries)) {
    await sql`
      insert into dossier_search (dossier_id, key_id, tokens)
      select id, ${keyId}, string_to_array(tokens, ' ')::bigint[]
      from unnest(${batch.map(({ dossierId }) => dossierId)}::bigint[],
        ${batch.map(({ tokens }) => tokens.join(" "))}::text[]) as entry (id, tokens)
      on conflict (dossier_id) do update set key_id = excluded.key_id, tokens = excluded.tokens
      where dossier_search.key_id <> excluded.key_id or dossier_search.tokens <> excluded.tokens
    `.execute(db);
  }
}

export interface SearchedPerson {
  readonly id: number;
  readonly code_key: string;
  readonly applicant_sealed: string | null;
  readonly phone_sealed: string | null;
}

export async function selectSearchedPersons(
  db: DbHandle,
  codeKeys: readonly string[],
): Promise<SearchedPerson[]> {
  const found: SearchedPerson[] = [];
  for (const batch of batchesOf(codeKeys)) {
    const rows = await db
      .selectFrom("dossier")
      .select(["id", "code_key", "applicant_sealed", "phone_sealed"])
      .where("code_key", "in", batch)
      .execute();
    found.push(...rows);
  }
  return found;
}

/** Returns dossiers from the id on whose tokens are missing, or were made with another key, in the order of ids. */
export function selectUnsearchable(
  db: DbHandle,
  { keyId, after, limit }: { keyId: string; after: number; limit: number },
): Promise<SearchedPerson[]> {
  return db
    .selectFrom("dossier")
    .leftJoin("dossier_search", "dossier_search.dossier_id", "dossier.id")
    .select(["id", "code_key", "applicant_sealed", "phone_sealed"])
    .where("id", ">", after)
    .where((row) => row.or([row("key_id", "is", null), row("key_id", "<>", keyId)]))
    .where((row) =>
      row.or([row("applicant_sealed", "is not", null), row("phone_sealed", "is not", null)]),
    )
    .orderBy("id")
    .limit(limit)
    .execute();
}
