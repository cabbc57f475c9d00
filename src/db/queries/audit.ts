import { type Insertable, sql } from "kysely";
import type { DbHandle } from "../schema.ts";
import type { DeskAuditTable } from "../tables/desk-tables.ts";

/** The desk's audit trail. The database refuses to change or delete an entry. */

export async function insertAuditEntry(
  db: DbHandle,
  entry: Insertable<DeskAuditTable>,
): Promise<void> {
  await db.insertInto("desk_audit").values(entry).execute();
}

/** Which entries of the trail somebody asks for; null: all. */
export interface AuditFilter {
  /** An account, or what the service and programs did by themselves. */
  readonly by: number | "service" | null;
  readonly from: Date | null;
  readonly until: Date | null;
  /** The first parts of actions, such as `session`. */
  readonly nouns: readonly string[] | null;
  readonly subject: string | null;
}

/** Returns the entries with an id below `before` (undefined: all) that pass the filter, the latest first. */
export function selectAuditEntries(
  db: DbHandle,
  { by, from, until, nouns, subject }: AuditFilter,
  before: number | undefined,
  limit: number,
) {
  return db
    .selectFrom("desk_audit")
    .selectAll()
    .$if(before !== undefined, (query) => query.where("id", "<", before ?? 0))
    .$if(by !== null, (query) =>
      by === "service" ? query.where("account_id", "is", null) : query.where("account_id", "=", by),
    )
    .$if(from !== null, (query) => query.where("at", ">=", from ?? new Date(0)))
    .$if(until !== null, (query) => query.where("at", "<", until ?? new Date(0)))
    .$if(nouns !== null, (query) =>
      query.where(sql<string>`split_part(action, '.', 1)`, "in", nouns ?? []),
    )
    .$if(subject !== null, (query) => query.where("subject", "=", subject ?? ""))
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
}

/** Returns everybody who has, or had, an account, by name. */
export function selectAuditPeople(db: DbHandle) {
  return db
    .selectFrom("desk_account")
    .select(["id", "name", "username"])
    .orderBy("name")
    .orderBy("id")
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
