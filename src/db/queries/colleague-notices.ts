import type { Insertable } from "kysely";
import type { DbHandle } from "../schema.ts";
import type { ColleagueSettingTable } from "../tables/colleague-tables.ts";

/** What each colleague was told, and how each of them wants to be told. */

/** A notice as its reader's page shows it. */
export interface ShownNotice {
  readonly id: number;
  readonly event: string;
  readonly object_kind: string;
  readonly object_id: number;
  readonly at: Date;
  readonly seen_at: Date | null;
  readonly over_at: Date | null;
}

/** Returns somebody's notices, the latest first. */
export function selectNotices(db: DbHandle, accountId: number, limit: number) {
  return db
    .selectFrom("colleague_notice")
    .select(["id", "event", "object_kind", "object_id", "at", "seen_at", "over_at"])
    .where("account_id", "=", accountId)
    .where("is_shown", "=", true)
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
}

/** Returns how many notices their reader has not seen, up to a limit, and the latest one that rings; 0: none. */
export async function countUnseenNotices(
  db: DbHandle,
  accountId: number,
  limit: number,
): Promise<{ readonly count: number; readonly ring: number }> {
  const rows = await db
    .selectFrom("colleague_notice")
    .select(["id", "is_shown", "rings"])
    .where("account_id", "=", accountId)
    .where("seen_at", "is", null)
    .where("over_at", "is", null)
    .where(({ eb, or }) => or([eb("is_shown", "=", true), eb("rings", "=", true)]))
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return {
    count: rows.filter(({ is_shown }) => is_shown).length,
    ring: rows.find(({ rings }) => rings)?.id ?? 0,
  };
}

export async function updateNoticesSeen(
  db: DbHandle,
  accountId: number,
  { upTo, now }: { readonly upTo: number; readonly now: Date },
): Promise<void> {
  await db
    .updateTable("colleague_notice")
    .set({ seen_at: now })
    .where("account_id", "=", accountId)
    .where("id", "<=", upTo)
    .where("seen_at", "is", null)
    .execute();
}

/** Sets how the desk shows new notices. */
export async function updateNoticesShown(
  db: DbHandle,
  ids: readonly number[],
  shown: { readonly is_shown: boolean; readonly rings: boolean },
): Promise<void> {
  if (ids.length === 0) return;
  await db
    .updateTable("colleague_notice")
    .set(shown)
    .where("id", "in", [...ids])
    .execute();
}

export function selectSettings(db: DbHandle, accountIds: readonly number[]) {
  if (accountIds.length === 0) return Promise.resolve([]);
  return db
    .selectFrom("colleague_setting")
    .selectAll()
    .where("account_id", "in", [...accountIds])
    .execute();
}

export async function replaceSetting(
  db: DbHandle,
  { account_id, ...setting }: Insertable<ColleagueSettingTable>,
): Promise<void> {
  await db
    .insertInto("colleague_setting")
    .values({ account_id, ...setting })
    .onConflict((conflict) => conflict.column("account_id").doUpdateSet(setting))
    .execute();
}

/** Deletes what somebody was told, and where they are told it: of a closed account. */
export async function deleteNoticesOfAccount(db: DbHandle, accountId: number): Promise<void> {
  await db.deleteFrom("colleague_notice").where("account_id", "=", accountId).execute();
  await db.deleteFrom("colleague_setting").where("account_id", "=", accountId).execute();
  await db.deleteFrom("colleague_email").where("account_id", "=", accountId).execute();
  await db.deleteFrom("colleague_push").where("account_id", "=", accountId).execute();
}

/** Deletes notices of things that were over before then. While a thing is not over, its notice tells that it was told. */
export async function deleteNoticesOverBefore(db: DbHandle, oldest: Date): Promise<void> {
  await db
    .deleteFrom("colleague_notice")
    .where(({ eb, or, and }) =>
      or([eb("over_at", "<", oldest), and([eb("object_kind", "=", "day"), eb("at", "<", oldest)])]),
    )
    .execute();
}

/** Returns the id of somebody's latest notice; 0: none. */
export async function selectLatestNotice(db: DbHandle, accountId: number): Promise<number> {
  const row = await db
    .selectFrom("colleague_notice")
    .select("id")
    .where("account_id", "=", accountId)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? 0;
}
