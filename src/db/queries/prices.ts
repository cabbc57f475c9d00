import type { DbHandle } from "../schema.ts";
import type { Transaction } from "../transaction.ts";

/** Returns what a message of each kind costs in đồng; a kind without a price is absent. */
export async function selectPrices(db: DbHandle): Promise<ReadonlyMap<string, number>> {
  const rows = await db.selectFrom("message_price").select(["kind", "dong"]).execute();
  return new Map(rows.map(({ kind, dong }) => [kind, dong]));
}

/** Stores these prices instead of all that were stored. */
export async function replacePrices(
  tx: Transaction,
  prices: ReadonlyMap<string, number>,
): Promise<void> {
  await tx.deleteFrom("message_price").execute();
  const rows = [...prices].map(([kind, dong]) => ({ kind, dong }));
  if (rows.length > 0) await tx.insertInto("message_price").values(rows).execute();
}
