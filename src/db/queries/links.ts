import { type Insertable, type Selectable, sql } from "kysely";
import type { DbHandle } from "../schema.ts";
import type { ChatLinkTable } from "../tables/link-tables.ts";

/** Chat links, how often their pages were opened, and the weekly targets of help points. */

export type ChatLinkRow = Selectable<ChatLinkTable>;

function chatLinks(db: DbHandle) {
  return db.selectFrom("chat_link").selectAll();
}

export async function countChatLinks(db: DbHandle): Promise<number> {
  const { count } = await db
    .selectFrom("chat_link")
    .select((query) => query.cast<number>(query.fn.countAll(), "integer").as("count"))
    .executeTakeFirstOrThrow();
  return count;
}

/** Returns undefined if the code is taken. */
export function insertChatLink(
  db: DbHandle,
  link: Omit<Insertable<ChatLinkTable>, "revoked_at" | "used_at" | "used_by">,
): Promise<ChatLinkRow | undefined> {
  return db
    .insertInto("chat_link")
    .values({ ...link, revoked_at: null, used_at: null, used_by: null })
    .onConflict((conflict) => conflict.column("code").doNothing())
    .returningAll()
    .executeTakeFirst();
}

export function selectChatLinkByCode(db: DbHandle, code: string): Promise<ChatLinkRow | undefined> {
  return chatLinks(db).where("code", "=", code).executeTakeFirst();
}

export function selectChatLink(db: DbHandle, id: number): Promise<ChatLinkRow | undefined> {
  return chatLinks(db).where("id", "=", id).executeTakeFirst();
}

export interface ChatLinkFilter {
  /** null: to any help point. */
  readonly points: readonly string[] | null;
  /** Usernames; null: made by anybody. */
  readonly madeBy: readonly string[] | null;
  readonly limit: number;
}

/** Returns links, the latest first. */
export async function selectChatLinks(
  db: DbHandle,
  { points, madeBy, limit }: ChatLinkFilter,
): Promise<ChatLinkRow[]> {
  if (points?.length === 0 || madeBy?.length === 0) return [];
  return chatLinks(db)
    .$if(points !== null, (query) => query.where("point_id", "in", points ?? []))
    .$if(madeBy !== null, (query) => query.where("made_by", "in", madeBy ?? []))
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
}

/** Returns false if the link was revoked already or does not exist. */
export async function revokeChatLink(db: DbHandle, id: number, now: Date): Promise<boolean> {
  const row = await db
    .updateTable("chat_link")
    .set({ revoked_at: now })
    .where("id", "=", id)
    .where("revoked_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** Marks a link as used by this resident unless it was used before. Returns who used it. */
export async function useChatLink(
  db: DbHandle,
  id: number,
  { residentHash, now }: { readonly residentHash: string; readonly now: Date },
): Promise<string | null> {
  await db
    .updateTable("chat_link")
    .set({ used_at: now, used_by: residentHash })
    .where("id", "=", id)
    .where("used_at", "is", null)
    .execute();
  const row = await db
    .selectFrom("chat_link")
    .select("used_by")
    .where("id", "=", id)
    .executeTakeFirst();
  return row?.used_by ?? null;
}

/** `day` is a local day. */
export async function incrementLinkOpened(
  db: DbHandle,
  linkId: number,
  day: string,
): Promise<void> {
  await db
    .insertInto("chat_link_opened")
    .values({ link_id: linkId, day, count: 1 })
    .onConflict((conflict) =>
      conflict.columns(["link_id", "day"]).doUpdateSet({ count: sql`chat_link_opened.count + 1` }),
    )
    .execute();
}

/** Sets how many chats a week a point's team wants to begin; null: no target. */
export async function setPointTarget(
  db: DbHandle,
  pointId: string,
  target: {
    readonly chats_per_week: number;
    readonly set_by: string;
    readonly set_at: Date;
  } | null,
): Promise<void> {
  if (target === null) {
    await db.deleteFrom("point_target").where("point_id", "=", pointId).execute();
    return;
  }
  await db
    .insertInto("point_target")
    .values({ point_id: pointId, ...target })
    .onConflict((conflict) => conflict.column("point_id").doUpdateSet(target))
    .execute();
}

/** Returns the target of each point that has one. */
export async function selectPointTargets(db: DbHandle): Promise<ReadonlyMap<string, number>> {
  const rows = await db.selectFrom("point_target").select(["point_id", "chats_per_week"]).execute();
  return new Map(rows.map((row) => [row.point_id, row.chats_per_week]));
}
