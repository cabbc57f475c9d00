import type { Insertable } from "kysely";
import type { DbHandle } from "../schema.ts";
import type { DeskAuditTable } from "../tables/desk-tables.ts";

/** The desk's audit trail. The database refuses to change or delete an entry. */

export async function insertAuditEntry(
  db: DbHandle,
  entry: Insertable<DeskAuditTable>,
): Promise<void> {
  await db.insertInto("desk_audit").values(entry).execute();
}

/** Returns the entries with an id below `before` (undefined: all), the latest first. */
export function selectAuditEntries(db: DbHandle, before: number | undefined, limit: number) {
  return db
    .selectFrom("desk_audit")
    .selectAll()
    .$if(before !== undefined, (query) => query.where("id", "<", before ?? 0))
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
}

/** Returns whether an account did something since then; with a subject, with that one. */
export async function hasAuditEntry(
  db: DbHandle,
  {
    accountId,
    action,
    since,
    subject,
  }: {
    readonly accountId: number;
    readonly action: string;
    readonly since: Date;
    readonly subject?: string;
  },
): Promise<boolean> {
  const row = await db
    .selectFrom("desk_audit")
    .select("id")
    .where("account_id", "=", accountId)
    .where("action", "=", action)
    .where("at", ">=", since)
    .$if(subject !== undefined, (query) => query.where("subject", "=", subject ?? ""))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
