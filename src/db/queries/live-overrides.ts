import { sql } from "kysely";
import type { DbHandle } from "../schema.ts";
import type { Transaction } from "../transaction.ts";

/** What the desk changes while the service runs: edits of help points, aliases of procedures, the bot's switch. */

/** Returns the number that grows with every change. */
export async function selectLiveVersion(db: DbHandle): Promise<number> {
  const { version } = await db
    .selectFrom("live_version")
    .select("version")
    .executeTakeFirstOrThrow();
  return version;
}

/** Run it in the transaction of the change itself: a reader of the new number must find the change. */
export async function incrementLiveVersion(tx: Transaction): Promise<void> {
  await tx.updateTable("live_version").set({ version: sql`version + 1` }).execute();
}

export function selectPointEdits(db: DbHandle) {
  return db.selectFrom("point_edit").selectAll().execute();
}

/** Returns the edit of a point as JSON, undefined if there is none. */
export async function selectPointEdit(db: DbHandle, pointId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom("point_edit")
    .select("edit")
    .where("point_id", "=", pointId)
    .executeTakeFirst();
  return row?.edit;
}

/**
 * Returns the edit of a point as JSON, made empty if there was none, and locks its row until the transaction ends:
 * of two accounts that edit at once, neither loses the other's fields.
 */
export async function lockPointEdit(
  tx: Transaction,
  pointId: string,
  { by, now }: { readonly by: string; readonly now: Date },
): Promise<string> {
  await tx
    .insertInto("point_edit")
    .values({ point_id: pointId, edit: "{}", edited_by: by, edited_at: now })
    .onConflict((conflict) => conflict.column("point_id").doNothing())
    .execute();
  const { edit } = await tx
    .selectFrom("point_edit")
    .select("edit")
    .where("point_id", "=", pointId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return edit;
}

export async function updatePointEdit(
  tx: Transaction,
  pointId: string,
  edit: string,
  { by, now }: { readonly by: string; readonly now: Date },
): Promise<void> {
  await tx
    .updateTable("point_edit")
    .set({ edit, edited_by: by, edited_at: now })
    .where("point_id", "=", pointId)
    .execute();
}

/** Returns every alias, by the time at which it was added. */
export function selectAliases(db: DbHandle, order: "asc" | "desc") {
  return db.selectFrom("procedure_alias").selectAll().orderBy("added_at", order).execute();
}

/** Returns false if the procedure has that alias already. */
export async function insertAlias(
  tx: Transaction,
  procedureId: string,
  alias: string,
  { by, now }: { readonly by: string; readonly now: Date },
): Promise<boolean> {
  const row = await tx
    .insertInto("procedure_alias")
    .values({ procedure_id: procedureId, alias, added_by: by, added_at: now })
    .onConflict((conflict) => conflict.columns(["procedure_id", "alias"]).doNothing())
    .returning("alias")
    .executeTakeFirst();
  return row !== undefined;
}

/** Returns false if there was no such alias. */
export async function deleteAlias(
  tx: Transaction,
  procedureId: string,
  alias: string,
): Promise<boolean> {
  const row = await tx
    .deleteFrom("procedure_alias")
    .where("procedure_id", "=", procedureId)
    .where("alias", "=", alias)
    .returning("alias")
    .executeTakeFirst();
  return row !== undefined;
}

export function selectBotSwitch(db: DbHandle) {
  return db.selectFrom("bot_switch").selectAll().executeTakeFirst();
}

interface BotSwitchSetting {
  readonly is_off: boolean;
  readonly notice_id: number;
  readonly notice_vi: string | null;
  readonly notice_en: string | null;
  readonly back_at: Date | null;
  readonly changed_by: string;
  readonly changed_at: Date;
}

export async function upsertBotSwitch(tx: Transaction, setting: BotSwitchSetting): Promise<void> {
  await tx
    .insertInto("bot_switch")
    .values({ id: 1, ...setting })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(setting))
    .execute();
}
