import { sql } from "kysely";
import type { DbHandle } from "../schema.ts";
import { type ResidentRef, residentColumns } from "../tables/resident-columns.ts";

const tablesOfResidents = ["follower", "consent", "dossier_try", "desk_task"] as const;

/** Deletes the resident's rows of all tables that name residents. Returns how many there were. */
export async function deleteResidentRows(db: DbHandle, resident: ResidentRef): Promise<number> {
  let deleted = 0;
  for (const table of tablesOfResidents) {
    const [result] = await db
      .deleteFrom(table)
      .where((row) => row.and(residentColumns(resident)))
      .execute();
    deleted += Number(result?.numDeletedRows ?? 0);
  }
  return deleted;
}

/** Leaves the chat links that the resident used marked as used, but not by whom. */
export async function anonymiseUsedLinks(db: DbHandle, residentHash: string): Promise<void> {
  await db
    .updateTable("chat_link")
    .set({ used_by: "erased" })
    .where("used_by", "=", residentHash)
    .execute();
}

/** Deletes the chat as an address for test broadcasts. */
export async function deleteTestAddressesOfResident(
  db: DbHandle,
  { channel: kind, account, user: user_id }: ResidentRef,
): Promise<void> {
  await db
    .deleteFrom("own_address")
    .where((row) => row.and({ kind, account, user_id }))
    .execute();
}

/** Deletes the facts of the resident's turns and the words that were not understood. Returns how many facts there were. */
export async function deleteFactsOfResident(db: DbHandle, residentHash: string): Promise<number> {
  const [facts] = await db
    .deleteFrom("turn_fact")
    .where("resident_hash", "=", residentHash)
    .execute();
  await db.deleteFrom("missed_question").where("resident_hash", "=", residentHash).execute();
  return Number(facts?.numDeletedRows ?? 0);
}

export async function incrementErasures(
  db: DbHandle,
  { day, channel }: { day: string; channel: string },
): Promise<void> {
  await db
    .insertInto("erasure")
    .values({ day, channel, count: 1 })
    .onConflict((conflict) =>
      conflict.columns(["day", "channel"]).doUpdateSet({ count: sql`erasure.count + 1` }),
    )
    .execute();
}
