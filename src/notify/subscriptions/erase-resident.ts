import { sql } from "kysely";
import { toLocalDay } from "../../catalog/local-time.ts";
import type { Resident } from "../../channels/resident.ts";
import type { Transaction } from "../../db/transaction.ts";
import { eraseFromLedgers } from "../broadcasts/ledger-lines.ts";
import { residentColumns } from "../resident.ts";
import { forgetWhoRated } from "./ratings.ts";

const tied = ["follower", "consent", "dossier_try", "desk_task"] as const;

/**
 * Erases everything that the durable record ties to a resident, the facts of their turns too. What stays is one more in the count
 * of the day; nothing to erase is not counted.
 */
export async function eraseResident(
  tx: Transaction,
  resident: Resident,
  { residentHash, now }: { readonly residentHash: string; readonly now: Date },
): Promise<void> {
  let gone = 0;
  for (const table of tied) {
    const [result] = await tx
      .deleteFrom(table)
      .where((row) => row.and(residentColumns(resident)))
      .execute();
    gone += Number(result?.numDeletedRows ?? 0);
  }
  // The link stays used, but not by whom.
  await tx
    .updateTable("chat_link")
    .set({ used_by: "erased" })
    .where("used_by", "=", residentHash)
    .execute();
  gone += await forgetWhoRated(tx, resident);
  gone += await eraseFromLedgers(tx, resident, now);
  const { channel: kind, account, user: user_id } = resident;
  await tx
    .deleteFrom("own_address")
    .where((row) => row.and({ kind, account, user_id }))
    .execute();
  const [facts] = await tx
    .deleteFrom("turn_fact")
    .where("resident_hash", "=", residentHash)
    .execute();
  await tx.deleteFrom("missed_question").where("resident_hash", "=", residentHash).execute();
  if (gone + Number(facts?.numDeletedRows ?? 0) > 0) await countErasure(tx, resident.channel, now);
}

async function countErasure(tx: Transaction, channel: string, now: Date): Promise<void> {
  await tx
    .insertInto("erasure")
    .values({ day: toLocalDay(now), channel, count: 1 })
    .onConflict((conflict) =>
      conflict.columns(["day", "channel"]).doUpdateSet({ count: sql`erasure.count + 1` }),
    )
    .execute();
}
