import type { DbHandle } from "../schema.ts";
import { selectAccountPoints } from "./accounts.ts";

/** The morning's digest: a notice whose object is the day. */

/** Somebody who gets a digest, with what their work is. */
export interface DigestReader {
  readonly id: number;
  readonly role: "staff" | "official" | "administrator";
  readonly agencyId: number | null;
  readonly pointIds: readonly string[];
}

/** Returns every open account that chose the digest. */
export async function selectDigestReaders(db: DbHandle): Promise<readonly DigestReader[]> {
  const rows = await db
    .selectFrom("desk_account")
    .innerJoin("colleague_setting", "colleague_setting.account_id", "desk_account.id")
    .select(["desk_account.id", "role", "agency_id"])
    .where("has_digest", "=", true)
    .where("closed_at", "is", null)
    .orderBy("desk_account.id")
    .execute();
  return Promise.all(rows.map((row) => toReader(db, row)));
}

/** Returns the reader of a digest. */
export async function selectDigestReader(db: DbHandle, accountId: number): Promise<DigestReader> {
  const row = await db
    .selectFrom("desk_account")
    .select(["id", "role", "agency_id"])
    .where("id", "=", accountId)
    .executeTakeFirstOrThrow();
  return toReader(db, row);
}

async function toReader(
  db: DbHandle,
  row: { readonly id: number; readonly role: string; readonly agency_id: number | null },
): Promise<DigestReader> {
  const { id, agency_id: agencyId } = row;
  const role = row.role === "staff" || row.role === "official" ? row.role : "administrator";
  return { id, role, agencyId, pointIds: await selectAccountPoints(db, id) };
}

/** Stores the digest of a day for these accounts; it is not shown at the desk. Returns those that are new. */
export async function insertDigests(
  db: DbHandle,
  {
    accountIds,
    day,
    now,
  }: { readonly accountIds: readonly number[]; readonly day: number; readonly now: Date },
): Promise<readonly { readonly id: number; readonly account_id: number }[]> {
  if (accountIds.length === 0) return [];
  return db
    .insertInto("colleague_notice")
    .values(
      accountIds.map((account_id) => ({
        account_id,
        event: "digest",
        object_kind: "day",
        object_id: day,
        at: now,
        is_shown: false,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning(["id", "account_id"])
    .execute();
}
