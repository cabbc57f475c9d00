import { type ExpressionBuilder, sql } from "kysely";
import type { DbHandle, Tables } from "../schema.ts";
import { type ResidentRef, residentColumns } from "../tables/resident-columns.ts";

/** Which dossiers a resident may open, and what proves that one is theirs. */

/** A typed code. */
export interface CodeKey {
  readonly codeKey: string;
  /** The reversed key if the dossier's code may also end so; null if it must be the same. */
  readonly reversedKey: string | null;
}

/** One that the resident follows, or has lately proved to be theirs. */
export interface ReadableDossierRow {
  readonly id: number;
  readonly code_key: string;
  readonly phone_sealed: string | null;
  readonly email_sealed: string | null;
  readonly is_followed: boolean;
}

/** A dossier with what proves that it is somebody's. */
export interface ProvableDossierRow {
  readonly id: number;
  readonly code_key: string;
  readonly phone_sealed: string | null;
  readonly email_sealed: string | null;
  readonly birth_year_sealed: string | null;
  readonly identity_sealed: string | null;
  /** What the agency has chosen; null if the dossier has no agency. */
  readonly proof: string | null;
}

/** Two rows are enough to know that a code is not unique. */
const maxFound = 2;

/** Returns at most two, one with exactly this code first. */
export function selectReadableDossiers(
  db: DbHandle,
  code: CodeKey,
  { resident, provedSince }: { resident: ResidentRef; provedSince: Date },
): Promise<ReadableDossierRow[]> {
  const { channel, account, user_id } = residentColumns(resident);
  return db
    .selectFrom("dossier")
    .leftJoin("follower", (join) =>
      join
        .onRef("follower.dossier_id", "=", "dossier.id")
        .on("follower.channel", "=", channel)
        .on("follower.account", "=", account)
        .on("follower.user_id", "=", user_id)
        .on("follower.stopped_at", "is", null),
    )
    .select(["dossier.id", "dossier.code_key", "dossier.phone_sealed", "dossier.email_sealed"])
    .select((row) => row("follower.id", "is not", null).as("is_followed"))
    .$castTo<ReadableDossierRow>()
    .where((row) => hasCode(row, code))
    .where((row) =>
      row.or([
        row("follower.id", "is not", null),
        row.exists(
          row
            .selectFrom("dossier_try")
            .select("event_id")
            .whereRef("dossier_try.dossier_id", "=", "dossier.id")
            .where("dossier_try.channel", "=", channel)
            .where("dossier_try.account", "=", account)
            .where("dossier_try.user_id", "=", user_id)
            .where("is_right", "=", true)
            .where("at", ">", provedSince),
        ),
      ]),
    )
    .orderBy(sql`dossier.code_key = ${code.codeKey}`, "desc")
    .limit(maxFound)
    .execute();
}

/** Returns at most two, one with exactly this code first. */
export function selectProvableDossiers(db: DbHandle, code: CodeKey): Promise<ProvableDossierRow[]> {
  return provableDossiers(db)
    .where((row) => hasCode(row, code))
    .orderBy(sql`dossier.code_key = ${code.codeKey}`, "desc")
    .limit(maxFound)
    .execute();
}

export function selectProvableDossier(
  db: DbHandle,
  id: number,
): Promise<ProvableDossierRow | undefined> {
  return provableDossiers(db).where("dossier.id", "=", id).executeTakeFirst();
}

function provableDossiers(db: DbHandle) {
  return db
    .selectFrom("dossier")
    .leftJoin("agency", "agency.id", "dossier.agency_id")
    .select([
      "dossier.id",
      "dossier.code_key",
      "dossier.phone_sealed",
      "dossier.email_sealed",
      "dossier.birth_year_sealed",
      "dossier.identity_sealed",
      "agency.proof",
    ]);
}

/** Returns the proof that the agency of a code's prefix has chosen, or of its end; null if there is no such agency. */
export async function selectProofOfPrefix(db: DbHandle, prefix: string): Promise<string | null> {
  const row = await db
    .selectFrom("agency_prefix")
    .innerJoin("agency", "agency.id", "agency_prefix.agency_id")
    .select("agency.proof")
    .where("agency_prefix.prefix", "like", `%${prefix}`)
    .orderBy((order) => order.fn("length", ["agency_prefix.prefix"]))
    .limit(1)
    .executeTakeFirst();
  return row?.proof ?? null;
}

function hasCode(row: ExpressionBuilder<Tables, "dossier">, { codeKey, reversedKey }: CodeKey) {
  const isExact = row("dossier.code_key", "=", codeKey);
  if (reversedKey === null) return isExact;
  return row.or([isExact, row("dossier.reversed_key", "like", `${reversedKey}%`)]);
}
